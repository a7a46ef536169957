"""Timelines: bars in lanes on a calendar, milestones, dependencies, today.

The fill of a bar is its progress, its outline says how sure it is, its hue to which lane it belongs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from pmdocs.charts.axes import DAY, ms
from pmdocs.charts.colors import ACCENT, BAD, LINE, MUTED
from pmdocs.charts.drawn import mark_series, shape
from pmdocs.charts.formats import named
from pmdocs.charts.layout import WIDE
from pmdocs.charts.options import Option, media
from pmdocs.charts.parts import Mark, Span, TimelineLink, TimelineMilestone
from pmdocs.charts.periods import grain_of, starts
from pmdocs.charts.timeline_rows import GUTTER, Placed, Rows, edges, one_below_the_other, side_by_side

_HEAD = 58
"""Height of the calendar above the lanes, and of the sign of today below it."""
_PILL = 20
_FOOT = 4
_MOST_TICKS = 6
"""Periods that a narrow calendar names at most."""
_STEPS: Mapping[str, Sequence[int]] = {"month": (1, 3, 6, 12), "quarter": (1, 2, 4), "year": (1, 2, 5)}
"""How many periods a narrow calendar may go on by from one name to the next, so that the same ones are named each year."""


def timeline(
    lanes: Sequence[str],
    bars: Sequence[Span],
    milestones: Sequence[TimelineMilestone] = (),
    links: Sequence[TimelineLink] = (),
    *,
    today: date | None = None,
    today_text: str = "",
    width: int = WIDE,
) -> Option:
    """Draw lanes from top to bottom; what overlaps in time shares a lane in rows, on a narrow screen it is a list.

    The calendar names months, quarters or years; ``today`` is drawn where it falls into one of them. The
    chart needs the heights that ``timeline_heights`` returns. ``width`` is that of the wide chart in pixels.
    """
    items: list[Placed] = [*bars, *milestones]
    ticks = _ticks(bars, milestones)
    wide, narrow = _rows(lanes, items, ticks, width)
    now = [Mark(today, today_text, ACCENT, "x", solid=True, pill=True)] if today else []
    days, grain = [ms(tick) for tick in ticks], grain_of(*_range(bars, milestones))
    label = {
        "customValues": days[:-1], "formatter": named(f"time:{grain}:above"), "align": "left", "margin": _PILL + 4,
    }  # fmt: skip
    tick = {"show": True, "customValues": days, "length": _PILL + 26, "lineStyle": {"color": LINE}}
    option: Option = {
        "grid": {"left": GUTTER, "right": 2, "top": _HEAD, "bottom": _FOOT, "outerBoundsMode": "none"},
        "xAxis": {
            "type": "time", "position": "top", "min": days[0], "max": days[-1], "axisLabel": label, "axisTick": tick,
            "splitLine": {"show": True},
        },
        "yAxis": {"type": "value", "show": False, "inverse": True, "min": 0, "max": wide.height},
        "series": [
            shape("lanes", list(edges(wide.lanes)), z=0, clip=False),
            *_links(links, items, wide),
            shape("span", _bars(bars, wide), silent=False, tooltip={"show": True}, z=3, encode={"x": [0, 2], "y": 1}),
            *_milestones(milestones, wide),
            *mark_series(now if today and ticks[0] <= today < ticks[-1] else [], "y", z=2),
        ],
        "tooltip": {"formatter": "pm:period"},
    }  # fmt: skip
    small: Option = {
        "grid": {"left": 2}, "yAxis": {"max": narrow.height},
        "xAxis": {"axisLabel": {"customValues": _few(days[:-1], grain)}},
        "series": [
            {"data": list(edges(narrow.lanes))}, *([{"data": []}] if _links(links, items, wide) else []),
            {"data": _bars(bars, narrow)}, *({"data": one["data"]} for one in _milestones(milestones, narrow)),
        ],
    }  # fmt: skip
    return media(option, small)


def _few(days: Sequence[int], grain: str) -> Sequence[int]:
    """Return as many periods as a narrow calendar has room to name."""
    steps = _STEPS[grain]
    return days[:: next((step for step in steps if len(days) / step <= _MOST_TICKS), steps[-1])]


def timeline_heights(
    lanes: Sequence[str],
    bars: Sequence[Span],
    milestones: Sequence[TimelineMilestone] = (),
    width: int = WIDE,
) -> tuple[int, int]:
    """Return the heights in CSS pixels that a wide and a narrow timeline need."""
    wide, narrow = _rows(lanes, [*bars, *milestones], _ticks(bars, milestones), width)
    return _HEAD + _FOOT + wide.height, _HEAD + _FOOT + narrow.height


def _rows(
    lanes: Sequence[str], items: Sequence[Placed], ticks: Sequence[date], width: int
) -> tuple[Rows, Rows]:
    return side_by_side(lanes, items, ticks[0], ticks[-1], width), one_below_the_other(lanes, items)


def _ticks(bars: Sequence[Span], milestones: Sequence[TimelineMilestone]) -> list[date]:
    first, last = _range(bars, milestones)
    return list(starts(first, last, grain_of(first, last)))


def _range(bars: Sequence[Span], milestones: Sequence[TimelineMilestone]) -> tuple[date, date]:
    days = [day for bar in bars for day in (bar.start, bar.end)] + [m.day for m in milestones]
    return (min(days), max(days)) if days else (date(1970, 1, 1), date(1970, 1, 2))


def _bars(bars: Sequence[Span], rows: Rows) -> list[Option]:
    return [
        {
            "name": bar.name, "value": [ms(bar.start), rows.middles[bar.id], ms(bar.end) + DAY],
            "pattern": bar.pattern, "progress": bar.progress, "side": rows.sides.get(bar.id, "over"),
            "itemStyle": {"color": bar.color or ACCENT}, "tip": list(bar.tip),
        }
        for bar in bars if bar.id in rows.middles
    ]  # fmt: skip


def _milestones(milestones: Sequence[TimelineMilestone], rows: Rows) -> list[Option]:
    data = [
        {
            "name": m.name, "value": [ms(m.day), rows.middles[m.id]], "side": rows.sides.get(m.id, "over"),
            "itemStyle": {"color": m.color or ACCENT},
        }
        for m in milestones if m.id in rows.middles
    ]  # fmt: skip
    return [shape("milestone", data, z=3, silent=False, tooltip={"show": True})] if data else []


def _links(links: Sequence[TimelineLink], items: Sequence[Placed], rows: Rows) -> list[Option]:
    """Return arrows from the end of one item to the beginning of the next; an unknown id draws nothing."""
    known = {item.id: item for item in items if item.id in rows.middles}
    data = [
        {
            "value": [
                _end(known[link.before]), rows.middles[link.before], _start(known[link.after]), rows.middles[link.after],
            ],
            "color": BAD if link.late else MUTED, "late": link.late,
        }
        for link in links
        if link.before in known and link.after in known
    ]  # fmt: skip
    return [shape("elbow", data, z=1, encode={"x": [0, 2], "y": [1, 3]}, silent=False)] if data else []


def _start(item: Placed) -> int:
    return int(ms(item.start if isinstance(item, Span) else item.day))


def _end(item: Placed) -> int:
    return int(ms(item.end) + DAY if isinstance(item, Span) else ms(item.day))
