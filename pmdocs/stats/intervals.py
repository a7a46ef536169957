"""An interval and the normal quantile that most intervals are built with."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

from pmdocs.stats.preconditions import refuse_probability

_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Interval:
    """A confidence interval, in the unit of what it estimates; both ends belong to it."""

    low: float
    high: float

    def contains(self, value: float) -> bool:
        """Tell whether ``value`` lies within the interval."""
        return self.low <= value <= self.high


def normal_quantile(probability: float) -> float:
    """Return the z below which a standard normal value lies with this probability.

    Raises ValueError unless 0 < probability < 1.
    """
    refuse_probability("probability", probability)
    return _NORMAL.inv_cdf(probability)


def critical_z(level: float) -> float:
    """Return the z of a two-sided interval of this confidence level: 1.96 for 0.95.

    Raises ValueError unless 0 < level < 1.
    """
    refuse_probability("level", level)
    return normal_quantile((1 + level) / 2)


def normal_probability(z: float) -> float:
    """Return the probability that a standard normal value lies below ``z``."""
    return _NORMAL.cdf(z)
