"""Pies: a few parts of one whole, each named at its place."""

from __future__ import annotations

from collections.abc import Sequence

from pmdocs.charts.colors import CHART, SURFACE, TEXT
from pmdocs.charts.drawn import series_of
from pmdocs.charts.formats import named
from pmdocs.charts.options import Option, media
from pmdocs.charts.parts import FunnelStage

_NAME, _NARROW_NAME = 170, 84
"""Room in pixels for the name of a part beside the pie, wide and narrow."""


def pie(parts: Sequence[FunnelStage], *, unit_format: str = "count") -> Option:
    """Draw parts clockwise from the top in the order given; their texts stand below their names."""
    from pyecharts.charts import Pie  # noqa: PLC0415 -- slow to import, and most pages draw nothing

    data = [
        {"name": one.name, "value": one.value, "text": one.text,
         "itemStyle": {"color": one.color or CHART[place % len(CHART)]}}
        for place, one in enumerate(parts)
    ]  # fmt: skip
    look: Option = {
        "data": data, "radius": "68%", "center": ["50%", "52%"], "startAngle": 90, "clockwise": True,
        "itemStyle": {"borderColor": SURFACE, "borderWidth": 2}, "avoidLabelOverlap": True,
        "label": {"show": True, "formatter": f"pm:stage:{_NAME}", "lineHeight": 16, "color": TEXT},
        "labelLine": {"length": 18, "length2": 10},
    }  # fmt: skip
    chart = Pie().add("", [(one.name, one.value) for one in parts], label_opts=None)
    option = {"series": series_of(chart, look), "tooltip": {"valueFormatter": named(unit_format)}}
    narrow = {
        "radius": "46%",
        "label": {"formatter": f"pm:stage:{_NARROW_NAME}"},
        "labelLine": {"length": 14, "length2": 4},
    }
    return media(option, {"series": [narrow]})
