"""What no chart can be."""

from __future__ import annotations

import math
from collections.abc import Iterator

from pmdocs.kinds.chart.columns import Numbers, numbers_in
from pmdocs.kinds.chart.model import ChartSpec
from pmdocs.sdk import Checks, Finding, Findings, Path
from pmdocs.sdk.checks import known_keys, one_of, required, unique
from pmdocs.stats.comparison import above

MOST_PARTS = 6
"""Parts of a pie; of more than these nobody sees which is larger."""
_ONLY: dict[str, frozenset[str]] = {
    "stacked": frozenset({"bar", "area"}), "horizontal": frozenset({"bar"}), "log": frozenset({"line", "scatter"}),
    "target": frozenset({"bar", "line", "area"}), "color_by": frozenset({"scatter"}), "size": frozenset({"scatter"}),
    "bins": frozenset({"histogram"}), "sort": frozenset({"bar", "pie"}), "top": frozenset({"bar", "pie"}),
}  # fmt: skip
_ONE_COLUMN = frozenset({"pie", "histogram"})
_NOT_TAKEN = frozenset({"pie", "scatter", "histogram", "box", "table"})
"""Types that need more of a column than its names and numbers, or other checks of them."""
_WITHOUT_X = frozenset({"histogram", "box", "table"})
_SEVERAL = frozenset({"box", "scatter", "table"})
"""Types in which several rows may have the same name."""


def has_numbers(spec: ChartSpec) -> Findings:
    """Refuse a chart without rows and columns, and one with rows of its own and values of others."""
    yield from one_of({("rows",): spec.rows, ("values_from",): spec.values_from or None})
    if spec.values_from:
        return
    if spec.rows is None:
        yield from required(("rows",))
    elif not len(spec.rows):
        yield Finding(("rows",), "no_rows")
    if not spec.y:
        yield from required(("y",))
    if spec.x is None and spec.type not in _WITHOUT_X:
        yield from required(("x",))


def fields_fit_the_type(spec: ChartSpec) -> Findings:
    """Refuse what a chart of this type does not show."""
    given = {
        name
        for name in _ONLY.keys() & spec.model_fields_set
        if getattr(spec, name) not in {None, False, "no"}
    }
    for name in sorted(given):
        if spec.type not in _ONLY[name]:
            yield Finding(
                (name,),
                "not_of_type",
                {"name": name, "type": spec.type, "types": ", ".join(sorted(_ONLY[name]))},
            )
    if spec.type in _ONE_COLUMN and len(spec.y) > 1:
        yield Finding(("y", 1), "one_column", {"type": spec.type})
    if spec.type == "area" and spec.stacked == "share":
        yield Finding(("stacked",), "shares_of_area")
    if spec.values_from and spec.type in _NOT_TAKEN:
        yield Finding(("values_from",), "not_taken", {"type": spec.type})


def columns_exist(spec: ChartSpec) -> Findings:
    """Refuse columns that the rows do not have."""
    if spec.rows is None or not len(spec.rows):
        return
    named: list[tuple[Path, str]] = [
        (("y", place) if len(spec.y) > 1 else ("y",), one) for place, one in enumerate(spec.y)
    ]
    named += [((field,), name) for field in ("x", "color_by", "size") if (name := getattr(spec, field))]
    yield from known_keys(named, spec.rows.names, "no_column")


def cells_are_numbers(spec: ChartSpec) -> Findings:
    """Refuse cells that are none, and percentages among plain numbers."""
    for column in _columns(spec):
        for bad in column.bad:
            yield Finding(
                ("rows", bad.row, column.name),
                "no_number",
                {"name": column.name, "said": bad.phrase},
                bad.hint,
            )
        for row in column.mixed:
            yield Finding(("rows", row, column.name), "mixed_units", {"name": column.name})


