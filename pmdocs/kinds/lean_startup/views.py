"""How hypotheses are shown: the finding, key figures, the map of assumptions, the speed of learning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Literal

from pmdocs.charts.builders import Axis, Point, Series, bars, quadrant_map
from pmdocs.charts.colors import ACCENT, ACCENT_SOFT, BAD, GOOD, MUTED, WARN
from pmdocs.kinds.lean_startup.facts import OPEN, STATES, LeanStartupFacts, State
from pmdocs.kinds.lean_startup.model import LeanStartup
from pmdocs.sdk import Chart, Columns, Tile, Words
from pmdocs.values.dates import Period

_COLORS: dict[State, str] = {
    "to-test": ACCENT, "building": ACCENT, "measuring": ACCENT, "validated": GOOD, "invalidated": BAD,
    "inconclusive": WARN, "invalid": MUTED,
}  # fmt: skip
_SYMBOLS: dict[State, str] = {
    "to-test": "circle", "building": "circle", "measuring": "diamond", "validated": "triangle", "invalidated": "rect",
    "inconclusive": "roundRect", "invalid": "pin",
}  # fmt: skip
_CUT = 5.0
_FIELDS = ("plan_with", "test_first", "leave", "explore")
_MAP = Columns(
    hypothesis="fact.title", importance=("one.importance", "score"), evidence=("one.evidence", "score"),
    risk=("fact.risk", "number"), state=(lambda row: f"states.{row.fact.state}", "label"),
)  # fmt: skip


def sentences(words: Words, parts: list[str]) -> str:
    """Return sentences one after the other."""
    return ("" if words.zh else " ").join(parts)


def counted(words: Words, key: str, count: int, **values: object) -> str:
    """Return a text about a number of things, in the singular where it is one."""
    return words(f"{key}_one" if count == 1 else f"{key}_many", n=words.count(count), **values)


def summary(spec: LeanStartup, facts: LeanStartupFacts, words: Words) -> str:
    """Return how many proved right and wrong, and which to test first."""
    right, wrong = len(facts.columns["validated"]), len(facts.columns["invalidated"])
    total = counted(words, "hypothesis", len(facts.hypotheses))
    parts = [words("finding", all=total, right=words.count(right), wrong=words.count(wrong))]
    if facts.riskiest:
        parts.append(words("first", title=facts.riskiest.title))
    elif not any(facts.columns[state] for state in OPEN):
        parts.append(words["nothing_open"])
    return sentences(words, parts)


def tiles(spec: LeanStartup, facts: LeanStartupFacts, words: Words) -> Iterator[Tile]:
    """Yield what is open, the share that proved wrong, the days of a test, and the largest risk."""
    counts = tuple((words[f"states.{one}"], words.count(len(facts.columns[one]))) for one in STATES)
    open_ = sum(len(facts.columns[one]) for one in OPEN)
    note = words("of", n=words.count(open_), all=words.count(len(facts.hypotheses)))
    yield Tile(words["open"], words.count(open_), note, formula="open", inputs=counts)
    if facts.refuted is not None:
        wrong = len(facts.columns["invalidated"])
        note = words("of", n=words.count(wrong), all=words.count(facts.decided))
        tone: Literal["", "warn"] = "warn" if facts.refuted == 0 else ""
        yield Tile(words["refuted"], words.rate(facts.refuted, 0), note, tone, "refuted", counts[3:5])
    if facts.cycle is not None:
        days = [(one.title, words.count(one.days)) for one in facts.hypotheses if one.days is not None]
        yield Tile(
            words["cycle"],
            words.number(facts.cycle),
            counted(words, "test", len(days)),
            "",
            "cycle",
            tuple(days),
        )
    if facts.riskiest:
        risks = [(one.title, words.number(one.risk)) for one in facts.hypotheses if one.risk is not None]
        title = facts.riskiest.title
        yield Tile(words["risk"], words.number(facts.riskiest.risk), title, "", "risk", tuple(risks))


class _Row:
    """A hypothesis with its facts, as a row of the table."""

    def __init__(self, one: Any, fact: Any) -> None:
        self.one, self.fact = one, fact


def charts(spec: LeanStartup, facts: LeanStartupFacts, words: Words) -> Iterator[Chart]:
    """Yield the map of assumptions where any is rated, and what was learned by month."""
    rows = [
        _Row(*pair)
        for pair in zip(spec.hypotheses, facts.hypotheses, strict=True)
        if pair[1].risk is not None
    ]
    if rows:
        yield _assumptions(rows, facts, words)
    if facts.months:
        yield _velocity(facts, words)


def _assumptions(rows: list[_Row], facts: LeanStartupFacts, words: Words) -> Chart:
    points = [
        Point(
            row.fact.title, row.one.evidence, row.one.importance, color=_COLORS[row.fact.state],
            symbol=_SYMBOLS[row.fact.state], tip=(words[f"states.{row.fact.state}"],),
        )
        for row in rows
    ]  # fmt: skip
    option = quadrant_map(
        points, x_axis=Axis(words["evidence"], "number", 0, 10, inverse=True, low=words["strong"], high=words["none"]),
        y_axis=Axis(words["importance"], "number", 0, 10), cuts=(_CUT, _CUT),
        names=[words[f"fields_of.{one}"] for one in _FIELDS], tones=("", ACCENT_SOFT, "", ""),
    )  # fmt: skip
    said = words("first", title=facts.riskiest.title) if facts.riskiest else words["nothing_untested"]
    used = [state for state in STATES if any(row.fact.state == state for row in rows)]
    signs = words["and"].join(words[f"signs.{state}"] for state in used)
    return Chart(
        "assumptions", said, option, _MAP.table(rows, words), height=440, narrow_height=380,
        note=words("map_note", signs=signs),
    )  # fmt: skip


def _velocity(facts: LeanStartupFacts, words: Words) -> Chart:
    states = [one for one in STATES if any(month.counts.get(one) for month in facts.months)]
    names = [_month(month.first, words) for month in facts.months]
    series = [
        Series(words[f"states.{one}"], [month.counts.get(one, 0) for month in facts.months], _COLORS[one])
        for one in states
    ]
    columns: dict[str, Any] = {"month": lambda row: _month(row.first, words)}
    columns |= {f"states.{one}": (lambda row, at=one: row.counts.get(at, 0), "count") for one in states}
    total = sum(sum(month.counts.values()) for month in facts.months)
    said = counted(words, "learned", total, months=words.count(len(facts.months)))
    option = bars(names, series, stacked=True, y_name=words["ended_tests"])
    table = Columns(**columns).table(facts.months, words)
    return Chart("velocity", said, option, table, height=260, narrow_height=240)


def _month(first: dt.date, words: Words) -> str:
    return Period.read(f"{first:%Y-%m}").show(words.lang)
