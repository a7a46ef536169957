"""Where one metric stands on a day: its latest finished value, how it changed, how far its target is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from pmdocs.kinds.kpi_dashboard.model import Metric
from pmdocs.stats.series import PERIODS_OF_A_YEAR, Change, Limits, Value, change, growth_a_year, xmr_limits
from pmdocs.stats.targets import TargetStatus, attained, target_status, value_at
from pmdocs.values.currencies import currency_of
from pmdocs.values.dates import Period
from pmdocs.values.series import PeriodSeries

Move = Literal["better", "worse", "same", "noise"]

_NEARLY = 99
"""Per cent between this and 100 need two decimals, as those below 1 do."""
_TENS = 10
"""Numbers below this need two decimals to be told apart."""


@dataclass(frozen=True)
class Scale:
    """The scale of a bullet: from ``low`` to ``high``, with the value from which a metric is at risk and the target."""

    low: float
    high: float
    edges: tuple[float, ...]


@dataclass(frozen=True)
class MetricFacts:
    """One metric; ``None`` is unknown. Rates are shares of 1, periods are ISO text.

    The first ``finished`` of the periods are over. ``latest`` is the last known value of those, ``so_far`` that of
    a period which is not over. ``previous`` is the change from the period before, ``year_before`` that from the same
    one of last year, ``move`` whether the change is for the better: noise where it stays within the limits.
    ``growth`` is the compound growth in a year over two years or more. ``unit`` is rate, number or a currency,
    ``digits`` how many decimals its numbers have.
    """

    id: str
    name: str
    unit: str
    digits: int
    periods: tuple[str, ...]
    values: tuple[Value, ...]
    finished: int
    period: str | None
    latest: Value
    so_far: Value
    previous: Change | None
    year_before: Change | None
    move: Move | None
    growth: Value
    target: Value
    attainment: Value
    status: TargetStatus
    limits: Limits | None
    scale: Scale | None

    def show(self, period: str, lang: str) -> str:
        """Return the name of a period in a language."""
        return Period.read(period).show(lang)


def standing(metric: Metric, series: PeriodSeries, day: dt.date) -> MetricFacts:
    """Return where a metric with these values stands at the end of a day."""
    finished = sum(period.last <= day for period in series.periods)
    done = series.values[:finished]
    place = next((n for n in reversed(range(finished)) if done[n] is not None), None)
    latest = None if place is None else done[place]
    period = None if place is None else series.periods[place]
    year = PERIODS_OF_A_YEAR[series.grain]
    band = xmr_limits(done) if metric.limits else None
    previous, before = (_change(done, place, back) for back in (1, year))
    target = metric.target.at(period) if metric.target and period else None
    baseline = metric.baseline.value if metric.baseline else None
    reached = None
    if latest is not None and target is not None:
        reached = attained(latest, target, metric.good, baseline)
    return MetricFacts(
        id=metric.id, name=metric.name, unit=_unit(metric, series), digits=_digits(series),
        periods=tuple(one.text for one in series.periods),
        values=series.values, finished=finished, period=period.text if period else None, latest=latest,
        so_far=next((value for value in reversed(series.values[finished:]) if value is not None), None),
        previous=previous, year_before=before, move=_move(metric, previous, band, place),
        growth=growth_a_year(done, year), target=target, attainment=reached,
        status=_status(metric, latest, target, reached), limits=band,
        scale=_scale(metric, latest, target, baseline),
    )  # fmt: skip


def _unit(metric: Metric, series: PeriodSeries) -> str:
    """Return rate, number or the currency."""
    return "rate" if series.unit == "rate" else currency_of(metric.measure) or "number"


def _digits(series: PeriodSeries) -> int:
    """Return how many decimals the numbers of a metric are shown with: as many as tell them apart."""
    rate = series.unit == "rate"
    known = [abs(value) * (100 if rate else 1) for value in series.values if value]
    if rate:
        return 2 if any(value < 1 or _NEARLY < value < 100 for value in known) else 1  # noqa: PLR2004 -- per cent
    return 0 if all(value.is_integer() for value in known) else 1 if known and max(known) >= _TENS else 2


def _change(done: tuple[Value, ...], place: int | None, back: int) -> Change | None:
    """Return the change over so many periods, where both ends are known."""
    return None if place is None or place < back else change(done[place - back], done[place])


def _move(metric: Metric, previous: Change | None, band: Limits | None, place: int | None) -> Move | None:
    """Return what a change is worth: nothing while the value stays within the limits of noise."""
    if previous is None or place is None:
        return None
    if band and place not in band.beyond:
        return "noise"
    if not previous.absolute:
        return "same"
    if metric.range:
        low, high = (bound.value for bound in metric.range)
        now = previous.before + previous.absolute
        away, was = (max(low - value, value - high, 0.0) for value in (now, previous.before))
        return "same" if away == was else "better" if away < was else "worse"
    return "better" if (previous.absolute > 0) == (metric.good == "up") else "worse"


def _status(metric: Metric, latest: Value, target: Value, reached: Value) -> TargetStatus:
    """Return how a metric stands; within a range it is on track, outside of it off track."""
    if latest is None:
        return "unknown"
    if metric.range:
        low, high = (bound.value for bound in metric.range)
        return "on-track" if target_status(latest, low, "up", None) == "on-track" and (
            target_status(latest, high, "down", None) == "on-track"
        ) else "off-track"  # fmt: skip
    return "no-target" if target is None else target_status(latest, target, metric.good, reached, metric.warn)


def _scale(metric: Metric, latest: Value, target: Value, baseline: Value) -> Scale | None:
    """Return the scale of a metric's bullet, which holds zero, value and target; none without a target."""
    if latest is None:
        return None
    if metric.range:
        edges = tuple(bound.value for bound in metric.range)
    elif target is not None:
        risk = value_at(metric.warn, target, metric.good, baseline)
        edges = (target,) if risk is None else (risk, target)
    else:
        return None
    shown = [0.0, latest, *edges, *([] if baseline is None else [baseline])]
    low, high = min(shown), max(shown)
    room = (high - low) * 0.08
    return Scale(low - room if low < 0 else low, high + room if high > 0 else high, tuple(sorted(edges)))
