"""Means of samples: summary, t-interval, and the difference of two by Welch's test."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pmdocs.stats.distributions import t_quantile, t_two_sided_p
from pmdocs.stats.intervals import Interval, critical_z
from pmdocs.stats.preconditions import refuse, refuse_probability
from pmdocs.stats.proportions import Estimate

_CLOSE_TO_ZERO = 0.05
"""Beyond this g the delta method is too rough: Cochran, Sampling Techniques, 6.5; Finney 1978."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample by its size, mean and standard deviation (divisor n - 1; None for a single value).

    Raises ValueError if n < 1, a number is not finite, or the deviation is negative or missing with n > 1.
    """

    n: int
    mean: float
    sd: float | None

    def __post_init__(self) -> None:
        """Refuse what no sample can be."""
        refuse(f"n must be at least 1, got {self.n}", when=self.n < 1)
        refuse("a standard deviation is needed from two values on", when=self.sd is None and self.n > 1)
        spread = 0.0 if self.sd is None else self.sd
        refuse(f"the standard deviation is negative: {spread}", when=spread < 0)
        refuse("mean and standard deviation must be finite", when=not math.isfinite(self.mean + spread))

    @property
    def squared_error(self) -> float:
        """The squared standard error of the mean, sd^2 / n; 0 for a single value."""
        return (self.sd or 0.0) ** 2 / self.n


@dataclass(frozen=True, slots=True)
class WelchTest:
    """The difference of two means, second - first; the rest is None where it is undefined."""

    difference: float
    interval: Interval | None
    t: float | None
    df: float | None
    p: float | None


def sample_of(values: Iterable[float]) -> Sample:
    """Return the summary of a list of numbers. Raises ValueError if there are none."""
    return sample_of_counts([(value, 1) for value in values])


def sample_of_counts(counts: Mapping[float, int] | Iterable[tuple[float, int]]) -> Sample:
    """Return the summary of answers given as answer and count: 12 people said 4, 9 said 5.

    Raises ValueError if a count is negative or all are zero.
    """
    pairs = list(counts.items() if isinstance(counts, Mapping) else counts)
    refuse("a count is negative", when=any(count < 0 for _, count in pairs))
    n = sum(count for _, count in pairs)
    refuse("there are no values", when=n == 0)
    mean = math.fsum(value * count for value, count in pairs) / n
    if n == 1:
        return Sample(n, mean, None)
    squares = math.fsum(count * (value - mean) ** 2 for value, count in pairs)
    return Sample(n, mean, math.sqrt(squares / (n - 1)))


def pooled(first: Sample, second: Sample) -> Sample:
    """Return the sample that the values of two make together.

    Its squares about the common mean are those within each, and n1 n2 / n times the squared difference between the
    two means: Chan, Golub & LeVeque 1979.
    """
    n, gap = first.n + second.n, second.mean - first.mean
    share = second.n / n
    within = sum((one.n - 1) * (one.sd or 0.0) ** 2 for one in (first, second))
    squares = within + gap * gap * first.n * share
    return Sample(n, first.mean + gap * share, math.sqrt(squares / (n - 1)))


def mean_interval(sample: Sample, level: float = 0.95) -> Interval | None:
    """Return the t-interval of a mean, in the unit of the values; None for a single value.

    A sample without spread gives an interval of width zero.
    Raises ValueError unless 0 < level < 1. NIST/SEMATECH e-Handbook 1.3.5.2.
    """
    refuse_probability("level", level)
    if sample.n == 1:
        return None
    margin = t_quantile((1 + level) / 2, sample.n - 1) * math.sqrt(sample.squared_error)
    return Interval(sample.mean - margin, sample.mean + margin)


def relative_difference(first: Sample, second: Sample, level: float = 0.95) -> Estimate | None:
    """Return second / first - 1 of two means with its interval: 0.1 is a tenth more than the first.

    By the delta method, se = sqrt(s2^2 / n2 + r^2 s1^2 / n1) / |m1| with r = m2 / m1; by Fieller's theorem where the
    first mean is close to 0, g = z^2 s1^2 / (n1 m1^2) above 0.05. The ends are None where the interval has none:
    g of 1 or more, the first mean cannot be told from 0. None if the first mean is 0, or negative, from which
    nothing is a part.
    Raises ValueError unless 0 < level < 1.
    Fieller, JRSS B 16 (1954) 175; Deng, Knoblich & Lu, KDD 2018; Kohavi, Tang & Xu 2020, ch. 18.
    """
    z = critical_z(level)
    if first.mean <= 0:
        return None
    ratio = second.mean / first.mean
    g = z * z * first.squared_error / first.mean**2
    if min(first.n, second.n) == 1 or g >= 1:
        return Estimate(ratio - 1, None, None)
    g = g if g > _CLOSE_TO_ZERO else 0.0
    spread = second.squared_error * (1 - g) + ratio**2 * first.squared_error
    middle, margin = ratio / (1 - g), z * math.sqrt(spread) / (first.mean * (1 - g))
    return Estimate(ratio - 1, middle - margin - 1, middle + margin - 1)


def welch(first: Sample, second: Sample, level: float = 0.95) -> WelchTest:
    """Compare two means without assuming equal spread: difference second - first, interval, two-sided p.

    Degrees of freedom after Satterthwaite. Only the difference is defined where a sample has one value or
    neither has any spread.
    Raises ValueError unless 0 < level < 1. Welch 1947; NIST/SEMATECH e-Handbook 1.3.5.3.
    """
    refuse_probability("level", level)
    difference = second.mean - first.mean
    variance = first.squared_error + second.squared_error
    if min(first.n, second.n) == 1 or variance == 0:
        return WelchTest(difference, None, None, None, None)
    # Written with shares of the variance, so that neither tiny nor huge spreads lose their squares.
    shares = [(sample.squared_error / variance) ** 2 / (sample.n - 1) for sample in (first, second)]
    df = 1 / sum(shares)
    t = difference / math.sqrt(variance)
    margin = t_quantile((1 + level) / 2, df) * math.sqrt(variance)
    return WelchTest(
        difference, Interval(difference - margin, difference + margin), t, df, t_two_sided_p(t, df)
    )
