"""What no metric and no dashboard can be."""

from __future__ import annotations

from collections.abc import Iterator

from pmdocs.kinds.kpi_dashboard.model import KpiDashboard, Metric
from pmdocs.sdk import Checks, Finding, Findings, Path
from pmdocs.sdk.checks import no_cycle, one_of, required
from pmdocs.stats.targets import reaches
from pmdocs.values.dates import Grain
from pmdocs.values.series import Unit


def has_values(metric: Metric) -> Findings:
    """Refuse a metric without values, and one that says them twice."""
    yield from one_of({("values",): metric.values, ("values_from",): metric.values_from})
    if metric.values is None and metric.values_from is None:
        yield from required(("values",))


def has_one_unit(metric: Metric) -> Findings:
    """Refuse rates beside plain numbers; 0 is 0 in every unit."""
    for at, value, unit in _given(metric) if metric.values else ():
        if metric.values and value and unit != metric.values.unit:
            yield Finding(at, f"unit_{metric.values.unit}", {"name": at[0]})


def _given(metric: Metric) -> Iterator[tuple[Path, float, Unit]]:
    """Yield what a metric is held against, each with its unit."""
    if metric.target:
        yield ("target",), metric.target.final, metric.target.unit
    if metric.baseline:
        yield ("baseline",), metric.baseline.value, metric.baseline.unit
    for place, bound in enumerate(metric.range or ()):
        yield ("range", place), bound.value, bound.unit


def is_good_one_way(metric: Metric) -> Findings:
    """Refuse a range without bounds, bounds without a range, bounds the wrong way round, and both ways at once."""
    if metric.good == "range" and metric.range is None:
        yield Finding(("good",), "no_range")
    if metric.range is not None and metric.good != "range":
        yield Finding(("range",), "range_unused", {"good": metric.good})
    if metric.range is not None and metric.target is not None:
        yield Finding(("target",), "range_and_target")
    if metric.range is not None and metric.range[0].value >= metric.range[1].value:
        yield Finding(("range",), "range_reversed")


def has_a_way_to_go(metric: Metric) -> Findings:
    """Refuse a baseline that is no start of the way to the target."""
    if metric.baseline is None:
        return
    if metric.target is None:
        yield Finding(("baseline",), "baseline_alone")
    elif reaches(metric.baseline.value, metric.target.final, metric.good):
        yield Finding(("baseline",), "wrong_side", {"good": metric.good})


def has_targets_of_its_periods(metric: Metric) -> Findings:
    """Refuse a path of targets over other periods than the values have."""
    path = metric.target.path if metric.target else None
    if path and metric.values and path.grain != metric.values.grain:
        values = {"found": path.periods[0].text, "period": metric.values.periods[0].text}
        yield Finding(("target",), "other_target_period", values)


def computes_from_drivers(metric: Metric) -> Findings:
    """Refuse a formula of nothing."""
    if metric.formula != "none" and not metric.drivers:
        yield Finding(("formula",), "no_drivers", {"formula": metric.formula})


def has_metrics(spec: KpiDashboard) -> Findings:
    """Refuse a dashboard without figures."""
    if not spec.metrics:
        yield Finding(("metrics",), "no_metrics")


def has_one_north_star(spec: KpiDashboard) -> Findings:
    """Refuse a second North Star."""
    stars = [place for place, one in enumerate(spec.metrics) if one.north_star]
    for place in stars[1:]:
        yield Finding(("metrics", place, "north_star"), "two_stars", {"name": spec.metrics[stars[0]].name})


def keeps_its_period(spec: KpiDashboard) -> Findings:
    """Refuse values of another period than the dashboard says."""
    for place, one in enumerate(spec.metrics):
        yield from (finding.below(("metrics", place)) for finding in keeps_to(spec.period, one))


def keeps_to(period: Grain | None, metric: Metric) -> Findings:
    """Refuse values of another period than the one given."""
    if period and metric.values and metric.values.grain != period:
        values = {"name": metric.name, "found": metric.values.periods[0].text, "period": period}
        yield Finding(("values",), "other_period", values)


def drivers_end_somewhere(spec: KpiDashboard) -> Findings:
    """Refuse metrics that drive one another in a circle."""
    references = {one.id: [str(driver) for driver in one.drivers] for one in spec.metrics}
    places: dict[str, Path] = {one.id: ("metrics", n, "drivers") for n, one in enumerate(spec.metrics)}
    yield from no_cycle(references, places, "cycle")


CHECKS: Checks = {
    Metric: (
        has_values, has_one_unit, is_good_one_way, has_a_way_to_go, has_targets_of_its_periods, computes_from_drivers,
    ),
    KpiDashboard: (has_metrics, has_one_north_star, keeps_its_period, drivers_end_somewhere),
}  # fmt: skip
