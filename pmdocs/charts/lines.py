"""Line charts over categories or days, with areas, bands, marks and zones; and sparklines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from pmdocs.charts.axes import level, ms, upright, value_axis
from pmdocs.charts.colors import CHART, SURFACE
from pmdocs.charts.drawn import band_series, mark_series, named_upright, series_of, zone_series
from pmdocs.charts.formats import named
from pmdocs.charts.layout import category_labels, legend
from pmdocs.charts.options import Option, media, merge
from pmdocs.charts.parts import Axis, Band, Mark, Series, Value, Zone
from pmdocs.charts.periods import named_days
from pmdocs.charts.widths import text_width

SYMBOLS = ("circle", "rect", "triangle", "diamond", "emptyCircle", "emptyRect")
"""Series differ by symbol as well as by colour."""
_TICKS, _TICKS_NARROW = 12, 4
"""Days that an axis names at most."""
_NAMED, _END_ROOM = 4, 170
"""Lines that are named at their ends on a wide chart, and the pixels that a name may take there."""
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
    log: bool = False,
) -> Option:
    """Draw a line for each series; unknown values leave gaps.

    Categories that are dates make a time axis, labelled by ``grain`` (day, month, quarter, year).
    ``zero`` keeps zero on the axis. ``columns`` puts the points in the middle of equal columns, so that
    a table can stand below. ``second`` is the axis of the series that say so. ``log`` is a logarithmic scale.
    """
    days = bool(categories) and isinstance(categories[0], date)
    shown = named(label_format or unit_format)
    filled = area or stacked
    shape = _course(step, monotone=monotone and not bands)
    shape["showSymbol"] = (len(categories) <= _MANY and not filled) if symbols is None else symbols
    shape |= {"areaStyle": {"opacity": 0.8 if stacked else 0.14}} if filled else {}
    shape |= _labelled(shown) if labels else {}
    drawn = _drawn(categories, series, shape, stacked=stacked, days=days)
    extra = [*zone_series(zones), *band_series(bands, categories, step=bool(step)), *mark_series(marks, "y")]
    x, narrow = _x_axis(categories, x_name, grain, columns=columns or labels)
    option: Option = {
        "xAxis": merge(level(x), {"axisLabel": {"margin": 24}} if _hangs_out(series) else {}),
        "yAxis": _scales(Axis(y_name, unit_format, y_min, y_max, log, zero=zero or filled), second, marks),
        "series": [*drawn, *extra],
        "tooltip": {"valueFormatter": shown},
        "grid": {"top": 24} if named_upright(marks, "y") and not y_name else {},
    }
    plain = not (labels or stacked or second)
    option, key, narrow_key = _keyed(option, series, len(drawn), at_the_end=plain)
    return media(merge(option, key), merge({"xAxis": narrow, "yAxis": {"splitNumber": 4}}, narrow_key))


def _keyed(
    option: Option, series: Sequence[Series], drawn: int, *, at_the_end: bool
) -> tuple[Option, Option, Option]:
    """Return a chart with what names its lines, wide and narrow: their ends where there is room, else a legend."""
    key, narrow_key = legend([one.name for one in series])
    room = _room_at_the_end(series) if at_the_end else 0
    return _named_at_the_end(option, drawn, room, key, narrow_key) if room else (option, key, narrow_key)


def _room_at_the_end(series: Sequence[Series]) -> int:
    """Return the room that names need beside the ends of lines; 0 where they would not fit, or not be clear."""
    names = [one.name for one in series]
    ends = all(one.values and one.values[-1] is not None and not one.texts for one in series)
    widest = max(map(text_width, names), default=0.0)
    return round(widest) + 14 if 1 < len(names) <= _NAMED and ends and widest <= _END_ROOM else 0


def _named_at_the_end(
    option: Option, count: int, room: int, key: Option, narrow_key: Option
) -> tuple[Option, Option, Option]:
    """Return a chart whose lines are named where they end; a narrow one keeps the legend."""
    end = {"endLabel": {"show": True, "formatter": "{a}"}, "labelLayout": {"moveOverlap": "shiftY"}}
    named_ones = [merge(one, end) if index < count else one for index, one in enumerate(option["series"])]
    wide = {"legend": merge(key["legend"], {"show": False}), "grid": {"right": room}}
    quiet = [{"endLabel": {"show": False}}] * count
    narrow = {"legend": {"show": True}, "grid": {"right": 12}, "series": quiet}
    return merge(option, {"series": named_ones}), wide, merge(narrow_key, narrow)


def _labelled(formatter: str) -> Option:
    rim = {"textBorderColor": SURFACE, "textBorderWidth": 3}
    label = {"show": True, "formatter": formatter, "position": "top", **rim}
    return {"label": label, "labelLayout": {"hideOverlap": True}}


def _scales(first: Axis, second: Axis | None, marks: Sequence[Mark]) -> Option | list[Option]:
    y = upright(value_axis(first), room=named_upright(marks, "y"))
    return [y, {**upright(value_axis(second)), "splitLine": {"show": False}}] if second else y


def _course(step: str, *, monotone: bool) -> Option:
    """Return how a line gets from point to point; one with a band stays straight, as its band is."""
    if step:
        return {"step": step}
    return {"smooth": 0.4, "smoothMonotone": "x"} if monotone else {}


def _x_axis(
    categories: Sequence[str | date], name: str, grain: str, *, columns: bool
) -> tuple[Option, Option]:
    days = [one for one in categories if isinstance(one, date)]
    texts = [str(one) for one in categories]
    axis, narrow = _days(days, grain) if days else _names(texts, columns=columns)
    return axis | ({"name": name} if name else {}), narrow


def _days(days: Sequence[date], grain: str) -> tuple[Option, Option]:
    """Return a time axis; ECharts itself would name odd days."""

    def label(most: int) -> Option:
        unit, named_ones = named_days(min(days), max(days), grain, most)
        # Without a beginning of a period inside the range, the first day stands for it.
        ticks = [ms(day) for day in named_ones or [min(days)]]
        return {"axisLabel": {"formatter": named(f"time:{unit}"), "customValues": ticks}}

    pointer = {"axisPointer": {"label": {"formatter": named(f"date:{grain}")}}}
    return {"type": "time", **label(_TICKS), **pointer}, label(_TICKS_NARROW)


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
