"""Line charts over categories or days, with areas, bands, marks and zones; and sparklines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from pmdocs.charts.axes import level, ms, upright, value_axis
from pmdocs.charts.colors import CHART
from pmdocs.charts.drawn import band_series, mark_series, named_upright, series_of, zone_series
from pmdocs.charts.formats import named
from pmdocs.charts.layout import category_labels, legend
from pmdocs.charts.options import Option, media, merge
from pmdocs.charts.parts import Axis, Band, Mark, Series, Value, Zone

SYMBOLS = ("circle", "rect", "triangle", "diamond", "emptyCircle", "emptyRect")
"""Series differ by symbol as well as by colour."""
_MANY = 30
"""More points than this are drawn without symbols."""


def lines(
    categories: Sequence[str | date],
    series: Sequence[Series],
    *,
    unit_format: str = "number",
    label_format: str = "",
    labels: bool = False,
    x_name: str = "",
    y_name: str = "",
    y_min: float | None = None,
    y_max: float | None = None,
    zero: bool = False,
    marks: Sequence[Mark] = (),
    zones: Sequence[Zone] = (),
    bands: Sequence[Band] = (),
    area: bool = False,
    stacked: bool = False,
    monotone: bool = False,
    step: Literal["", "start", "middle", "end"] = "",
    symbols: bool | None = None,
    grain: str = "day",
    columns: bool = False,
    second: Axis | None = None,
) -> Option:
    """Draw a line for each series; unknown values leave gaps.

    Categories that are dates make a time axis, labelled by ``grain`` (day, month, quarter, year).
    ``zero`` keeps zero on the axis. ``columns`` puts the points in the middle of equal columns, so that
    a table can stand below. ``second`` is the axis of the series that say so.
    """
    days = bool(categories) and isinstance(categories[0], date)
    shown = named(label_format or unit_format)
    shape: Option = {
        "showSymbol": len(categories) <= _MANY if symbols is None else symbols,
        **_course(monotone, step, bands),
    }
    if area or stacked:
        shape |= {"areaStyle": {"opacity": 0.8 if stacked else 0.14}, "showSymbol": bool(symbols)}
    if labels:
        shape["label"] = {"show": True, "formatter": shown, "position": "top"}
        shape["labelLayout"] = {"hideOverlap": True}
    drawn = _drawn(categories, series, shape, stacked=stacked, days=days)
    extra = [*zone_series(zones), *band_series(bands, categories, step=bool(step)), *mark_series(marks, "y")]
    y = upright(
        value_axis(Axis(y_name, unit_format, y_min, y_max, zero=zero or area or stacked)),
        room=named_upright(marks, "y"),
    )
    option: Option = {"series": [*drawn, *extra], "tooltip": {"valueFormatter": shown}}
    option["yAxis"] = [y, {**upright(value_axis(second)), "splitLine": {"show": False}}] if second else y
    x, narrow = _days(grain) if days else _names([str(c) for c in categories], columns=columns or labels)
    option["xAxis"] = level(x | ({"name": x_name} if x_name else {}))
    if _hangs_out(series):
        option["xAxis"] = merge(option["xAxis"], {"axisLabel": {"margin": 24}})
    if named_upright(marks, "y") and not y_name:
        option["grid"] = {"top": 24}
    key, narrow_key = legend([one.name for one in series])
    return media(merge(option, key), merge({"xAxis": narrow, "yAxis": {"splitNumber": 4}}, narrow_key))


def _course(monotone: bool, step: str, bands: Sequence[Band]) -> Option:  # noqa: FBT001 -- private
    """Return how a line gets from point to point; one with a band stays straight, as its band is."""
    if step:
        return {"step": step}
    return {"smooth": 0.4, "smoothMonotone": "x"} if monotone and not bands else {}


def _days(grain: str) -> tuple[Option, Option]:
    label = {"hideOverlap": True, "formatter": named(f"time:{grain}")}
    least = {"day": 1, "month": 28, "quarter": 89, "year": 364}.get(grain, 1) * 86_400_000
    return {
        "type": "time",
        "minInterval": least,
        "axisLabel": label,
        "axisPointer": {"label": {"formatter": named(f"date:{grain}")}},
    }, {"splitNumber": 3}


def _names(names: list[str], *, columns: bool) -> tuple[Option, Option]:
    wide, narrow = category_labels(names, gapless=not columns)
    return {"type": "category", "data": names, "boundaryGap": columns, **wide}, narrow


def _drawn(
    categories: Sequence[str | date], series: Sequence[Series], shape: Option, *, stacked: bool, days: bool
) -> list[Option]:
    from pyecharts.charts import Line  # noqa: PLC0415 -- slow to import, and most pages draw nothing
    from pyecharts.options import LineItem  # noqa: PLC0415 -- as above

    chart = Line().add_xaxis([str(c) for c in categories])
    for one in series:
        items = [LineItem(value=value) for value in one.values]
        chart.add_yaxis(
            one.name,
            items,
            stack="all" if stacked else None,
            label_opts=None,
            linestyle_opts=None,
            areastyle_opts=None,
        )
    drawn = series_of(chart, *(merge(shape, _look(one, index)) for index, one in enumerate(series)))
    for one, made in zip(series, drawn, strict=True):
        made["data"] = [_item(one, i, categories, days=days) for i in range(len(one.values))]
    return drawn


def _item(one: Series, index: int, categories: Sequence[str | date], *, days: bool) -> Any:
    """Return a value, with its day on a time axis, and with its own colour and text where it has them."""
    known = one.values[index]
    value: Any = [ms(categories[index]), known] if days else known
    item: Option = {}
    if one.colors and one.colors[index]:
        item["itemStyle"] = {"color": one.colors[index]}
    if one.texts:
        item |= {"text": one.texts[index], "label": {"position": _beside(one.values, index)}}
    return {"value": value, **item} if item and known is not None else value


def _beside(values: Sequence[Value], index: int) -> str:
    """Return where a text is clear of the line: below a low, else above."""
    around = [values[i] for i in (index - 1, index + 1) if 0 <= i < len(values)]
    here = values[index]
    low = here is not None and all(v is not None and v > here for v in around)
    return "bottom" if around and low else "top"


def _hangs_out(series: Sequence[Series]) -> bool:
    """Whether a text stands below the lowest point, where the names of categories are."""
    known = [value for one in series for value in one.values if value is not None]
    return any(
        one.texts and value == min(known) and _beside(one.values, index) == "bottom"
        for one in series
        for index, value in enumerate(one.values)
    )


def _look(one: Series, index: int) -> Option:
    look: Option = {"symbol": one.symbol or SYMBOLS[index % len(SYMBOLS)]}
    if one.color:
        look |= {"itemStyle": {"color": one.color}, "lineStyle": {"color": one.color}}
    if one.dashed:
        look = merge(look, {"lineStyle": {"type": "dashed"}})
    if one.texts:
        look["label"] = {"show": True, "formatter": "pm:text"}
    if one.second:
        look["yAxisIndex"] = 1
    return look


def spark(values: Sequence[Value], *, color: str = "") -> Option:
    """Draw a line without axes, for a tile; the last known value is a dot."""
    last = max((index for index, value in enumerate(values) if value is not None), default=-1)
    names = [str(index) for index in range(len(values))]
    look = {"symbolSize": 0, "showSymbol": True, "areaStyle": {"opacity": 0.12}, "silent": True}
    (drawn,) = _drawn(
        names, [Series("", values, color or CHART[0], symbol="circle")], look, stacked=False, days=False
    )
    drawn["data"] = [{"value": v, "symbolSize": 6} if i == last else v for i, v in enumerate(values)]
    hidden = {"show": False}
    return {
        "grid": {"left": 1, "right": 4, "top": 5, "bottom": 2, "outerBoundsMode": "none"},
        "xAxis": {"type": "category", "boundaryGap": False, **hidden},
        "yAxis": {"type": "value", "scale": True, **hidden},
        "tooltip": hidden,
        "series": [drawn],
    }
