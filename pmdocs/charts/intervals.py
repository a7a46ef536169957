"""Interval plots: estimates with their ranges, one row each."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from pmdocs.charts.axes import level, value_axis
from pmdocs.charts.colors import CHART, MUTED, SURFACE, TEXT
from pmdocs.charts.drawn import mark_series, named_upright, series_of, shape
from pmdocs.charts.layout import row_labels
from pmdocs.charts.options import Option, media, merge
from pmdocs.charts.parts import Axis, EstimateRange, Mark

_ROOM = 0.06
"""Room at both ends of a scale, as a part of what is drawn."""
_STEPS = (1, 2, 2.5, 5, 10)
"""Round steps of a scale."""
_APART = 0.3
"""Marks closer than this share of a narrow scale would write over each other."""


def intervals(
    rows: Sequence[EstimateRange],
    *,
    unit_format: str = "number",
    x_name: str = "",
    zero_line: bool = False,
    zero_text: str = "",
    marks: Sequence[Mark] = (),
    bounds: tuple[float, float] | None = None,
) -> Option:
    """Draw a dot and its whisker for each row, the first on top.

    With ``bounds`` the scale has round ends that leave some room around all that is drawn, but not the bounds,
    and the text of the zero line gives way to a mark too close to it.
    """
    places = [float(mark.value) for mark in marks if isinstance(mark.value, int | float)]
    drawn = [*places, *([0.0] if zero_line else []), *_ends(rows)]
    low, high = _round_scale(drawn, *bounds) if bounds and drawn else (None, None)
    if zero_line:
        crowded = (
            low is not None and high is not None and any(abs(at) < _APART * (high - low) for at in places)
        )
        marks = [*marks, Mark(0, "" if crowded else zero_text, MUTED, solid=True)]
    wide, narrow = row_labels([row.name for row in rows])
    axis = {"type": "category", "inverse": True, "data": [row.name for row in rows]}
    option: Option = {
        "grid": {"top": 24 if named_upright(marks, "x") else 8, "right": 20},
        "xAxis": level(value_axis(Axis(x_name, unit_format, low, high)) | {"boundaryGap": ["4%", "4%"]}),
        "yAxis": merge(axis, {"axisLine": {"show": False}, "axisLabel": {"color": TEXT}}, wide),
        "series": [_dots(rows), _whiskers(rows), *mark_series(marks, "x")],
        "tooltip": {"formatter": "pm:tip"},
    }
    return media(option, {"yAxis": narrow, "xAxis": {"splitNumber": 3}})


def _ends(rows: Sequence[EstimateRange]) -> Iterator[float]:
    return (end for row in rows for end in (row.low, row.point, row.high) if end is not None)


def _round_scale(values: Sequence[float], least: float, most: float) -> tuple[float, float]:
    """Return round ends of a scale that leave some room on both sides, but not its bounds."""
    low, high = min(values), max(values)
    room = _ROOM * (high - low or abs(high) or 1.0)
    low, high = low - room, high + room
    power = 10.0 ** math.floor(math.log10((high - low) / 5))
    step = next(s * power for s in _STEPS if s * power * 5 >= (high - low) * (1 - 1e-9))
    return max(least, math.floor(low / step + 1e-9) * step), min(most, math.ceil(high / step - 1e-9) * step)


def _dots(rows: Sequence[EstimateRange]) -> Option:
    from pyecharts.charts import Scatter  # noqa: PLC0415 -- slow to import, and most pages draw nothing

    data = [
        {"name": r.name, "value": [r.point, i], "text": r.text, "itemStyle": {"color": r.color or CHART[0]}}
        | ({"tip": [r.text]} if r.text else {})
        for i, r in enumerate(rows)
        if r.point is not None
    ]
    label = {
        "show": True,
        "position": "top",
        "formatter": "pm:text",
        "textBorderColor": SURFACE,
        "textBorderWidth": 3,
    }
    look = {"data": data, "symbolSize": 11, "z": 3, "label": label, "itemStyle": {"opacity": 1}}
    return series_of(Scatter().add_xaxis([]).add_yaxis("", [], label_opts=None), look)[0]


def _whiskers(rows: Sequence[EstimateRange]) -> Option:
    data = [
        {"value": [r.low, i, r.high], "itemStyle": {"color": r.color or CHART[0]}}
        for i, r in enumerate(rows)
        if r.low is not None and r.high is not None
    ]
    return shape("interval", data, encode={"x": [0, 2], "y": 1})
