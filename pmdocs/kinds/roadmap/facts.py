"""What is computed from a roadmap, and what a reader of it should be warned of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from pmdocs.kinds.roadmap.model import GroupBy, Roadmap, RoadmapItem
from pmdocs.sdk import Finding, Lookup
from pmdocs.stats.graphs import find_cycle
from pmdocs.stats.schedule import Activity, Schedule, duration_days, horizon, overlap_days, schedule
from pmdocs.stats.scoring import Level, level

Horizon = Literal["now", "next", "later", "done", "dropped"]
HORIZONS: tuple[Horizon, ...] = get_args(Horizon)
Certainty = Literal["committed", "planned", "idea"]
_BY_LEVEL: dict[Level, Certainty] = {"high": "committed", "medium": "planned", "low": "idea"}
_CLOSED: dict[str | None, Horizon] = {"done": "done", "dropped": "dropped"}
_MOST_NOW = 10
"""More items than this at once are no longer a choice."""


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
class ItemFacts:
    """One item, in the order of the file; ``None`` where nothing can be said.

    ``slack_days`` is how much later the item may end without moving the last end of the plan; what is done or
    dropped has none. ``chained`` tells whether the item has any dependency, without which slack means little.
    ``slip_days`` is positive when the end moved out; ``by_dates`` is the horizon that its dates give.
    """

    id: str
    group: str
    horizon: Horizon
    by_dates: Horizon | None
    start: dt.date | None
    end: dt.date | None
    days: int | None
    level: Level | None
    certainty: Certainty
    overdue_days: int | None
    slip_days: int | None
    slack_days: int | None
    chained: bool
    critical: bool
    depends: tuple[Dependency, ...]
    linked: bool
    reasoned: bool


@dataclass(frozen=True)
class Group:
    """A theme, objective or owner; ``key`` is empty for items without one."""

    key: str
    name: str


@dataclass(frozen=True)
class BoardColumn:
    """A column of the board: places of items in the file, by group; groups without an item are left out."""

    horizon: Horizon
    count: int
    groups: tuple[tuple[int, tuple[int, ...]], ...]


@dataclass(frozen=True)
class MilestoneFacts:
    """A milestone; ``days_left`` is negative once it has passed."""

    id: str
    day: dt.date
    days_left: int


@dataclass(frozen=True)
class RoadmapFacts:
    """Everything computed.

    ``counts`` are items by group and horizon. ``longest_chain`` are at least two items that are still to be done,
    the last of which ends ``chain_days`` after today, on ``chain_end``; ``names`` are the titles of all ids.
    ``linked`` of ``planned`` items serve an objective or a need.
    """

    today: dt.date | None
    items: tuple[ItemFacts, ...]
    group_by: GroupBy | None
    groups: tuple[Group, ...]
    board: tuple[BoardColumn, ...]
    dropped: tuple[int, ...]
    counts: Mapping[str, Mapping[Horizon, int]]
    longest_chain: tuple[str, ...]
    chain_end: dt.date | None
    chain_days: int | None
    names: Mapping[str, str]
    planned: int
    linked: int
    milestones: tuple[MilestoneFacts, ...]
    cycle: tuple[str, ...]


def facts(spec: Roadmap, lookup: Lookup) -> RoadmapFacts:
    """Compute a roadmap's facts; only a roadmap with dates asks what day it is."""
    today = lookup.today if spec.milestones or any(item.start for item in spec.items) else None
    fields: tuple[GroupBy, ...] = get_args(GroupBy)
    used = (field for field in fields if any(getattr(item, field) for item in spec.items))
    plan, group_by = _plan(spec, lookup), spec.group_by or next(used, None)
    items = tuple(_item(item, plan, group_by, today) for item in spec.items)
    groups = tuple(_groups(spec, items, group_by, lookup))
    dropped = tuple(place for place, one in enumerate(items) if one.horizon == "dropped")
    due = [(one.id, one.date.last) for one in spec.milestones]
    chain_end = _end(plan.items[plan.schedule.path[-1]]) if plan.schedule.path else None
    return RoadmapFacts(
        today=today, items=items, group_by=group_by, groups=groups,
        board=tuple(_column(horizon, items, groups) for horizon in HORIZONS if horizon != "dropped"),
        dropped=dropped,
        counts={
            group.key: {h: sum((one.group, one.horizon) == (group.key, h) for one in items) for h in HORIZONS}
            for group in groups
        },
        longest_chain=plan.schedule.path, chain_end=chain_end,
        chain_days=(chain_end - today).days if chain_end and today else None,
        names={id_: item.title for id_, item in plan.items.items()},
        planned=len(items) - len(dropped), linked=sum(one.linked for one in items if one.horizon != "dropped"),
        milestones=tuple(MilestoneFacts(id_, day, (day - today).days) for id_, day in due) if today else (),
        cycle=plan.cycle,
    )  # fmt: skip


