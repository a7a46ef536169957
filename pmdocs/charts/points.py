"""Scatter plots and bubbles: two scales, thresholds, named quadrants."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pmdocs.charts.axes import level, upright, value_axis
from pmdocs.charts.colors import MUTED
from pmdocs.charts.drawn import mark_series, named_upright, series_of, shape, zone_series
from pmdocs.charts.layout import legend
from pmdocs.charts.options import Option, media, merge
from pmdocs.charts.parts import Axis, Guide, Mark, Point, Zone

Place = tuple[float, float]
"""A value of either axis."""

_BUBBLE = 56
"""Diameter of the largest bubble on a wide chart."""
_DOT = 12
_NAMED = 80
"""More dots than this cannot be named without covering each other; the table names them."""
_SMALLER = 0.7
"""Size of dots and bubbles on a narrow chart, as a part of that on a wide one."""
_SYMBOLS = ("circle", "diamond", "triangle", "rect", "roundRect", "pin")


def scatter(
    points: Sequence[Point],
    *,
    x_axis: Axis,
    y_axis: Axis,
    marks: Sequence[Mark] = (),
    zones: Sequence[Zone] = (),
    arrows: Sequence[tuple[Place, Place]] = (),
    guides: Sequence[Guide] = (),
    labels: bool = True,
    bubble: float = _BUBBLE,
) -> Option:
    """Draw dots, or bubbles whose area is proportional to the size where points have one.

    Points of one ``group`` share colour and symbol and stand in the legend. ``marks`` with
    ``axis="x"`` or ``"y"`` are thresholds, ``zones`` are the quadrants; give axes a fixed range then. ``arrows`` go
    from one place to another: from where a point was to where it is. ``guides`` are slanting thresholds.
    """
    labels = labels and len(points) <= _NAMED
    groups = list(dict.fromkeys(point.group for point in points))
    factor = area_factor([p.size for p in points if p.size], bubble)
    drawn = _drawn(points, groups, factor, labels=labels)
    for made in drawn[:1] if arrows or guides else ():
        made["markLine"] = _straight(arrows, guides)
    names = [shape("labels", [[None, None]], title=group, z=5) for group in groups] if labels else []
    bare = {"axisLine": {"show": True, "onZero": False}, "splitLine": {"show": not zones}}
    option: Option = {
        "xAxis": level(merge(value_axis(x_axis), bare)),
        "yAxis": upright(merge(value_axis(y_axis), bare), room=named_upright(marks, "y")),
        "series": [*drawn, *names, *zone_series(zones), *mark_series(marks, "y")],
        "tooltip": {"formatter": "pm:tip"},
        "grid": {"right": 20},
    }
    key, narrow_key = legend([group for group in groups if group])
    small = f"pm:area:{factor * _SMALLER:.6g}" if factor else _DOT - 3
    narrow = {
        "series": [{"symbolSize": small}] * len(drawn),
        "xAxis": {"splitNumber": 4},
        "yAxis": {"splitNumber": 4},
    }
    return media(merge(option, key), merge(narrow, narrow_key))


def stepped_range(values: Iterable[float], step: float) -> tuple[float, float]:
    """Return ends of an axis in whole steps that hold 0 and the values, with room for bubbles beyond them."""
    low, high = min(held := [0.0, *values]), max(held)
    ends = round((low - step) / step - 0.5), round((high + step) / step + 0.5)
    return round(ends[0] * step, 10) if low < 0 else 0.0, round(ends[1] * step, 10)


def inverse_range(values: Iterable[float], least: float = 10) -> tuple[float, float]:
    """Return the ends of a logarithmic axis with 1 in the middle: 10, 20, 50, 100 … and its inverse."""
    furthest = max((max(value, 1 / value) for value in values), default=least)
    end = float(least)
    while end < furthest * (1 - 1e-9):
        end *= 2.5 if str(int(end))[0] == "2" else 2
    return 1 / end, end


def area_factor(sizes: Sequence[float], largest: float = _BUBBLE) -> float:
    """Return k of ``diameter = k * sqrt(size)``, by which the largest size has the diameter ``largest``."""
    biggest = max(sizes, default=0)
    return float(largest / biggest**0.5) if biggest > 0 else 0.0


def _drawn(points: Sequence[Point], groups: Sequence[str], factor: float, *, labels: bool) -> list[Option]:
    from pyecharts.charts import Scatter  # noqa: PLC0415 -- slow to import, and most pages draw nothing
    from pyecharts.options import ScatterItem  # noqa: PLC0415 -- as above

    chart = Scatter().add_xaxis([])
    for group in groups:
        items = [ScatterItem(name=p.name, value=[p.x, p.y]) for p in points if p.group == group]
        chart.add_yaxis(group, items, label_opts=None)
    size = f"pm:area:{factor:.6g}" if factor else _DOT
    looks = [
        {"symbol": _SYMBOLS[i % len(_SYMBOLS)], "symbolSize": size, "labelled": labels}
        for i in range(len(groups))
    ]
    drawn = series_of(chart, *looks)
    for group, made in zip(groups, drawn, strict=True):
        # The largest first, so that no bubble hides a smaller one.
        mine = sorted((p for p in points if p.group == group), key=lambda p: -(p.size or 0))
        made["data"] = [_item(point) for point in mine]
    return drawn


def _straight(arrows: Sequence[tuple[Place, Place]], guides: Sequence[Guide]) -> Option:
    slant: Option = {"symbol": "none", "lineStyle": {"type": "dashed", "width": 1}}
    named = {"show": True, "position": "insideEndTop", "distance": [-4, 2]}
    ends: list[list[Option]] = [[{"coord": list(place)} for place in arrow] for arrow in arrows]
    for guide in guides:
        label: Option = {"label": {**named, "formatter": guide.text}} if guide.text else {}
        ends.append(
            [{"coord": list(guide.start), **slant, **label}, {"coord": list(guide.end), "symbol": "none"}]
        )
    return {
        "silent": True, "symbol": ["none", "arrow"], "symbolSize": 9, "animation": False,
        "lineStyle": {"color": MUTED, "type": "solid", "width": 1.5}, "label": {"show": False}, "data": ends,
    }  # fmt: skip


def _item(point: Point) -> Option:
    value: list[Any] = [point.x, point.y] + ([point.size] if point.size is not None else [])
    item: Option = {"name": point.name, "value": value}
    if point.color:
        item["itemStyle"] = {"color": point.color}
    if point.symbol:
        item["symbol"] = point.symbol
    if point.tip:
        item["tip"] = list(point.tip)
    return item
