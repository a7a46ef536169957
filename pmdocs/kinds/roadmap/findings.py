"""What a reader of a roadmap should be warned of."""

from __future__ import annotations

from collections.abc import Iterator

from pmdocs.kinds.roadmap.facts import ItemFacts, RoadmapFacts
from pmdocs.kinds.roadmap.model import Roadmap
from pmdocs.sdk import Finding, Lookup

MOST_NOW = 10
"""More items than this at once are no longer a choice."""


def problems(spec: Roadmap, facts: RoadmapFacts, _lookup: Lookup) -> Iterator[Finding]:
    """Yield what is doubtful about a valid roadmap, and circles that run through other roadmaps."""
    yield from _circle(spec, facts)
    if spec.vision is None:
        yield Finding(("vision",), "vision")
    now = sum(one.horizon == "now" for one in facts.items)
    if now > MOST_NOW:
        yield Finding(("items",), "crowd", {"n": now, "most": MOST_NOW})
    for index, (item, one) in enumerate(zip(spec.items, facts.items, strict=True)):
        if one.horizon == "dropped":
            continue
        if one.horizon == "done" and item.end and facts.today and item.end.first > facts.today:
            values = {"item": item.title, "end": item.end.text}
            yield Finding(("items", index, "end"), "early", values)
        if not one.reasoned:
            yield Finding(("items", index), "reason", {"item": item.title})
        yield from _waiting(spec, facts, index, one)


def _circle(spec: Roadmap, facts: RoadmapFacts) -> Iterator[Finding]:
    """Yield the circle at the first item of this roadmap in it."""
    for index, item in enumerate(spec.items if facts.cycle else ()):
        if item.id in facts.cycle:
            follower = facts.cycle[facts.cycle.index(item.id) + 1]
            at = ("items", index, "depends", [str(ref) for ref in item.depends].index(follower))
            yield Finding(at, "circle", {"cycle": " → ".join(facts.cycle)})
            return


def _waiting(spec: Roadmap, facts: RoadmapFacts, index: int, one: ItemFacts) -> Iterator[Finding]:
    title = spec.items[index].title
    written = [str(ref) for ref in spec.items[index].depends]
    for before in one.depends:
        values = {"item": title, "before": facts.names[before.before], "days": before.overlap_days}
        if before.dropped:
            at = ("items", index, "depends", written.index(before.before))
            yield Finding(at, "dropped", values)
        elif before.overlap_days == 1:
            yield Finding(("items", index, "start"), "overlap_one", values)
        elif before.overlap_days:
            yield Finding(("items", index, "start"), "overlap", values)
