"""Radar, funnel, tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from pmdocs.charts.colors import CHART, LINE, TEXT
from pmdocs.charts.density import MOST_POLYGONS, is_dense_tree
from pmdocs.charts.drawn import series_of
from pmdocs.charts.formats import named
from pmdocs.charts.heat import heat_heights, heatmap
from pmdocs.charts.layout import NARROW, WIDE, legend
from pmdocs.charts.lines import SYMBOLS
from pmdocs.charts.options import Option, media, plain
from pmdocs.charts.outline import outline, outline_height
from pmdocs.charts.parts import FunnelStage, Indicator, Node, Series
from pmdocs.charts.widths import text_width

_LINES_OVER = 3
"""Lines of a name over the topmost node that a tree leaves room for."""


def radar(
    indicators: Sequence[Indicator], series: Sequence[Series], *, unit_format: str = "number"
) -> Option:
    """Draw a polygon for each series over axes with stated ends; more than can be told apart become a heat table.

    The table has a row for each series and a column for each axis; one scale of colour serves them all, so
    it needs axes with the same ends. For the height see ``radar_heights``.
    """
    if _is_heat(indicators, series):
        names, rows = [one.name for one in indicators], [one.name for one in series]
        cells = [one.values for one in series]
        return heatmap(names, rows, cells, unit_format=unit_format, high=indicators[0].max)
    from pyecharts.charts import Radar  # noqa: PLC0415 -- slow to import, and most pages draw nothing

    chart = Radar()
    for one in series:
        chart.add(
            one.name, [{"value": plain(one.values), "name": one.name}], label_opts=None, linestyle_opts=None
        )
    line = {"lineStyle": {"color": LINE}}
    key, _ = legend([one.name for one in series])
    height, radius = ("56%", 74) if key else ("52%", 78)
    shape = {
        "indicator": [{"name": i.name, "max": i.max, "min": i.min} for i in indicators],
        "center": ["50%", height], "radius": f"{radius}%", "splitNumber": 4,
        "axisName": {"color": TEXT, "formatter": named("wrap:150")}, "axisNameGap": 10, "axisLine": line,
        "splitLine": line, "splitArea": {"show": False},
    }  # fmt: skip
    looks = [_polygon(one, index, len(series)) for index, one in enumerate(series)]
    option = {
        "radar": shape, "legend": key.get("legend", {"show": False}), "series": series_of(chart, *looks),
        "tooltip": {"valueFormatter": named(unit_format)},
    }  # fmt: skip
    return media(
        option, {"radar": {"radius": f"{radius - 24}%", "axisName": {"formatter": named("wrap:74")}}}
    )


def radar_heights(
    indicators: Sequence[Indicator], series: Sequence[Series], wide: int, narrow: int
) -> tuple[int, int]:
    """Return the heights of a radar: those given, or those of the heat table that it becomes."""
    if not _is_heat(indicators, series):
        return wide, narrow
    return heat_heights([one.name for one in indicators], [one.name for one in series])


def _is_heat(indicators: Sequence[Indicator], series: Sequence[Series]) -> bool:
    return len(series) > MOST_POLYGONS and len({(one.min, one.max) for one in indicators}) == 1


def _polygon(one: Series, index: int, count: int) -> Option:
    fill = 0 if one.dashed else 0.14 if count == 1 else 0.08
    look: Option = {"symbol": one.symbol or SYMBOLS[index % len(SYMBOLS)], "areaStyle": {"opacity": fill}}
    line: Option = {"type": "dashed"} if one.dashed else {}
    if one.color:
        look["itemStyle"] = {"color": one.color}
        line["color"] = one.color
        look["areaStyle"]["color"] = one.color
    return {**look, "lineStyle": line} if line else look


def funnel(items: Sequence[FunnelStage], *, unit_format: str = "count") -> Option:
    """Draw steps in the order given, widths proportional to the values from nothing to the largest."""
    from pyecharts.charts import Funnel  # noqa: PLC0415 -- slow to import, and most pages draw nothing

    largest = max((item.value for item in items), default=0) or 1
    chart = Funnel().add("", [(item.name, item.value) for item in items], sort_="none", label_opts=None)
    data = [
        {"name": i.name, "value": i.value, "text": i.text, "itemStyle": {"color": i.color or CHART[0]}}
        for i in items
    ]
    look: Option = {
        "data": data, "sort": "none", "min": 0, "max": largest, "minSize": "0%", "maxSize": "100%",
        "funnelAlign": "center", "gap": 3, "left": 2, "top": 4, "bottom": 4, "width": "64%",
        "label": {"show": True, "position": "right", "formatter": "pm:stage:240", "lineHeight": 16},
        "labelLayout": {"x": "68%", "align": "left"},
        "labelLine": {"length": 14},
    }  # fmt: skip
    option = {"series": series_of(chart, look), "tooltip": {"valueFormatter": named(unit_format)}}
    return media(
        option,
        {"series": [{"width": "52%", "label": {"formatter": "pm:stage:120"}, "labelLine": {"length": 8}}]},
    )


def tree(root: Node, *, depth: int = -1) -> Option:
    """Draw a tree from left to right, open to ``depth`` levels (-1: all); one of many leaves as indented lines."""
    if is_dense_tree(root):
        return outline(root)
    from pyecharts.charts import Tree  # noqa: PLC0415 -- slow to import, and most pages draw nothing

    chart = Tree().add("", [_node(root)], label_opts=None, leaves_opts=None)
    look: Option = {
        "left": 6, "bottom": 12, "orient": "LR", "edgeShape": "polyline", "edgeForkPosition": "88%",
        "symbol": "circle", "symbolSize": 8, "initialTreeDepth": depth, "roam": False, **_tree_room(WIDE, 200, root),
    }  # fmt: skip
    option = {"series": series_of(chart, look), "tooltip": {"formatter": "pm:tip"}}
    return media(option, {"series": [_tree_room(NARROW, 120, root)]})


def _tree_room(width: int, leaf: int, root: Node) -> Option:
    """Return the room for names: over the line before a fork, and to the right of a leaf."""
    column = round((width - 6 - leaf) / max(1, *_depths(root)) * 0.88)
    over = {"position": [0, -6], "align": "left", "verticalAlign": "bottom"}
    right = {"position": "right", "align": "left", "verticalAlign": "middle", "distance": 6}
    names = [node.text or node.name for node in _all(root) if node.children]
    lines = max((ceil(text_width(name) / column * 1.1) for name in names), default=0)
    return {
        "top": 12 + 15 * min(lines, _LINES_OVER), "right": leaf,
        "label": {**over, "formatter": named(f"wrap:{column}:{_LINES_OVER}")},
        "leaves": {"label": {**right, "formatter": named(f"wrap:{leaf - 16}:{_LINES_OVER + 1}")}},
    }  # fmt: skip


def tree_height(root: Node) -> int:
    """Return the height in CSS pixels that a tree needs: for each leaf a row with room for a name over a fork."""
    if is_dense_tree(root):
        return outline_height(root)
    return 70 + 56 * sum(1 for node in _all(root) if not node.children)


def _all(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _all(child)


def _depths(node: Node, depth: int = 0) -> Iterator[int]:
    yield depth
    for child in node.children:
        yield from _depths(child, depth + 1)


def _node(node: Node) -> Option:
    made: Option = {"name": node.text or node.name}
    if node.color:
        made["itemStyle"] = {"color": node.color}
    if node.children:
        made["children"] = [_node(child) for child in node.children]
    return made
