"""How a roadmap is shown: its finding, key figures, and a timeline of bars whose pattern says how sure they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Literal, NamedTuple

from pmdocs.charts.builders import Span, TimelineLink, TimelineMilestone, timeline, timeline_heights
from pmdocs.charts.colors import CHART, MUTED, TEXT
from pmdocs.kinds.roadmap.facts import HORIZONS, Certainty, ItemFacts, RoadmapFacts
from pmdocs.kinds.roadmap.model import Roadmap, RoadmapItem
from pmdocs.sdk import Chart, Columns, Table, Tile, Words

_LONG_CHAIN = 4
_NAMES = 40
"""Columns for the names in one sentence of the finding, which the timeline has whole."""
_ROOM = 4
"""Tiles in one row of a page."""
_HUES = 6
_WIDTH = 984
"""Width of the timeline in pixels: that of a full page at 1280."""
"""Colours that tell groups apart, on the board and on the timeline alike."""
_PATTERNS: Mapping[Certainty, Literal["solid", "dashed", "dotted"]] = {
    "committed": "solid", "planned": "dashed", "idea": "dotted",
}  # fmt: skip


def days(words: Words, count: int) -> str:
    """Return a number of days: "1 day", "30 days"."""
    return words["day"] if count == 1 else words("days", n=words.count(count))


def counted(words: Words, what: str, count: int) -> str:
    """Return a number of things: "1 item", "2 milestones"."""
    return words[f"{what}_one"] if count == 1 else words(f"{what}_many", n=words.count(count))


def sentences(words: Words, parts: Iterable[str]) -> str:
    """Return sentences one after the other."""
    return ("" if words.zh else " ").join(parts)


def summary(spec: Roadmap, facts: RoadmapFacts, words: Words) -> str:
    """Return how many items there are at each horizon, what is most out of joint, and the longest chain."""
    counts = Counter(one.horizon for one in facts.items)
    shares = words["and"].join(words(f"count.{h}", n=counts[h]) for h in HORIZONS if counts[h])
    parts = [words("listing", items=counted(words, "item", len(facts.items)), parts=shares)]
    parts += [*_trouble(facts, words)][:1]
    if facts.longest_chain and facts.chain_days is not None and facts.chain_days >= 0:
        names = [facts.names[id_] for id_ in facts.longest_chain]
        long = len(names) > _LONG_CHAIN  # its two ends are enough
        names = words.brief([names[0], names[-1]] if long else names, _NAMES)
        names[1:1] = ["…"] if long else []
        left, end = days(words, facts.chain_days), words.date(facts.chain_end)
        parts.append(words("chain", chain=" → ".join(names), days=left, end=end))
    return sentences(words, parts)


def _trouble(facts: RoadmapFacts, words: Words) -> Iterator[str]:
    """Yield what is out of joint, the most urgent first: overdue, started too early, slipped."""
    overdue = max(facts.items, key=lambda one: one.overdue_days or 0)
    if overdue.overdue_days:
        yield words(
            "overdue",
            item=words.brief([facts.names[overdue.id]], _NAMES)[0],
            days=days(words, overdue.overdue_days),
        )
    early = [(before.overlap_days, one.id, before.before) for one in facts.items for before in one.depends]
    overlap, id_, before = max(early, key=lambda row: row[0], default=(0, "", ""))
    if overlap:
        item, other = words.brief((facts.names[id_], facts.names[before]), _NAMES)
        yield words("early", item=item, before=other, days=days(words, overlap))
    slip, item = max(_slips(facts), key=lambda row: row[0], default=(0, ""))
    if slip > 0:
        yield words("slipped", item=words.brief([item], _NAMES)[0], days=days(words, slip))


def _slips(facts: RoadmapFacts) -> list[tuple[int, str]]:
    """Return by how many days which item ends later than first planned."""
    live = (one for one in facts.items if one.horizon != "dropped")
    return [(one.slip_days, facts.names[one.id]) for one in live if one.slip_days is not None]


def tiles(spec: Roadmap, facts: RoadmapFacts, words: Words) -> Iterator[Tile]:
    """Yield the key figures: the longest chain, coverage, the largest slip, what comes next.

    The finding has the items by horizon; they are a tile where there is little else to tell.
    """
    found = [*_linked(facts, words), *_dated(spec, facts, words)]
    counts = Counter(one.horizon for one in facts.items)
    if len(found) < _ROOM:
        value = " · ".join(words.count(counts[h]) for h in HORIZONS[:3])
        note = words["and"].join(words(f"count.{h}", n=counts[h]) for h in HORIZONS[3:] if counts[h])
        inputs = tuple((words[f"horizon.{h}"], words.count(counts[h])) for h in HORIZONS if counts[h])
        yield Tile(words["horizons"], value, note, formula="horizon", inputs=inputs)
    yield from found


def _linked(facts: RoadmapFacts, words: Words) -> Iterator[Tile]:
    """Yield what waits for what, and what it is for."""
    if facts.longest_chain and facts.chain_days is not None:
        note = words(
            "chain_note",
            items=counted(words, "item", len(facts.longest_chain)),
            end=words.date(facts.chain_end),
        )
        ends = {one.id: one.end for one in facts.items}
        chain = [(facts.names[id_], words.date(ends.get(id_))) for id_ in facts.longest_chain]
        inputs = ((words["today"], words.date(facts.today)), *chain)
        late = days(words, -facts.chain_days)
        value = words("late_by", days=late) if facts.chain_days < 0 else days(words, facts.chain_days)
        yield Tile(words["longest_chain"], value, note, formula="longest_chain", inputs=inputs)
    if facts.planned:
        share, note = facts.linked / facts.planned, words("linked_of", n=facts.linked, all=facts.planned)
        counts = (("linked", facts.linked), ("all", facts.planned))
        inputs = tuple((words[f"input.{name}"], words.count(n)) for name, n in counts)
        tone: Literal["", "warn"] = "" if share == 1 else "warn"
        yield Tile(words["coverage"], words.rate(share, 0), note, tone, "coverage", inputs)


def _dated(spec: Roadmap, facts: RoadmapFacts, words: Words) -> Iterator[Tile]:
    """Yield the largest slip, and the milestone that comes next."""
    if slips := _slips(facts):
        most, item = max(slips, key=lambda row: row[0])
        value, note = days(words, max(0, most)), item if most > 0 else words["on_plan"]
        inputs = tuple((name, words.signed(slip, 0)) for slip, name in slips)
        yield Tile(words["largest_slip"], value, note, "warn" if most > 0 else "good", "slip", inputs)
    due = zip(facts.milestones, spec.milestones, strict=True)
    ahead = [(one.days_left, words.date(one.day), m.title) for one, m in due if one.days_left >= 0]
    if ahead:
        left, day, title = min(ahead, key=lambda row: row[0])
        value = words("in_days", days=days(words, left)) if left else words["today"]
        note, today = words("on_day", item=title, day=day), words.date(facts.today)
        inputs = ((words["today"], today), (title, day))
        yield Tile(words["next_milestone"], value, note, formula="until", inputs=inputs)


def charts(spec: Roadmap, facts: RoadmapFacts, words: Words) -> Iterator[Chart]:
    """Yield the timeline, where anything has a date."""
    # Groups that share a name share a lane.
    names = [group.name or words["others" if facts.group_by else "plan"] for group in facts.groups]
    lane, spans = words["milestones"], list(_spans(spec, facts, names, words))
    marks = [TimelineMilestone(one.id, lane, one.title, one.date.last, TEXT) for one in spec.milestones]
    if not spans and not marks:
        return
    used = {span.lane for span in spans}
    lanes = [lane] * bool(marks) + [name for name in dict.fromkeys(names) if name in used]
    links = [TimelineLink(b.before, one.id, b.overlap_days > 0) for one in facts.items for b in one.depends]
    height, narrow = timeline_heights(lanes, spans, marks, _WIDTH)
    yield Chart(
        "timeline", _summary(facts, spans, marks, words),
        timeline(lanes, spans, marks, links, today=facts.today, today_text=words["today"], width=_WIDTH),
        _table(spec, facts, words), width=_WIDTH, height=height, narrow_height=narrow,
        note=_note(facts, words),
    )  # fmt: skip


def _spans(spec: Roadmap, facts: RoadmapFacts, lanes: list[str], words: Words) -> Iterator[Span]:
    """Yield a bar for each item with dates; what was dropped is not drawn."""
    places = {group.key: place for place, group in enumerate(facts.groups)}
    for item, one in zip(spec.items, facts.items, strict=True):
        if one.start and one.end and one.horizon != "dropped":
            place = places[one.group]
            color = MUTED if one.horizon == "done" else CHART[place % _HUES]
            name = f"✓ {item.title}" if item.status == "done" else item.title
            if item.status == "paused":
                name = words("with_status", item=item.title, status=words["status.paused"])
            tip = tuple(_tip(item, one, facts, words))
            done = 1.0 if one.horizon == "done" else item.progress or 0.0
            yield Span(
                one.id, lanes[place], name, one.start, one.end, _PATTERNS[one.certainty], color, tip, done
            )


def _tip(item: RoadmapItem, one: ItemFacts, facts: RoadmapFacts, words: Words) -> Iterator[str]:
    if item.status:
        yield words[f"status.{item.status}"]
    if item.confidence is not None:
        yield words("confident", level=_confidence(item, words))
    if item.progress is not None:
        yield words("progressed", share=words.rate(item.progress, 0))
    if one.depends:
        yield words("waits_for", items=words.join(facts.names[before.before] for before in one.depends))


def _confidence(item: RoadmapItem, words: Words) -> str | None:
    """Return how sure an item is as its author said it: "high", "80%"; nothing where they did not."""
    if item.confidence is None or isinstance(item.confidence, str):
        return item.confidence and words[f"level.{item.confidence}"]
    return words.rate(item.confidence, 0)


def _summary(facts: RoadmapFacts, spans: list[Span], marks: list[TimelineMilestone], words: Words) -> str:
    first = min([span.start for span in spans] + [mark.day for mark in marks])
    last = max([span.end for span in spans] + [mark.day for mark in marks])
    counts = (("item", len(spans)), ("milestone", len(marks)))
    shown = words.join(counted(words, what, n) for what, n in counts if n)
    parts = [words("span", items=shown, first=words.date(first), last=words.date(last))]
    early = sum(any(before.overlap_days for before in one.depends) for one in facts.items)
    return sentences(words, parts + [counted(words, "early", early)] * bool(early))


def _note(facts: RoadmapFacts, words: Words) -> str:
    """Return how many items are not drawn."""
    undated = sum(one.start is None and one.horizon != "dropped" for one in facts.items)
    return counted(words, "undated", undated) if undated else ""


class _PlanRow(NamedTuple):
    item: RoadmapItem
    one: ItemFacts


def _table(spec: Roadmap, facts: RoadmapFacts, words: Words) -> Table:
    names = {group.key: group.name or None for group in facts.groups}
    columns: dict[str, Any] = {
        "column.item": "item.title", f"column.{facts.group_by or 'theme'}": lambda row: names[row.one.group],
        "column.start": ("one.start", "date"), "column.end": ("one.end", "date"),
        "column.horizon": (lambda row: f"horizon.{row.one.horizon}", "label"),
        "column.state": lambda row: row.item.status and words[f"status.{row.item.status}"],
        "column.confidence": lambda row: _confidence(row.item, words), "column.progress": ("item.progress", "rate"),
        "column.after": lambda row: words.join(facts.names[one.before] for one in row.one.depends) or None,
        "column.slack": (lambda row: row.one.slack_days if row.one.chained else None, "count"),
        "column.slip": ("one.slip_days", "count"),
    }  # fmt: skip
    table = Columns(**columns).table(map(_PlanRow, spec.items, facts.items), words)
    due = [(one.title, words["milestones"], None, one.date.last, *(None,) * 7) for one in spec.milestones]
    return replace(table, rows=(*table.rows, *due))
