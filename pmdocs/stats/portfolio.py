"""Products by relative market share and market growth: the growth-share matrix of the Boston Consulting Group."""

from __future__ import annotations

from typing import Literal, get_args

from pmdocs.stats.comparison import at_least, at_most
from pmdocs.stats.preconditions import refuse

Quadrant = Literal["star", "question-mark", "cash-cow", "dog"]
QUADRANTS: tuple[Quadrant, ...] = get_args(Quadrant)
"""In reading order of the matrix: top left, top right, bottom left, bottom right."""


def classify(share: float, growth: float, share_cut: float = 1.0, growth_cut: float = 0.10) -> Quadrant:
    """Return the quadrant of a relative share and a growth of the market in a year; both cuts count as high.

    Henderson, The Product Portfolio, 1970; Hedley, Strategy and the Business Portfolio, 1977.
    """
    if at_least(share, share_cut):
        return "star" if at_least(growth, growth_cut) else "cash-cow"
    return "question-mark" if at_least(growth, growth_cut) else "dog"


def is_borderline(value: float, cut: float, within: float = 0.05) -> bool:
    """Tell whether a value is so close to a cut, relative to the cut, that it could be on the other side."""
    return at_most(abs(value - cut), within * abs(cut))


def compound_growth(first: float, last: float, years: int) -> float:
    """Return the growth in a year that makes ``last`` of ``first``: (last / first) ^ (1 / years) − 1.

    Raises ValueError if ``first`` is not above 0, ``last`` below 0 or there is no year between them.
    """
    refuse("the first size must be above 0, the last 0 or more", when=first <= 0 or last < 0)
    refuse("there must be a year between them", when=years < 1)
    return float((last / first) ** (1 / years) - 1)
