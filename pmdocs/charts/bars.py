"""Bar charts: grouped, stacked, shares of 100 %, upright or lying, with targets."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from pmdocs.charts.axes import headroom, level, upright, value_axis
from pmdocs.charts.colors import SURFACE, TEXT
from pmdocs.charts.density import groups_are_dense, labels_touch
from pmdocs.charts.drawn import mark_series, named_upright, series_of
from pmdocs.charts.formats import named
from pmdocs.charts.heat import heat_heights, heatmap
from pmdocs.charts.layout import NARROW, both, category_labels, label_room, legend, row_labels
from pmdocs.charts.options import Option, media, merge
from pmdocs.charts.parts import Axis, Mark, Series, Value

Stacking = Literal[True, False, "share"]

_Z = 2
"""Where ECharts draws bars."""
_PART = 0.07
"""A stacked part below this share of the longest bar has no room for its label."""
_NARROW_PART = 0.12
"""The same for lying bars of a narrow chart, as a share of the axis."""
_BAR = 30
"""A bar of a narrow chart with less room than this, in pixels, goes without its label."""


def bars(
    categories: Sequence[str],
    series: Sequence[Series],
    *,
    horizontal: bool = False,
    stacked: Stacking = False,
    unit_format: str = "count",
    label_format: str = "",
    labels: bool = True,
    x_name: str = "",
    y_name: str = "",
    value_min: float | None = None,
    value_max: float | None = None,
    marks: Sequence[Mark] = (),
    targets: Sequence[Value] = (),
    target_name: str = "",
    gap: str = "",
    headings: Collection[int] = (),
    keep_form: bool = False,
) -> Option:
    """Draw bars for each category, one for each series.

    ``stacked="share"`` turns the values into shares of their category. ``targets`` draws a tick across
    each category at its target, ``marks`` draws lines across all of them. ``gap`` is the space
    between categories: "4%" for a histogram. For the height of lying bars, see ``row_height``, for that of
    groups ``group_heights``. ``headings`` are the places of lying rows that name those below them. Groups of
    too many bars become a heat table, a row for each category; with ``keep_form`` only labels that touch go.
    """
    grouped = not (horizontal or stacked or gap)
    if stacked == "share":
        series, unit_format, value_min, value_max = _shares(series), "rate:0", 0, 1
    form = label_format or unit_format
    if grouped and not keep_form and groups_are_dense(categories, series, form):
        return _heat_of(categories, series, form)
    labels = labels and not (grouped and labels_touch(categories, series, form))
    value = value_axis(Axis(x_name if horizontal else y_name, unit_format, value_min, value_max, zero=True))
    style = _Style(named(form) if labels else "", horizontal, bool(stacked), bool(marks), targets)
    drawn = _drawn(categories, series, style)
    if gap:
        drawn = [one | {"barCategoryGap": gap, "barMaxWidth": 999} for one in drawn]
    if any(v is not None and v < 0 for one in series for v in one.values):
        marks = [Mark(0, solid=True), *marks]
    extra = mark_series(marks, "x" if horizontal else "y", z=_Z)
    goals = [_targets(targets, target_name, series, style)] if targets else []
    option: Option = {"series": [*drawn, *goals, *extra], "tooltip": {"valueFormatter": named(form)}}
    names = [*(one.name for one in series), *([target_name] if targets and target_name else [])]
    key, narrow_key = legend(names)
    value = value if stacked or not labels else headroom(value)
    plot, narrow = (_lying if horizontal else _upright)(categories, value, x_name, y_name, marks)
    if headings:
        plot["yAxis"]["data"] = _with_headings(categories, headings)
    if labels and horizontal and not stacked:
        plot, narrow = both((plot, narrow), label_room(series, categories, form, value_max))
    if labels and not (horizontal or stacked) and _crowded(categories, series):
        narrow["series"] = [{"label": {"show": False}}] * len(drawn)
    if labels and horizontal and stacked:
        narrow["series"] = _large_labels(drawn, _NARROW_PART * (value_max or _longest(series)))
    return media(merge(plot, key, option), merge(narrow, narrow_key))


def _with_headings(categories: Sequence[str], headings: Collection[int]) -> list[Any]:
    bold = {"textStyle": {"fontWeight": "bold"}}
    return [{"value": name, **bold} if i in headings else name for i, name in enumerate(categories)]


def _heat_of(categories: Sequence[str], series: Sequence[Series], unit_format: str) -> Option:
    cells = [list(row) for row in zip(*(one.values for one in series), strict=True)]
    return heatmap([one.name for one in series], categories, cells, unit_format=unit_format)


def group_heights(
    categories: Sequence[str], series: Sequence[Series], wide: int, narrow: int, *, unit_format: str = "count"
) -> tuple[int, int]:
    """Return the heights of upright groups: those given, or those of the heat table that they become."""
    if not groups_are_dense(categories, series, unit_format):
        return wide, narrow
    return heat_heights([one.name for one in series], categories)


@dataclass(frozen=True, slots=True)
class _Style:
    """How the bars of one chart look: format of the labels (empty: none), direction, stacking, crossing lines."""

    label: str
    lying: bool
    stacked: bool
    crossed: bool
    targets: Sequence[Value]

    def label_of(self, one: Series) -> Option:
        """Return the labels of a series: inside a stacked bar, else after its end."""
        if not self.label:
            return {}
        own = "pm:text" if one.texts else named(one.format) if one.format else self.label
        inside = {"position": "inside", "color": SURFACE, "fontWeight": "bold"}
        rim = {"textBorderColor": SURFACE, "textBorderWidth": 3} if self.crossed else {}
        after = {"position": "right" if self.lying else "top", **rim}
        return {"label": {"show": True, "formatter": own, **(inside if self.stacked else after)}}


def _upright(
    categories: Sequence[str], value: Option, x_name: str, _y_name: str, marks: Sequence[Mark]
) -> tuple[Option, Option]:
    wide, narrow = category_labels(categories)
    room = named_upright(marks, "y")
    x: Option = {"type": "category", "data": list(categories), **wide, **({"name": x_name} if x_name else {})}
    option = {"xAxis": level(x), "yAxis": upright(value, room=room)}
    return option, {"xAxis": narrow, "yAxis": {"splitNumber": 4}}


def _lying(
    categories: Sequence[str], value: Option, _x_name: str, y_name: str, marks: Sequence[Mark]
) -> tuple[Option, Option]:
    wide, narrow = row_labels(categories)
    y = merge(
        {"type": "category", "inverse": True, "data": list(categories), "axisLabel": {"color": TEXT}}, wide
    )
    if y_name:
        y |= {"name": y_name, "nameLocation": "start", "nameTextStyle": {"align": "right"}}
    room = {"grid": {"top": 24}} if named_upright(marks, "x") else {}
    return {"xAxis": level(value), "yAxis": y, **room}, {"yAxis": narrow, "xAxis": {"splitNumber": 3}}


def _drawn(categories: Sequence[str], series: Sequence[Series], style: _Style) -> list[Option]:
    from pyecharts.charts import Bar  # noqa: PLC0415 -- slow to import, and most pages draw nothing

    chart = Bar().add_xaxis(list(categories))
    least = _PART * _longest(series) if style.stacked else 0.0
    for one in series:
        data = [_item(one, index, least, style) for index in range(len(one.values))]
        chart.add_yaxis(one.name, data, stack="all" if style.stacked else None, label_opts=None)
    return series_of(chart, *(_look(one, style) for one in series))


def _item(one: Series, index: int, least: float, style: _Style) -> Any:
    """Return a value alone, or with its own colour, text, or hidden label."""
    value = one.values[index]
    item: Option = {}
    if one.colors and one.colors[index]:
        item["itemStyle"] = {"color": one.colors[index]}
    if one.texts:
        item["text"] = one.texts[index]
    target = style.targets[index] if style.targets else None
    if value is not None and (abs(value) < least or (target is not None and target > value)):
        item["label"] = {"show": False}
    return {"value": "-" if value is None else value, **item} if item else value


def _look(one: Series, style: _Style) -> Option:
    paint: Option = {"color": one.color} if one.color else {}
    if one.dashed:
        paint["opacity"] = 0.45
    if style.stacked:
        paint["borderRadius"] = 0
    return {**({"itemStyle": paint} if paint else {}), **style.label_of(one)}


def _longest(series: Sequence[Series]) -> float:
    columns = zip(*(one.values for one in series), strict=True)
    return max((sum(abs(v) for v in column if v is not None) for column in columns), default=0)


def _crowded(categories: Sequence[str], series: Sequence[Series]) -> bool:
    return (NARROW - 48) * 0.8 / max(1, len(categories) * len(series)) < _BAR


def _large_labels(drawn: Sequence[Option], least: float) -> list[Option]:
    """Return the data of stacked bars with the labels of those parts alone that reach a value."""
    return [{"data": [_unlabelled(item, least) for item in one["data"]]} for one in drawn]


def _unlabelled(item: Any, least: float) -> Any:
    full: Option = item if isinstance(item, dict) else {"value": item}
    value = full["value"]
    return (
        {**full, "label": {"show": False}} if isinstance(value, int | float) and abs(value) < least else item
    )


def _shares(series: Sequence[Series]) -> list[Series]:
    columns = zip(*(one.values for one in series), strict=True)
    totals = [sum(v for v in column if v is not None) for column in columns]

    def share(value: Value, total: float) -> Value:
        return None if value is None or not total else value / total

    return [replace(s, values=[share(*pair) for pair in zip(s.values, totals, strict=True)]) for s in series]


def _targets(targets: Sequence[Value], name: str, series: Sequence[Series], style: _Style) -> Option:
    """Return ticks at the targets; one beyond its bar carries the bar's label, clear of both."""
    from pyecharts.charts import Scatter  # noqa: PLC0415 -- see _drawn

    points: list[Option] = []
    for index, target in enumerate(targets):
        if target is None:
            continue
        value = series[0].values[index]
        beyond = bool(style.label) and value is not None and target > value
        place = [target, index] if style.lying else [index, target]
        text = {"text": series[0].texts[index]} if series[0].texts else {}
        points.append({"value": [*place, value], **text, "label": {"show": beyond}})
    chart = Scatter().add_xaxis([]).add_yaxis(name, [], label_opts=None)
    size = [3, 26] if style.lying else [26, 3]
    look = {
        "data": points,
        "symbol": "rect",
        "symbolSize": size,
        "itemStyle": {"color": TEXT, "borderWidth": 0},
        "z": 5,
    }
    return merge(series_of(chart, {"tooltip": {"show": False}, **look})[0], style.label_of(series[0]))
