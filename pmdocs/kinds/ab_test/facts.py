"""What is computed from an experiment."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from pmdocs.kinds.ab_test.arms import Arm, Day, arms, daily
from pmdocs.kinds.ab_test.guardrails import GuardrailFacts, guardrails
from pmdocs.kinds.ab_test.model import AbTest, Plan
from pmdocs.kinds.ab_test.verdict import Comparison, Rules, Verdict, decisive, enough, judge
from pmdocs.sdk import Lookup
from pmdocs.stats.experiments import (
    power_at,
    power_means,
    sample_ratio_p,
    sample_size_means,
    sample_size_per_arm,
)
from pmdocs.stats.means import Sample, welch
from pmdocs.stats.multiplicity import holm
from pmdocs.stats.posterior import probability_better
from pmdocs.stats.proportions import fisher_exact_p, newcombe_difference, relative_lift, two_proportion_z

MISMATCH = 0.001
"""Below this p-value the people do not follow the intended split (Fabijan et al. 2019)."""
FEW = 5
"""With fewer conversions or non-conversions in a variant the normal approximation is unreliable."""
_SURE_POWER = 0.8


@dataclass(frozen=True)
class AbTestFacts:
    """Everything computed. ``verdict`` is that of the variant ``decisive`` against the control.

    ``level`` is that of all intervals. ``planned_sample`` is in people for each variant. ``days`` is the length
    of the run, ``digits`` how many decimals the differences deserve, ``few`` the variants with few events.
    """

    measure: Literal["rate", "mean"]
    level: float
    alpha: float
    control: str
    arms: tuple[Arm, ...]
    comparisons: tuple[Comparison, ...]
    decisive: str
    verdict: Verdict
    sample_ratio_p: float
    mismatch: bool
    planned_sample: int | None
    planned_effect: float | None
    planned_power: float
    days: int | None
    few: tuple[str, ...]
    digits: int
    guardrails: tuple[GuardrailFacts, ...]
    daily: Mapping[str, tuple[Day, ...]]

    def arm(self, key: str) -> Arm:
        """Return a variant by its key."""
        return next(arm for arm in self.arms if arm.key == key)

    def comparison(self, key: str) -> Comparison:
        """Return a variant's comparison with the control."""
        return next(one for one in self.comparisons if one.key == key)

    @property
    def people(self) -> int:
        """People in all variants."""
        return sum(arm.people for arm in self.arms)

    @property
    def observed_shares(self) -> list[float]:
        """Share of all people in each variant."""
        return [arm.people / self.people for arm in self.arms]


def facts(spec: AbTest, _lookup: Lookup) -> AbTestFacts:
    """Compute an experiment's facts."""
    plan = spec.planned
    level = 1 - spec.alpha
    found = arms(spec, level)
    ratio_p = sample_ratio_p([arm.people for arm in found], [arm.share for arm in found])
    comparisons = _comparisons(spec, found, mismatch=ratio_p < MISMATCH)
    first = decisive(comparisons, lower_is_better=spec.better == "lower")
    return AbTestFacts(
        measure="mean" if spec.of_means else "rate",
        level=level,
        alpha=spec.alpha,
        control=spec.control,
        arms=found,
        comparisons=comparisons,
        decisive=first.key,
        verdict=first.verdict,
        sample_ratio_p=ratio_p,
        mismatch=ratio_p < MISMATCH,
        planned_sample=_planned_sample(plan),
        planned_effect=plan.effect if plan else None,
        planned_power=plan.power if plan else _SURE_POWER,
        days=spec.days,
        few=tuple(arm.key for arm in found if few_events(arm)),
        digits=_digits(found, comparisons),
        guardrails=guardrails(spec),
        daily=daily(spec, level),
    )


def few_events(arm: Arm) -> bool:
    """Tell whether a variant has too few conversions, or too few people without, for the z test."""
    return arm.conversions is not None and min(arm.conversions, arm.people - arm.conversions) < FEW


