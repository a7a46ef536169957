"""What is computed from objectives and key results, and what a reader of a cycle should be told."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pmdocs.kinds.okr.model import KeyResult, Objective, Okr
from pmdocs.sdk import Entry, Finding, Lookup
from pmdocs.sdk.columns import column
from pmdocs.stats import scoring
from pmdocs.stats.comparison import below
from pmdocs.stats.graphs import find_cycle, root_of
from pmdocs.stats.weighting import weighted_mean
from pmdocs.values.columns import ColumnRef

_AMBITIOUS_BELOW = 0.95
"""If every aspirational objective scores this much, the aims were too low (Google re:Work)."""
GOALS = {"aspirational": scoring.GREEN_FROM, "committed": 1.0}
"""Score that counts as delivered (Google re:Work)."""
_FEWEST, _MOST = 2, 5
_QUIET_DAYS = 30
_TASK = re.compile(
    r"(launch|build|ship|release|implement|develop|create|write|deliver|finish|complete|migrate|add)\b"
    r"|上线|发布|开发|搭建|实现|交付|编写|迁移",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class KeyResultFacts:
    """One key result; ``score`` is limited to 0..1, ``attainment`` is not; ``None`` while unknown.

    ``expected`` is the score of its pace, ``None`` for a yes/no result and before the cycle.
    """

    id: str | None
    title: str
    start: float | None
    current: float | None
    target: float | None
    unit: str
    measure: str
    score: float | None
    attainment: float | None
    expected: float | None
    status: scoring.Status
    confidence: float | None
    weight: float


@dataclass(frozen=True)
class ObjectiveFacts:
    """One objective: weighted mean of its known scores, and the part of the weight that is known.

    ``paced`` is the score of the measured results, which is held against ``expected``. ``grade`` is what the
    team gave it after the cycle.
    """

    id: str | None
    title: str
    type: str
    score: float | None
    coverage: float
    paced: float | None
    expected: float | None
    status: scoring.Status
    grade: float | None
    key_results: tuple[KeyResultFacts, ...]
    trend: tuple[scoring.ScorePoint, ...]


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
    """Everything computed; ``day`` is the day it holds for, ``elapsed`` the part of the cycle that is over."""

    objectives: tuple[ObjectiveFacts, ...]
    score: float | None
    day: dt.date
    elapsed: float
    ambitious_enough: bool
    last_checkin: dt.date | None
    alignment: tuple[AlignedObjective, ...]
    cycle: tuple[str, ...]


def facts(spec: Okr, lookup: Lookup) -> OkrFacts:
    """Score a cycle and place its objectives among those of the whole site."""
    day = spec.as_of.last if spec.as_of else lookup.today
    elapsed = scoring.expected_progress(spec.cycle.first, spec.cycle.last, day)
    objectives = tuple(_objective(one, elapsed, lookup) for one in spec.objectives)
    score = weighted_mean([one.score for one in objectives]).value
    aspired = [one.score for one in objectives if one.type == "aspirational"]
    every = [entry for entry in lookup.all("objective") if isinstance(entry.model, Objective)]
    cycle = find_cycle({entry.id: [entry.model.parent] if entry.model.parent else [] for entry in every})
    return OkrFacts(
        objectives=objectives, score=score, day=day, elapsed=elapsed,
        ambitious_enough=not aspired or any(one is None or below(one, _AMBITIOUS_BELOW) for one in aspired),
        last_checkin=max((checkin.date for one in spec.objectives for checkin in one.checkins), default=None),
        alignment=() if cycle else tuple(_alignment(spec, every, elapsed, lookup)), cycle=tuple(cycle),
    )  # fmt: skip


def _objective(objective: Objective, elapsed: float, lookup: Lookup) -> ObjectiveFacts:
    """Return the weighted mean of the key results, known ones only."""
    pace = scoring.Pace(GOALS[objective.type], elapsed)
    made = [_key_result(one, pace, lookup) for one in objective.key_results]
    weighed = [(standing, one.weight, one.unit == "done") for one, standing in made]
    standing, coverage = scoring.standing_of_objective(weighed, pace)
    checkins = ((checkin.date, checkin.scores) for checkin in objective.checkins)
    trend = scoring.trend(checkins, [(one.id or "", one.weight) for one, _ in made])
    return ObjectiveFacts(
        id=objective.id, title=objective.title, type=objective.type, score=standing.score, coverage=coverage,
        paced=standing.paced, expected=standing.expected, status=standing.status, grade=objective.grade,
        key_results=tuple(one for one, _ in made), trend=tuple(trend),
    )  # fmt: skip


def _key_result(
    result: KeyResult, pace: scoring.Pace, lookup: Lookup
) -> tuple[KeyResultFacts, scoring.Standing]:
    target, current = result.target.value if result.target else None, _current(result, lookup)
    start, unit = result.start.value if result.start else 0.0, result.target.unit if result.target else "done"
    attained = float(bool(result.done)) if target is None else None
    if target is not None and current is not None:
        attained = scoring.attainment(start, current, target)
    standing = scoring.standing_of_result(attained, pace, yes_no=target is None)
    return KeyResultFacts(
        id=result.id, title=result.title, start=None if target is None else start, current=current, target=target,
        unit=unit, measure=result.measure, score=standing.score, attainment=attained, expected=standing.expected, status=standing.status,
        confidence=result.confidence, weight=result.weight,
    ), standing  # fmt: skip


def _current(result: KeyResult, lookup: Lookup) -> float | None:
    """Return the value given, else the latest of the metric."""
    if result.current is not None:
        return result.current.value
    taken = column(lookup, ColumnRef.make(result.metric)) if result.metric else None
    return next((value for value in reversed(taken.values) if value is not None), None) if taken else None


def _alignment(
    spec: Okr, every: Sequence[Entry], elapsed: float, lookup: Lookup
) -> Iterator[AlignedObjective]:
    """Yield the trees, from their roots, that hold an objective of this page."""
    entries = {entry.id: entry for entry in every}
    parents = {id_: str(one.model.parent) for id_, one in entries.items() if one.model.parent in entries}

    def tree(entry: Entry) -> AlignedObjective:
        children = tuple(tree(entries[id_]) for id_, parent in parents.items() if parent == entry.id)
        score = _objective(entry.model, elapsed, lookup).score
        return AlignedObjective(entry.id, entry.title, entry.spec_id, score, children)

    for root in dict.fromkeys(root_of(one.id, parents) for one in spec.objectives if one.id in entries):
        yield tree(entries[root])


def problems(spec: Okr, facts: OkrFacts, lookup: Lookup) -> Iterator[Finding]:
    """Yield what the rules of the method say about these objectives."""
    circular = [place for place, one in enumerate(spec.objectives) if one.id in facts.cycle]
    for place in circular[:1]:
        yield Finding(("objectives", place, "parent"), "cycle", {"cycle": " → ".join(facts.cycle)})
    if len(spec.objectives) > _MOST:
        yield Finding(("objectives",), "many_objectives", {"n": len(spec.objectives)})
    for place, objective in enumerate(spec.objectives):
        yield from (one.below(("objectives", place)) for one in _doubts(objective))
    for place, objective in enumerate(spec.objectives):
        if objective.grade is not None and facts.elapsed < 1:
            yield Finding(("objectives", place, "grade"), "graded_early", {"end": spec.cycle.last})
    quiet = (facts.day - (facts.last_checkin or spec.cycle.first)).days
    if spec.cycle.first <= facts.day <= spec.cycle.last and quiet > _QUIET_DAYS:
        yield Finding(("objectives",), "quiet", {"n": quiet})


def _doubts(objective: Objective) -> Iterator[Finding]:
    """Yield what the rules say about the key results of an objective."""
    count = len(objective.key_results)
    if not _FEWEST <= count <= _MOST:
        yield Finding(("key_results",), "result_count", {"n": count, "title": objective.title})
    for index, result in enumerate(objective.key_results):
        if result.target is None:
            yield Finding(("key_results", index), "no_number", {"title": result.title})
        if _TASK.match(result.title):
            yield Finding(("key_results", index, "title"), "output", {"title": result.title})
