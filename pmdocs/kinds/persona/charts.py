"""The pictures of a comparison: traits of several personas on one radar, and their shares of the users."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import fsum

from pmdocs.charts.builders import Indicator, Series, bars, merge, radar, row_height
from pmdocs.charts.colors import ACCENT, CHART, MUTED
from pmdocs.kinds.persona.facts import PersonaFacts, Profile
from pmdocs.kinds.persona.model import HIGHEST, Persona
from pmdocs.sdk import Chart, Column, Table, Words
from pmdocs.stats.comparison import above, below, same


def charts(spec: Persona, facts: PersonaFacts, words: Words) -> Iterator[Chart]:
    """Yield the charts of the comparison, each where at least two personas can be compared."""
    if facts.compared:
        yield _traits(facts, words)
    if facts.shares_known > 1:
        yield _shares(facts, words)


def _traits(facts: PersonaFacts, words: Words) -> Chart:
    names, people = facts.trait_names, [p for p in facts.profiles if p.id in facts.compared]
    series = [
        Series(p.name, [p.traits[name] for name in names], color=CHART[index % len(CHART)], dashed=p.anti)
        for index, p in enumerate(people)
    ]
    option = radar([Indicator(name, HIGHEST) for name in names], series)
    # One ring for each point of the scale; the chart's own four would fall between them.
    option = merge(option, {"baseOption": {"radar": {"splitNumber": HIGHEST}}})
    columns = (Column(words["trait"]), *(Column(p.name, "number") for p in people))
    rows = tuple((name, *(p.traits[name] for p in people)) for name in names)
    left_out = len(facts.profiles) - len(people)
    note = words("left_out_one" if left_out == 1 else "left_out_many", n=left_out) if left_out else ""
    return Chart(
        "traits", _traits_summary(people, names, words), option, Table(columns, rows),
        height=440, narrow_height=360, note=note,
    )  # fmt: skip


@dataclass(frozen=True)
class _Gap:
    """How far another persona is from this one on one trait."""

    other: str
    trait: str
    here: float
    there: float


def _traits_summary(people: Sequence[Profile], names: Sequence[str], words: Words) -> str:
    """Return where the personas are furthest apart from the first; the earliest trait among equals."""
    here, *others = people
    gaps = [
        _Gap(other.name, name, here.traits[name], other.traits[name]) for name in names for other in others
    ]
    widest = max(gaps, key=lambda gap: abs(gap.here - gap.there))
    if same(widest.here, widest.there):
        return words("traits_same", name=here.name)
    return words(
        "traits_differ", name=here.name, other=widest.other, trait=widest.trait,
        here=words.number(widest.here), there=words.number(widest.there),
    )  # fmt: skip


def _shares(facts: PersonaFacts, words: Words) -> Chart:
    here = facts.here
    known = sorted((p for p in facts.profiles if p.share is not None), key=lambda p: -(p.share or 0))
    rows: list[tuple[str, float]] = [(p.name, p.share) for p in known if p.share is not None]
    colors = [ACCENT if p is here else MUTED for p in known]
    texts = [f"{words.rate(p.share)} · {words['this']}" if p is here else words.rate(p.share) for p in known]
    total = fsum(share for _, share in rows)
    if below(total, 1):
        rows.append((words["nobody"], 1 - total))
        colors.append(MUTED)
        texts.append(words.rate(1 - total))
    series = Series(words["share"], [share for _, share in rows], colors=colors, texts=texts)
    names, height = [name for name, _ in rows], row_height(len(rows), name=True)
    option = bars(names, [series], horizontal=True, unit_format="rate:0", x_name=words["share"], value_min=0)
    table = Table((Column(words["persona"]), Column(words["share"], "rate")), tuple(rows))
    return Chart(
        "shares", _shares_summary(facts, total, words), option, table,
        height=height,
    )  # fmt: skip


def _shares_summary(facts: PersonaFacts, total: float, words: Words) -> str:
    n, shown = facts.shares_known, words.rate(total)
    if above(total, 1):
        return words("shares_over", n=n, sum=shown)
    if below(total, 1):
        return words("shares_part", n=n, sum=shown, rest=words.rate(1 - total))
    return words("shares_all", n=n)
