"""Series as pyecharts builds them, and the shapes that the runtime adds: zones, marks, bands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from pmdocs.charts.axes import ms
from pmdocs.charts.colors import ACCENT_SOFT, CHART
from pmdocs.charts.options import Option, merge, plain
from pmdocs.charts.parts import Band, Mark, Zone

_KEPT = frozenset({"type", "name", "data", "stack", "renderItem", "encode"})


def series_of(chart: Any, *styles: Mapping[str, Any]) -> list[Option]:
    """Return the series of a pyecharts chart without the defaults it spells out, each with its style."""
    bare = [{key: value for key, value in plain(s).items() if key in _KEPT} for s in chart.options["series"]]
    return [merge(*pair) for pair in zip(bare, styles or [{}] * len(bare), strict=True)]


def shape(name: str, data: Sequence[Any], **style: Any) -> Option:
    """Return a series that the runtime draws; the pointer passes through it."""
    from pyecharts.charts import Custom  # noqa: PLC0415 -- slow to import, and most pages draw nothing

    chart = Custom().add(style.pop("title", ""), f"pm:{name}", data=list(data))
    return series_of(chart, {"silent": True, "tooltip": {"show": False}, **style})[0]


def zone_series(zones: Iterable[Zone]) -> list[Option]:
    """Return tinted areas with their names inside."""
    data = [
        {
            "value": [None, None],
            "x": [ms(end) for end in zone.x],
            "y": list(zone.y),
            "text": zone.text,
            "corner": zone.corner,
            "color": zone.color or ACCENT_SOFT,
        }
        for zone in zones
    ]
    return [shape("zone", data, z=0, zones=True)] if data else []


def mark_series(marks: Iterable[Mark], value_is: str, *, z: int = 4) -> list[Option]:
    """Return lines across the plot; ``value_is`` says whether values run along x or y.

    With the ``z`` of the series they lie over its shapes and under its labels.
    """
    other = {"x": "y", "y": "x"}[value_is]
    data = []
    for mark in marks:
        along = {"value": value_is, "category": other}.get(mark.axis, mark.axis)
        place = [ms(mark.value), None] if along == "x" else [None, ms(mark.value)]
        data.append({"value": place, "text": mark.text, "color": mark.color, "solid": mark.solid})
        if mark.pill:
            data[-1]["pill"] = True
    return [shape("mark", data, z=z, marks=True)] if data else []


def named_upright(marks: Iterable[Mark], value_is: str) -> bool:
    """Whether a mark stands upright with a name, which needs a line of room above the plot."""
    return any(m.text and m.axis in ({"value", "x"} if value_is == "x" else {"category", "x"}) for m in marks)


def band_series(
    bands: Iterable[Band], categories: Sequence[str | date], *, step: bool = False
) -> list[Option]:
    """Return a ribbon for each band, in the colour of the series with the same place in the row."""
    return [
        shape(
            "band:step" if step else "band",
            [
                [ms(c) if isinstance(c, date) else i, low, high]
                for i, (c, low, high) in enumerate(zip(categories, band.lows, band.highs, strict=True))
            ],
            title=band.name,
            z=1,
            encode={"x": 0, "y": [1, 2]},
            itemStyle={"color": band.color or CHART[index % len(CHART)], "opacity": 0.16},
        )
        for index, band in enumerate(bands)
    ]
