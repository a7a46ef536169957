"""What a sample of numbers looks like: quantiles, the five numbers of a box plot, bins of a histogram."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pmdocs.stats.preconditions import refuse

_MOST_BINS = 60


@dataclass(frozen=True, slots=True)
class Box:
    """The five numbers of a box plot, and the values beyond its whiskers in ascending order."""

    low: float
    lower: float
    median: float
    upper: float
    high: float
    outliers: tuple[float, ...]
    n: int


@dataclass(frozen=True, slots=True)
class Bin:
    """Values from ``low`` on and below ``high``; in the last bin of a histogram ``high`` belongs to it."""

    low: float
    high: float
    count: int


def quantile(values: Sequence[float], share: float) -> float:
    """Return a quantile of type 7, as spreadsheets have it: between the values at (n − 1) × share.

    Hyndman and Fan, Sample Quantiles in Statistical Packages, The American Statistician 50 (1996), 361–365.
    Raises ValueError for no values or a share outside 0 to 1.
    """
    refuse("a quantile needs values", when=not values)
    refuse("a share lies between 0 and 1", when=not 0 <= share <= 1)
    ordered = sorted(values)
    at = (len(ordered) - 1) * share
    low, high = ordered[math.floor(at)], ordered[math.ceil(at)]
    return low + (high - low) * (at - math.floor(at))


def box(values: Sequence[float]) -> Box:
    """Return the numbers of a box plot; whiskers reach to the last value within 1.5 interquartile ranges.

    Tukey, Exploratory Data Analysis (1977), with quartiles of type 7. Raises ValueError for no values.
    """
    lower, median, upper = (quantile(values, share) for share in (0.25, 0.5, 0.75))
    reach = 1.5 * (upper - lower)
    inside = [value for value in values if lower - reach <= value <= upper + reach]
    outside = sorted(value for value in values if not lower - reach <= value <= upper + reach)
    return Box(min(inside), lower, median, upper, max(inside), tuple(outside), len(values))


def bins(values: Sequence[float], count: int | None = None) -> tuple[Bin, ...]:
    """Return bins of one width with round ends that hold all values, about ``count`` of them.

    Without a count the width is that of Freedman and Diaconis, 2 × interquartile range / n^(1/3), which
    needs no normal distribution (Zeitschrift für Wahrscheinlichkeitstheorie 57 (1981), 453–476); where the
    range between the quartiles is 0, Sturges' ⌈log2 n⌉ + 1 bins. Raises ValueError for no values.
    """
    refuse("a histogram needs values", when=not values)
    low, high = min(values), max(values)
    if low == high:
        return (Bin(low, high, len(values)),)
    width = _round_width((high - low) / count if count else _width(values))
    first = math.floor(low / width + 1e-9)
    edges = [(first + n) * width for n in range(math.ceil(high / width - 1e-9) - first + 1)]
    counts = [0] * (len(edges) - 1)
    for value in values:
        counts[min(bisect_right(edges, value + width * 1e-9) - 1, len(counts) - 1)] += 1
    return tuple(Bin(edges[n], edges[n + 1], one) for n, one in enumerate(counts))


def _width(values: Sequence[float]) -> float:
    length = max(values) - min(values)
    width = 2 * (quantile(values, 0.75) - quantile(values, 0.25)) / math.cbrt(len(values))
    if width <= 0:
        width = length / (math.ceil(math.log2(len(values))) + 1)
    return max(width, length / _MOST_BINS)


def _round_width(width: float) -> float:
    """Return the nearest of 1, 2, 2.5 and 5 times a power of ten."""
    power = math.pow(10, math.floor(math.log10(width)))
    steps: list[float] = [step * power for step in (1, 2, 2.5, 5, 10)]
    return min(steps, key=lambda step: abs(math.log(step / width)))
