"""What is computed of the numbers of a chart, and what the numbers of other specs may do to it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pmdocs.kinds.chart.columns import numbers_in, read_periods
from pmdocs.kinds.chart.model import ChartSpec
from pmdocs.sdk import Finding, Lookup
from pmdocs.sdk.columns import column
from pmdocs.stats.samples import Bin, Box, bins, box, quantile
from pmdocs.values.columns import ColumnUnit, DataColumn

Values = tuple[float | None, ...]
_SORTED = frozenset({"bar", "pie"})


@dataclass(frozen=True)
class SeriesFacts:
    """One column of numbers; ``highest`` and ``lowest`` are places of single rows, ``None`` where nothing is known.

    ``change`` is the last known value less the first, ``growth`` that as a part of the first.
    """

    name: str
    values: Values
    sum: float
    mean: float | None
    highest: int | None
    lowest: int | None
    first: int | None
    last: int | None
    change: float | None
    growth: float | None


@dataclass(frozen=True)
class DotFacts:
    """A dot of a scatter plot."""

    x: float
    y: float
    size: float | None
    group: str


@dataclass(frozen=True)
class BoxFacts:
    """A sample with its name."""

    name: str
    box: Box


@dataclass(frozen=True)
class ChartFacts:
    """Everything computed; ``others`` is how many rows the last label stands for, 0 where all are shown.

    ``largest_share`` is the part of the largest row in the sum of the first column, where parts of a whole are.
    """

    labels: tuple[str, ...]
    unit: ColumnUnit
    whole: bool
    others: int
    series: tuple[SeriesFacts, ...]
    largest_share: float | None
    bins: tuple[Bin, ...]
    median: float | None
    boxes: tuple[BoxFacts, ...]
    dots: tuple[DotFacts, ...]


def facts(spec: ChartSpec, lookup: Lookup) -> ChartFacts:
    """Compute what is said and drawn; rows of periods are in the order of time."""
    own = spec.labels, [(one.name, one.values) for one in spec.numbers]
    labels, columns = _taken(spec, lookup) if spec.rows is None else own
    labels, columns, others = _arranged(spec, labels, columns)
    known = [one for _, values in columns for one in values if one is not None]
    series = tuple(_series(name, values, ends_in_others=bool(others)) for name, values in columns)
    positive = bool(known) and min(known) >= 0 and _unit(spec, lookup) == "number"
    is_sample = spec.type == "histogram" and bool(known)
    return ChartFacts(
        labels, _unit(spec, lookup), all(float(one).is_integer() for one in known), others,
        series,
        _largest_share(series[0]) if series and positive else None,
        bins(known, spec.bins or None) if is_sample else (), quantile(known, 0.5) if is_sample else None,
        tuple(_boxes(spec)), tuple(_dots(spec)),
    )  # fmt: skip


def _largest_share(one: SeriesFacts) -> float | None:
    return None if one.highest is None or one.sum <= 0 else (one.values[one.highest] or 0) / one.sum


def _taken(spec: ChartSpec, lookup: Lookup) -> tuple[tuple[str, ...], list[tuple[str, Values]]]:
    """Return the columns of other specs beside one another, each row under its label."""
    found = _columns(spec, lookup)
    labels = tuple(dict.fromkeys(label for _, one in found for label in one.labels))
    maps = [(name, dict(zip(one.labels, one.values, strict=True))) for name, one in found]
    return labels, [(name, tuple(map(known.get, labels))) for name, known in maps]


def _columns(spec: ChartSpec, lookup: Lookup) -> list[tuple[str, DataColumn]]:
    pairs = ((name, column(lookup, ref)) for name, ref in spec.values_from.items())
    return [(name, one) for name, one in pairs if one is not None]


def _unit(spec: ChartSpec, lookup: Lookup) -> ColumnUnit:
    units = [one.unit for one in spec.numbers if any(one.values)]
    units += [one.unit for _, one in _columns(spec, lookup)]
    return next(iter(units), "number")


def _arranged(
    spec: ChartSpec, labels: tuple[str, ...], columns: list[tuple[str, Values]]
) -> tuple[tuple[str, ...], list[tuple[str, Values]], int]:
    """Return rows in the order of time, or as asked; those beyond ``top`` are one row, added up."""
    order = list(range(len(labels)))
    periods = read_periods(labels) if spec.type != "scatter" else ()
    if spec.type in _SORTED and spec.sort == "name":
        order.sort(key=lambda place: labels[place])
    elif spec.type in _SORTED and (spec.sort == "value" or spec.top):
        order.sort(key=lambda place: -math.fsum(values[place] or 0 for _, values in columns))
    elif periods:
        order.sort(key=lambda place: periods[place].first)
    labels = tuple(labels[place] for place in order)
    columns = [(name, tuple(values[place] for place in order)) for name, values in columns]
    if spec.type not in _SORTED or not spec.top or spec.top >= len(labels):
        return labels, columns, 0
    rest = [(name, (*values[: spec.top], _sum(values[spec.top :]))) for name, values in columns]
    return (*labels[: spec.top], ""), rest, len(labels) - spec.top


def _sum(values: Sequence[float | None]) -> float | None:
    known = [one for one in values if one is not None]
    return math.fsum(known) if known else None


def _series(name: str, values: Values, *, ends_in_others: bool) -> SeriesFacts:
    known = [(place, one) for place, one in enumerate(values) if one is not None]
    alone = known[:-1] if ends_in_others else known
    if not alone:
        return SeriesFacts(name, values, 0.0, None, None, None, None, None, None, None)
    total = math.fsum(one for _, one in known)
    (first, before), (last, after) = known[0], known[-1]
    return SeriesFacts(
        name, values, total, total / len(known), max(alone, key=lambda pair: pair[1])[0],
        min(alone, key=lambda pair: pair[1])[0], first, last, after - before,
        (after - before) / before if before > 0 else None,
    )  # fmt: skip


def _boxes(spec: ChartSpec) -> Iterator[BoxFacts]:
    """Yield a box for each name of ``x``, or for each column where there is none."""
    if spec.type != "box" or spec.rows is None:
        return
    labels = spec.rows[spec.x] if spec.x else [None] * len(spec.rows)
    for one in spec.numbers:
        for label in dict.fromkeys(labels):
            pairs = zip(labels, one.values, strict=True)
            sample = [value for name, value in pairs if name == label and value is not None]
            if sample:
                parts = [label, one.name] if label and len(spec.numbers) > 1 else [label or one.name]
                yield BoxFacts(", ".join(map(str, parts)), box(sample))


def _dots(spec: ChartSpec) -> Iterator[DotFacts]:
    if spec.type != "scatter" or spec.rows is None or spec.x is None:
        return
    read = {one.name: one.values for one in numbers_in(spec.rows, filter(None, [spec.x, spec.size]))}
    groups = spec.rows[spec.color_by] if spec.color_by else [None] * len(spec.rows)
    for one in spec.numbers:
        for place, (x, y) in enumerate(zip(read[spec.x], one.values, strict=True)):
            size = read[spec.size][place] if spec.size else None
            if x is not None and y is not None:
                yield DotFacts(x, y, size, groups[place] or (one.name if len(spec.numbers) > 1 else ""))


def problems(spec: ChartSpec, facts: ChartFacts, lookup: Lookup) -> Iterator[Finding]:
    """Yield what is wrong with numbers that were taken from elsewhere, and what a reader should be told."""
    taken = _columns(spec, lookup)
    for name, one in taken:
        at = ("values_from", name)
        if one.unit != facts.unit:
            yield Finding(at, "two_axes", {"name": name, "other": taken[0][0]})
        if spec.log and any(value is not None and value <= 0 for value in one.values):
            yield Finding(at, "no_log", {"name": name})
        if spec.stacked == "share" and any(value is not None and value < 0 for value in one.values):
            yield Finding(at, "negative_part", {"name": name})
    if spec.top and facts.unit == "rate":
        yield Finding(("top",), "rates_added")
    if spec.type == "box" and (few := [one for one in facts.boxes if one.box.n < _FEW]):
        yield Finding(("y",), "small_box", {"name": few[0].name, "n": few[0].box.n})


_FEW = 5
"""Values below which quartiles say nothing that the values themselves do not."""
