"""Axes of charts: scales with round steps, names with units, calendars."""

from __future__ import annotations

from datetime import UTC, date, datetime
from math import floor, log10
from typing import Any

from pmdocs.charts.formats import on_axis
from pmdocs.charts.options import Option, merge
from pmdocs.charts.parts import Axis

DAY = 86_400_000


def ms(day: object) -> Any:
    """Return a day as milliseconds since 1970 in UTC, anything else unchanged."""
    if isinstance(day, datetime):
        return int(day.replace(tzinfo=day.tzinfo or UTC).timestamp() * 1000)
    if isinstance(day, date):
        return (day - date(1970, 1, 1)).days * DAY
    return day


def value_axis(axis: Axis) -> Option:
    """Return a numeric axis; where it need not hold zero and is not fixed, it fits the data."""
    label = on_axis(axis.format or "number", bare=bool(axis.name))
    made: Option = {"type": "log" if axis.log else "value", "axisLabel": {"formatter": label}}
    given = {"min": axis.min, "max": axis.max, "name": _titled(axis) or None, "inverse": axis.inverse or None}
    made |= {key: value for key, value in given.items() if value is not None}
    if axis.log:
        return made
    if not axis.zero:
        made["scale"] = True
    if axis.min is not None and axis.max is not None and axis.max > axis.min:
        made["interval"] = round_step(axis.max - axis.min)
    return made


def _titled(axis: Axis) -> str:
    """Return the name between the words for the two ends."""
    return " ".join(filter(None, [axis.low and f"{axis.low} ←", axis.name, axis.high and f"→ {axis.high}"]))


def round_step(length: float) -> float:
    """Return a step of 1, 2, 2.5 or 5 times a power of ten that divides a fixed range in 4 to 6 parts.

    Without one, a fifth of the range: ECharts would end such an axis with a part of a step.
    """
    for parts in (5, 4, 6):
        step = length / parts
        mantissa = step / 10 ** floor(log10(step))
        if any(abs(mantissa - nice) < 1e-9 for nice in (1, 2, 2.5, 5)):  # noqa: PLR2004 -- float noise
            return step
    return length / 5


def upright(axis: Option, *, room: bool = False) -> Option:
    """Place the name of a vertical axis above it; ``room`` leaves a line for names of marks below."""
    if "name" not in axis:
        return axis
    axis = {**axis, "name": axis["name"].replace("←", "↓").replace("→", "↑")}
    style = {"align": "left", "verticalAlign": "bottom"}
    return merge(axis, {"nameLocation": "end", "nameGap": 26 if room else 10, "nameTextStyle": style})


def level(axis: Option) -> Option:
    """Place the name of a horizontal axis in the middle below it."""
    return merge(axis, {"nameLocation": "middle", "nameGap": 10}) if "name" in axis else axis


def headroom(axis: Option) -> Option:
    """Leave room for labels over the longest bar, unless the axis ends where it was told to."""
    return axis if "max" in axis else {**axis, "boundaryGap": [0, "8%"]}
