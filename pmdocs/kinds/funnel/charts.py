"""The pictures of a funnel: bars that keep true lengths, segments side by side, the customary funnel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pmdocs.charts.builders import Series, Stage, bars, funnel
from pmdocs.charts.colors import ACCENT, BAD, CHART
from pmdocs.sdk import Chart, Column, Table, Words

if TYPE_CHECKING:
    from pmdocs.kinds.funnel import Funnel
    from pmdocs.kinds.funnel.facts import FunnelFacts, StepFacts

_STEP_HEIGHT = 52


def charts(spec: Funnel, facts: FunnelFacts, words: Words) -> Iterator[Chart]:
    """Yield the charts of a funnel: by step, by segment, and as a funnel."""
    yield _steps(spec, facts, words)
    if facts.segments:
        yield _segments(facts, words)
    yield _funnel(spec, facts, words)


def _steps(spec: Funnel, facts: FunnelFacts, words: Words) -> Chart:
    names = [step.name for step in facts.steps]
    texts = [_label(step, words) for step in facts.steps]
    marked = {facts.worst_step, facts.largest_loss}
    colors = [BAD if index in marked else ACCENT for index in range(len(names))]
    unit = spec.unit or words["users"]
    series = Series(unit, [step.count for step in facts.steps], colors=colors, texts=texts)
    height = 60 + _STEP_HEIGHT * len(names)
    return Chart(
        "steps", words["views.steps"], words("steps_summary", **_ends(facts, words)),
        bars(names, [series], horizontal=True, x_name=unit), _table(facts.steps, words),
        height=height, narrow_height=height,
    )  # fmt: skip


def _label(step: StepFacts, words: Words) -> str:
    """Return "15,600 · 65.0%": the count, and the share of the step before."""
    count = words.count(step.count)
    return count if step.conversion is None else f"{count} · {words.rate(step.conversion)}"


def _ends(facts: FunnelFacts, words: Words) -> dict[str, object]:
    first, last = facts.steps[0], facts.steps[-1]
    return {
        "first": first.name, "last": last.name, "n": words.count(first.count),
        "arrived": words.count(last.count), "rate": words.rate(last.overall),
    }  # fmt: skip


def _segments(facts: FunnelFacts, words: Words) -> Chart:
    """Draw step conversion by segment: rates on one scale compare segments of any size."""
    names = [step.name for step in facts.steps[1:]]
    series = [
        Series(name, [step.conversion for step in steps[1:]], color=CHART[index % len(CHART)])
        for index, (name, steps) in enumerate(facts.segments.items())
    ]
    return Chart(
        "segments", words["views.segments"], _segments_summary(facts, words),
        bars(names, series, unit_format="rate:0", y_name=words["step_conversion"], value_min=0),
        _segment_table(facts, words), height=360, narrow_height=340,
    )  # fmt: skip


def _segments_summary(facts: FunnelFacts, words: Words) -> str:
    clear = [c for c in facts.comparisons if c.p_adjusted is not None and c.p_adjusted < 0.05]  # noqa: PLR2004 -- 5 %
    if not clear:
        return words["segments_alike"]
    widest = max(clear, key=lambda c: abs(c.difference))
    better, worse = (widest.second, widest.first) if widest.difference > 0 else (widest.first, widest.second)
    gap = words.pp(abs(widest.difference)).lstrip("+")
    return words(
        "segments_differ", step=widest.step, better=better, worse=worse, gap=gap, p=words.p(widest.p_adjusted)
    )


def _funnel(spec: Funnel, facts: FunnelFacts, words: Words) -> Chart:
    stages = [
        Stage(step.name, step.count, f"{words.count(step.count)} · {words.rate(step.overall)}")
        for step in facts.steps
    ]
    height = 40 + _STEP_HEIGHT * len(stages)
    return Chart(
        "funnel", words["views.funnel"], words("steps_summary", **_ends(facts, words)),
        funnel(stages), _table(facts.steps, words), height=height, narrow_height=height,
    )  # fmt: skip


def _table(steps: tuple[StepFacts, ...], words: Words) -> Table:
    columns = (
        Column(words["step"]), Column(words["people"], "count"), Column(words["step_conversion"], "rate"),
        Column(words["low"], "rate"), Column(words["high"], "rate"), Column(words["overall"], "rate"),
        Column(words["lost"], "count"), Column(words["target"], "rate"),
    )  # fmt: skip
    rows = tuple(
        (s.name, s.count, s.conversion, s.conversion_low, s.conversion_high, s.overall, s.lost, s.target)
        for s in steps
    )
    return Table(columns, rows)


def _segment_table(facts: FunnelFacts, words: Words) -> Table:
    columns = (
        Column(words["segment"]), Column(words["step"]), Column(words["people"], "count"),
        Column(words["step_conversion"], "rate"), Column(words["low"], "rate"), Column(words["high"], "rate"),
        Column(words["overall"], "rate"),
    )  # fmt: skip
    rows = tuple(
        (name, s.name, s.count, s.conversion, s.conversion_low, s.conversion_high, s.overall)
        for name, steps in facts.segments.items()
        for s in steps
    )
    return Table(columns, rows)
