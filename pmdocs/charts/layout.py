"""Room on the page: the two widths charts are drawn at, the legend, labels of categories."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from pmdocs.charts.formats import named
from pmdocs.charts.options import Option
from pmdocs.charts.widths import longest_word, text_width

WIDE = 760
NARROW = 344
_ROW = 20
_KEY = 14 + 5 + 16
"""Legend: the swatch, the space after it, the space to the next entry."""
_GUTTER = 48
"""What a value axis takes on the left, about."""
_MAX_LINES = 3
_LEANING = 110
_ROW_NAMES = 220, 112
"""Room for the names of rows, wide and narrow."""
_LINE = 18
"""Height of a line of text with the space to the next."""


def legend(names: Sequence[str]) -> tuple[Option, Option]:
    """Return the legend with room above the plot, for a wide and for a narrow chart; none for one name."""
    if len(names) < 2:  # noqa: PLR2004 -- one series needs no key, the title names it
        return {}, {}
    wide, narrow = (_room(names, width) for width in (WIDE, NARROW))
    return {"legend": {"data": list(names)}, "grid": {"top": wide}}, {"grid": {"top": narrow}}


def _room(names: Sequence[str], width: int) -> int:
    rows, used = 1, 0.0
    for name in names:
        entry = _KEY + text_width(name)
        if used and used + entry > width:
            rows, used = rows + 1, 0.0
        used += entry
    return rows * _ROW + 8


def category_labels(names: Sequence[str], *, gapless: bool = False) -> tuple[Option, Option]:
    """Return how names stand under a wide and under a narrow plot: whole, wrapped, leaning or thinned out."""
    slots = max(1, len(names) - gapless)
    wide, narrow = (_labels(names, (width - _GUTTER) / slots) for width in (WIDE, NARROW))
    return {"axisLabel": wide}, {"axisLabel": narrow}


def _labels(names: Sequence[str], slot: float) -> Option:
    if all(name.isdigit() for name in names) or slot < _LINE:
        return {"hideOverlap": True}
    room = slot - 8
    if all(longest_word(n) <= room and ceil(text_width(n) / room) <= _MAX_LINES for n in names):
        return {"interval": 0, "rotate": 0, "formatter": named(f"wrap:{round(room)}:{_MAX_LINES}")}
    return {"interval": 0, "rotate": 40, "formatter": named(f"wrap:{_LEANING}:1")}


def row_labels(names: Sequence[str]) -> tuple[Option, Option]:
    """Return how the names of rows stand left of a wide and of a narrow plot: wrapped where they are long."""
    wide, narrow = ({"interval": 0, "formatter": named(f"wrap:{room}:{_MAX_LINES}")} for room in _ROW_NAMES)
    return {"axisLabel": wide}, {"axisLabel": narrow} if any(
        text_width(n) > _ROW_NAMES[1] for n in names
    ) else {}


def row_height(rows: int, *, legend: bool = False, name: bool = False, each: int = 36) -> int:
    """Return the height of a chart with one row for each category, as `bars(horizontal=True)` draws it."""
    return rows * each + 44 + 28 * legend + 24 * name
