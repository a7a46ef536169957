"""Interval plots: estimates with their ranges, one row each."""

from __future__ import annotations

from collections.abc import Sequence

from pmdocs.charts.axes import level, value_axis
from pmdocs.charts.colors import CHART, MUTED, SURFACE, TEXT
from pmdocs.charts.drawn import mark_series, named_upright, series_of, shape
from pmdocs.charts.layout import row_labels
from pmdocs.charts.options import Option, media, merge
from pmdocs.charts.parts import Axis, Interval, Mark


def intervals(
    rows: Sequence[Interval],
    *,
    unit_format: str = "number",
    x_name: str = "",
    zero_line: bool = False,
    zero_text: str = "",
    marks: Sequence[Mark] = (),
    value_min: float | None = None,
    value_max: float | None = None,
) -> Option:
    """Draw a dot and its whisker for each row, the first on top."""
    marks = [*marks, *([Mark(0, zero_text, MUTED, solid=True)] if zero_line else [])]
    wide, narrow = row_labels([row.name for row in rows])
    axis = {"type": "category", "inverse": True, "data": [row.name for row in rows]}
    option: Option = {
        "grid": {"top": 24 if named_upright(marks, "x") else 8, "right": 20},
        "xAxis": level(
            value_axis(Axis(x_name, unit_format, value_min, value_max)) | {"boundaryGap": ["4%", "4%"]}
        ),
        "yAxis": merge(axis, {"axisLine": {"show": False}, "axisLabel": {"color": TEXT}}, wide),
        "series": [_dots(rows), _whiskers(rows), *mark_series(marks, "x")],
        "tooltip": {"formatter": "pm:tip"},
    }
    return media(option, {"yAxis": narrow, "xAxis": {"splitNumber": 3}})


def _dots(rows: Sequence[Interval]) -> Option:
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


def _whiskers(rows: Sequence[Interval]) -> Option:
    data = [
        {"value": [r.low, i, r.high], "itemStyle": {"color": r.color or CHART[0]}}
        for i, r in enumerate(rows)
        if r.low is not None and r.high is not None
    ]
    return shape("interval", data, encode={"x": [0, 2], "y": 1})
