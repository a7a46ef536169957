"""Planned work with dependencies: critical path, slack, overlaps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Literal

from pmdocs.stats.graphs import find_cycle
from pmdocs.stats.preconditions import refuse
from pmdocs.values.dates import quarter_of


@dataclass(frozen=True, slots=True)
class Activity:
    """A piece of work: how many days it takes and which others must end before it starts.

    Something without dates takes 0 days and still links what comes before and after it.
    """

    id: str
    days: int
    depends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Schedule:
    """What follows from durations and dependencies alone, whatever the calendar says.

    ``path`` is the longest chain of dependent work, ``days`` its length. ``slack`` tells for each id how many
    days it may slip before the whole takes longer; 0 on the critical path.
    """

    days: int
    path: tuple[str, ...]
    slack: Mapping[str, int]


def critical_path(activities: Sequence[Activity]) -> Schedule:
    """Return the critical path and the slack of each activity, in days.

    Of chains of the same length, the one that the list and the ``depends`` name first.
    Raises ValueError if an id occurs twice, a dependency is unknown, a duration is negative, or dependencies go
    round in a circle. Kelley & Walker 1959 (forward and backward pass).
    """
    by_id = {activity.id: activity for activity in activities}
    _refuse_plan(activities, by_id)
    if not activities:
        return Schedule(0, (), {})
    order = list(TopologicalSorter({a.id: a.depends for a in activities}).static_order())
    ends = _earliest_ends(order, by_id)
    days = max(ends.values())
    latest = _latest_ends(order, by_id, days)
    slack = {activity.id: latest[activity.id] - ends[activity.id] for activity in activities}
    return Schedule(days, _longest_chain(by_id, ends), slack)


Horizon = Literal["now", "next", "later"]


def horizon(start: dt.date, today: dt.date) -> Horizon:
    """Return how soon work comes: now if it has begun by the end of this quarter, next if within two more.

    Unfinished work whose end has passed is still work for now.
    """
    quarter = quarter_of(today)
    if start <= quarter.last:
        return "now"
    return "next" if start <= quarter.shift(2).last else "later"


def duration_days(start: dt.date, end: dt.date) -> int:
    """Return the days from the first to the last, both included: one day's work takes 1.

    Raises ValueError if the end lies before the start.
    """
    refuse(f"{end} lies before {start}", when=end < start)
    return (end - start).days + 1


def overlap_days(start: dt.date, dependency_end: dt.date) -> int:
    """Return by how many days work starts too early for a dependency whose last day is ``dependency_end``.

    0 if it starts on the day after or later.
    """
    return max(0, (dependency_end - start).days + 1)


def _refuse_plan(activities: Sequence[Activity], by_id: Mapping[str, Activity]) -> None:
    refuse("an id occurs twice", when=len(by_id) != len(activities))
    refuse("a duration is negative", when=any(activity.days < 0 for activity in activities))
    unknown = [id_ for activity in activities for id_ in activity.depends if id_ not in by_id]
    refuse(f"unknown dependency: {', '.join(unknown)}", when=bool(unknown))
    cycle = find_cycle({activity.id: activity.depends for activity in activities})
    refuse(f"dependencies go round in a circle: {' → '.join(cycle)}", when=bool(cycle))


def _earliest_ends(order: Sequence[str], by_id: Mapping[str, Activity]) -> dict[str, int]:
    ends: dict[str, int] = {}
    for id_ in order:
        activity = by_id[id_]
        ends[id_] = activity.days + max((ends[before] for before in activity.depends), default=0)
    return ends


def _latest_ends(order: Sequence[str], by_id: Mapping[str, Activity], days: int) -> dict[str, int]:
    latest = dict.fromkeys(order, days)
    for id_ in reversed(order):
        start = latest[id_] - by_id[id_].days
        for before in by_id[id_].depends:
            latest[before] = min(latest[before], start)
    return latest


def _longest_chain(by_id: Mapping[str, Activity], ends: Mapping[str, int]) -> tuple[str, ...]:
    chain = [max(by_id, key=ends.__getitem__)]
    while before := by_id[chain[-1]].depends:
        chain.append(max(before, key=ends.__getitem__))
    return tuple(reversed(chain))
