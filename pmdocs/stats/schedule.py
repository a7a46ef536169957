"""Planned work with dependencies on a calendar: slack, longest chain, overlaps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Literal

from pmdocs.stats.graphs import find_cycle
from pmdocs.stats.preconditions import refuse
from pmdocs.values.dates import quarter_of


@dataclass(frozen=True, slots=True)
class Activity:
    """A piece of work from its first to its last day, and which others must end before it starts.

    Something without dates still links what comes before and after it.
    """

    id: str
    start: dt.date | None
    end: dt.date | None
    depends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Schedule:
    """What follows from the dates of a plan and its dependencies.

    ``end`` is the last day of the plan. ``slack`` tells for each dated id how many days it may end later without
    moving that day; 0 is critical. ``path`` is the chain of at least two dated activities that ends last, with
    the least slack of all that end so.
    """

    end: dt.date | None
    path: tuple[str, ...]
    slack: Mapping[str, int]


def schedule(activities: Sequence[Activity]) -> Schedule:
    """Return slack and longest chain of a plan as it stands on the calendar.

    Slack is the total float, latest finish minus finish (backward pass of Kelley & Walker 1959). An activity that
    starts before its predecessor ends keeps that overlap: it is agreed on, and no delay.
    Raises ValueError if an id occurs twice, a dependency is unknown, an end lies before its start, or dependencies
    go round in a circle.
    """
    by_id = {activity.id: activity for activity in activities}
    _refuse_plan(activities, by_id)
    dated = {id_: one for id_, one in by_id.items() if one.start and one.end}
    if not dated:
        return Schedule(None, (), {})
    order = list(TopologicalSorter({a.id: a.depends for a in activities}).static_order())
    before = {id_: tuple(_dated_before(id_, by_id)) for id_ in dated}
    last = max(_end(one) for one in dated.values())
    slack = {id_: (last - _end(one)).days for id_, one in dated.items()}
    for id_ in reversed(order):
        for predecessor in before.get(id_, ()):
            gap = max(0, (_start(dated[id_]) - _end(dated[predecessor])).days - 1)
            slack[predecessor] = min(slack[predecessor], slack[id_] + gap)
    return Schedule(
        last, _longest_chain(dated, before, slack), {id_: slack[id_] for id_ in by_id if id_ in dated}
    )


def _start(activity: Activity) -> dt.date:
    return activity.start or dt.date.min


def _end(activity: Activity) -> dt.date:
    return activity.end or dt.date.min


def _dated_before(id_: str, by_id: Mapping[str, Activity]) -> Iterator[str]:
    """Yield the dated activities that one waits for, through those without dates."""
    waiting, seen = [*by_id[id_].depends], set[str]()
    for before in waiting:
        if before not in seen:
            seen.add(before)
            if by_id[before].start and by_id[before].end:
                yield before
            else:
                waiting += by_id[before].depends


def _longest_chain(
    dated: Mapping[str, Activity], before: Mapping[str, Sequence[str]], slack: Mapping[str, int]
) -> tuple[str, ...]:
    """Return the chain that ends last; backwards along the predecessor with the least slack, the first of equals."""
    ends = {id_: _end(dated[id_]) for id_ in dated if before[id_]}
    if not ends:
        return ()
    chain = [max(ends, key=ends.__getitem__)]
    while earlier := before[chain[-1]]:
        chain.append(min(earlier, key=slack.__getitem__))
    return tuple(reversed(chain))


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
    for activity in activities:
        if activity.start and activity.end:
            duration_days(activity.start, activity.end)
    unknown = [id_ for activity in activities for id_ in activity.depends if id_ not in by_id]
    refuse(f"unknown dependency: {', '.join(unknown)}", when=bool(unknown))
    cycle = find_cycle({activity.id: activity.depends for activity in activities})
    refuse(f"dependencies go round in a circle: {' → '.join(cycle)}", when=bool(cycle))
