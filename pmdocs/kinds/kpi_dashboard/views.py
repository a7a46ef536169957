"""How key figures are said and drawn: the finding, and a trend of each metric with its target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmdocs.charts.builders import Band, Mark, Series, period_lines
from pmdocs.kinds.kpi_dashboard.facts import KpiFacts
from pmdocs.kinds.kpi_dashboard.formats import (
    axis_format,
    column_format,
    moved,
    period_name,
    shown,
    with_unit,
)
from pmdocs.kinds.kpi_dashboard.model import Event, KpiDashboard, Metric
from pmdocs.kinds.kpi_dashboard.standing import MetricFacts
from pmdocs.sdk import Chart, Column, Table, Words
from pmdocs.values.dates import Period

_NAMED = 3
"""Metrics off their track that the finding names."""


def summary(spec: KpiDashboard, facts: KpiFacts, words: Words) -> str:
    """Return where the first metric stands, and how many of those with a target are on track."""
    lead = facts.north_star or 0
    return _stands(spec.metrics[lead], facts.metrics[lead], words) + _on_track(facts, words)


def _stands(metric: Metric, made: MetricFacts, words: Words) -> str:
    """Say the latest value of a metric, its change, and the part of the target that is reached."""
    if made.latest is None or made.period is None:
        return words("nothing_finished", name=metric.name) + words["stop"]
    value = with_unit(made.latest, made, metric.measure, words)
    change = moved(made.previous, made, words)
    said = words("stands", name=metric.name, value=value, period=period_name(made.period, words))
    if change:
        before = Period.read(made.period).shift(-1).text
        said += words("since", change=change, period=period_name(before, words))
    if made.attainment is not None and made.attainment >= 0 and made.target is not None:
        rate = words.rate(made.attainment, 0)
        said += words("of_target", rate=rate, target=shown(made.target, made, words))
    return said + words["stop"]


def _on_track(facts: KpiFacts, words: Words) -> str:
    """Say how many of the metrics with a target are on track, and which are not."""
    held = [one for one in facts.metrics if one.status in {"on-track", "at-risk", "off-track"}]
    if not held:
        return ""
    off = [one.name for one in held if one.status == "off-track"]
    done = sum(one.status == "on-track" for one in held)
    said = words("on_track", n=words.count(done), all=words.count(len(held)))
    if not off:
        return said + words["stop"]
    if len(off) > _NAMED:
        return said + words("off_many", n=words.count(len(off))) + words["stop"]
    return said + words("off", names=words.join(off)) + words["stop"]


def charts(spec: KpiDashboard, facts: KpiFacts, words: Words) -> Iterator[Chart]:
    """Yield a trend of each metric that has two values."""
    for metric, made in zip(spec.metrics, facts.metrics, strict=True):
        if sum(value is not None for value in made.values) > 1:
            yield _trend(spec, metric, made, words)


def _trend(spec: KpiDashboard, metric: Metric, made: MetricFacts, words: Words) -> Chart:
    periods = [Period.read(text) for text in made.periods]
    targets = [metric.target.at(period) if metric.target else None for period in periods]
    aim = Series(words["target"], targets) if any(one is not None for one in targets) else None
    events = _events(spec, periods)
    option = period_lines(
        [period.first for period in periods], [Series(words["actual"], made.values)],
        finished=made.finished, so_far=words["so_far"], grain=periods[0].grain,
        unit_format=axis_format(made), target=aim, bands=_bands(made, words),
        events=[Mark(one.date.first, one.title, axis="category") for one in events],
    )  # fmt: skip
    form = column_format(made)
    columns = [
        Column(words["period"]),
        Column(metric.name, form),
        *([Column(words["target"], form)] if aim else []),
    ]
    rows = [
        (period.show(words.lang), value, *([target] if aim else []))
        for period, value, target in zip(periods, made.values, targets, strict=True)
    ]
    happened = [
        words("event", date=one.date.show(words.lang), title=one.title) for one in _events(spec, periods)
    ]
    note = " · ".join([*([words["limits_note"]] if made.limits else []), *happened])
    return Chart(
        f"trend-{metric.id}", _course(metric, made, words), option, Table(tuple(columns), tuple(rows)),
        title=metric.name, width=560, height=240, narrow_height=230, note=note,
    )  # fmt: skip


def _bands(made: MetricFacts, words: Words) -> list[Band]:
    """Return the band within which changes are noise."""
    if made.limits is None:
        return []
    count = len(made.values)
    return [Band(words["limits"], [made.limits.low] * count, [made.limits.high] * count)]


def _events(spec: KpiDashboard, periods: Sequence[Period]) -> list[Event]:
    """Return what happened between the first and the last period."""
    first, last = periods[0].first, periods[-1].first
    return [one for one in spec.events if first <= one.date.first <= last]


def _course(metric: Metric, made: MetricFacts, words: Words) -> str:
    """Say from where to where a metric has come, and what lies beyond the limits of noise."""
    known = [(n, value) for n, value in enumerate(made.values[: made.finished]) if value is not None]
    if not known:
        return words("nothing_finished", name=metric.name) + words["stop"]
    (first, start), (last, end) = known[0], known[-1]
    said = words(
        "course", first=shown(start, made, words), last=shown(end, made, words),
        start=period_name(made.periods[first], words), end=period_name(made.periods[last], words),
    )  # fmt: skip
    if made.growth is not None:
        said += words("growth", rate=words.signed_rate(made.growth))
    if made.so_far is not None:
        said += words("still_open", value=shown(made.so_far, made, words))
    if made.limits is None:
        return said + words["stop"]
    beyond = [period_name(made.periods[n], words) for n in made.limits.beyond]
    return said + (words("beyond", periods=words.join(beyond)) if beyond else words["within"]) + words["stop"]
