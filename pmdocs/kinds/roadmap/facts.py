"""What is computed from a roadmap."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from pmdocs.kinds.roadmap.horizons import Certainty, Horizon, Level, certainty_of, horizon_of, level_of
from pmdocs.kinds.roadmap.model import GroupBy, Milestone, Roadmap, RoadmapItem
from pmdocs.kinds.roadmap.planning import Dependency, Plan, days_of, dependencies, plan
from pmdocs.sdk import Lookup

HORIZONS: tuple[Horizon, ...] = ("now", "next", "later", "done")
"""The columns of the board."""


@dataclass(frozen=True)
class ItemFacts:
    """One item, in the order of the file; ``None`` where nothing can be said.

    ``slack_days`` follows from durations and dependencies alone; ``chained`` tells whether the item has any
    dependency, without which slack means little. ``slip_days`` is positive when the end moved out.
    """

    id: str
    group: str
    horizon: Horizon
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
class Column:
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

    ``counts`` are items by group and horizon. ``critical_path`` is the longest chain of at least two items,
    ``names`` the titles of all ids in it. ``linked`` of ``planned`` items serve an objective or a need.
    """

    today: dt.date | None
    items: tuple[ItemFacts, ...]
    group_by: GroupBy | None
    groups: tuple[Group, ...]
    board: tuple[Column, ...]
    dropped: tuple[int, ...]
    counts: Mapping[str, Mapping[Horizon, int]]
    critical_path: tuple[str, ...]
    critical_days: int | None
    names: Mapping[str, str]
    planned: int
    linked: int
    milestones: tuple[MilestoneFacts, ...]
    cycle: tuple[str, ...]


def facts(spec: Roadmap, lookup: Lookup) -> RoadmapFacts:
    """Compute a roadmap's facts; only a roadmap with dates asks what day it is."""
    dated = bool(spec.milestones) or any(item.start for item in spec.items)
    today = lookup.today if dated else None
    planned = plan(spec, lookup)
    path = planned.schedule.path if len(planned.schedule.path) > 1 and planned.schedule.days else ()
    group_by = _group_by(spec)
    groups = tuple(_groups(spec, group_by, lookup))
    items = tuple(_item_facts(spec, planned, path, group_by, today))
    live = [one for one in items if one.horizon != "dropped"]
    return RoadmapFacts(
        today=today,
        items=items,
        group_by=group_by,
        groups=groups,
        board=tuple(_column(horizon, items, groups) for horizon in HORIZONS),
        dropped=tuple(index for index, one in enumerate(items) if one.horizon == "dropped"),
        counts={group.key: _count(items, group.key) for group in groups},
        critical_path=path,
        critical_days=planned.schedule.days if path else None,
        names={id_: item.title for id_, item in planned.items.items()},
        planned=len(live),
        linked=sum(one.linked for one in live),
        milestones=tuple(_milestone(one, today) for one in spec.milestones) if today else (),
        cycle=planned.cycle,
    )


def _group_by(spec: Roadmap) -> GroupBy | None:
    fields: tuple[GroupBy, ...] = get_args(GroupBy)
    return spec.group_by or next((f for f in fields if any(getattr(item, f) for item in spec.items)), None)


def _key(item: RoadmapItem, group_by: GroupBy | None) -> str:
    return str(getattr(item, group_by) or "") if group_by else ""


def _groups(spec: Roadmap, group_by: GroupBy | None, lookup: Lookup) -> Iterator[Group]:
    """Yield the groups in use, themes in the order their author gave them, items without a group last."""
    used = dict.fromkeys(_key(item, group_by) for item in spec.items)
    first = [theme for theme in spec.themes if theme in used] if group_by == "theme" else []
    last = [""] if "" in used else []
    for key in dict.fromkeys([*first, *(key for key in used if key), *last]):
        entry = lookup.get(key) if group_by == "objective" and key else None
        yield Group(key, entry.title if entry else key)


def _item_facts(
    spec: Roadmap, planned: Plan, path: tuple[str, ...], group_by: GroupBy | None, today: dt.date | None
) -> Iterator[ItemFacts]:
    awaited = {str(ref) for item in planned.items.values() for ref in item.depends}
    for item in spec.items:
        horizon, end, days = horizon_of(item, today), item.end.last if item.end else None, days_of(item)
        late = (today - end).days if today and end and horizon not in {"done", "dropped"} else 0
        linked = bool(item.objective or item.needs)
        yield ItemFacts(
            id=item.id,
            group=_key(item, group_by),
            horizon=horizon,
            start=item.start.first if item.start else None,
            end=end,
            days=days,
            level=level_of(item),
            certainty=certainty_of(item),
            overdue_days=late if late > 0 else None,
            slip_days=(end - item.baseline_end.last).days if end and item.baseline_end else None,
            slack_days=None if days is None else planned.schedule.slack.get(item.id),
            chained=bool(item.depends) or item.id in awaited,
            critical=item.id in path,
            depends=dependencies(item, planned.items),
            linked=linked,
            reasoned=linked or bool(item.requirements),
        )


def _column(horizon: Horizon, items: tuple[ItemFacts, ...], groups: tuple[Group, ...]) -> Column:
    inside = [
        (place, tuple(i for i, one in enumerate(items) if one.horizon == horizon and one.group == group.key))
        for place, group in enumerate(groups)
    ]
    filled = tuple(pair for pair in inside if pair[1])
    return Column(horizon, sum(len(members) for _, members in filled), filled)


def _count(items: tuple[ItemFacts, ...], key: str) -> dict[Horizon, int]:
    every: tuple[Horizon, ...] = get_args(Horizon)
    return {h: sum(one.group == key and one.horizon == h for one in items) for h in every}


def _milestone(one: Milestone, today: dt.date) -> MilestoneFacts:
    return MilestoneFacts(one.id, one.date.last, (one.date.last - today).days)
