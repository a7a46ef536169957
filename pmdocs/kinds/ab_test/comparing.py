"""Each variant against the control: difference, test, power, and the verdict that follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pmdocs.kinds.ab_test.arms import Arm, common_sd
from pmdocs.kinds.ab_test.model import AbTest
from pmdocs.kinds.ab_test.planning import Planning, harmonic_mean, power
from pmdocs.stats.comparison import at_least
from pmdocs.stats.means import relative_difference, welch
from pmdocs.stats.multiplicity import holm
from pmdocs.stats.posterior import probability_better
from pmdocs.stats.proportions import fisher_exact_p, newcombe_difference, relative_lift, two_proportion_z

Verdict = Literal["invalid", "running", "not_enough", "better", "worse", "no_difference", "inconclusive"]
"""``inconclusive``: neither a difference nor its absence was shown, or nothing was planned to judge it by."""

_ORDER: tuple[Verdict, ...] = (
    "invalid", "running", "better", "not_enough", "inconclusive", "no_difference", "worse",
)  # fmt: skip


@dataclass(frozen=True)
class VariantComparison:
    """A variant against the control; differences are variant minus control, ``None`` where undefined.

    ``test`` names the test of ``p``; ``p_adjusted`` is Holm's over all variants. ``p_better`` is the chance that
    the variant is truly better. ``effective`` is the size of two equal groups that would say as much as these two:
    their harmonic mean. ``power`` is that of finding the planned effect with the people there are;
    ``reached`` says whether the needed sample is there, ``None`` without a plan. ``within`` says whether the whole
    interval is smaller than the planned effect in both directions.
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
    within: bool = False
    verdict: Verdict = "inconclusive"

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out zero, as it is before rounding."""
        return self.low is not None and self.high is not None and not self.low <= 0 <= self.high

    def lean(self, better: str) -> Literal["better", "worse", "open"]:
        """Return which way the interval points so far, where ``better`` is the higher or the lower."""
        if not self.clear:
            return "open"
        return "better" if (self.difference > 0) == (better == "higher") else "worse"

    @property
    def outcome(self) -> str:
        """The verdict as a label names it: a real difference may be less than the planned one."""
        return f"{self.verdict}_less" if self.within and self.verdict in {"better", "worse"} else self.verdict


def comparisons(
    spec: AbTest, arms: Sequence[Arm], plan: Planning | None, *, mismatch: bool, running: bool
) -> tuple[VariantComparison, ...]:
    """Compare each variant with the control, p adjusted over all of them."""
    control, sd = next(arm for arm in arms if arm.control), common_sd(arms)
    compare = _means if spec.of_means else _rates
    raw = []
    for arm in arms:
        if not arm.control:
            chance = power(spec, control, arm, sd, plan.effect if plan else None)
            effective = harmonic_mean(control.people, arm.people)
            one = replace(compare(spec, control, arm), power=chance, effective=int(effective))
            if plan and plan.needed:
                one = replace(one, reached=at_least(effective, plan.needed.effective[arm.key]))
            raw.append(replace(one, within=_within(spec, one, plan)))
    adjusted = holm([one.p for one in raw])
    made = [replace(one, p_adjusted=p) for one, p in zip(raw, adjusted, strict=True)]
    return tuple(replace(one, verdict=_judge(spec, one, mismatch=mismatch, running=running)) for one in made)


def _rates(spec: AbTest, control: Arm, arm: Arm) -> VariantComparison:
    counts = (control.conversions or 0, control.people, arm.conversions or 0, arm.people)
    level = 1 - spec.comparison_alpha
    gap, lift = newcombe_difference(*counts, level), relative_lift(*counts, level)
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
    level = 1 - spec.comparison_alpha
    test = welch(control.sample, arm.sample, level)
    low, high = (test.interval.low, test.interval.high) if test.interval else (None, None)
    one = VariantComparison(
        arm.key, test.difference, low, high, test="welch", statistic=test.t, df=test.df, p=test.p
    )
    lift = relative_difference(control.sample, arm.sample, level)
    return replace(one, lift=lift.value, lift_low=lift.low, lift_high=lift.high) if lift else one


def _within(spec: AbTest, one: VariantComparison, plan: Planning | None) -> bool:
    """Tell whether the whole interval is smaller than the planned effect; a relative one is held against the lift."""
    mde = spec.planned.mde if spec.planned else None
    if mde is None or plan is None:
        return False
    low, high = (one.lift_low, one.lift_high) if mde.relative else (one.low, one.high)
    return low is not None and high is not None and -abs(mde.value) < low and high < abs(mde.value)


def _judge(spec: AbTest, one: VariantComparison, *, mismatch: bool, running: bool) -> Verdict:
    """Return the verdict on one variant: it follows the interval that the page shows."""
    if mismatch:
        return "invalid"
    if running:
        return "running"
    if one.reached is False:
        return "not_enough"
    lean = one.lean(spec.better)
    if lean != "open":
        return lean
    return "no_difference" if one.within else "inconclusive"


def decisive(spec: AbTest, compared: Sequence[VariantComparison]) -> VariantComparison:
    """Return the comparison that the experiment's verdict is about.

    A better variant comes first, then one that is still open; among equals the one that does best.
    """
    sign = -1 if spec.better == "lower" else 1
    return min(compared, key=lambda one: (_ORDER.index(one.verdict), -sign * one.difference))
