"""What is computed from a funnel, and what a reader of it should be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pmdocs.kinds.funnel.model import Funnel
from pmdocs.sdk import Finding, Lookup
from pmdocs.stats.funnel import best_segment, gain_at_end, largest_loss, steps, worst_step
from pmdocs.stats.multiplicity import holm
from pmdocs.stats.proportions import newcombe_difference, two_proportion_z, wilson

SMALL = 100
"""Fewer people than this at the last step say little about its rate."""
_ENOUGH = 30
"""A segment needs this many people before a step to be an example for the others."""


@dataclass(frozen=True)
class StepFacts:
    """One step. Rates are shares of 1; intervals are Wilson's at 95 %; ``None`` where nothing can be said."""

    name: str
    count: int
    conversion: float | None
    conversion_low: float | None
    conversion_high: float | None
    overall: float
    overall_low: float | None
    overall_high: float | None
    lost: int | None
    target: float | None
    target_met: bool | None


@dataclass(frozen=True)
class Comparison:
    """Two segments at one step: difference of conversions (second minus first), p adjusted after Holm."""

    step: str
    first: str
    second: str
    difference: float
    low: float
    high: float
    p: float | None
    p_adjusted: float | None


@dataclass(frozen=True)
class Chance:
    """How many more would arrive if one step converted everywhere as in its best segment."""

    step: str
    segment: str
    rate: float
    gain: float


@dataclass(frozen=True)
class FunnelFacts:
    """Everything computed; ``worst_step`` has the lowest conversion, ``largest_loss`` lost most people."""

    steps: tuple[StepFacts, ...]
    worst_step: int | None
    largest_loss: int | None
    segments: Mapping[str, tuple[StepFacts, ...]]
    comparisons: tuple[Comparison, ...]
    chances: tuple[Chance, ...]
    best_chance: Chance | None


def facts(spec: Funnel, _lookup: Lookup) -> FunnelFacts:
    """Compute a funnel's facts; segments are compared pairwise at each step."""
    names = spec.names
    totals = steps(spec.totals)
    chances = tuple(_chances(spec, names))
    return FunnelFacts(
        steps=_step_facts(names, spec.totals, spec.targets),
        worst_step=worst_step(totals),
        largest_loss=largest_loss(totals),
        segments={name: _step_facts(names, counts, spec.targets) for name, counts in spec.segments.items()},
        comparisons=_comparisons(names, spec.segments),
        chances=chances,
        best_chance=max(chances, key=lambda c: c.gain, default=None),
    )


def _step_facts(
    names: list[str], counts: tuple[int, ...], targets: Mapping[str, float]
) -> tuple[StepFacts, ...]:
    made = []
    for index, step in enumerate(steps(counts)):
        low, high = _interval(step.count, counts[index - 1]) if index else (None, None)
        all_low, all_high = _interval(step.count, counts[0]) if index else (None, None)
        target = targets.get(names[index])
        met = None if target is None or step.conversion is None else step.conversion >= target - 1e-9
        made.append(StepFacts(
            names[index], step.count, step.conversion, low, high, step.overall, all_low, all_high,
            step.lost, target, met,
        ))  # fmt: skip
    return tuple(made)


def _interval(count: int, before: int) -> tuple[float | None, float | None]:
    """Return Wilson's interval, or nothing where the step is no part of the one before."""
    if not 0 <= count <= before or before == 0:
        return None, None
    interval = wilson(count, before)
    return interval.low, interval.high


def _comparisons(names: list[str], segments: Mapping[str, tuple[int, ...]]) -> tuple[Comparison, ...]:
    """Compare every two segments at every step; Holm over all of them."""
    pairs = [(a, b) for i, a in enumerate(segments) for b in list(segments)[i + 1 :]]
    found = []
    for index in range(1, len(names)):
        for a, b in pairs:
            n1, x1, n2, x2 = (
                segments[a][index - 1],
                segments[a][index],
                segments[b][index - 1],
                segments[b][index],
            )
            if x1 + x2 > 0 and x1 <= n1 and x2 <= n2 and n1 and n2:
                gap, test = newcombe_difference(x1, n1, x2, n2), two_proportion_z(x1, n1, x2, n2)
                found.append(
                    (names[index], a, b, x2 / n2 - x1 / n1, gap.low, gap.high, test.p if test else None)
                )
    tested = [row for row in found if row[6] is not None]
    adjusted = dict(
        zip((row[:3] for row in tested), holm([row[6] for row in tested if row[6] is not None]), strict=True)
    )
    return tuple(Comparison(*row, p_adjusted=adjusted.get(row[:3])) for row in found)


def _chances(spec: Funnel, names: list[str]) -> list[Chance]:
    """Return the steps at which one segment does better than all people together, with the gain at the end."""
    found = []
    for index in range(1, len(names)) if len(spec.segments) > 1 else ():
        best = best_segment(spec.segments, index, _ENOUGH)
        gain = gain_at_end(spec.totals, index, best[1]) if best else None
        if best and gain and gain >= 1:
            found.append(Chance(names[index], best[0], best[1], gain))
    return found


def problems(spec: Funnel, facts: FunnelFacts, _lookup: Lookup) -> Iterator[Finding]:
    """Yield what a reader of the funnel should be told."""
    for index, step in enumerate(facts.steps[1:], start=1):
        before = facts.steps[index - 1]
        if step.count > before.count:
            values = {"before": f"{before.count:,}", "after": f"{step.count:,}", "step": step.name}
            yield Finding(("counts", index), "grows", values)
    if (spec.unit or "").lower() in {"events", "event", "事件", "次"}:
        yield Finding(("unit",), "events")
    if facts.steps[-1].count < SMALL:
        yield Finding(("counts", len(facts.steps) - 1), "small", {"n": facts.steps[-1].count})
