"""Opportunity scores: which needs matter and are not met."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from pmdocs.stats.comparison import at_least
from pmdocs.stats.preconditions import refuse

Band = Literal["extreme", "high", "considerable", "served"]
BANDS: tuple[Band, ...] = get_args(Band)
FLOORS: Mapping[Band, float] = {"extreme": 15, "high": 12, "considerable": 10}
"""Score from which a need belongs to a band; a convention of Ulwick's firm, not a law."""
_TOP = (4, 5)
_SCALE = 10


def opportunity(importance: float, satisfaction: float) -> float:
    """Return importance + max(importance − satisfaction, 0), of two scores from 0 to 10 (Ulwick 2002).

    More satisfaction than importance takes nothing away; the score runs from 0 to 20.
    """
    refuse(
        "scores run from 0 to 10",
        when=not 0 <= min(importance, satisfaction) <= max(importance, satisfaction) <= _SCALE,
    )
    return importance + max(importance - satisfaction, 0.0)


def band(score: float) -> Band:
    """Return the band of an opportunity score; on an edge the higher one."""
    return next((name for name, floor in FLOORS.items() if at_least(score, floor)), "served")


def score_of_answers(counts: Mapping[int, int]) -> float:
    """Return 10 × the share of answers 4 and 5 on a scale from 1 to 5 (Ulwick 2005)."""
    total = sum(counts.values())
    refuse("there must be an answer", when=total <= 0)
    return _SCALE * sum(counts.get(answer, 0) for answer in _TOP) / total


def score_line(score: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the line of one score in the landscape, as two places (importance, satisfaction) on its edges."""
    return (score / 2, 0.0), (float(_SCALE), 2 * _SCALE - score)
