"""What waits for what: dependencies within the roadmap and beyond it, the longest chain, slack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pmdocs.kinds.roadmap.model import Roadmap, RoadmapItem
from pmdocs.sdk import Lookup
from pmdocs.stats.graphs import find_cycle
from pmdocs.stats.schedule import Activity, Schedule, critical_path, duration_days, overlap_days

Items = Mapping[str, RoadmapItem]


@dataclass(frozen=True)
class Dependency:
    """One item that another waits for.

    ``gap_days`` are the free days between them, negative when they overlap, ``None`` without dates.
    ``overlap_days`` counts only work that is still to be done.
    """

    before: str
    gap_days: int | None
    overlap_days: int
    dropped: bool


@dataclass(frozen=True)
class Plan:
    """Everything that dependencies say; ``cycle`` is a circle that runs through other roadmaps."""

    items: Items
    schedule: Schedule
    cycle: tuple[str, ...]


def plan(spec: Roadmap, lookup: Lookup) -> Plan:
    """Lay out the items of a roadmap and all that they wait for, dropped ones left out."""
    own: dict[str, RoadmapItem] = {}
    for item in spec.items:
        own.setdefault(item.id, item)
    known = _with_others(own, lookup)
    cycle = tuple(find_cycle({id_: item.depends for id_, item in known.items()}))
    schedule = critical_path(list(_activities(own if cycle else known)))
    # A circle among other roadmaps is theirs to mend.
    return Plan(known, schedule, cycle if own.keys() & set(cycle) else ())


def _with_others(own: Items, lookup: Lookup) -> Items:
    """Return the items with those of other roadmaps that they wait for, however far away."""
    found = dict(own)
    pending = [ref for item in own.values() for ref in item.depends]
    while pending:
        id_ = pending.pop(0)
        entry = None if id_ in found else lookup.get(id_)
        if entry and isinstance(entry.model, RoadmapItem):
            found[str(id_)] = entry.model
            pending += entry.model.depends
    return found


def _activities(items: Items) -> Iterator[Activity]:
    live = {id_: item for id_, item in items.items() if item.status != "dropped"}
    for id_, item in live.items():
        before = tuple(dict.fromkeys(str(ref) for ref in item.depends if ref in live))
        yield Activity(id_, days_of(item) or 0, before)


def days_of(item: RoadmapItem) -> int | None:
    """Return how long an item takes, ``None`` without dates."""
    if item.start is None or item.end is None:
        return None
    return duration_days(item.start.first, item.end.last)


def dependencies(item: RoadmapItem, known: Items) -> tuple[Dependency, ...]:
    """Return what an item waits for, as far as it is known."""
    refs = [ref for ref in dict.fromkeys(item.depends) if ref in known]
    return tuple(_dependency(item, str(ref), known[ref]) for ref in refs)


def _dependency(item: RoadmapItem, id_: str, before: RoadmapItem) -> Dependency:
    dropped = before.status == "dropped"
    if item.start is None or before.end is None:
        return Dependency(id_, None, 0, dropped)
    gap = (item.start.first - before.end.last).days - 1
    settled = before.status in {"done", "dropped"} or item.status == "dropped"
    return Dependency(id_, gap, 0 if settled else overlap_days(item.start.first, before.end.last), dropped)
