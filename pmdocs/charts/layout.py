"""Room on the page: the two widths charts are drawn at, the legend, labels of categories."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, radians, sin

from pmdocs.charts.formats import named
from pmdocs.charts.options import Option, merge
from pmdocs.charts.parts import Series
from pmdocs.charts.widths import longest_word, text_width

WIDE = 760
NARROW = 344
_ROW = 27
_KEY = 14 + 5 + 12
"""Legend: the swatch, the space after it, the space to the next entry."""
_GUTTER = 48
"""What a value axis takes on the left, about."""
_MAX_LINES = 3
_LEAN = 40
"""Degrees by which names lean that have no room to stand level."""
_LEANING = 170
"""Length in pixels of a leaning name, which has one line."""
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
    return rows * _ROW + 1


def category_labels(
    names: Sequence[str], *, gapless: bool = False, beside: tuple[int, int] = (_GUTTER, _GUTTER)
) -> tuple[Option, Option]:
    """Return how names stand under a wide and under a narrow plot: whole, wrapped, leaning or thinned out.

    ``beside`` is what stands left of the plot, in pixels.
    """
    slots = max(1, len(names) - gapless)
    wide, narrow = (
        _labels(names, (width - left) / slots) for width, left in zip((WIDE, NARROW), beside, strict=True)
    )
    return {"axisLabel": wide}, {"axisLabel": narrow}


def _labels(names: Sequence[str], slot: float) -> Option:
    if all(name.isdigit() for name in names) or slot < _LINE:
        return {"hideOverlap": True}
    if lines := _level_lines(names, slot):
        return {
            "interval": 0,
            "rotate": 0,
            "formatter": named(f"wrap:{round(slot - 8)}:{max(lines, _MAX_LINES)}"),
        }
    return {"interval": 0, "rotate": _LEAN, "formatter": named(f"wrap:{_LEANING}:1")}


def _level_lines(names: Sequence[str], slot: float) -> int:
    """Return how many lines level names take in their slots; 0 where they do not fit."""
    room = slot - 8
    lines = max((ceil(text_width(name) / room) for name in names), default=1) if room > 0 else 0
    return lines if lines <= _MAX_LINES and all(longest_word(name) <= room for name in names) else 0


def name_room(names: Sequence[str], slot: float) -> int:
    """Return the height in pixels that names of columns take over or under their slots."""
    if lines := _level_lines(names, slot):
        return lines * _LINE
    longest = min(_LEANING, max(map(text_width, names), default=0.0))
    return round(longest * sin(radians(_LEAN))) + _LINE


def row_labels(
    names: Sequence[str], rooms: tuple[int, int] = _ROW_NAMES, lines: int = _MAX_LINES
) -> tuple[Option, Option]:
    """Return how the names of rows stand left of a wide and of a narrow plot: wrapped where they are long.

    ``rooms`` are the widths they may take there, in pixels.
    """
    wide, narrow = ({"interval": 0, "formatter": named(f"wrap:{room}:{lines}")} for room in rooms)
    return {"axisLabel": wide}, {"axisLabel": narrow} if any(text_width(n) > rooms[1] for n in names) else {}


def both(one: tuple[Option, Option], other: tuple[Option, Option]) -> tuple[Option, Option]:
    """Merge what is wide and what is narrow."""
    return merge(one[0], other[0]), merge(one[1], other[1])


def label_room(
    series: Sequence[Series], names: Sequence[str], label: str, end: float | None
) -> tuple[Option, Option]:
    """Return the room right of a plot of lying bars, where labels would reach beyond it."""
    longest = max((text_width(name) for name in names), default=0)
    known = [v for one in series for v in one.values if v is not None]
    end = end or 1.08 * max(known, default=0) or 1

    def room(width: int, name: float) -> Option:
        plot = width - min(longest, name) - 24
        over = (
            label_width(one, i, label) + 8 - (1 - (value or 0) / end) * plot
            for one in series
            for i, value in enumerate(one.values)
        )
        return {"grid": {"right": round(min(plot / 2, max(12, *over, 12)))}}

    return room(WIDE, _ROW_NAMES[0]), room(NARROW, _ROW_NAMES[1])


def label_width(one: Series, index: int, label: str) -> float:
    """Return about how many pixels wide the label of a value is."""
    value = one.values[index]
    if one.texts or value is None:
        return text_width(one.texts[index]) if one.texts else 0
    kind, _, rest = (one.format or label).partition(":")
    number = f"{value * 100:.{_decimals(rest)}f}%" if "rate" in kind else f"{value:,.1f}"
    return text_width(number + (rest if kind == "money" else ""))


def _decimals(rest: str) -> int:
    return int(rest[:1]) if rest[:1].isdigit() else 1


def row_height(rows: int, *, legend: bool = False, name: bool = False, each: int = 36) -> int:
    """Return the height of a chart with one row for each category, as `bars(horizontal=True)` draws it."""
    return rows * each + 44 + 28 * legend + 24 * name


_NAME = 105
"""Width in pixels at which the names of rows are wrapped on a narrow chart, less what wrapping wastes."""
_NAME_LINE = 15
_NARROW_LEGEND = 310
"""Width of a narrow chart, less what a full line of the legend wastes."""


def row_heights(names: Sequence[str], each: int = 36, series: Sequence[str] = ()) -> tuple[int, int]:
    """Return the heights of a wide and of a narrow chart of rows, where names and legend take more lines.

    ``series`` are the names in the legend, none where the chart has no legend.
    """
    lines = max((min(_MAX_LINES, ceil(text_width(name) / _NAME)) for name in names), default=1)
    keys = ceil(sum(_KEY + 4 + text_width(name) for name in series) / _NARROW_LEGEND)
    wide, narrow = (
        row_height(len(names), legend=bool(series), name=True, each=one)
        for one in (each, max(each, lines * _NAME_LINE + 8))
    )
    return wide, narrow + 20 * max(0, keys - 1)
