"""The timeline: lanes of bars whose pattern says how sure they are, milestones, arrows, today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Literal

from pmdocs.charts.builders import Link, Milestone, Span, timeline, timeline_height
from pmdocs.charts.colors import CHART, MUTED, TEXT
from pmdocs.kinds.roadmap.facts import ItemFacts, RoadmapFacts
from pmdocs.kinds.roadmap.horizons import Certainty
from pmdocs.kinds.roadmap.model import Roadmap, RoadmapItem
from pmdocs.kinds.roadmap.text import confidence, counted, sentences
from pmdocs.sdk import Chart, Column, Table, Words

HUES = 6
"""Colours that tell groups apart, on the board and on the timeline alike."""

Grain = Literal["month", "quarter", "year"]
_MONTHS: Mapping[Grain, int] = {"month": 1, "quarter": 3, "year": 12}
_MOST_TICKS = {"month": 12, "quarter": 16}
_PATTERNS: Mapping[Certainty, Literal["solid", "hatched", "dotted"]] = {
    "committed": "solid", "planned": "hatched", "idea": "dotted",
}  # fmt: skip


def charts(spec: Roadmap, facts: RoadmapFacts, words: Words) -> Iterator[Chart]:
    """Yield the timeline, where anything has a date."""
    spans = list(_spans(spec, facts, words))
    lane = words["milestones"]
    marks = [Milestone(m.id, lane, m.title, m.date.last, TEXT) for m in spec.milestones]
    if not spans and not marks:
        return
    used = {span.lane for span in spans}
    lanes = [lane] * bool(marks) + [name for name in _lanes(facts, words) if name in used]
    first = min([s.start for s in spans] + [m.day for m in marks])
    last = max([s.end for s in spans] + [m.day for m in marks])
    grain = _grain(first, last)
    today = facts.today if facts.today and _covers(first, last, facts.today, grain) else None
    option = timeline(
        lanes, spans, marks, list(_links(facts)), today=today, today_text=words["today"], grain=grain
    )
    height = timeline_height(lanes, spans, marks, grain=grain)
    yield Chart(
        "timeline", _summary(facts, first, last, words), option, _table(spec, facts, words),
        height=height, note=_note(facts, spans, words),
    )  # fmt: skip


def _lanes(facts: RoadmapFacts, words: Words) -> tuple[str, ...]:
    """Return the names of the lanes; groups that share a name share a lane."""
    return tuple(dict.fromkeys(_lane(group.name, facts, words) for group in facts.groups))


def _lane(name: str, facts: RoadmapFacts, words: Words) -> str:
    return name or words["others" if facts.group_by else "plan"]


def _spans(spec: Roadmap, facts: RoadmapFacts, words: Words) -> Iterator[Span]:
    """Yield a bar for each item with dates; what was dropped is not drawn."""
    places = {group.key: place for place, group in enumerate(facts.groups)}
    for item, one in zip(spec.items, facts.items, strict=True):
        if one.start and one.end and one.horizon != "dropped":
            place = places[one.group]
            color = MUTED if one.horizon == "done" else CHART[place % HUES]
            yield Span(
                one.id, _lane(facts.groups[place].name, facts, words), _bar_name(item, words), one.start, one.end,
                _PATTERNS[one.certainty], color, tuple(_tip(item, one, facts, words)),
            )  # fmt: skip


def _bar_name(item: RoadmapItem, words: Words) -> str:
    if item.status == "done":
        return f"✓ {item.title}"
    if item.status == "paused":
        return words("with_status", item=item.title, status=words["status.paused"])
    return item.title


def _tip(item: RoadmapItem, one: ItemFacts, facts: RoadmapFacts, words: Words) -> Iterator[str]:
    if item.status:
        yield words[f"status.{item.status}"]
    if item.confidence is not None:
        yield words("confident", level=confidence(item, words))
    if item.progress is not None:
        yield words("progressed", share=words.rate(item.progress, 0))
    if one.depends:
        yield words("waits_for", items=words.join(facts.names[before.before] for before in one.depends))


def _links(facts: RoadmapFacts) -> Iterator[Link]:
    for one in facts.items:
        yield from (Link(before.before, one.id, before.overlap_days > 0) for before in one.depends)


def _grain(first: dt.date, last: dt.date) -> Grain:
    """Return months for a year or less, quarters up to four years; never days."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months <= _MOST_TICKS["month"]:
        return "month"
    return "quarter" if months / 3 <= _MOST_TICKS["quarter"] else "year"


def _covers(first: dt.date, last: dt.date, day: dt.date, grain: Grain) -> bool:
    """Tell whether a day falls into the periods that the axis shows."""

    def period(of: dt.date) -> int:
        return (of.year * 12 + of.month - 1) // _MONTHS[grain]

    return period(first) <= period(day) <= period(last)


def _summary(facts: RoadmapFacts, first: dt.date, last: dt.date, words: Words) -> str:
    drawn = sum(one.start is not None and one.horizon != "dropped" for one in facts.items)
    counts = [("item", drawn), ("milestone", len(facts.milestones))]
    shown = words.join(counted(words, what, n) for what, n in counts if n)
    told = [words("span", items=shown, first=words.date(first), last=words.date(last))]
    early = sum(any(before.overlap_days for before in one.depends) for one in facts.items)
    if early:
        told.append(words["early_one"] if early == 1 else words("early_many", n=early))
    return sentences(words, told)


def _note(facts: RoadmapFacts, spans: list[Span], words: Words) -> str:
    """Return the key to what is drawn, and how many items are not."""
    patterns = {span.pattern for span in spans}
    keys = [words[f"key.{pattern}"] for pattern in _PATTERNS.values() if pattern in patterns]
    keys += [words["key.done"]] if any(one.horizon == "done" for one in facts.items) else []
    keys += [words["key.early"]] if any(b.overlap_days for one in facts.items for b in one.depends) else []
    undated = sum(one.start is None and one.horizon != "dropped" for one in facts.items)
    told = [words("keys", keys=words["and"].join(keys))] if keys else []
    if undated:
        told.append(words["undated_one"] if undated == 1 else words("undated_many", n=undated))
    return sentences(words, told)


def _table(spec: Roadmap, facts: RoadmapFacts, words: Words) -> Table:
    columns = (
        Column(words["column.item"]), Column(words[f"column.{facts.group_by or 'theme'}"]),
        Column(words["column.start"], "date"), Column(words["column.end"], "date"), Column(words["column.horizon"]),
        Column(words["column.state"]), Column(words["column.confidence"]), Column(words["column.progress"], "rate"),
        Column(words["column.after"]), Column(words["column.slack"], "count"), Column(words["column.slip"], "count"),
    )  # fmt: skip
    names = {one.key: one.name for one in facts.groups}
    rows = [_row(item, one, names, facts, words) for item, one in zip(spec.items, facts.items, strict=True)]
    blank = (None,) * (len(columns) - 4)
    rows += [(m.title, words["milestones"], None, m.date.last, *blank) for m in spec.milestones]
    return Table(columns, tuple(rows))


def _row(
    item: RoadmapItem, one: ItemFacts, names: Mapping[str, str], facts: RoadmapFacts, words: Words
) -> tuple[object, ...]:
    after = words.join(facts.names[before.before] for before in one.depends)
    return (
        item.title, names[one.group] or None, one.start, one.end, words[f"horizon.{one.horizon}"],
        words[f"status.{item.status}"] if item.status else None, confidence(item, words) or None, item.progress,
        after or None, one.slack_days if one.chained else None, one.slip_days,
    )  # fmt: skip
