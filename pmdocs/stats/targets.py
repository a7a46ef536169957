"""How far a number is on the way to its target, and what that makes of it."""

from __future__ import annotations

from typing import Literal

from pmdocs.stats.comparison import at_least, at_most

Good = Literal["up", "down", "range"]
"""Which way is better: higher, lower, or within two bounds."""
TargetStatus = Literal["on-track", "at-risk", "off-track", "no-target", "unknown"]

AT_RISK_FROM = 0.9
"""Attainment from which a number short of its target is at risk rather than off track; a convention."""


def attained(value: float, target: float, good: Good, baseline: float | None = None) -> float | None:
    """Return the part of the way to a target that is done: 1 is there, not limited.

    With a baseline (value − baseline) / (target − baseline), whichever way is better. Without one value / target
    where higher is better and target / value where lower is, both only above 0: there is no such part of a target
    that is 0 or below, or of a value that is.
    """
    if baseline is not None:
        return None if target == baseline else (value - baseline) / (target - baseline)
    if value <= 0 or target <= 0:
        return None
    return target / value if good == "down" else value / target


def reaches(value: float, target: float, good: Good) -> bool:
    """Tell whether a value is at its target or beyond it, up to the tolerance of all comparisons."""
    return at_most(value, target) if good == "down" else at_least(value, target)


def target_status(
    value: float, target: float, good: Good, attainment: float | None, warn: float = AT_RISK_FROM
) -> TargetStatus:
    """Return on track at the target, at risk from ``warn`` of the way on, else off track."""
    if reaches(value, target, good):
        return "on-track"
    return "at-risk" if attainment is not None and at_least(attainment, warn) else "off-track"


def value_at(attainment: float, target: float, good: Good, baseline: float | None = None) -> float | None:
    """Return the value at which so much of the way is done: the inverse of :func:`attained`."""
    if baseline is not None:
        return baseline + attainment * (target - baseline)
    if target <= 0 or attainment <= 0:
        return None
    return target / attainment if good == "down" else target * attainment