def _planned_sample(plan: Plan | None) -> int | None:
    if plan is None or plan.sample is not None or plan.effect is None:
        return plan.sample if plan else None
    if plan.baseline is not None:
        return sample_size_per_arm(plan.baseline, plan.baseline + plan.effect, plan.alpha, plan.power)
    return sample_size_means(plan.sd or 1.0, plan.effect, plan.alpha, plan.power)


def _comparisons(spec: AbTest, found: tuple[Arm, ...], *, mismatch: bool) -> tuple[Comparison, ...]:
    control = next(arm for arm in found if arm.control)
    compare = _compare_means if spec.of_means else _compare_rates
    raw = [_planned(spec, compare(spec, control, arm), control, arm) for arm in found if not arm.control]
    rules = Rules(spec.alpha, spec.better == "lower", mismatch, several=len(raw) > 1)
    adjusted = holm([one.p for one in raw])
    full = (replace(one, p_adjusted=p) for one, p in zip(raw, adjusted, strict=True))
    return tuple(replace(one, verdict=judge(rules, one)) for one in full)


def _compare_rates(spec: AbTest, control: Arm, arm: Arm) -> Comparison:
    counts = (control.conversions or 0, control.people, arm.conversions or 0, arm.people)
    gap, lift = newcombe_difference(*counts, 1 - spec.alpha), relative_lift(*counts, 1 - spec.alpha)
    test = two_proportion_z(*counts)
    exact = few_events(control) or few_events(arm)
    better = probability_better(*counts)
    return Comparison(
        key=arm.key, difference=arm.value - control.value, low=gap.low, high=gap.high,
        lift=lift.value if lift else None, lift_low=lift.low if lift else None, lift_high=lift.high if lift else None,
        test="fisher" if exact else "z", statistic=None if exact or test is None else test.z, df=None,
        p=fisher_exact_p(*counts) if exact else test.p if test else None, p_adjusted=None,
        p_better=1 - better if spec.better == "lower" else better,
        effective=_effective(control, arm), power=None, reached=None, verdict="inconclusive",
    )  # fmt: skip


def _compare_means(spec: AbTest, control: Arm, arm: Arm) -> Comparison:
    one, other = (Sample(group.people, group.value, group.sd) for group in (control, arm))
    test = welch(one, other, 1 - spec.alpha)
    interval = test.interval
    return Comparison(
        key=arm.key, difference=test.difference,
        low=interval.low if interval else None, high=interval.high if interval else None,
        lift=arm.value / control.value - 1 if control.value > 0 else None, lift_low=None, lift_high=None,
        test="welch", statistic=test.t, df=test.df, p=test.p, p_adjusted=None, p_better=None,
        effective=_effective(control, arm), power=None, reached=None, verdict="inconclusive",
    )  # fmt: skip


def _effective(control: Arm, arm: Arm) -> int:
    return 2 * control.people * arm.people // (control.people + arm.people)


def _planned(spec: AbTest, found: Comparison, control: Arm, arm: Arm) -> Comparison:
    """Add the power at the planned effect, and whether the planned sample is there."""
    plan, people = spec.planned, (control.people, arm.people)
    if plan is None:
        return found
    power = None
    if plan.effect is not None and plan.baseline is not None:
        power = power_at(*people, plan.baseline, plan.baseline + plan.effect, plan.alpha)
    elif plan.effect is not None and plan.sd is not None:
        power = power_means(*people, plan.sd, plan.effect, plan.alpha)
    by_power = None if plan.sample is not None else power
    return replace(
        found, power=power, reached=enough(found.effective, _planned_sample(plan), (by_power, plan.power))
    )


def _digits(found: tuple[Arm, ...], comparisons: tuple[Comparison, ...]) -> int:
    """Return the decimals that show two digits of the widest margin; at least one for percentages."""
    margins = [
        (one.high - one.low) / 2 for one in comparisons if one.low is not None and one.high is not None
    ]
    percent = found[0].conversions is not None
    margin = max(margins, default=0.0) * (100 if percent else 1)
    if margin <= 0:
        return 1
    return min(4, max(1 if percent else 0, 1 - math.floor(math.log10(margin))))
