"""How the numbers of a chart are drawn, and the figures that stand over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Literal

from pmdocs.charts.builders import (
    Axis,
    FunnelStage,
    Mark,
    Point,
    Series,
    bars,
    box_plot,
    heat_heights,
    heatmap,
    lines,
    pie,
    row_height,
    scatter,
)  # fmt: skip
from pmdocs.charts.options import Option
from pmdocs.kinds.chart.columns import read_periods
from pmdocs.kinds.chart.facts import ChartFacts
from pmdocs.kinds.chart.model import ChartSpec
from pmdocs.kinds.chart.summaries import amount, digits, label_of, summary
from pmdocs.sdk import Chart, Column, Format, Table, Tile, Words

_TILES = frozenset({"bar", "line", "area", "pie"})
_GRAINS = {"week": "day", "half": "month"}
"""Lengths of periods that an axis does not know by name."""


def tiles(spec: ChartSpec, facts: ChartFacts, words: Words) -> Iterator[Tile]:
    """Yield sum, mean, highest and lowest of the only column; of several the chart itself says more."""
    if spec.type not in _TILES or len(facts.series) != 1 or facts.series[0].highest is None:
        return
    one = facts.series[0]
    inputs = tuple(
        (label_of(place, facts, words), amount(value, spec, facts, words))
        for place, value in enumerate(one.values)
        if value is not None
    )
    if facts.unit == "number":
        yield Tile(
            words["sum"], amount(one.sum, spec, facts, words), spec.unit or "", formula="sum", inputs=inputs
        )
    if facts.others:
        return
    yield Tile(words["mean"], _mean(one.mean, spec, facts, words), "", formula="mean", inputs=inputs)
    for name, place in (("highest", one.highest), ("lowest", one.lowest)):
        value = amount(one.values[place or 0], spec, facts, words)
        yield Tile(words[name], value, label_of(place, facts, words), formula=name, inputs=inputs)


def _mean(value: float | None, spec: ChartSpec, facts: ChartFacts, words: Words) -> str:
    plain = facts.unit == "number" and not spec.money
    return words.number(value, digits(facts)) if plain else amount(value, spec, facts, words)


def charts(spec: ChartSpec, facts: ChartFacts, words: Words) -> Iterator[Chart]:
    """Yield the chart; a table is no picture."""
    if spec.type == "table":
        return
    option, height, narrow = _DRAWN[spec.type](spec, facts, words)
    names = [one.name for one in facts.series]
    title = words("title", y=words.some(names, 3), x=spec.x) if spec.x else words.some(names, 3)
    yield Chart(
        "chart", summary(spec, facts, words), option, _table(spec, facts, words), title, height=height,
        narrow_height=narrow, note=spec.note or "",
    )  # fmt: skip


Drawn = tuple[Option, int, int | None]
"""The option, and the heights of a wide and of a narrow chart."""
Draw = Callable[[ChartSpec, ChartFacts, Words], Drawn]


def _labels(facts: ChartFacts, words: Words) -> list[str]:
    return [label_of(place, facts, words) for place in range(len(facts.labels))]


def _series(facts: ChartFacts) -> list[Series]:
    return [Series(one.name, one.values) for one in facts.series]


def _format(spec: ChartSpec, facts: ChartFacts) -> str:
    if spec.money:
        return f"money:{spec.money}"
    return "rate" if facts.unit == "rate" else "count" if facts.whole else f"number:{digits(facts)}"


def _target(spec: ChartSpec, facts: ChartFacts, words: Words) -> list[Mark]:
    if spec.target is None:
        return []
    return [Mark(spec.target.value, words("target", n=amount(spec.target.value, spec, facts, words)))]


def _bars(spec: ChartSpec, facts: ChartFacts, words: Words) -> Drawn:
    names, drawn, form = _labels(facts, words), _series(facts), _format(spec, facts)
    stacked: Literal["share"] | bool = "share" if spec.stacked == "share" else spec.stacked == "yes"
    option = bars(
        names, drawn, horizontal=spec.horizontal, stacked=stacked, unit_format=form, marks=_target(spec, facts, words),
        y_name="" if spec.horizontal else spec.unit or "", x_name=spec.unit or "" if spec.horizontal else "",
        keep_form=True,
    )  # fmt: skip
    if spec.horizontal:
        height = row_height(len(names) * (1 if stacked else len(drawn)))
        return option, height, None
    return option, 380, None if stacked else 320


def _lines(spec: ChartSpec, facts: ChartFacts, words: Words) -> Drawn:
    periods = read_periods(facts.labels)
    categories: Sequence[str | date] = [one.first for one in periods] or _labels(facts, words)
    grain = periods[0].grain if periods else "day"
    option = lines(
        categories, _series(facts), unit_format=_format(spec, facts), y_name=spec.unit or "",
        grain=_GRAINS.get(grain, grain), area=spec.type == "area", stacked=spec.stacked == "yes",
        marks=_target(spec, facts, words), log=spec.log,
    )  # fmt: skip
    return option, 380, None


def _pie(spec: ChartSpec, facts: ChartFacts, words: Words) -> Drawn:
    one = facts.series[0]
    parts = [
        FunnelStage(
            label_of(place, facts, words), value,
            words.rate(value / one.sum),
        )
        for place, value in enumerate(one.values) if value is not None
    ]  # fmt: skip
    return pie(parts, unit_format=_format(spec, facts)), 360, 320


def _scatter(spec: ChartSpec, facts: ChartFacts, _words: Words) -> Drawn:
    points = [Point("", dot.x, dot.y, dot.size, dot.group) for dot in facts.dots]
    y_name = spec.unit or (spec.y[0] if len(spec.y) == 1 else "")
    y_axis = Axis(y_name, _format(spec, facts), log=spec.log)
    return scatter(points, x_axis=Axis(spec.x or "", "number"), y_axis=y_axis, labels=False), 420, 340


def _histogram(spec: ChartSpec, facts: ChartFacts, words: Words) -> Drawn:
    names = [_range(one.low, one.high, spec, facts, words) for one in facts.bins]
    counted = [Series(words["how_many"], [float(one.count) for one in facts.bins])]
    name = facts.series[0].name
    unit = name if spec.unit in {None, name} else f"{name} ({spec.unit})"
    return bars(names, counted, gap="4%", x_name=unit, y_name=words["how_many"]), 380, None


def _range(low: float, high: float, spec: ChartSpec, facts: ChartFacts, words: Words) -> str:
    return words("range", low=amount(low, spec, facts, words), high=amount(high, spec, facts, words))


def _boxes(spec: ChartSpec, facts: ChartFacts, _words: Words) -> Drawn:
    five = [(b.low, b.lower, b.median, b.upper, b.high) for b in (one.box for one in facts.boxes)]
    beyond = [(place, value) for place, one in enumerate(facts.boxes) for value in one.box.outliers]
    names = [one.name for one in facts.boxes]
    return box_plot(names, five, beyond, unit_format=_format(spec, facts), y_name=spec.unit or ""), 380, None


def _heat(spec: ChartSpec, facts: ChartFacts, words: Words) -> Drawn:
    columns, rows = [one.name for one in facts.series], _labels(facts, words)
    cells = [list(row) for row in zip(*(one.values for one in facts.series), strict=True)]
    return heatmap(columns, rows, cells, unit_format=_format(spec, facts)), *heat_heights(columns, rows)


_DRAWN: dict[str, Draw] = {
    "bar": _bars, "line": _lines, "area": _lines, "pie": _pie, "scatter": _scatter, "histogram": _histogram,
    "box": _boxes, "heat": _heat,
}  # fmt: skip


def _table(spec: ChartSpec, facts: ChartFacts, words: Words) -> Table:
    """Return the numbers behind the picture."""
    form: Format = "rate" if facts.unit == "rate" else "count" if facts.whole else "number"
    if spec.type in _TABLES:
        return _TABLES[spec.type](spec, facts, words, form)
    columns = (Column(spec.x or words["row"]), *(Column(one.name, form) for one in facts.series))
    rows = zip(_labels(facts, words), *(one.values for one in facts.series), strict=True)
    return Table(columns, tuple(rows))


def _dots_table(spec: ChartSpec, facts: ChartFacts, words: Words, form: Format) -> Table:
    heads = [Column(spec.x or "", "number"), Column(words.join(spec.y), form), Column(words["group"])]
    heads += [Column(spec.size, "number")] if spec.size else []
    rows = [(dot.x, dot.y, dot.group, *([dot.size] if spec.size else [])) for dot in facts.dots]
    return Table(tuple(heads), tuple(rows))


def _bins_table(spec: ChartSpec, facts: ChartFacts, words: Words, _form: Format) -> Table:
    rows = tuple((_range(one.low, one.high, spec, facts, words), one.count) for one in facts.bins)
    return Table((Column(facts.series[0].name), Column(words["how_many"], "count")), rows)


def _boxes_table(spec: ChartSpec, facts: ChartFacts, words: Words, form: Format) -> Table:
    names = ("low", "lower", "median", "upper", "high")
    heads = (Column(spec.x or words["sample"]), *(Column(words[f"box_{one}"], form) for one in names))
    rows = [(one.name, *(getattr(one.box, name) for name in names), one.box.n) for one in facts.boxes]
    return Table((*heads, Column(words["how_many"], "count")), tuple(rows))


_TABLES = {"scatter": _dots_table, "histogram": _bins_table, "box": _boxes_table}
