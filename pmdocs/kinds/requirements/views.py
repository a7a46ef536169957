"""How requirements are shown: the finding, key figures, progress by release, and how much the set moves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Literal

from pmdocs.charts.builders import Series, bars, row_heights
from pmdocs.charts.colors import ACCENT, CHART, GOOD, MUTED, WARN
from pmdocs.kinds.requirements.facts import STAGES, ReleaseFacts, RequirementsFacts, Stage
from pmdocs.kinds.requirements.model import Requirements
from pmdocs.sdk import Chart, Columns, Tile, Words
from pmdocs.values.dates import Period

_COLORS: dict[Stage, str] = {"done": GOOD, "building": ACCENT, "agreed": CHART[3], "open": MUTED}
_MONTHS = Columns(
    month=("month", "date"), changes=("changes", "count"), at_start=("at_start", "count"),
    volatility=("volatility", "rate"),
)  # fmt: skip
_MOST_TILES = 5


def sentences(words: Words, parts: list[str]) -> str:
    """Return sentences one after the other."""
    return ("" if words.zh else " ").join(parts)


def counted(words: Words, key: str, count: int, **values: object) -> str:
    """Return a text about a number of things, in the singular where it is one."""
    return words(f"{key}_one" if count == 1 else f"{key}_many", n=words.count(count), **values)


def unit_of(spec: Requirements, words: Words) -> str:
    """Return the unit of effort."""
    return spec.unit or words["points"]


def summary(spec: Requirements, facts: RequirementsFacts, words: Words) -> str:
    """Return how many are done, what the next release still needs, and how many have no reason."""
    done = facts.counts["done"]
    parts = [words("finding", n=words.count(done), all=counted(words, "requirement", facts.standing))]
    if facts.next and facts.next.open:
        day, one = words.date(facts.next.day), facts.next
        parts.append(counted(words, "ahead", one.open, release=one.title, date=day))
    elif facts.next:
        parts.append(words("complete", release=facts.next.title))
    without = len(facts.coverage[0].missing)
    return sentences(words, parts + [counted(words, "without", without)] * bool(without))


def tiles(spec: Requirements, facts: RequirementsFacts, words: Words) -> Iterator[Tile]:
    """Yield what is done, what is covered, what the next release needs, and how much the set moves."""
    found = [*_standing(facts, words), *_ahead(spec, facts, words), *_moving(facts, words)]
    yield from found[:_MOST_TILES]


def _standing(facts: RequirementsFacts, words: Words) -> Iterator[Tile]:
    """Yield the share that is done, and what is covered."""
    if facts.standing:
        inputs = tuple((words[f"stage.{one}"], words.count(facts.counts[one])) for one in STAGES)
        share = facts.counts["done"] / facts.standing
        note = words("of", n=words.count(facts.counts["done"]), all=words.count(facts.standing))
        yield Tile(words["done_share"], words.rate(share, 0), note, formula="done", inputs=inputs)
    for one in facts.coverage:
        if one.share is not None and one.name in {"reason", "measured"}:
            tone: Literal["", "warn"] = "warn" if one.missing else ""
            covered = (words[f"covered.{one.name}"], words.count(one.covered))
            inputs = (covered, (words[f"asked.{one.name}"], words.count(one.all)))
            note = words("of", n=words.count(one.covered), all=words.count(one.all))
            yield Tile(
                words[f"covered.{one.name}"],
                words.rate(one.share, 0),
                note,
                tone,
                f"coverage_{one.name}",
                inputs,
            )


def _ahead(spec: Requirements, facts: RequirementsFacts, words: Words) -> Iterator[Tile]:
    """Yield how much is open for the next release."""
    one = facts.next
    if one is None or one.days_left is None:
        return
    value = words.count(one.open) if one.effort_open is None else words.number(one.effort_open)
    unit = words["requirements"] if one.effort_open is None else unit_of(spec, words)
    amounts = one.counts if one.efforts is None else one.efforts
    inputs = tuple((words[f"stage.{at}"], words.number(amounts[at])) for at in ("building", "agreed", "open"))
    note = words("left_note", unit=unit, days=counted(words, "day", one.days_left))
    yield Tile(words("left", release=one.title), value, note, formula="left", inputs=inputs)


def _moving(facts: RequirementsFacts, words: Words) -> Iterator[Tile]:
    """Yield the volatility since the baseline, and how long a decision takes."""
    if facts.since_baseline is not None:
        changes = (words["changes"], words.count(len(facts.changes)))
        inputs = (changes, (words["unapproved"], words.count(facts.unapproved)))
        note = words["since_baseline"]
        yield Tile(
            words["volatility"],
            words.rate(facts.since_baseline, 0),
            note,
            formula="volatility",
            inputs=inputs,
        )
    leads = [one for one in facts.changes if one.lead_days is not None]
    if facts.lead_days is not None:
        each = tuple((words.date(one.change.date), words.count(one.lead_days)) for one in leads)
        note = counted(words, "decision", len(leads))
        yield Tile(words["lead"], words.number(facts.lead_days), note, formula="lead", inputs=each)


def charts(spec: Requirements, facts: RequirementsFacts, words: Words) -> Iterator[Chart]:
    """Yield progress by release, and the changes by month where there are any."""
    yield _progress(spec, facts, words)
    if facts.months:
        yield _volatility(facts, words)


def _progress(spec: Requirements, facts: RequirementsFacts, words: Words) -> Chart:
    drawn = [one for one in facts.releases if one.standing]
    sized = bool(drawn) and all(one.efforts is not None for one in drawn)
    unit = unit_of(spec, words) if sized else words["requirements"]
    stages = [stage for stage in STAGES if stage != "aside" and any(one.counts[stage] for one in drawn)]
    series = [
        Series(words[f"stage.{stage}"], [_amount(one, stage, sized=sized) for one in drawn], _COLORS[stage])
        for stage in stages
    ]
    names = [one.title or words["no_release"] for one in drawn]
    option = bars(names, series, horizontal=True, stacked=True, unit_format="number:1", x_name=unit)
    columns: dict[str, Any] = {
        "column.release": lambda one: one.title or words["no_release"], "column.date": ("day", "date"),
        **{f"stage.{stage}": (lambda one, at=stage: one.counts[at], "count") for stage in STAGES},
        "effort_open": ("effort_open", "number"),
    }  # fmt: skip
    aside = facts.counts["aside"]
    note = counted(words, "aside", aside) if aside else ""
    wide, narrow = row_heights(names, series=[one.name for one in series])
    return Chart(
        "progress", _most_open(facts, words), option, Columns(**columns).table(facts.releases, words), height=wide,
        narrow_height=narrow, note=note,
    )  # fmt: skip


def _amount(one: ReleaseFacts, stage: Stage, *, sized: bool) -> float:
    return one.efforts[stage] if sized and one.efforts is not None else float(one.counts[stage])


def _most_open(facts: RequirementsFacts, words: Words) -> str:
    """Say where most is still open."""
    most = max(facts.releases, key=lambda one: one.open)
    if not most.open:
        return words["nothing_open"]
    return counted(words, "most_open", most.open, release=most.title or words["no_release"])


def _volatility(facts: RequirementsFacts, words: Words) -> Chart:
    approved = [
        sum(one.approved for one in facts.changes if one.change.date.replace(day=1) == month.month)
        for month in facts.months
    ]
    other = [month.changes - n for month, n in zip(facts.months, approved, strict=True)]
    series = [Series(words["approved"], approved, ACCENT), Series(words["unapproved"], other, WARN)]
    most = max(facts.months, key=lambda month: month.changes)
    said = counted(words, "busiest", most.changes, month=_month(most.month, words))
    names = [_month(one.month, words) for one in facts.months]
    option = bars(names, [one for one in series if any(one.values)], stacked=True, y_name=words["changes"])
    return Chart(
        "volatility", said, option, _MONTHS.table(facts.months, words), height=260, narrow_height=240
    )


def _month(first: dt.date, words: Words) -> str:
    return Period.read(f"{first:%Y-%m}").show(words.lang)
