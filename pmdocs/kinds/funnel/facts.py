"""What is computed from a funnel, and what a reader of it should be told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise

from pmdocs.kinds.funnel.model import Funnel
from pmdocs.sdk import Finding, Lookup
from pmdocs.stats.comparison import at_least
from pmdocs.stats.funnel import (
    Chance,
    SegmentComparison,
    StepChange,
    StepConversion,
    chances,
    changes,
    comparisons,
    largest_loss,
    steps,
    worst_step,
)

_SMALL = 100
"""Fewer people than this before a step say little about its rate, however few reach it."""


@dataclass(frozen=True)
class StepFacts:
    """One step. Rates are shares of 1; intervals are Wilson's at 95%; ``None`` where nothing can be said."""

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
class FunnelFacts:
    """Everything computed; ``worst_step`` has the lowest conversion, ``largest_loss`` lost most people.

    ``changes`` are against the previous period, ``moved_most`` is the largest of them. ``window_ends`` is the day on
    which the conversion window of those who came last is over.
    """

    steps: tuple[StepFacts, ...]
    worst_step: int | None
    largest_loss: int | None
    segments: Mapping[str, tuple[StepFacts, ...]]
    comparisons: tuple[SegmentComparison, ...]
    chances: tuple[Chance, ...]
    best_chance: Chance | None
    changes: tuple[StepChange, ...]
    moved_most: StepChange | None
    window_ends: dt.date | None


def facts(spec: Funnel, _lookup: Lookup) -> FunnelFacts:
    """Compute a funnel's facts; segments are compared pairwise at each step."""
    made, best = steps(spec.totals), tuple(chances(spec.names, spec.totals, spec.segments))
    moves = changes(spec.names, spec.previous.counts, spec.totals) if spec.previous else ()
    known = [(abs(one.difference), one) for one in moves if one.difference is not None]
    window = dt.timedelta(days=spec.window_days or 0)
    return FunnelFacts(
        steps=tuple(_step_facts(spec, made)), worst_step=worst_step(made), largest_loss=largest_loss(made),
        segments={name: tuple(_step_facts(spec, steps(counts))) for name, counts in spec.segments.items()},
        comparisons=comparisons(spec.names, spec.segments), chances=best,
        best_chance=max(best, key=lambda chance: chance.gain, default=None),
        changes=moves, moved_most=max(known, key=lambda pair: pair[0])[1] if known else None,
        window_ends=spec.period.last + window if spec.period and spec.window_days else None,
    )  # fmt: skip


def _step_facts(spec: Funnel, made: Sequence[StepConversion]) -> Iterator[StepFacts]:
    for name, step in zip(spec.names, made, strict=True):
        target = spec.targets.get(name)
        met = None if target is None or step.conversion is None else at_least(step.conversion, target)
        yield StepFacts(name=name, **asdict(step), target=target, target_met=met)


def problems(spec: Funnel, facts: FunnelFacts, lookup: Lookup) -> Iterator[Finding]:
    """Yield what a reader of the funnel should be told."""
    for index, (before, step) in enumerate(pairwise(facts.steps), start=1):
        if step.count > before.count:
            values = {"before": f"{before.count:,}", "after": f"{step.count:,}", "step": step.name}
            yield Finding(("counts", index), "grows", values)
    if (spec.unit or "").lower() in {"events", "event", "事件", "次"}:
        yield Finding(("unit",), "events")
    if facts.window_ends and (seen := spec.as_of.last if spec.as_of else lookup.today) < facts.window_ends:
        yield Finding(("window_days",), "unfinished", {"end": facts.window_ends, "seen": seen})
    few = next((n for n, step in enumerate(facts.steps[:-1]) if step.count < _SMALL), None)
    if few is not None:
        names = {"step": facts.steps[few].name, "next": facts.steps[few + 1].name}
        yield Finding(("counts", few), "small", {"n": facts.steps[few].count, **names})
