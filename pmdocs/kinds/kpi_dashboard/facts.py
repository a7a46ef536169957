"""What is computed from key figures: where each stands, the tree of what drives what, and whether it adds up."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pmdocs.kinds.kpi_dashboard.checks import has_one_unit, has_targets_of_its_periods, keeps_to
from pmdocs.kinds.kpi_dashboard.model import Formula, KpiDashboard, Metric
from pmdocs.kinds.kpi_dashboard.standing import MetricFacts, standing
from pmdocs.sdk import Finding, Lookup
from pmdocs.sdk.checks import listed
from pmdocs.sdk.columns import column
from pmdocs.stats.comparison import at_most
from pmdocs.stats.graphs import find_cycle
from pmdocs.stats.series import FEWEST_FOR_LIMITS
from pmdocs.values.dates import Period
from pmdocs.values.series import PeriodSeries, is_period, series_of

_MOST = 12
_OFF_BY = 0.02
"""Part of a metric by which its drivers may miss it: figures of different sources never agree to the last digit."""
_OLD = 2
"""Finished periods from which on a latest value that lies before them is old."""
_DRIVERS = "metrics.drivers"
"""The field by which a metric of another page names one as its driver."""
_COUNTED = 120
"""Periods of age beyond which nobody counts."""


@dataclass(frozen=True)
class Identity:
    """A metric beside what its drivers make of it in the latest period that all of them know."""

    id: str
    formula: Formula
    period: str
    value: float
    computed: float
    holds: bool


@dataclass(frozen=True)
class Branch:
    """A metric in the tree, of this page or another; ``owner`` is empty where nobody is named."""

    facts: MetricFacts
    spec_id: str
    owner: str
    branches: tuple[Branch, ...]


@dataclass(frozen=True)
class KpiFacts:
    """Everything computed; metrics in the order of the page, ``counts`` of them by status.

    ``trees`` are the metrics that others drive, the North Star first. ``ownerless`` are the names of leaves that
    nobody answers for.
    """

    metrics: tuple[MetricFacts, ...]
    north_star: int | None
    counts: dict[str, int]
    trees: tuple[Branch, ...]
    ownerless: tuple[str, ...]
    identities: tuple[Identity, ...]


class _Metrics:
    """The metrics of a dashboard, and those of other pages that they name, as they stand on its day."""

    def __init__(self, spec: KpiDashboard, lookup: Lookup) -> None:
        self._spec, self._lookup = spec, lookup
        self._day = min(spec.as_of.last, lookup.today) if spec.as_of else lookup.today
        self._own = {one.id: one for one in spec.metrics}
        self.facts = {one.id: standing(one, self.series(one), self._day) for one in spec.metrics}

    def find(self, id_: str) -> tuple[Metric, str] | None:
        """Return a metric and the id of its page."""
        if id_ in self._own:
            return self._own[id_], self._spec.id
        entry = self._lookup.get(id_)
        return (entry.model, entry.spec_id) if entry and isinstance(entry.model, Metric) else None

    def series(self, metric: Metric) -> PeriodSeries:
        """Return the values of a metric, its own or those that it takes; nothing known where those have no periods."""
        if metric.values is not None:
            return metric.values
        taken = column(self._lookup, metric.values_from) if metric.values_from else None
        found = series_of(taken) if taken else None
        return found or PeriodSeries((Period.read(f"{self._day:%Y-%m}"),), (None,))

    def branch(self, id_: str, over: tuple[str, ...] = ()) -> Branch | None:
        """Return a metric with what drives it; a circle over several pages ends where it closes."""
        found = self.find(id_)
        if found is None or id_ in over:
            return None
        metric, spec_id = found
        below = (self.branch(str(driver), (*over, id_)) for driver in metric.drivers)
        its_facts = self.facts.get(id_) or standing(metric, self.series(metric), self._day)
        return Branch(its_facts, spec_id, metric.owner or "", tuple(one for one in below if one))

    def identity(self, metric: Metric) -> Identity | None:
        """Return a metric beside what its drivers make of it, where all of them know the same period."""
        drivers = [self.series(found[0]) for driver in metric.drivers if (found := self.find(str(driver)))]
        if metric.formula == "none" or not drivers or len(drivers) < len(metric.drivers):
            return None
        for period, value in reversed(list(self.series(metric).pairs())):
            parts = [one.at(period) for one in drivers]
            known = [part for part in parts if part is not None]
            if value is not None and len(known) == len(parts) and period.last <= self._day:
                computed = math.fsum(known) if metric.formula == "sum" else math.prod(known)
                off = abs(value - computed)
                holds = at_most(off, _OFF_BY * abs(value))
                return Identity(metric.id, metric.formula, period.text, value, computed, holds)
        return None


def facts(spec: KpiDashboard, lookup: Lookup) -> KpiFacts:
    """Compute where the metrics of a dashboard stand on the day it describes."""
    metrics = _Metrics(spec, lookup)
    driven = {str(driver) for one in spec.metrics for driver in one.drivers}
    tops = [one for one in spec.metrics if one.drivers and (one.north_star or one.id not in driven)]
    trees = [metrics.branch(one.id) for one in sorted(tops, key=lambda one: not one.north_star)]
    grown = tuple(tree for tree in trees if tree and tree.branches)
    identities = (metrics.identity(one) for one in spec.metrics)
    return KpiFacts(
        metrics=tuple(metrics.facts.values()),
        north_star=next((n for n, one in enumerate(spec.metrics) if one.north_star), None),
        counts=dict(sorted(Counter(one.status for one in metrics.facts.values()).items())), trees=grown,
        ownerless=tuple(dict.fromkeys(name for tree in grown for name in _ownerless(tree))),
        identities=tuple(one for one in identities if one),
    )  # fmt: skip


def _ownerless(tree: Branch) -> Iterator[str]:
    """Yield the names of the leaves that nobody answers for."""
    if not tree.branches and not tree.owner:
        yield tree.facts.name
    for one in tree.branches:
        yield from _ownerless(one)


def problems(spec: KpiDashboard, facts: KpiFacts, lookup: Lookup) -> Iterator[Finding]:
    """Yield what a reader of the figures should be told."""
    if len(spec.metrics) > _MOST:
        yield Finding(("metrics",), "many_metrics", {"n": len(spec.metrics)})
    cycle = find_cycle(_drivers(spec, lookup))
    driven = {str(driver) for one in spec.metrics for driver in one.drivers}
    driven |= {
        one.id for one in spec.metrics if any(link.field == _DRIVERS for link in lookup.backlinks(one.id))
    }
    for place, (one, made) in enumerate(zip(spec.metrics, facts.metrics, strict=True)):
        if one.id in cycle:
            yield Finding(("metrics", place, "drivers"), "cycle", {"cycle": " → ".join(cycle)})
        held = one.target is not None or one.range is not None
        yield from (finding.below(("metrics", place)) for finding in _taken(spec, one, lookup))
        found = _doubts(spec, one, made, driver=one.id in driven, held=held)
        yield from (finding.below(("metrics", place)) for finding in found)
    for identity in facts.identities:
        place = next(n for n, one in enumerate(spec.metrics) if one.id == identity.id)
        if not identity.holds:
            values = {
                "name": spec.metrics[place].name, "period": identity.period, "value": f"{identity.value:,.10g}",
                "computed": f"{identity.computed:,.10g}",
            }  # fmt: skip
            yield Finding(("metrics", place, "formula"), f"identity_{identity.formula}", values)


def _taken(spec: KpiDashboard, metric: Metric, lookup: Lookup) -> Iterator[Finding]:
    """Refuse values from elsewhere that a metric of its own would not be allowed."""
    taken = column(lookup, metric.values_from) if metric.values_from else None
    if taken is None or metric.values_from is None:
        return
    series = series_of(taken)
    if series is None:
        found = next((name for name in taken.labels if not is_period(name)), "")
        yield Finding(("values_from",), "no_periods", {"column": metric.values_from.written, "found": found})
        return
    whole = metric.model_copy(update={"values": series})
    yield from (*has_one_unit(whole), *has_targets_of_its_periods(whole))
    yield from (replace(one, at=("values_from",)) for one in keeps_to(spec.period, whole))


def _drivers(spec: KpiDashboard, lookup: Lookup) -> dict[str, list[str]]:
    """Return which metric names which as its drivers, over all pages that those of this one lead to."""
    references = {one.id: [str(driver) for driver in one.drivers] for one in spec.metrics}
    ahead = [driver for drivers in references.values() for driver in drivers]
    while ahead:
        id_ = ahead.pop()
        entry = None if id_ in references else lookup.get(id_)
        if entry and isinstance(entry.model, Metric):
            references[id_] = [str(driver) for driver in entry.model.drivers]
            ahead += references[id_]
    return references


def _doubts(
    spec: KpiDashboard, metric: Metric, made: MetricFacts, *, driver: bool, held: bool
) -> Iterator[Finding]:
    """Yield what may be wrong with one metric."""
    if not held and not driver:
        yield Finding(("name",), "untargeted", {"name": metric.name})
    if not metric.definition:
        yield Finding(("name",), "undefined", {"name": metric.name})
    gaps = [made.periods[n] for n, value in enumerate(made.values[: made.finished]) if value is None]
    gaps = gaps if made.period else []
    if gaps:
        yield Finding(("values",), "gap", {"name": metric.name, "periods": listed(gaps)})
    if spec.as_of and made.period and (old := _behind(made, spec.as_of.last)):
        yield Finding(("values",), "old_values", {"name": metric.name, "period": made.period, "n": old})
    if metric.limits and made.limits is None:
        yield Finding(
            ("values",), "few_values", {"name": metric.name, "n": made.finished, "least": FEWEST_FOR_LIMITS}
        )


def _behind(made: MetricFacts, day: dt.date) -> int:
    """Return how many finished periods lie between a metric's latest value and a day, 0 where they are few."""
    period, count = Period.read(made.period), 0
    while count <= _COUNTED and period.shift(1).last <= day:
        period, count = period.shift(1), count + 1
    return count if count > _OLD else 0
