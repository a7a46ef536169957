"""Box plots: where the middle half of a sample lies, how far it reaches, what lies beyond."""

from __future__ import annotations

from collections.abc import Sequence

from pmdocs.charts.axes import level, upright, value_axis
from pmdocs.charts.colors import CHART, SURFACE
from pmdocs.charts.drawn import series_of
from pmdocs.charts.formats import named
from pmdocs.charts.layout import category_labels
from pmdocs.charts.options import Option, media
from pmdocs.charts.parts import Axis

FiveNumbers = tuple[float, float, float, float, float]
"""End of the lower whisker, lower quartile, median, upper quartile, end of the upper whisker."""
_WIDEST = 60


def box_plot(
    categories: Sequence[str],
    boxes: Sequence[FiveNumbers],
    outliers: Sequence[tuple[int, float]] = (),
    *,
    unit_format: str = "number",
    x_name: str = "",
    y_name: str = "",
) -> Option:
    """Draw an upright box for each category, from given numbers; ``outliers`` are (place of the box, value)."""
    from pyecharts.charts import Boxplot, Scatter  # noqa: PLC0415 -- slow to import, and most pages draw nothing

    look: Option = {
        "data": [list(one) for one in boxes], "boxWidth": [8, _WIDEST], "z": 2,
        "itemStyle": {"color": SURFACE, "borderColor": CHART[0], "borderWidth": 1.5},
    }  # fmt: skip
    dots: Option = {"data": [list(one) for one in outliers], "symbol": "emptyCircle", "symbolSize": 6, "z": 3}
    drawn = series_of(Boxplot().add_xaxis(list(categories)).add_yaxis("", []), look)
    if outliers:
        drawn += series_of(Scatter().add_xaxis([]).add_yaxis("", [], label_opts=None), dots)
    wide, narrow = category_labels(categories)
    x: Option = {"type": "category", "data": list(categories), **wide, **({"name": x_name} if x_name else {})}
    option: Option = {
        "xAxis": level(x), "yAxis": upright(value_axis(Axis(y_name, unit_format))), "series": drawn,
        "tooltip": {"valueFormatter": named(unit_format)},
    }  # fmt: skip
    return media(option, {"xAxis": narrow, "yAxis": {"splitNumber": 4}})