@dataclass(frozen=True)
class _Plan:
    """A roadmap's items with all that they wait for; ``cycle`` is a circle that runs through other roadmaps."""

    items: Mapping[str, RoadmapItem]
    schedule: Schedule
    cycle: tuple[str, ...]
    awaited: frozenset[str]


def _plan(spec: Roadmap, lookup: Lookup) -> _Plan:
    """Lay out what is still to be done, with what it waits for in other roadmaps, however far away."""
    own = {item.id: item for item in spec.items}
    known, pending = dict(own), [ref for item in spec.items for ref in item.depends]
    while pending:
        id_ = str(pending.pop(0))
        entry = None if id_ in known else lookup.get(id_)
        if entry and isinstance(entry.model, RoadmapItem):
            known[id_] = entry.model
            pending += entry.model.depends
    cycle = tuple(find_cycle({id_: item.depends for id_, item in known.items()}))
    live = {id_: one for id_, one in (own if cycle else known).items() if one.status not in _CLOSED}
    waits = {id_: dict.fromkeys(str(ref) for ref in one.depends if ref in live) for id_, one in live.items()}
    plan = schedule([Activity(id_, _start(one), _end(one), tuple(waits[id_])) for id_, one in live.items()])
    awaited = frozenset(str(ref) for one in known.values() for ref in one.depends)
    # A circle among other roadmaps is theirs to mend.
    return _Plan(known, plan, cycle if own.keys() & set(cycle) else (), awaited)


def _start(item: RoadmapItem) -> dt.date | None:
    return item.start.first if item.start else None


def _end(item: RoadmapItem) -> dt.date | None:
    return item.end.last if item.end else None


def _days(item: RoadmapItem) -> int | None:
    """Return how long an item takes, ``None`` without dates."""
    return duration_days(item.start.first, item.end.last) if item.start and item.end else None


def _item(item: RoadmapItem, plan: _Plan, group_by: GroupBy | None, today: dt.date | None) -> ItemFacts:
    end, slack, sure = _end(item), plan.schedule.slack.get(item.id), item.confidence
    sure = sure if sure is None or isinstance(sure, str) else level(sure)
    late = (today - end).days if today and end and item.status not in _CLOSED else 0
    linked = bool(item.objective or item.needs)
    return ItemFacts(
        id=item.id, group=str((group_by and getattr(item, group_by)) or ""), horizon=_horizon(item, today),
        by_dates=_by_dates(item, today), start=_start(item), end=end, days=_days(item), level=sure,
        certainty=_certainty(item, sure), overdue_days=late if late > 0 else None,
        slip_days=(end - item.baseline_end.last).days if end and item.baseline_end else None,
        slack_days=slack,
        chained=bool(item.depends) or item.id in plan.awaited,
        critical=slack == 0, depends=tuple(_dependencies(item, plan.items)),
        linked=linked, reasoned=linked or bool(item.requirements),
    )  # fmt: skip


def _horizon(item: RoadmapItem, today: dt.date | None) -> Horizon:
    """Return the column of an item: as its author says, else by its dates as seen from ``today``."""
    if item.status in _CLOSED:
        return _CLOSED[item.status]
    return item.horizon or _by_dates(item, today) or "later"


def _by_dates(item: RoadmapItem, today: dt.date | None) -> Horizon | None:
    return horizon(item.start.first, today) if item.start and today else None


