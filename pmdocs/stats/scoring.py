"""Scores of key results and objectives; the objective's score is a weighted mean (see weighting)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pmdocs.stats.comparison import at_least, below
from pmdocs.stats.preconditions import refuse
from pmdocs.stats.weighting import weighted_mean

Status = Literal["unknown", "not-started", "open", "on-pace", "behind", "delivered", "short", "missed"]
"""How a result or an objective stands; what colour, badge and sentence say follows from it alone."""
Level = Literal["low", "medium", "high"]

GREEN_FROM = 0.7
"""Score from which an aspirational result counts as delivered (Doerr 2018)."""
YELLOW_FROM = 0.4
"""Score from which progress was made that fell short (Doerr 2018)."""
LAG = 0.15
"""How far a score may trail the expected one before it is called behind."""


def attainment(start: float, current: float, target: float) -> float:
    """Return (current - start) / (target - start): 0 at the start, 1 at the target, not limited.

    Works for targets below the start. Raises ValueError if target = start.
    """
    refuse("target and start are equal: there is nothing to attain", when=target == start)
    return (current - start) / (target - start)


_HIGH, _MEDIUM = 0.9, 0.65
"""Half-way between the confidence levels of RICE: 100%, 80% and 50%."""


def level(confidence: float) -> Level:
    """Return the nearest of the confidence levels of RICE for a rate of 0..1 (McBride, Intercom 2018)."""
    if at_least(confidence, _HIGH):
        return "high"
    return "medium" if at_least(confidence, _MEDIUM) else "low"


@dataclass(frozen=True, slots=True)
class Pace:
    """Where scores of a cycle should be: ``goal`` is the score that delivers, ``elapsed`` the part that is over.

    ``elapsed`` is 0 before the first day and 1 from the end of the last day on.
    """

    goal: float
    elapsed: float

    @property
    def expected(self) -> float | None:
        """The score that is expected by now: goal times elapsed; ``None`` before the cycle."""
        return self.goal * self.elapsed if self.elapsed > 0 else None


@dataclass(frozen=True, slots=True)
class Standing:
    """How something stands: ``score`` is limited to 0..1, ``None`` while unknown; ``expected`` is its pace.

    ``paced`` is the score that is held against the pace: that of what is measured, without yes/no results.
    """

    score: float | None
    paced: float | None
    expected: float | None
    status: Status


def limited(attained: float | None) -> float | None:
    """Return an attainment as a score from 0 to 1."""
    return None if attained is None else min(1.0, max(0.0, attained))


def standing_of_result(attained: float | None, pace: Pace, *, yes_no: bool = False) -> Standing:
    """Return how a result stands; a yes/no result has no pace and is open until the end of the cycle."""
    score = limited(attained)
    paced = None if yes_no else score
    return Standing(
        score, paced, None if yes_no else pace.expected, _status(score, (score, score), paced, pace)
    )


def standing_of_objective(
    results: Sequence[tuple[Standing, float, bool]], pace: Pace
) -> tuple[Standing, float]:
    """Return how an objective stands by its results, and the part of the weight that is known.

    Each result comes with its weight, and whether it is a yes/no result. The score is the weighted mean of those
    known; delivered or missed is said only where the unknown ones cannot change it. The pace is that of the
    measured results.
    """
    mean = weighted_mean([one.score for one, _, _ in results], [weight for _, weight, _ in results])
    measured = [(one.score, weight) for one, weight, yes_no in results if not yes_no]
    paced = weighted_mean([score for score, _ in measured], [weight for _, weight in measured]).value
    least = None if mean.value is None else mean.value * mean.coverage
    most = None if least is None else least + 1 - mean.coverage
    expected = pace.expected if measured else None
    return Standing(
        mean.value, paced, expected, _status(mean.value, (least, most), paced, pace)
    ), mean.coverage


def _status(
    score: float | None, bounds: tuple[float | None, float | None], paced: float | None, pace: Pace
) -> Status:
    """Return the status of a score that unknown parts may move between ``bounds``.

    Within the cycle something is behind if what is measured trails the pace by more than ``LAG``. After it there
    is no tolerance: below the goal a committed result (goal 1.0) is missed, an aspirational one fell short from
    0.4 on. Doerr, Measure What Matters, 2018; Google re:Work.
    """
    least, most = bounds
    if pace.expected is None:
        return "not-started"
    if score is None or least is None or most is None:
        return "unknown"
    if at_least(least, pace.goal):
        return "delivered"
    if pace.elapsed < 1:
        return "open" if paced is None else "behind" if is_behind(paced, pace.expected) else "on-pace"
    if at_least(most, pace.goal):
        return "unknown"
    return "short" if below(pace.goal, 1) and at_least(score, YELLOW_FROM) else "missed"


@dataclass(frozen=True, slots=True)
class ScorePoint:
    """A score on a day."""

    date: dt.date
    score: float | None


def trend(
    checkins: Iterable[tuple[dt.date, Mapping[str, float]]], weights: Sequence[tuple[str, float]]
) -> Iterator[ScorePoint]:
    """Yield the weighted mean of the scores known on the day of each check-in, in the order of time.

    ``weights`` are those of each id that may be scored; what a check-in does not name keeps its last score.
    """
    known: dict[str, float] = {}
    for day, scores in sorted(checkins, key=lambda checkin: checkin[0]):
        known.update(scores)
        mean = weighted_mean([known.get(id_) for id_, _ in weights], [weight for _, weight in weights])
        yield ScorePoint(day, mean.value)


def expected_progress(start: dt.date, end: dt.date, today: dt.date) -> float:
    """Return the part of a cycle that is over at the end of ``today``: elapsed days / days of the cycle.

    ``start`` and ``end`` are the first and last day; 0 before the cycle, 1 on its last day and after.
    Raises ValueError if the end lies before the start.
    """
    refuse(f"{end} lies before {start}", when=end < start)
    elapsed = (today - start).days + 1
    return min(1.0, max(0.0, elapsed / ((end - start).days + 1)))


def is_behind(score: float, expected: float, lag: float = LAG) -> bool:
    """Tell whether a score trails the expected one by more than ``lag``."""
    return below(score, expected - lag)
