"""What charts are made of, in the words of the trade rather than of ECharts.

Colours are sentinels of :mod:`pmdocs.charts.colors`; empty means the next colour of the palette.
Formats are names of the runtime: ``count``, ``rate:1``, ``money:CNY``; see :mod:`pmdocs.charts.formats`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pmdocs.charts.colors import MUTED

Value = float | None
Pattern = Literal["solid", "dashed", "dotted"]


@dataclass(frozen=True, slots=True)
class Series:
    """A row of values with a name. ``None`` is unknown: no bar, a gap in the line.

    ``colors`` and ``texts``, where given, hold one colour or label for each value. ``format`` is that of
    the labels when it differs from the axis. ``second`` puts the series on a second value axis.
    """

    name: str
    values: Sequence[Value]
    color: str = ""
    colors: Sequence[str] = ()
    texts: Sequence[str] = ()
    dashed: bool = False
    symbol: str = ""
    format: str = ""
    second: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A straight line across the plot at a value of one axis: a target, a threshold, an event.

    The name of an upright line stands above the plot; in a ``pill`` of its colour it is a sign of its own.
    """

    value: float | str | date
    text: str = ""
    color: str = MUTED
    axis: Literal["value", "category", "x", "y"] = "value"
    solid: bool = False
    pill: bool = False


Corner = Literal["top left", "top right", "bottom left", "bottom right", "top", "bottom"]


@dataclass(frozen=True, slots=True)
class Zone:
    """A tinted area; a side that is ``None`` reaches to the edge of the plot."""

    text: str
    x: tuple[float | str | date | None, float | str | date | None] = (None, None)
    y: tuple[float | None, float | None] = (None, None)
    color: str = ""
    corner: Corner = "top left"


@dataclass(frozen=True, slots=True)
class Band:
    """A range around a line, such as a confidence interval; ``None`` leaves a gap."""

    name: str
    lows: Sequence[Value]
    highs: Sequence[Value]
    color: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale: name with unit, format of its numbers, and its range where it is fixed.

    ``low`` is the word for the left or lower end as drawn, ``high`` for the right or upper one.
    """

    name: str = ""
    format: str = ""
    min: float | None = None
    max: float | None = None
    log: bool = False
    inverse: bool = False
    zero: bool = False
    low: str = ""
    high: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A dot with a name; ``size`` makes it a bubble of that area; ``group`` is its legend entry."""

    name: str
    x: float
    y: float
    size: float | None = None
    group: str = ""
    color: str = ""
    symbol: str = ""
    tip: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """A slanting line from one place of a plot to another, such as a threshold of x and y together; named at its end."""

    start: tuple[float, float]
    end: tuple[float, float]
    text: str = ""


@dataclass(frozen=True, slots=True)
class EstimateRange:
    """An estimate with its range, one row of an interval plot; ``text`` stands at its right."""

    name: str
    point: Value
    low: Value
    high: Value
    color: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """An axis of a radar; both ends are always stated, since ECharts would guess them per axis."""

    name: str
    max: float
    min: float = 0


@dataclass(frozen=True, slots=True)
class FunnelStage:
    """A step of a funnel; ``text`` stands below its name."""

    name: str
    value: float
    text: str = ""
    color: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a tree."""

    name: str
    children: Sequence[Node] = ()
    color: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A bar of a timeline, from the first to the last day; ``pattern`` says how sure it is, ``progress`` (0 to 1) how far."""

    id: str
    lane: str
    name: str
    start: date
    end: date
    pattern: Pattern = "solid"
    color: str = ""
    tip: Sequence[str] = ()
    progress: float = 0


@dataclass(frozen=True, slots=True)
class TimelineMilestone:
    """A diamond on a timeline."""

    id: str
    lane: str
    name: str
    day: date
    color: str = ""


@dataclass(frozen=True, slots=True)
class TimelineLink:
    """A dependency: ``before`` must end before ``after`` begins; ``late`` marks one that does not."""

    before: str
    after: str
    late: bool = False