def _certainty(item: RoadmapItem, sure: Level | None) -> Certainty:
    """Return how sure an item is: by its confidence, else by its status; what is done is certain."""
    if item.status == "done" or (item.status == "in-progress" and not sure):
        return "committed"
    if sure:
        return _BY_LEVEL[sure]
    return "idea" if item.status == "idea" else "planned"


def _dependencies(item: RoadmapItem, known: Mapping[str, RoadmapItem]) -> Iterator[Dependency]:
    """Yield what an item waits for, as far as it is known."""
    for id_ in dict.fromkeys(map(str, item.depends)):
        before, gap, overlap = known.get(id_), None, 0
        if before and before.end and item.start:
            gap = (item.start.first - before.end.last).days - 1
            settled = before.status in _CLOSED or item.status == "dropped"
            overlap = 0 if settled else overlap_days(item.start.first, before.end.last)
        if before:
            yield Dependency(id_, gap, overlap, before.status == "dropped")


def _groups(
    spec: Roadmap, items: tuple[ItemFacts, ...], group_by: GroupBy | None, lookup: Lookup
) -> Iterator[Group]:
    """Yield the groups in use, themes in the order their author gave them, items without a group last."""
    used = dict.fromkeys(one.group for one in items)
    first = [theme for theme in spec.themes if theme in used] if group_by == "theme" else []
    for key in sorted(dict.fromkeys([*first, *used]), key=lambda key: not key):
        entry = lookup.get(key) if group_by == "objective" and key else None
        yield Group(key, entry.title if entry else key)


def _column(horizon: Horizon, items: tuple[ItemFacts, ...], groups: tuple[Group, ...]) -> BoardColumn:
    inside = [
        (place, tuple(i for i, one in enumerate(items) if (one.horizon, one.group) == (horizon, group.key)))
        for place, group in enumerate(groups)
    ]
    filled = tuple(pair for pair in inside if pair[1])
    return BoardColumn(horizon, sum(len(members) for _, members in filled), filled)


def problems(spec: Roadmap, facts: RoadmapFacts, _lookup: Lookup) -> Iterator[Finding]:
    """Yield what is doubtful about a valid roadmap, and a circle that runs through other roadmaps."""
    if facts.cycle:  # it starts with the first item of this roadmap in it
        place = [item.id for item in spec.items].index(facts.cycle[0])
        at = ("items", place, "depends", spec.items[place].depends.index(facts.cycle[1]))
        yield Finding(at, "circle", {"cycle": " → ".join(facts.cycle)})
    if spec.vision is None:
        yield Finding(("vision",), "vision")
    now = sum(one.horizon == "now" for one in facts.items)
    if now > _MOST_NOW:
        yield Finding(("items",), "crowd", {"n": now, "most": _MOST_NOW})
    for index, (item, one) in enumerate(zip(spec.items, facts.items, strict=True)):
        yield from (found.below(("items", index)) for found in _doubts(item, one, facts))


def _doubts(item: RoadmapItem, one: ItemFacts, facts: RoadmapFacts) -> Iterator[Finding]:
    """Yield what is doubtful about an item: its dates, its horizon, its reason."""
    if one.horizon == "done" and item.end and facts.today and item.end.first > facts.today:
        yield Finding(("end",), "early", {"item": item.title, "end": item.end.text})
    if item.horizon and one.by_dates and one.horizon not in {"done", "dropped", one.by_dates}:
        start = item.start.text if item.start else ""
        seen = {"horizon": item.horizon, "start": start, "by_dates": one.by_dates}
        yield Finding(("horizon",), "off_horizon", {"item": item.title, **seen})
    if one.horizon != "dropped" and not one.reasoned:
        yield Finding((), "reason", {"item": item.title})
    for before in one.depends if one.horizon != "dropped" else ():
        values = {"item": item.title, "before": facts.names[before.before], "days": before.overlap_days}
        if before.dropped:
            yield Finding(("depends", item.depends.index(before.before)), "dropped", values)
        elif before.overlap_days:
            yield Finding(("start",), "overlap" if before.overlap_days > 1 else "overlap_one", values)
