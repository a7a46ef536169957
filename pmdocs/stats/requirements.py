"""How much a set of requirements moves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pmdocs.stats.preconditions import refuse


@dataclass(frozen=True, slots=True)
class MonthOfChanges:
    """One month: its first day, the changes in it, the requirements at its start, and their ratio (None without any)."""

    month: dt.date
    changes: int
    at_start: int
    volatility: float | None


def volatility(changes: int, at_start: int) -> float | None:
    """Return requirements volatility: changes in a period / requirements at its start (Costello & Liu 1995).

    A change is an addition, a removal or a modification. None where there was nothing at the start.
    """
    refuse("counts must not be negative", when=changes < 0 or at_start < 0)
    return changes / at_start if at_start else None


def by_month(changed: Iterable[dt.date], created: Sequence[dt.date | None]) -> tuple[MonthOfChanges, ...]:
    """Return every month from the first change to the last; what has no day of creation was always there."""
    days = sorted(changed)
    found, month = [], days[0].replace(day=1) if days else dt.date.max
    while days and month <= days[-1]:
        following = (month + dt.timedelta(days=32)).replace(day=1)
        count = sum(month <= day < following for day in days)
        there = sum(day is None or day < month for day in created)
        found.append(MonthOfChanges(month, count, there, volatility(count, there)))
        month = following
    return tuple(found)