def rows_have_names(spec: ChartSpec) -> Findings:
    """Refuse rows that stand for nothing, or for the same as another."""
    if spec.rows is None or spec.x is None or spec.x not in spec.rows:
        return
    labels = spec.rows[spec.x]
    yield from (
        Finding(("rows", row, spec.x), "no_name", {"name": spec.x})
        for row, one in enumerate(labels)
        if one is None
    )
    if spec.type not in _SEVERAL:
        yield from unique(
            ((("rows", row, spec.x), one) for row, one in enumerate(labels) if one is not None), "same_name"
        )


def one_axis_has_one_unit(spec: ChartSpec) -> Findings:
    """Refuse columns of two units where they share an axis."""
    if spec.type in {"table", "scatter"} or spec.rows is None:
        return
    columns = spec.numbers
    units = {one.unit for one in columns if any(one.values)}
    for column in columns:
        if len(units) > 1 and column.unit != columns[0].unit:
            yield Finding(
                ("y", spec.y.index(column.name)), "two_axes", {"name": column.name, "other": columns[0].name}
            )
    seen = [(column, row, found) for column in columns for row, found in column.measured]
    for column, row, found in seen:
        at, first = ("rows", row, column.name), seen[0][2]
        if spec.currency and found.is_money and spec.currency not in {found.unit, *found.also}:
            yield Finding(at, "two_currencies", {"found": found.unit, "other": spec.currency})
        elif found.unit not in {first.unit, *first.also}:
            yield Finding(at, "two_units", {"found": found.written, "other": first.written})


def parts_make_a_whole(spec: ChartSpec) -> Findings:
    """Refuse a pie of too many parts, of several columns, of parts below 0 or of shares that are not of one whole."""
    if spec.type != "pie":
        return
    for column in _columns(spec):
        yield from _below_zero(column)
        count = len(column.values)
        if min(count, (spec.top or count) + 1) > MOST_PARTS:
            yield Finding(("rows",), "many_parts", {"n": count, "most": MOST_PARTS})
        total = math.fsum(one for one in column.values if one is not None)
        if column.unit == "rate" and above(abs(total - 1), 0.005 * count):
            yield Finding(("y",), "no_whole", {"sum": f"{total:.1%}"})
        elif not total:
            yield Finding(("y",), "empty_pie")


def _below_zero(column: Numbers) -> Iterator[Finding]:
    for row, value in enumerate(column.values):
        if value is not None and value < 0:
            yield Finding(("rows", row, column.name), "negative_part", {"name": column.name})


def logarithms_exist(spec: ChartSpec) -> Findings:
    """Refuse a logarithmic scale for numbers that have no logarithm."""
    for column in _columns(spec) if spec.log else ():
        for row, value in enumerate(column.values):
            if value is not None and value <= 0:
                yield Finding(("rows", row, column.name), "no_log", {"name": column.name})


def shares_are_of_positive_numbers(spec: ChartSpec) -> Findings:
    """Refuse shares of columns in which something is below 0."""
    for column in _columns(spec) if spec.stacked == "share" else ():
        yield from _below_zero(column)


def dots_lie_on_numbers(spec: ChartSpec) -> Findings:
    """Refuse dots whose place or size is no number."""
    if spec.type != "scatter" or spec.rows is None:
        return
    for column in numbers_in(spec.rows, [name for name in (spec.x, spec.size) if name]):
        for bad in column.bad:
            yield Finding(
                ("rows", bad.row, column.name),
                "no_number",
                {"name": column.name, "said": bad.phrase},
                bad.hint,
            )
        yield from _below_zero(column) if column.name == spec.size else ()


def _columns(spec: ChartSpec) -> list[Numbers]:
    return [] if spec.type == "table" else list(spec.numbers)


CHECKS: Checks = {
    ChartSpec: (
        has_numbers, fields_fit_the_type, columns_exist, cells_are_numbers, rows_have_names, one_axis_has_one_unit,
        parts_make_a_whole, logarithms_exist, shares_are_of_positive_numbers, dots_lie_on_numbers,
    ),
}  # fmt: skip
