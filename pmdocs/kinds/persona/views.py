"""How a persona is shown: its finding and key figures; traits of several on one radar; shares of the users."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter

from pmdocs.charts.builders import Indicator, Series, bars, merge, radar, radar_heights, row_height
from pmdocs.charts.colors import ACCENT, CHART, MUTED
from pmdocs.kinds.persona.facts import PersonaFacts, Profile
from pmdocs.kinds.persona.model import Persona
from pmdocs.kinds.persona.values import HIGHEST
from pmdocs.sdk import Chart, Column, Columns, Table, Tile, Words
from pmdocs.stats.comparison import above, below, same
from pmdocs.values.identity import hues

_SMALL = 30
"""A share measured on fewer answers than this is marked."""
_STOPS = " .。;；!！"  # what an author may have ended a goal with; the sentence brings its own
_SHARES = Columns(
    persona=itemgetter(0), share=(itemgetter(1), "rate"), low=(itemgetter(3), "rate"), high=(itemgetter(4), "rate"),
    answers=(itemgetter(5), "count"),
)  # fmt: skip


def summary(spec: Persona, facts: PersonaFacts, words: Words) -> str:
    """Return whom the persona stands for, what they want first, and what stands in the way."""
    key = "anti_opening" if spec.anti else "no_share_opening" if spec.share is None else "opening"
    wanted = ("goal", spec.goals[0]) if spec.goals else ("need", facts.needs[0].text)
    met = ("pain", spec.pains[0]) if spec.pains else ("habit", spec.behaviors[0])
    rest = [words(f"first.{key}", text=text.strip(_STOPS)) + words["stop"] for key, text in (wanted, met)]
    opening = words(key, name=spec.display_name, share=words.rate(spec.share.value if spec.share else None))
    return ("" if words.zh else " ").join([opening, *rest])


def tiles(spec: Persona, facts: PersonaFacts, words: Words) -> Iterator[Tile]:
    """Yield the key figures: share, evidence, needs served, and how often the persona is used."""
    if spec.share is not None:
        yield _share(spec, facts, words)
    yield _evidence(spec, words)
    if facts.covered is not None:
        yield _needs(facts, facts.covered, words)
    used = len(facts.used_by)
    if used or not spec.anti:
        inputs = tuple((one.title, "") for one in facts.used_by)
        note = words["used_note" if used else "unused_note"]
        yield Tile(words["used_by"], words.count(used), note, formula="used_by", inputs=inputs)


def _share(spec: Persona, facts: PersonaFacts, words: Words) -> Tile:
    here = facts.here
    asked = spec.evidence.survey if spec.evidence else None
    answers, value = here.share_n or asked, words.rate(here.share)
    low, high = words.rate(here.share_low), words.rate(here.share_high)
    said = [] if here.share_low is None else [words("range", low=low, high=high)]
    shares = [(one.name, words.rate(one.share)) for one in facts.profiles if one.share is not None]
    inputs = (
        *shares,
        *([(words["all_shares"], words.rate(facts.share_sum))] if facts.shares_known > 1 else []),
    )
    if answers is not None and answers < _SMALL:
        note = words["then"].join([words("small", n=answers), *said])
        return Tile(words["share"], value, note, "warn", "share", inputs)
    if facts.shares_known > 1 and not said:  # beside an interval, the sum is one click away
        said.append(words("share_note", n=facts.shares_known, sum=words.rate(facts.share_sum)))
    return Tile(words["share"], value, words["then"].join(said), formula="share", inputs=inputs, n=answers)


def _evidence(spec: Persona, words: Words) -> Tile:
    title = words["evidence.title"]
    if spec.proto or spec.evidence is None:
        return Tile(title, words["evidence.none"], words["evidence.none_note"], "warn")
    n = spec.evidence.methods
    inputs = tuple((words[f"evidence.{name}"], words.count(k)) for name, k in spec.evidence.counts.items())
    parts = [f"{name} n = {people}" for name, people in inputs]
    parts += [words["evidence.analytics"]] if spec.evidence.analytics else []
    if spec.validated:  # how many were asked stands on the card, and one click away
        parts = [words("validated_on", date=words.date(spec.validated))]
    value = words("methods_one" if n == 1 else "methods_many", n=n)
    return Tile(title, value, " · ".join(parts), formula="evidence", inputs=inputs)


def _needs(facts: PersonaFacts, covered: int, words: Words) -> Tile:
    value = words("covered_value", covered=covered, n=facts.countable)
    inputs = tuple(
        (need.text, words["live" if need.released else "served" if need.requirements else "unserved"])
        for need in facts.needs
        if need.id
    )
    return Tile(
        words["covered"], value, words("covered_note", released=facts.released),
        "good" if covered == facts.countable else "warn" if covered else "bad", "covered", inputs,
    )  # fmt: skip


def charts(spec: Persona, facts: PersonaFacts, words: Words) -> Iterator[Chart]:
    """Yield the charts of the comparison, each where at least two personas can be compared."""
    if facts.compared:
        yield _traits(facts, words)
    if facts.shares_known > 1:
        yield _shares(facts, facts.share_sum or 0.0, words)


def _traits(facts: PersonaFacts, words: Words) -> Chart:
    names, people = facts.trait_names, [p for p in facts.profiles if p.id in facts.compared]
    own = hues(p.id for p in people)
    series = [
        Series(p.name, [p.traits[name] for name in names], color=CHART[own[p.id] - 1], dashed=p.anti)
        for p in people
    ]
    # One ring for each point of the scale; the chart's own four would fall between them.
    axes = [Indicator(name, HIGHEST) for name in names]
    option, (height, narrow) = radar(axes, series), radar_heights(axes, series, 440, 360)
    if "radar" in option["baseOption"]:
        option = merge(option, {"baseOption": {"radar": {"splitNumber": HIGHEST}}})
    columns = (Column(words["trait"]), *(Column(p.name, "number") for p in people))
    rows = tuple((name, *(p.traits[name] for p in people)) for name in names)
    left_out = len(facts.profiles) - len(people)
    note = words("left_out_one" if left_out == 1 else "left_out_many", n=left_out) if left_out else ""
    return Chart(
        "traits", _traits_summary(people, names, words), option, Table(columns, rows),
        height=height, narrow_height=narrow, note=note,
    )  # fmt: skip


def _traits_summary(people: Sequence[Profile], names: Sequence[str], words: Words) -> str:
    """Return where the personas are furthest apart from the first; the earliest trait among equals."""
    me, *others = people
    pairs = [(name, other) for name in names for other in others]
    trait, other = max(pairs, key=lambda pair: abs(me.traits[pair[0]] - pair[1].traits[pair[0]]))
    here, there = me.traits[trait], other.traits[trait]
    values = {"here": words.number(here), "there": words.number(there), "other": other.name, "trait": trait}
    return words("traits_same" if same(here, there) else "traits_differ", name=me.name, **values)


def _shares(facts: PersonaFacts, total: float, words: Words) -> Chart:
    ranked = sorted(facts.profiles, key=lambda p: -(p.share or 0))
    rows = [
        (p.name, p.share, p is facts.here, p.share_low, p.share_high, p.share_n)
        for p in ranked if p.share is not None
    ]  # fmt: skip
    rows += [(words["nobody"], 1 - total, False, None, None, None)] if below(total, 1) else []
    series = Series(
        words["share"], [row[1] for row in rows],
        colors=[ACCENT if row[2] else MUTED for row in rows],
        texts=[words.rate(share) + (f" · {words['this']}" if here else "") for _, share, here, *_ in rows],
    )  # fmt: skip
    names, axis = [name for name, *_ in rows], words["share"]
    key = "shares_over" if above(total, 1) else "shares_part" if below(total, 1) else "shares_all"
    return Chart(
        "shares", words(key, n=facts.shares_known, sum=words.rate(total), rest=words.rate(1 - total)),
        bars(names, [series], horizontal=True, unit_format="rate:0", x_name=axis, value_min=0),
        _SHARES.table(rows, words), height=row_height(len(rows), name=True),
    )  # fmt: skip
