"""What is computed from objectives and key results."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from pmdocs.kinds.okr.model import KeyResult, Objective, Okr
from pmdocs.sdk import Entry, Lookup
from pmdocs.stats.comparison import at_least
from pmdocs.stats.graphs import find_cycle
from pmdocs.stats.scoring import (
    GREEN_FROM,
    Band,
    attainment,
    band,
    expected_progress,
    is_behind,
    key_result_score,
)  # fmt: skip
from pmdocs.stats.weighting import weighted_mean

AMBITIOUS_BELOW = 0.95
"""If every aspirational objective scores this much, the aims were too low (Google re:Work)."""


@dataclass(frozen=True)
class KeyResultFacts:
    """One key result; ``score`` is limited to 0..1, ``attainment`` is not; ``None`` while unknown."""

    id: str | None
    title: str
    start: float | None
    current: float | None
    target: float | None
    unit: str
    score: float | None
    attainment: float | None
    band: Band | None
    behind: bool
    delivered: bool
    confidence: float | None
    weight: float


@dataclass(frozen=True)
class ScorePoint:
    """The score of an objective on the day of a check-in."""

    date: dt.date
    score: float | None


@dataclass(frozen=True)
class ObjectiveFacts:
    """One objective: weighted mean of its known scores, and the part of the weight that is known."""

    id: str | None
    title: str
    type: str
    score: float | None
    coverage: float
    band: Band | None
    behind: bool
    key_results: tuple[KeyResultFacts, ...]
    trend: tuple[ScorePoint, ...]
    delivered: bool


@dataclass(frozen=True)
class AlignedObjective:
    """An objective in the alignment tree, of this page or another."""

    id: str
    title: str
    spec_id: str
    score: float | None
    children: tuple[AlignedObjective, ...]


@dataclass(frozen=True)
class OkrFacts:
    """Everything computed; ``day`` is the day it holds for, ``expected`` the part of the cycle that is over."""

    objectives: tuple[ObjectiveFacts, ...]
    score: float | None
    band: Band | None
    day: dt.date
    expected: float
    ambitious_enough: bool
    last_checkin: dt.date | None
    alignment: tuple[AlignedObjective, ...]
    cycle: tuple[str, ...]


def facts(spec: Okr, lookup: Lookup) -> OkrFacts:
    """Score a cycle and place its objectives among those of the whole site."""
    day = spec.day(lookup.today)
    expected = expected_progress(spec.cycle.first, spec.cycle.last, day)
    objectives = tuple(objective_facts(o, expected, lookup) for o in spec.objectives)
    score = weighted_mean([o.score for o in objectives]).value
    checkins = [c.date for o in spec.objectives for c in o.checkins]
    every = [e for e in lookup.all("objective") if isinstance(e.model, Objective)]
    cycle = find_cycle({e.id: [e.model.parent] if e.model.parent else [] for e in every})
    return OkrFacts(
        objectives, score, None if score is None else band(score), day, expected, _ambitious(objectives),
        max(checkins, default=None), () if cycle else _alignment(spec, every, expected, lookup), tuple(cycle),
    )  # fmt: skip


def objective_facts(objective: Objective, expected: float, lookup: Lookup) -> ObjectiveFacts:
    """Return the weighted mean of the key results, known ones only."""
    aim = _AIMS[objective.type]
    results = tuple(_key_result(result, aim, expected, lookup) for result in objective.key_results)
    mean = weighted_mean([r.score for r in results], [r.weight for r in results])
    score = mean.value
    return ObjectiveFacts(
        objective.id, objective.title, objective.type, score, mean.coverage,
        None if score is None else band(score), score is not None and is_behind(score, expected), results,
        tuple(_trend(objective)), score is not None and at_least(score, aim),
    )  # fmt: skip


_AIMS = {"aspirational": GREEN_FROM, "committed": 1.0}
"""Score that counts as delivered (Google re:Work)."""


def _key_result(result: KeyResult, aim: float, expected: float, lookup: Lookup) -> KeyResultFacts:
    start, current = result.start.value if result.start else 0.0, _current(result, lookup)
    score = attained = None
    if result.target is None:
        score = attained = float(bool(result.done))
    elif current is not None:
        score = key_result_score(start, current, result.target.value)
        attained = attainment(start, current, result.target.value)
    unit = result.target.unit if result.target else "done"
    return KeyResultFacts(
        result.id, result.title, start if result.target else None, current,
        result.target.value if result.target else None, unit, score, attained,
        None if score is None else band(score), score is not None and is_behind(score, expected),
        score is not None and at_least(score, aim), result.confidence, result.weight,
    )  # fmt: skip


def _current(result: KeyResult, lookup: Lookup) -> float | None:
    """Return the value given, else the latest of the metric."""
    if result.current is not None:
        return result.current.value
    entry = lookup.get(result.metric) if result.metric else None
    latest = getattr(entry.model, "latest", None) if entry else None
    return float(latest) if latest is not None else None


def _trend(objective: Objective) -> list[ScorePoint]:
    """Return the objective's score at each check-in; a result not named keeps its last score."""
    known: dict[str, float] = {}
    points = []
    for checkin in sorted(objective.checkins, key=lambda c: c.date):
        known.update(checkin.scores)
        scores = [known.get(r.id or "") for r in objective.key_results]
        mean = weighted_mean(scores, [r.weight for r in objective.key_results])
        points.append(ScorePoint(checkin.date, mean.value))
    return points


def _ambitious(objectives: Sequence[ObjectiveFacts]) -> bool:
    """Tell whether at least one aspirational objective is still out of reach."""
    scores = [o.score for o in objectives if o.type == "aspirational"]
    return not scores or any(score is None or not at_least(score, AMBITIOUS_BELOW) for score in scores)


def _alignment(
    spec: Okr, every: Sequence[Entry], expected: float, lookup: Lookup
) -> tuple[AlignedObjective, ...]:
    """Return the trees, from their roots, that hold an objective of this page."""
    by_id = {entry.id: entry for entry in every}
    roots: dict[str, None] = {}
    for objective in spec.objectives:
        id_ = objective.id
        while id_ in by_id and by_id[id_].model.parent in by_id:
            id_ = str(by_id[id_].model.parent)
        if id_ in by_id:
            roots[id_] = None
    return tuple(_aligned(by_id[id_], every, expected, lookup) for id_ in roots)


def _aligned(entry: Entry, every: Sequence[Entry], expected: float, lookup: Lookup) -> AlignedObjective:
    children = [e for e in every if e.model.parent == entry.id]
    return AlignedObjective(
        entry.id, entry.title, entry.spec_id, objective_facts(entry.model, expected, lookup).score,
        tuple(_aligned(child, every, expected, lookup) for child in children),
    )  # fmt: skip
