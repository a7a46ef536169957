"""Room for charts with one row for each product."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from pmdocs.charts.builders import row_height
from pmdocs.charts.widths import text_width

_NAME = 105
"""Width in pixels at which the names of rows are wrapped on a narrow chart, less what wrapping wastes."""
_MOST_LINES = 3
_LINE = 15
_KEY = 35
"""Width of an entry of the legend besides its text."""
_NARROW = 310
"""Width of a narrow chart, less what a full line of the legend wastes."""


def heights(names: Sequence[str], each: int, legend: Sequence[str] = ()) -> tuple[int, int]:
    """Return the heights of a wide and of a narrow chart, where names and legend take more lines."""
    lines = max((min(_MOST_LINES, ceil(text_width(name) / _NAME)) for name in names), default=1)
    key_lines = ceil(sum(_KEY + text_width(name) for name in legend) / _NARROW)
    narrow = row_height(len(names), legend=bool(legend), name=True, each=max(each, lines * _LINE + 8))
    return row_height(len(names), legend=bool(legend), name=True, each=each), narrow + 20 * max(
        0, key_lines - 1
    )
