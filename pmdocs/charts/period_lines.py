"""Lines over periods: what is not finished is dashed, so is the target, and events stand upright."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pmdocs.charts.colors import CHART, MUTED
from pmdocs.charts.lines import lines
from pmdocs.charts.options import Option
from pmdocs.charts.parts import Band, Mark, Series, Value
from pmdocs.charts.widths import text_width

_PLOT, _GAP = 280, 8
"""Pixels of the plot of a narrow chart, and between two names above it."""


def period_lines(
    days: Sequence[date],
    series: Sequence[Series],
    *,
    finished: int,
    so_far: str,
    grain: str,
    unit_format: str = "number",
    target: Series | None = None,
    events: Sequence[Mark] = (),
    bands: Sequence[Band] = (),
    y_name: str = "",
    zero: bool = False,
) -> Option:
    """Draw a line for each series over periods, each at its first day.

    ``finished`` is how many of the periods are over; the part of a line beyond them is dashed and named
    ``so_far``. ``grain`` is that of the axis: week, month, quarter or year. ``target`` is a dashed line of its own.
    Of ``events`` whose names would be printed over each other the later ones stand without: a note has to name them.
    """
    drawn: list[Series] = []
    for index, one in enumerate(series):
        color = one.color or CHART[index % len(CHART)]
        done, open_ = _parted(one.values, finished)
        drawn.append(Series(one.name, done, color))
        if any(value is not None for value in one.values[finished:]):
            drawn.append(Series(so_far, open_, color, dashed=True))
    if target is not None:
        drawn.append(Series(target.name, target.values, target.color or MUTED, dashed=True, symbol="none"))
    axis = "day" if grain == "week" else grain
    return lines(
        list(days), drawn, unit_format=unit_format, marks=_named_apart(events, days), bands=bands, grain=axis, y_name=y_name, zero=zero
    )  # fmt: skip


def _named_apart(events: Sequence[Mark], days: Sequence[date]) -> list[Mark]:
    """Return the events in the order of time, with the names that have room on a narrow chart."""
    dated = [(one.value, one) for one in events if isinstance(one.value, date)]
    span = (max(days) - min(days)).days or 1
    kept: list[Mark] = []
    free = 0.0
    for day, event in sorted(dated, key=lambda pair: pair[0]):
        width = text_width(event.text)
        start = min(max((day - min(days)).days / span * _PLOT - width / 2, 0.0), _PLOT - width)
        named = start >= free
        kept.append(event if named else replace(event, text=""))
        free = start + width + _GAP if named else free
    return kept


def _parted(values: Sequence[Value], finished: int) -> tuple[list[Value], list[Value]]:
    """Return the values of the finished periods, and the rest from the last of those on, so that they meet."""
    done = [value if place < finished else None for place, value in enumerate(values)]
    joint = max((place for place in range(finished) if values[place] is not None), default=finished)
    return done, [value if place >= joint else None for place, value in enumerate(values)]
