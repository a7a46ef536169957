"""The finding in a sentence or two, and the key figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from pmdocs.kinds.roadmap.facts import HORIZONS, ItemFacts, MilestoneFacts, RoadmapFacts
from pmdocs.kinds.roadmap.horizons import Horizon
from pmdocs.kinds.roadmap.model import Roadmap, RoadmapItem
from pmdocs.sdk import Tile, Words

_LONG_CHAIN = 4


def days(words: Words, count: int) -> str:
    """Return a number of days: "1 day", "30 days"."""
    return words["day"] if count == 1 else words("days", n=words.count(count))


def counted(words: Words, what: str, count: int) -> str:
    """Return a number of things: "1 item", "2 milestones"."""
    return words[f"{what}_one"] if count == 1 else words(f"{what}_many", n=words.count(count))


def sentences(words: Words, told: Iterable[str]) -> str:
    """Return sentences one after the other, empty ones left out."""
    return ("" if words.zh else " ").join(filter(None, told))


def confidence(item: RoadmapItem, words: Words) -> str:
    """Return how sure an item is as its author said it: "high", "80%"; empty where they did not."""
    if item.confidence is None:
        return ""
    if isinstance(item.confidence, str):
        return words[f"level.{item.confidence}"]
    return words.rate(item.confidence, 0)


def chain(facts: RoadmapFacts) -> str:
    """Return the longest chain: "Photo diagnosis → Offline mode"; of a very long one, the two ends."""
    names = [facts.names[id_] for id_ in facts.critical_path]
    if len(names) > _LONG_CHAIN:
        names[2:-1] = ["…"]
    return " → ".join(names)


def summary(spec: Roadmap, facts: RoadmapFacts, words: Words) -> str:
    """Return how many items there are at each horizon, what is most out of joint, and the longest chain."""
    parts = (words(f"count.{h}", n=n) for h, n in _counts(facts).items() if n)
    first = words("listing", items=counted(words, "item", len(facts.items)), parts=words["and"].join(parts))
    told = [first, next(_trouble(spec, facts, words), "")]
    if facts.critical_path:
        told.append(words("chain", chain=chain(facts), days=days(words, facts.critical_days or 0)))
    return sentences(words, told)


def _counts(facts: RoadmapFacts) -> dict[Horizon, int]:
    every: tuple[Horizon, ...] = (*HORIZONS, "dropped")
    return {h: sum(one.horizon == h for one in facts.items) for h in every}


def _trouble(spec: Roadmap, facts: RoadmapFacts, words: Words) -> Iterator[str]:
    """Yield what is out of joint, the most urgent first: overdue, started too early, slipped."""
    names = {one.id: item.title for item, one in zip(spec.items, facts.items, strict=True)}
    overdue = max(facts.items, key=lambda one: one.overdue_days or 0)
    if overdue.overdue_days:
        yield words("overdue", item=names[overdue.id], days=days(words, overdue.overdue_days))
    early = [(before.overlap_days, one, before) for one in facts.items for before in one.depends]
    overlap, one, before = max(early, key=lambda row: row[0], default=(0, None, None))
    if overlap and one and before:
        yield words("early", item=names[one.id], before=facts.names[before.before], days=days(words, overlap))
    slipped = _most_slipped(facts)
    if slipped and slipped.slip_days and slipped.slip_days > 0:
        yield words("slipped", item=names[slipped.id], days=days(words, slipped.slip_days))


def _most_slipped(facts: RoadmapFacts) -> ItemFacts | None:
    measured = [one for one in facts.items if one.slip_days is not None and one.horizon != "dropped"]
    return max(measured, key=lambda one: one.slip_days or 0, default=None)


def tiles(spec: Roadmap, facts: RoadmapFacts, words: Words) -> Iterator[Tile]:
    """Yield the key figures: the longest chain, coverage, the largest slip, what comes next.

    The finding has the items by horizon; they are a tile where there is little else to tell.
    """
    found = [*_chain(facts, words), *_coverage(facts, words), *_slip(spec, facts, words)]
    found += _next_milestone(spec, facts, words)
    if len(found) < _ROOM:
        counts = _counts(facts)
        value = " · ".join(words.count(counts[h]) for h in HORIZONS[:3])
        inputs = tuple((words[f"horizon.{h}"], words.count(n)) for h, n in counts.items() if n)
        yield Tile(words["horizons"], value, _aside(counts, words), "", "horizon", inputs)
    yield from found


_ROOM = 4
"""Tiles in one row of a page."""


def _chain(facts: RoadmapFacts, words: Words) -> Iterator[Tile]:
    if facts.critical_path:
        value = days(words, facts.critical_days or 0)
        note = counted(words, "item", len(facts.critical_path))
        length = {one.id: one.days for one in facts.items}
        inputs = [(facts.names[id_], days(words, length.get(id_) or 0)) for id_ in facts.critical_path]
        yield Tile(words["critical_path"], value, note, "", "critical_path", tuple(inputs))


def _coverage(facts: RoadmapFacts, words: Words) -> Iterator[Tile]:
    if facts.planned:
        share, note = facts.linked / facts.planned, words("linked_of", n=facts.linked, all=facts.planned)
        tone: Literal["", "warn"] = "" if share == 1 else "warn"
        inputs = (
            (words["input.linked"], words.count(facts.linked)),
            (words["input.all"], words.count(facts.planned)),
        )
        yield Tile(words["coverage"], words.rate(share, 0), note, tone, "coverage", inputs)


def _aside(counts: dict[Horizon, int], words: Words) -> str:
    rest: tuple[Horizon, ...] = ("done", "dropped")
    return words["and"].join(words(f"count.{h}", n=counts[h]) for h in rest if counts[h])


def _slip(spec: Roadmap, facts: RoadmapFacts, words: Words) -> Iterator[Tile]:
    most = _most_slipped(facts)
    if most is None or most.slip_days is None:
        return
    value = days(words, max(0, most.slip_days))
    titles = {one.id: item.title for item, one in zip(spec.items, facts.items, strict=True)}
    inputs = tuple(
        (titles[one.id], words.signed(one.slip_days, 0))
        for one in facts.items
        if one.slip_days is not None and one.horizon != "dropped"
    )
    if most.slip_days > 0:
        yield Tile(words["largest_slip"], value, titles[most.id], "warn", "slip", inputs)
    else:
        yield Tile(words["largest_slip"], value, words["on_plan"], "good", "slip", inputs)


def _next_milestone(spec: Roadmap, facts: RoadmapFacts, words: Words) -> Iterator[Tile]:
    ahead = [(m.days_left, place, m) for place, m in enumerate(facts.milestones) if m.days_left >= 0]
    if ahead:
        _, place, milestone = min(ahead)
        note = words("on_day", item=spec.milestones[place].title, day=words.date(milestone.day))
        today = (words["today"], words.date(facts.today))
        inputs = (today, (spec.milestones[place].title, words.date(milestone.day)))
        yield Tile(words["next_milestone"], until(milestone, words), note, "", "until", inputs)


def until(milestone: MilestoneFacts, words: Words) -> str:
    """Return how far away a milestone is: "today", "in 98 days", "9 days ago"."""
    if milestone.days_left == 0:
        return words["today"]
    key = "in_days" if milestone.days_left > 0 else "days_ago"
    return words(key, days=days(words, abs(milestone.days_left)))
