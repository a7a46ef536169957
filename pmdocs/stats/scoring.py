"""Scores of key results and objectives; the objective's score is a weighted mean (see weighting)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pmdocs.stats.comparison import at_least, below
from pmdocs.stats.preconditions import refuse
from pmdocs.stats.weighting import weighted_mean

Band = Literal["green", "yellow", "red"]
Level = Literal["low", "medium", "high"]

GREEN_FROM = 0.7
"""Score from which a result counts as delivered."""
YELLOW_FROM = 0.4
"""Score from which progress was made."""
LAG = 0.15
"""How far a score may trail the expected one before it is called behind."""


def attainment(start: float, current: float, target: float) -> float:
    """Return (current - start) / (target - start): 0 at the start, 1 at the target, not limited.

    Works for targets below the start. Raises ValueError if target = start.
    """
    refuse("target and start are equal: there is nothing to attain", when=target == start)
    return (current - start) / (target - start)


def band(score: float) -> Band:
    """Return the colour band of a score: green from 0.7, yellow from 0.4, else red (Doerr 2018)."""
    if at_least(score, GREEN_FROM):
        return "green"
    return "yellow" if at_least(score, YELLOW_FROM) else "red"


_HIGH, _MEDIUM = 0.9, 0.65
"""Half-way between the confidence levels of RICE: 100 %, 80 % and 50 %."""


def level(confidence: float) -> Level:
    """Return the nearest of the confidence levels of RICE for a rate of 0..1 (McBride, Intercom 2018)."""
    if at_least(confidence, _HIGH):
        return "high"
    return "medium" if at_least(confidence, _MEDIUM) else "low"


@dataclass(frozen=True, slots=True)
class Grade:
    """What an attainment means: the score is limited to 0..1; nothing is known while it is ``None``."""

    score: float | None
    band: Band | None
    behind: bool
    delivered: bool


def grade(attained: float | None, expected: float, aim: float) -> Grade:
    """Return the score of an attainment, whether it is behind what is ``expected`` by now, and reaches the ``aim``.

    Doerr, Measure What Matters, 2018; Google re:Work.
    """
    if attained is None:
        return Grade(None, None, behind=False, delivered=False)
    score = min(1.0, max(0.0, attained))
    return Grade(score, band(score), is_behind(score, expected), at_least(score, aim))


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
