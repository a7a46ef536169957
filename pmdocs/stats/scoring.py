"""Scores of key results and objectives; the objective's score is a weighted mean (see weighting)."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pmdocs.stats.comparison import at_least, below
from pmdocs.stats.preconditions import refuse

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


def key_result_score(start: float, current: float, target: float) -> float:
    """Return the attainment limited to 0..1.

    Raises ValueError if target = start. Doerr, Measure What Matters, 2018; Google re:Work.
    """
    return min(1.0, max(0.0, attainment(start, current, target)))


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
