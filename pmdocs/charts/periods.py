"""The calendar under a chart: first days of periods, and the days that an axis names."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

Grain = Literal["month", "quarter", "year"]

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


_MOST = {"month": 12, "quarter": 16}
"""An axis with more periods than this names longer ones."""


def grain_of(first: date, last: date) -> Grain:
    """Return months for a year or less, quarters up to four years, years beyond."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months <= _MOST["month"]:
        return "month"
    return "quarter" if months / _MONTHS["quarter"] <= _MOST["quarter"] else "year"


def starts(first: date, last: date, grain: Grain) -> list[date]:
    """Return the first days of all periods from the one that holds ``first`` to the one after ``last``."""
    step = _MONTHS[grain]
    month = first.year * 12 + (first.month - 1) // step * step
    end = last.year * 12 + last.month - 1
    days: list[date] = []
    while not days or month - step < end - (step - 1):
        days.append(date(month // 12, month % 12 + 1, 1))
        month += step
    days.append(date(month // 12, month % 12 + 1, 1))
    return days


_STEPS = {"day": (1, 2, 7, 14, 28), "month": (1, 2, 3, 6, 12), "quarter": (1, 2, 4), "year": (1, 2, 5, 10)}
_DAYS_AT_MOST = 120
"""An axis over more days than this names months instead."""


def named_days(first: date, last: date, grain: str, most: int) -> tuple[str, list[date]]:
    """Return at most ``most`` days for an axis to name, evenly spaced, and the grain of their names."""
    if grain == "day" and (last - first).days > _DAYS_AT_MOST:
        grain = "month"
    if grain == "day":
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    else:
        days = [day for day in starts(first, last, grain) if first <= day <= last]  # type: ignore[arg-type]
    steps = _STEPS[grain]
    step = next((n for n in steps if -(-len(days) // n) <= most), -(-len(days) // most) or 1)
    return grain, days[::step]
