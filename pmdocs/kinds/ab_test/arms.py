"""The variants as numbers: totals and estimates, how they grew day by day, each against the control, the verdict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal

from pmdocs.kinds.ab_test.model import AbTest, Counts
from pmdocs.stats.comparison import at_least
from pmdocs.stats.experiments import power_at, power_means
from pmdocs.stats.means import Sample, mean_interval, pooled, welch
from pmdocs.stats.multiplicity import holm
from pmdocs.stats.posterior import probability_better
from pmdocs.stats.proportions import (
    fisher_exact_p,
    newcombe_difference,
    relative_lift,
    two_proportion_z,
    wilson,
)

Verdict = Literal["invalid", "better", "worse", "no_difference", "not_enough", "inconclusive"]
"""``inconclusive``: no clear difference, and nothing was planned to judge its absence by."""

_ORDER: tuple[Verdict, ...] = ("invalid", "better", "not_enough", "inconclusive", "no_difference", "worse")
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


@dataclass(frozen=True)
class VariantComparison:
    """A variant against the control; differences are variant minus control, ``None`` where undefined.

    ``test`` names the test of ``p``; ``p_adjusted`` is Holm's over all variants. ``p_better`` is the chance that
    the variant is truly better. ``effective`` is the size of two equal groups that would say as much as these two:
    their harmonic mean. ``power`` is that of finding the planned effect with the people there are;
    ``reached`` says whether the planned sample is there, ``None`` without a plan.
    """

    key: str
    difference: float
    low: float | None
    high: float | None
    lift: float | None = None
    lift_low: float | None = None
    lift_high: float | None = None
    test: Literal["z", "fisher", "welch"] = "z"
    statistic: float | None = None
    df: float | None = None
    p: float | None = None
    p_adjusted: float | None = None
    p_better: float | None = None
    effective: int = 0
    power: float | None = None
    reached: bool | None = None
    verdict: Verdict = "inconclusive"


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


def comparisons(spec: AbTest, arms: Sequence[Arm], *, mismatch: bool) -> tuple[VariantComparison, ...]:
    """Compare each variant with the control, p adjusted over all of them."""
    control = next(arm for arm in arms if arm.control)
    compare = _means if spec.of_means else _rates
    raw = [_planned(spec, compare(spec, control, arm), control, arm) for arm in arms if not arm.control]
    adjusted = holm([one.p for one in raw])
    made = [replace(one, p_adjusted=p) for one, p in zip(raw, adjusted, strict=True)]
    return tuple(replace(one, verdict=_judge(spec, one, made, mismatch=mismatch)) for one in made)


def _rates(spec: AbTest, control: Arm, arm: Arm) -> VariantComparison:
    counts = (control.conversions or 0, control.people, arm.conversions or 0, arm.people)
    gap, lift = newcombe_difference(*counts, 1 - spec.alpha), relative_lift(*counts, 1 - spec.alpha)
    better, test = probability_better(*counts), two_proportion_z(*counts)
    one = VariantComparison(
        arm.key, arm.value - control.value, gap.low, gap.high, p_better=1 - better if spec.better == "lower" else better
    )  # fmt: skip
    if lift:
        one = replace(one, lift=lift.value, lift_low=lift.low, lift_high=lift.high)
    if control.few or arm.few:
        return replace(one, test="fisher", p=fisher_exact_p(*counts))
    return replace(one, statistic=test.z, p=test.p) if test else one


def _means(spec: AbTest, control: Arm, arm: Arm) -> VariantComparison:
    one, other = (Sample(group.people, group.value, group.sd) for group in (control, arm))
    test = welch(one, other, 1 - spec.alpha)
    low, high = (test.interval.low, test.interval.high) if test.interval else (None, None)
    return VariantComparison(
        arm.key, test.difference, low, high, lift=arm.value / control.value - 1 if control.value > 0 else None,
        test="welch", statistic=test.t, df=test.df, p=test.p,
    )  # fmt: skip


def _planned(spec: AbTest, one: VariantComparison, control: Arm, arm: Arm) -> VariantComparison:
    """Add the power at the planned effect, and whether the planned sample is there."""
    plan, people = spec.planned, (control.people, arm.people)
    one = replace(one, effective=2 * control.people * arm.people // sum(people))
    if plan is None:
        return one
    power = None
    if plan.effect is not None and plan.baseline is not None:
        power = power_at(*people, plan.baseline, plan.baseline + plan.effect, plan.alpha)
    elif plan.effect is not None and plan.sd is not None:
        power = power_means(*people, plan.sd, plan.effect, plan.alpha)
    enough = one.effective >= plan.sample if plan.sample else at_least(power or 0.0, plan.power)
    return replace(one, power=power, reached=enough)


def _judge(
    spec: AbTest, one: VariantComparison, every: Sequence[VariantComparison], *, mismatch: bool
) -> Verdict:
    """Return the verdict on one variant.

    An interval that leaves out zero decides; where the p-value is exact or adjusted for several variants
    it has to agree, since the interval is neither.
    """
    clear = one.low is not None and one.high is not None and not one.low <= 0 <= one.high
    if len(every) > 1 or one.test == "fisher":
        clear = clear and one.p_adjusted is not None and one.p_adjusted < spec.alpha
    if mismatch:
        return "invalid"
    if one.reached is False:
        return "not_enough"
    if clear:
        return "better" if (one.difference > 0) == (spec.better == "higher") else "worse"
    return "inconclusive" if one.reached is None else "no_difference"


def decisive(spec: AbTest, compared: Sequence[VariantComparison]) -> VariantComparison:
    """Return the comparison that the experiment's verdict is about.

    A better variant comes first, then one that is still open; among equals the one that does best.
    """
    sign = -1 if spec.better == "lower" else 1
    return min(compared, key=lambda one: (_ORDER.index(one.verdict), -sign * one.difference))
