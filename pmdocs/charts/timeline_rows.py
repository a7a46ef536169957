"""Rows of a timeline: where each item and its name stand, side by side in lanes or one below the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil

from pmdocs.charts.layout import NARROW
from pmdocs.charts.parts import Span, TimelineMilestone
from pmdocs.charts.widths import text_width

Placed = Span | TimelineMilestone

GUTTER = 148
"""Width of the names of the lanes on a wide timeline."""
_ROW = 30
_PAD = 8
"""Space above the first and below the last row of a lane."""
_INSIDE = 16
"""What a bar leaves around its name, in pixels."""
_BESIDE = 18
"""The space between a bar and the name beside it, and after that name."""
_SIGN = 12
"""Half the room of a milestone's sign."""
_LINE, _BAR = 15, 20
"""Height of a line of a name, and of the bar below it, where items stand one below the other."""
_HEADING = 34


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane: its name, its upper edge and its height in pixels."""

    name: str
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Rows:
    """Lanes from top to bottom, and for each item the middle of its row and which side its name is on.

    ``sides`` is ``in``, ``after`` or ``before``.
    """

    lanes: list[Lane] = field(default_factory=list)
    middles: dict[str, int] = field(default_factory=dict)
    sides: dict[str, str] = field(default_factory=dict)

    @property
    def height(self) -> int:
        """The height of all lanes in pixels."""
        return self.lanes[-1].y + self.lanes[-1].height if self.lanes else 0


def side_by_side(lanes: Sequence[str], items: Sequence[Placed], first: date, last: date, width: int) -> Rows:
    """Give each item the first row of its lane where it and its whole name are free."""
    rows, plot = Rows(), width - GUTTER
    per_day = plot / max(1, (last - first).days)
    top = 0
    for lane, mine in _by_lane(lanes, items).items():
        taken: list[list[tuple[float, float]]] = []
        for item in mine:
            start, end = ((day - first).days * per_day for day in _days(item))
            left, right, rows.sides[item.id] = _with_name(item, start, end, plot)
            row = next((i for i, spans in enumerate(taken) if _is_free(left, right, spans)), len(taken))
            taken[row:] = taken[row:] or [[]]
            taken[row].append((left, right))
            rows.middles[item.id] = top + _PAD + row * _ROW + _ROW // 2
        height = 2 * _PAD + max(1, len(taken)) * _ROW
        rows.lanes.append(Lane(lane, top, height))
        top += height
    return rows


def one_below_the_other(lanes: Sequence[str], items: Sequence[Placed]) -> Rows:
    """Give each item a row of its own with its whole name over it, as a narrow screen needs it."""
    rows, top = Rows(), 0
    for lane, mine in _by_lane(lanes, items).items():
        y, top = top, top + _HEADING
        for item in mine:
            lines = ceil(1.1 * text_width(item.name) / (NARROW - 8))
            top += lines * _LINE + _BAR
            rows.middles[item.id] = top - _BAR // 2 - 2
        rows.lanes.append(Lane(lane, y, top - y + _PAD))
        top += _PAD
    return rows


def _by_lane(lanes: Sequence[str], items: Sequence[Placed]) -> Mapping[str, list[Placed]]:
    return {lane: sorted((one for one in items if one.lane == lane), key=_days) for lane in lanes}


def _days(item: Placed) -> tuple[date, date]:
    return (item.start, item.end) if isinstance(item, Span) else (item.day, item.day)


def _with_name(item: Placed, start: float, end: float, plot: float) -> tuple[float, float, str]:
    """Return from where to where an item reaches with its name, and on which side the name is."""
    name = text_width(item.name)
    if isinstance(item, Span) and end - start >= name + _INSIDE:
        return start, end, "in"
    around = 0 if isinstance(item, Span) else _SIGN
    after, before = plot - end - around - _BESIDE, start - around - _BESIDE
    # Where neither side has room for the whole name, it takes two lines on the larger one.
    if name <= after or (name > before and after >= before):
        return start - around, end + around + min(name, after) + _BESIDE, "after"
    return start - around - min(name, before) - _BESIDE, end + around, "before"


def _is_free(left: float, right: float, spans: Sequence[tuple[float, float]]) -> bool:
    return all(right <= start or end <= left for start, end in spans)


def edges(lanes: Sequence[Lane]) -> Iterator[dict[str, object]]:
    """Yield the lanes as the runtime draws them."""
    for lane in lanes:
        yield {"value": [None, None], "name": lane.name, "y": lane.y, "height": lane.height}
