"""The variants as numbers: totals, estimates with intervals, and how they grew day by day."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from pmdocs.kinds.ab_test.model import AbTest, Counts
from pmdocs.stats.means import Sample, mean_interval
from pmdocs.stats.proportions import wilson


@dataclass(frozen=True)
class Tally:
    """People, and the successes among them or the mean and deviation of a number."""

    people: int
    conversions: int | None = None
    mean: float = 0.0
    sd: float = 0.0

    @property
    def value(self) -> float | None:
        """The rate or the mean; ``None`` without people."""
        if not self.people:
            return None
        return self.mean if self.conversions is None else self.conversions / self.people

    @property
    def sample(self) -> Sample:
        """The tally of a number as a sample."""
        return Sample(self.people, self.mean, self.sd if self.people > 1 else None)

    def interval(self, level: float) -> tuple[float | None, float | None]:
        """Return the interval of the value: Wilson's for a rate, Student's for a mean."""
        if not self.people:
            return None, None
        if self.conversions is not None:
            found = wilson(self.conversions, self.people, level)
            return found.low, found.high
        of_mean = mean_interval(self.sample, level)
        return (of_mean.low, of_mean.high) if of_mean else (None, None)

    def __add__(self, other: Tally) -> Tally:
        people = self.people + other.people
        if self.conversions is not None and other.conversions is not None:
            return Tally(people, self.conversions + other.conversions)
        if not self.people or not other.people:
            return other if other.people else self
        # Squares about the common mean: within each part, and between the two (Chan et al. 1979).
        share, gap = other.people / people, other.mean - self.mean
        squares = self._squares + other._squares + gap * gap * self.people * share
        return Tally(people, mean=self.mean + gap * share, sd=math.sqrt(squares / (people - 1)))

    @property
    def _squares(self) -> float:
        return (self.people - 1) * self.sd**2


@dataclass(frozen=True)
class Arm:
    """One variant. ``value`` is its rate or mean, ``share`` the part of all people intended for it."""

    key: str
    control: bool
    people: int
    conversions: int | None
    value: float
    low: float | None
    high: float | None
    sd: float | None
    share: float
    expected: float


@dataclass(frozen=True)
class Day:
    """One variant up to and including a day; ``None`` before its first person."""

    day: dt.date
    people: int
    value: float | None
    low: float | None
    high: float | None


def tally(counts: Counts) -> Tally:
    """Return the numbers that an author wrote for one variant or day."""
    people = counts.people or 0
    if counts.mean is None:
        return Tally(people, counts.conversions or 0)
    return Tally(people, mean=counts.mean, sd=counts.sd or 0.0)


def totals(spec: AbTest) -> dict[str, Tally]:
    """Return the totals by variant: given, or the sum of the days."""
    return {
        key: tally(variant) if variant.people is not None else _sum(spec, _of(spec, key))
        for key, variant in spec.variants.items()
    }


def _of(spec: AbTest, key: str) -> list[tuple[dt.date, Tally]]:
    rows = sorted((row for row in spec.daily if row.variant == key), key=lambda row: row.date)
    return [(row.date, tally(row)) for row in rows]


def _nobody(spec: AbTest) -> Tally:
    return Tally(0) if spec.of_means else Tally(0, 0)


def _sum(spec: AbTest, rows: Iterable[tuple[dt.date, Tally]]) -> Tally:
    return sum((one for _, one in rows), _nobody(spec))


def arms(spec: AbTest, level: float) -> tuple[Arm, ...]:
    """Return the variants with their estimates, in the order written."""
    found, shares = totals(spec), spec.shares
    everybody = sum(one.people for one in found.values())
    made = []
    for key, one in found.items():
        low, high = one.interval(level)
        sd = one.sd if spec.of_means else None
        made.append(Arm(
            key, key == spec.control, one.people, one.conversions, one.value or 0.0, low, high, sd,
            shares[key], everybody * shares[key],
        ))  # fmt: skip
    return tuple(made)


def daily(spec: AbTest, level: float) -> dict[str, tuple[Day, ...]]:
    """Return for each variant its cumulative value on every day that any variant has a row for."""
    days = sorted({row.date for row in spec.daily})
    return {key: tuple(_cumulated(spec, key, days, level)) for key in spec.variants} if days else {}


def _cumulated(spec: AbTest, key: str, days: Sequence[dt.date], level: float) -> Iterable[Day]:
    added = dict(_of(spec, key))
    nobody = _nobody(spec)
    for day, one in zip(days, accumulate(added.get(day, nobody) for day in days), strict=True):
        yield Day(day, one.people, one.value, *one.interval(level))
