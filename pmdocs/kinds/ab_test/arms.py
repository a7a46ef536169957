"""The variants as numbers: totals and estimates, and how they grew day by day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate

from pmdocs.kinds.ab_test.model import AbTest, Counts
from pmdocs.stats.means import Sample, mean_interval, pooled
from pmdocs.stats.proportions import wilson

FEW = 5
"""With fewer conversions or non-conversions in a variant the normal approximation is unreliable."""


@dataclass(frozen=True)
class Tally:
    """Some people of one variant, and how many converted or the sample of a number."""

    people: int = 0
    conversions: int | None = None
    sample: Sample | None = None

    @classmethod
    def of(cls, counts: Counts) -> Tally:
        """Return the numbers that an author wrote for one variant or day."""
        people, mean = counts.people or 0, counts.mean
        if mean is None or not people:
            return cls(people, counts.conversions)
        return cls(people, sample=Sample(people, mean, (counts.sd or 0.0) if people > 1 else None))

    def __add__(self, other: Tally) -> Tally:
        if not self.people or not other.people:
            return other if other.people else self
        people = self.people + other.people
        if self.sample and other.sample:
            return Tally(people, sample=pooled(self.sample, other.sample))
        return Tally(people, (self.conversions or 0) + (other.conversions or 0))

    def estimate(self, level: float) -> tuple[float | None, float | None, float | None]:
        """Return the mean with Student's interval, or the rate with Wilson's; nothing without people."""
        if not self.people:
            return None, None, None
        if self.sample:
            value, interval = self.sample.mean, mean_interval(self.sample, level)
        else:
            converted = self.conversions or 0
            value, interval = converted / self.people, wilson(converted, self.people, level)
        return (value, interval.low, interval.high) if interval else (value, None, None)


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

    @property
    def sample(self) -> Sample:
        """The variant as a sample of a number; for means only."""
        return Sample(self.people, self.value, self.sd)

    @property
    def few(self) -> bool:
        """Whether there are too few conversions, or too few people without, for the z test."""
        return self.conversions is not None and min(self.conversions, self.people - self.conversions) < FEW


@dataclass(frozen=True)
class Day:
    """One variant up to and including a day; ``None`` before its first person."""

    day: dt.date
    people: int
    value: float | None
    low: float | None
    high: float | None


def arms(spec: AbTest) -> tuple[Arm, ...]:
    """Return the variants with their estimates, in the order written; totals are given, or the sum of the days."""
    totals = {
        key: Tally.of(one) if one.people is not None else sum((d for _, d in _days(spec, key)), Tally())
        for key, one in spec.variants.items()
    }
    everybody = sum(one.people for one in totals.values())
    made = []
    for key, one in totals.items():
        value, low, high = one.estimate(1 - spec.alpha)
        sd, share = (one.sample.sd or 0.0) if one.sample else None, spec.shares[key]
        made.append(Arm(
            key, key == spec.control, one.people, one.conversions, value or 0.0, low, high, sd, share, everybody * share,
        ))  # fmt: skip
    return tuple(made)


def daily(spec: AbTest) -> dict[str, tuple[Day, ...]]:
    """Return for each variant its cumulative value on every day that any variant has a row for."""
    days = sorted({row.date for row in spec.daily})
    courses = {}
    for key in spec.variants if days else ():
        added = dict(_days(spec, key))
        sums = accumulate(added.get(day, Tally()) for day in days)
        courses[key] = tuple(
            Day(day, one.people, *one.estimate(1 - spec.alpha)) for day, one in zip(days, sums, strict=True)
        )
    return courses


def _days(spec: AbTest, key: str) -> list[tuple[dt.date, Tally]]:
    return sorted((row.date, Tally.of(row)) for row in spec.daily if row.variant == key)


def common_sd(arms: Iterable[Arm]) -> float | None:
    """Return the standard deviation within the variants, pooled over all of them; ``None`` for rates."""
    samples = [arm.sample for arm in arms if arm.sd is not None]
    if not samples:
        return None
    centred = (Sample(one.n, 0.0, one.sd) for one in samples)
    whole = reduce(pooled, centred)
    freedom = whole.n - len(samples)
    return (whole.sd or 0.0) * ((whole.n - 1) / freedom) ** 0.5 if freedom > 0 else None
