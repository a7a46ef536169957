"""Comparisons with a threshold or band edge, forgiving the dust of binary fractions.

A score that is 0.7 on paper may be 0.6999999999999999 in binary; it still reaches an edge of 0.7.
The tolerance is absolute: it suits rates, scores and index points, which are of the order of 1 to 10,000.
"""

from __future__ import annotations

TOLERANCE = 1e-9
"""Two numbers closer than this are the same number."""


def same(a: float, b: float) -> bool:
    """Tell whether two numbers are equal up to the tolerance."""
    # The first test keeps two equal infinities equal: their difference is not a number.
    return a == b or abs(a - b) <= TOLERANCE


def at_least(value: float, edge: float) -> bool:
    """Tell whether ``value`` reaches ``edge``."""
    return value >= edge - TOLERANCE


def at_most(value: float, edge: float) -> bool:
    """Tell whether ``value`` does not go beyond ``edge``."""
    return value <= edge + TOLERANCE


def above(value: float, edge: float) -> bool:
    """Tell whether ``value`` is really larger than ``edge``; the opposite of :func:`at_most`."""
    return not at_most(value, edge)


def below(value: float, edge: float) -> bool:
    """Tell whether ``value`` is really smaller than ``edge``; the opposite of :func:`at_least`."""
    return not at_least(value, edge)
