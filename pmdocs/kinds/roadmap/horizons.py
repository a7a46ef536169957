"""How soon an item comes and how sure it is, read off its dates, status and confidence."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pmdocs.kinds.roadmap.model import RoadmapItem
from pmdocs.stats.comparison import at_least
from pmdocs.values.dates import Period

Horizon = Literal["now", "next", "later", "done", "dropped"]
Level = Literal["low", "medium", "high"]
Certainty = Literal["committed", "planned", "idea"]

_HIGH, _MEDIUM = 0.9, 0.65
"""Half-way between the confidence levels of RICE (McBride, Intercom 2018): 100 %, 80 % and 50 %."""
_CLOSED: dict[str | None, Horizon] = {"done": "done", "dropped": "dropped"}
_BY_LEVEL: dict[Level, Certainty] = {"high": "committed", "medium": "planned", "low": "idea"}


def horizon_of(item: RoadmapItem, today: dt.date | None) -> Horizon:
    """Return the column of an item: as its author says, else by its dates as seen from ``today``.

    Unfinished work whose end has passed is still work for now.
    """
    if item.status in _CLOSED:
        return _CLOSED[item.status]
    if item.horizon or item.start is None or item.end is None or today is None:
        return item.horizon or "later"
    quarter = quarter_of(today)
    if item.start.first <= quarter.last:
        return "now"
    return "next" if item.start.first <= quarter.shift(2).last else "later"


def quarter_of(day: dt.date) -> Period:
    """Return the quarter that holds a day."""
    return Period.read(f"{day.year:04}-Q{(day.month + 2) // 3}")


def level_of(item: RoadmapItem) -> Level | None:
    """Return the confidence as a word; a rate takes the nearest level."""
    if item.confidence is None or isinstance(item.confidence, str):
        return item.confidence
    if at_least(item.confidence, _HIGH):
        return "high"
    return "medium" if at_least(item.confidence, _MEDIUM) else "low"


def certainty_of(item: RoadmapItem) -> Certainty:
    """Return how sure an item is: by its confidence, else by its status; what is done is certain."""
    level = level_of(item)
    if item.status == "done":
        return "committed"
    if level:
        return _BY_LEVEL[level]
    if item.status == "in-progress":
        return "committed"
    return "idea" if item.status == "idea" else "planned"
