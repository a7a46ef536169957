"""What an author writes about key figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from pmdocs.sdk import Item, Model, Spec
from pmdocs.stats.targets import AT_RISK_FROM, Good
from pmdocs.values.columns import ColumnRef, DataColumn, FromColumn
from pmdocs.values.dates import Moment
from pmdocs.values.numbers import Quantity, Rate
from pmdocs.values.references import Ref, RefsTo, RefTo, Slug
from pmdocs.values.series import PeriodSeries, Target
from pmdocs.values.text import Flag, Text

Formula = Literal["none", "sum", "product"]
"""What a metric's drivers make of it."""


class Metric(Item):
    """One number of the product: one definition, one owner, its values over time."""

    noun = "metric"

    id: Slug
    """Id by which objectives, experiments and texts refer to the metric, unique in the whole site."""
    name: Text
    """What the number is called, in a word or two."""
    good: Good
    """Which way is better: up, down, or within a range."""
    values: PeriodSeries | None = None
    """Value by period: `{2026-05: 49_800, 2026-06: 52_300}`, rates with %; or rows with `period` and `value`, also
    from a CSV file."""
    values_from: Annotated[ColumnRef, FromColumn()] | None = None
    """In place of `values`: the column of another page that has them by period, such as `growth-2026.new`."""
    unit: Text | None = None
    """What is counted, in a word, or a currency such as CNY; a rate needs none. Default: what is written beside
    the numbers."""
    target: Target | None = None
    """Value to reach; or a path, `{2026-03: 13_000, 2026-06: 15_000}`, straight between what is given."""
    baseline: Quantity | None = None
    """Where it started: progress then counts from here to the target."""
    range: Annotated[tuple[Quantity, ...], Field(min_length=2, max_length=2)] | None = None
    """With `good: range`: the two bounds that it should keep within, the lower first."""
    warn: Rate = AT_RISK_FROM
    """Part of the target from which a number short of it is at risk rather than off track."""
    definition: Text | None = None
    """How it is computed, so that two people get the same number."""
    owner: Text | None = None
    """Person or team that answers for it."""
    limits: Literal["xmr"] | None = None
    """With xmr: the limits within which changes are noise, mean ± 2.66 × mean moving range; for a number that is
    meant to stay as it is, not for one that grows."""
    objective: Annotated[Ref, RefTo("objective")] | None = None
    """Objective that it measures."""
    drivers: Annotated[tuple[Ref, ...], RefsTo("metric")] = ()
    """Metrics that move this one, the branches below it in the tree."""
    formula: Formula = "none"
    """What the drivers make of it: their sum, their product, or nothing that can be computed."""
    north_star: Flag = False
    """The one metric that the product is steered by; at most one."""
    guardrail: Flag = False
    """A number that must not get worse while others get better."""

    @property
    def measure(self) -> str:
        """Unit of the numbers as it is shown, empty where there is none."""
        written = next((found for _, found in self.values.measured), None) if self.values else None
        return self.unit or ("" if written is None else written.unit if written.is_money else written.written)

    def offered_columns(self) -> Mapping[str, DataColumn | ColumnRef]:
        """Return its values by period."""
        if self.values is None:
            return {"values": self.values_from} if self.values_from else {}
        names = tuple(period.text for period in self.values.periods)
        return {"values": DataColumn(names, self.values.values, self.values.unit)}


class Event(Model):
    """Something that happened and may have moved the numbers."""

    date: Moment
    """Day or period."""
    title: Text
    """What happened, in two or three words."""


class KpiDashboard(Spec):
    """The key figures of a product: where they stand, how they move, what drives them."""

    metrics: tuple[Metric, ...]
    """Five to nine metrics, the most important first."""
    period: Literal["week", "month", "quarter", "year"] | None = None
    """The period of every value, where all have the same; what differs is then refused."""
    events: tuple[Event, ...] = ()
    """What happened meanwhile, marked on the trends."""

    def offered_columns(self) -> Mapping[str, DataColumn | ColumnRef]:
        """Return the values of each metric by its id."""
        return {one.id: column for one in self.metrics for column in one.offered_columns().values()}
