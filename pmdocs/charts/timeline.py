"""Timelines: bars in lanes on a calendar, milestones, dependencies, today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pmdocs.charts.axes import DAY, ms
from pmdocs.charts.colors import ACCENT, BAD, LINE, MUTED
from pmdocs.charts.drawn import mark_series, shape
from pmdocs.charts.formats import named
from pmdocs.charts.layout import WIDE
from pmdocs.charts.options import Option, media
from pmdocs.charts.parts import Mark, Span, TimelineLink, TimelineMilestone
from pmdocs.charts.periods import grain_of, starts
from pmdocs.charts.widths import text_width

_ROW = 30
_PAD = 8
"""Space above the first and below the last row of a lane."""
_HEAD = 40
"""Height of the calendar above the lanes."""
_FOOT = 24
"""Room below them for the name of today."""
_GUTTER, _NARROW_GUTTER = 148, 84
"""Width of the names of the lanes."""


@dataclass(frozen=True, slots=True)
class _Lane:
    """A lane: its name, its upper edge and its height in pixels."""

    name: str
    y: int
    height: int


def timeline(
    lanes: Sequence[str],
    bars: Sequence[Span],
    milestones: Sequence[TimelineMilestone] = (),
    links: Sequence[TimelineLink] = (),
    *,
    today: date | None = None,
    today_text: str = "",
) -> Option:
    """Draw lanes from top to bottom; what overlaps in time shares a lane in rows.

    The calendar names months, quarters or years; ``today`` is drawn where it falls into one of them. The
    chart needs the height that ``timeline_height`` returns, wide or narrow.
    """
    first, last = _range(bars, milestones)
    grain = grain_of(first, last)
    ticks = starts(first, last, grain)
    rows, placed = _pack(lanes, bars, milestones, ticks)
    now = [Mark(today, today_text, ACCENT, "x", solid=True, below=True)] if today else []
    height = rows[-1].y + rows[-1].height if rows else 0
    days = [ms(tick) for tick in ticks]
    label = {
        "customValues": days[:-1],
        "formatter": named(f"time:{grain}:above"),
        "align": "left",
        "margin": 6,
    }
    tick = {"show": True, "customValues": days, "length": 26, "lineStyle": {"color": LINE}}
    option: Option = {
        "grid": {"left": _GUTTER, "right": 2, "top": _HEAD, "bottom": _FOOT, "outerBoundsMode": "none"},
        "xAxis": {
            "type": "time", "position": "top", "min": days[0], "max": days[-1], "axisLabel": label, "axisTick": tick,
            "splitLine": {"show": True},
        },
        "yAxis": {"type": "value", "show": False, "inverse": True, "min": 0, "max": height},
        "series": [
            shape("lanes", [{"value": [None, None], "name": r.name, "y": r.y, "height": r.height} for r in rows], z=0, clip=False),
            *_links(links, placed),
            _bars(bars, placed),
            *_milestones(milestones, placed),
            *mark_series(now if today and ticks[0] <= today < ticks[-1] else [], "y"),
        ],
        "tooltip": {"formatter": "pm:period"},
    }  # fmt: skip
    thin = days[:-1] if len(days) < 6 else days[:-1:2]  # noqa: PLR2004 -- as many as fit beside the gutter
    return media(option, {"grid": {"left": _NARROW_GUTTER}, "xAxis": {"axisLabel": {"customValues": thin}}})


def timeline_height(
    lanes: Sequence[str], bars: Sequence[Span], milestones: Sequence[TimelineMilestone] = ()
) -> int:
    """Return the height in CSS pixels that the timeline needs."""
    first, last = _range(bars, milestones)
    rows, _ = _pack(lanes, bars, milestones, starts(first, last, grain_of(first, last)))
    return _HEAD + _FOOT + (rows[-1].y + rows[-1].height if rows else 0)


def _range(bars: Sequence[Span], milestones: Sequence[TimelineMilestone]) -> tuple[date, date]:
    days = [day for bar in bars for day in (bar.start, bar.end)] + [m.day for m in milestones]
    return (min(days), max(days)) if days else (date(1970, 1, 1), date(1970, 1, 2))


def _pack(
    lanes: Sequence[str], bars: Sequence[Span], milestones: Sequence[TimelineMilestone], ticks: Sequence[date]
) -> tuple[list[_Lane], Mapping[str, tuple[Any, int]]]:
    """Give each item the first row of its lane where it and its name are free; return its middle in pixels."""
    per_day = (WIDE - _GUTTER) / max(1, (ticks[-1] - ticks[0]).days)
    made: list[_Lane] = []
    placed: dict[str, tuple[Any, int]] = {}
    top = 0
    for lane in lanes:
        ends: list[date] = []
        items = sorted(_items(lane, bars, milestones), key=lambda item: (item[1], item[2]))
        for item, start, end in items:
            reach = _reach(item, start, end, per_day)
            row = next((i for i, taken in enumerate(ends) if taken < start), len(ends))
            ends[row : row + 1] = [reach]
            placed[item.id] = (item, top + _PAD + row * _ROW + _ROW // 2)
        height = 2 * _PAD + max(1, len(ends)) * _ROW
        made.append(_Lane(lane, top, height))
        top += height
    return made, placed


def _items(
    lane: str, bars: Sequence[Span], milestones: Sequence[TimelineMilestone]
) -> Iterator[tuple[Span | TimelineMilestone, date, date]]:
    yield from ((bar, bar.start, bar.end) for bar in bars if bar.lane == lane)
    yield from ((m, m.day - timedelta(days=3), m.day) for m in milestones if m.lane == lane)


def _reach(item: Span | TimelineMilestone, start: date, end: date, per_day: float) -> date:
    """Return the day to which an item reaches with a name that does not fit inside it."""
    name = text_width(item.name) + 16
    inside = isinstance(item, Span) and (end - start).days * per_day >= min(name, 90)
    return end if inside else end + timedelta(days=int((name + 8) / per_day))


def _bars(bars: Sequence[Span], placed: Mapping[str, tuple[Any, int]]) -> Option:
    data = [
        {
            "name": bar.name, "value": [ms(bar.start), placed[bar.id][1], ms(bar.end) + DAY],
            "pattern": bar.pattern, "itemStyle": {"color": bar.color or ACCENT}, "tip": list(bar.tip),
        }
        for bar in bars
    ]  # fmt: skip
    return shape(
        "span", data, bounds=True, silent=False, tooltip={"show": True}, z=3, encode={"x": [0, 2], "y": 1}
    )


def _milestones(
    milestones: Sequence[TimelineMilestone], placed: Mapping[str, tuple[Any, int]]
) -> list[Option]:
    data = [
        {"name": m.name, "value": [ms(m.day), placed[m.id][1]], "itemStyle": {"color": m.color or ACCENT}}
        for m in milestones
    ]
    return [shape("milestone", data, z=3, bounds=True, silent=False, tooltip={"show": True})] if data else []


def _links(links: Sequence[TimelineLink], placed: Mapping[str, tuple[Any, int]]) -> list[Option]:
    """Return arrows from the end of one item to the beginning of the next; an unknown id draws nothing."""
    data = [
        {
            "value": [_end(placed[link.before][0]), placed[link.before][1], _start(placed[link.after][0]), placed[link.after][1]],
            "color": BAD if link.late else MUTED, "late": link.late,
        }
        for link in links
        if link.before in placed and link.after in placed
    ]  # fmt: skip
    return [shape("elbow", data, z=2, encode={"x": [0, 2], "y": [1, 3]})] if data else []


def _start(item: Span | TimelineMilestone) -> int:
    return int(ms(item.start if isinstance(item, Span) else item.day))


def _end(item: Span | TimelineMilestone) -> int:
    return int(ms(item.end) + DAY if isinstance(item, Span) else ms(item.day))
