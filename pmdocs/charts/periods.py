"""First days of the months, quarters and years that a timeline covers."""

from __future__ import annotations

from datetime import date
from typing import Literal

Grain = Literal["month", "quarter", "year"]

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


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
