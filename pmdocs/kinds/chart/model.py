"""What an author writes of a chart."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pmdocs.kinds.chart.columns import Numbers, numbers_in
from pmdocs.sdk import Spec
from pmdocs.values.any_table import AnyTable
from pmdocs.values.columns import ColumnRef, DataColumn, FromColumn
from pmdocs.values.money import Currency
from pmdocs.values.numbers import Count, Quantity
from pmdocs.values.text import Flag, Text, TextList

Type = Literal["bar", "line", "area", "pie", "scatter", "histogram", "box", "heat", "table"]


class ChartSpec(Spec):
    """Rows, and how they are drawn."""

    type: Type
    """How it is drawn: bar, line, area, pie, scatter, histogram, box, heat or table."""
    x: Text | None = None
    """Column of what each row stands for: names, periods such as 2026-05, or with scatter numbers."""
    y: TextList = ()
    """Columns of numbers, one or several of the same unit."""
    rows: AnyTable | None = None
    """Rows with these columns, in place or from a CSV file: `data: installs.csv`."""
    values_from: Mapping[str, Annotated[ColumnRef, FromColumn()]] = {}
    """In place of rows: name in the chart and the column of another spec, `{Search: ch-installs.search}`; of a metric
    its id alone."""
    unit: Text | None = None
    """What is counted, in a word; stands at the axis."""
    currency: Currency | None = None
    """Currency of the numbers where they are amounts of money."""
    sort: Literal["value", "name"] | None = None
    """Order of bars and parts: by value, the largest first, or by name; default: as written."""
    top: Count | None = None
    """How many bars or parts are shown; the others become one, “Others”."""
    stacked: Literal["no", "yes", "share"] = "no"
    """With bar and area: on top of one another (yes), or as shares of each column (share, bars only)."""
    horizontal: Flag = False
    """Whether bars lie, which gives long names room."""
    log: Flag = False
    """With line and scatter: a logarithmic scale for the numbers, all of which are above 0 then."""
    target: Quantity | None = None
    """Number to reach, as a line across bars or lines."""
    color_by: Text | None = None
    """With scatter: the column whose names tell the dots apart."""
    size: Text | None = None
    """With scatter: the column of numbers that makes dots bubbles of that area."""
    bins: Count | None = None
    """With histogram: about how many bins; default: by the spread of the values."""
    note: Text | None = None
    """What a reader should know of the numbers; stands below the chart."""

    @cached_property
    def numbers(self) -> tuple[Numbers, ...]:
        """The columns of numbers that the rows have."""
        return () if self.rows is None else tuple(numbers_in(self.rows, self.y))

    @property
    def money(self) -> str | None:
        """The currency of the numbers: the one named, else the one that stands beside the first of them."""
        written = (found for column in self.numbers for _, found in column.measured)
        return self.currency or next((found.unit for found in written if found.is_money), None)

    @property
    def labels(self) -> tuple[str, ...]:
        """What each row stands for; its number where no column says so."""
        rows = AnyTable({}, 0) if self.rows is None else self.rows
        if self.x is None or self.x not in rows:
            return tuple(str(place + 1) for place in range(len(rows)))
        return tuple(one or "" for one in rows[self.x])

    def offered_columns(self) -> Mapping[str, DataColumn | ColumnRef]:
        """Return the columns of numbers, and those taken from elsewhere by their names here."""
        if self.rows is None:
            return self.values_from
        return {one.name: DataColumn(self.labels, one.values, one.unit) for one in self.numbers}
