"""Heatmaps: a grid of cells in steps of one colour, with the numbers in them."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from pmdocs.charts.axes import level
from pmdocs.charts.colors import DIV, SEQ, SURFACE, TEXT
from pmdocs.charts.drawn import series_of
from pmdocs.charts.formats import named
from pmdocs.charts.layout import (
    NARROW,
    WIDE,
    category_labels,
    label_width,
    name_room,
    row_labels,
)  # fmt: skip
from pmdocs.charts.options import Option, media, merge
from pmdocs.charts.parts import Series, Value
from pmdocs.charts.widths import text_width

_NUMBERS = 200
"""More cells than this have no room for their numbers."""
_CELL = 34
"""Height of a row of cells in pixels."""
_ROOMS = 220, 92
"""Room for the names of rows, wide and narrow."""
_LINES = 4
_LINE = 15
_EDGE = 16
"""Room between the names and the cells, and under the last row."""


def heatmap(
    columns: Sequence[str],
    rows: Sequence[str],
    cells: Sequence[Sequence[Value]],
    *,
    unit_format: str = "number",
    x_name: str = "",
    y_name: str = "",
    low: float | None = None,
    high: float | None = None,
    diverging: bool = False,
) -> Option:
    """Draw ``cells[row][column]``, the first row on top; an unknown cell stays empty.

    Five equal steps of colour run from ``low`` to ``high``, by default those of the data; a
    ``diverging`` scale is symmetric about zero.
    """
    known = [value for row in cells for value in row if value is not None]
    low = min(known, default=0.0) if low is None else low
    high = max(known, default=1.0) if high is None else high
    if diverging:
        low, high = -max(abs(low), abs(high)), max(abs(low), abs(high))
    data = [
        _cell(x, y, value, _step(value, low, high), diverging=diverging)
        for y, row in enumerate(cells)
        for x, value in enumerate(row)
        if value is not None
    ]
    numbers = len(columns) * len(rows) <= _NUMBERS
    look = {
        "data": data,
        "label": {"show": numbers, "formatter": named(unit_format)},
        "itemStyle": {"borderWidth": 2},
    }
    wide, narrow = category_labels(columns, beside=_beside(rows))
    row_wide, row_narrow = row_labels(rows, _ROOMS, _LINES)
    x = {"type": "category", "data": list(columns), "position": "top", "axisLine": {"show": False}, **wide}
    y = {"type": "category", "data": list(rows), "inverse": True, "axisLine": {"show": False}}
    y = merge(
        y,
        {"axisLabel": {"color": TEXT}},
        row_wide,
        {"name": y_name, "nameLocation": "start"} if y_name else {},
    )
    option: Option = {
        "xAxis": level(x | ({"name": x_name} if x_name else {})), "yAxis": y,
        "series": series_of(_bare(columns, rows), look), "tooltip": {"formatter": "pm:cell:" + unit_format},
    }  # fmt: skip
    small = {"label": {"show": numbers and _number_fits(columns, rows, known, unit_format)}}
    return media(option, merge({"xAxis": narrow, "yAxis": row_narrow}, {"series": [small]}))


def heat_heights(columns: Sequence[str], rows: Sequence[str]) -> tuple[int, int]:
    """Return the heights of a wide and of a narrow heat table: for its rows, and for the names over its columns."""
    wide, narrow = (
        len(rows) * max(_CELL, _LINE * _row_lines(rows, room) + 6) + name_room(columns, slot) + _EDGE
        for room, slot in zip(_ROOMS, _slots(columns, rows), strict=True)
    )
    return wide, narrow


def _beside(rows: Sequence[str]) -> tuple[int, int]:
    """Return the width in pixels that the names of rows take left of a wide and of a narrow table."""
    longest = max(map(text_width, rows), default=0.0)
    return round(min(_ROOMS[0], longest)) + 12, round(min(_ROOMS[1], longest)) + 12


def _slots(columns: Sequence[str], rows: Sequence[str]) -> tuple[float, float]:
    wide, narrow = _beside(rows)
    return (WIDE - wide) / max(1, len(columns)), (NARROW - narrow) / max(1, len(columns))


def _row_lines(rows: Sequence[str], room: int) -> int:
    """Return how many lines the longest name of a row takes; wrapping between words wastes some room."""
    return min(_LINES, max((ceil(1.15 * text_width(name) / room) for name in rows), default=1))


def _number_fits(
    columns: Sequence[str], rows: Sequence[str], known: Sequence[float], unit_format: str
) -> bool:
    """Whether the widest number fits into a cell of a narrow table."""
    one = Series("", list(known))
    widest = max((label_width(one, index, unit_format) for index in range(len(known))), default=0.0)
    return widest <= _slots(columns, rows)[1]


def _bare(columns: Sequence[str], rows: Sequence[str]) -> object:
    from pyecharts.charts import HeatMap  # noqa: PLC0415 -- slow to import, and most pages draw nothing

    return HeatMap().add_xaxis(list(columns)).add_yaxis("", list(rows), [], label_opts=None)


def _step(value: float, low: float, high: float) -> int:
    """Return which of the five steps a value is in; a value outside the range is in the last one."""
    if high <= low:
        return 2
    return max(0, min(4, int((value - low) / (high - low) * 5 + 1e-9)))


def _cell(x: int, y: int, value: float, step: int, *, diverging: bool) -> Option:
    color = (DIV if diverging else SEQ)[step]
    strong = step in {0, 4} if diverging else step >= 3  # noqa: PLR2004 -- the darker steps
    return {
        "value": [x, y, value],
        "itemStyle": {"color": color},
        "label": {"color": SURFACE if strong else TEXT},
    }
