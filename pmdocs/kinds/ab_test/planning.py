"""What was planned against what was seen: the people needed in each variant, and the power there is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pmdocs.kinds.ab_test.arms import Arm, common_sd
from pmdocs.kinds.ab_test.model import AbTest
from pmdocs.stats.comparison import above
from pmdocs.stats.experiments import power_at, power_means, sample_sizes, sample_sizes_means

FAR = 0.2
"""A baseline or deviation further than this from the planned one changes the sample that is needed."""


@dataclass(frozen=True)
class Departure:
    """A planned number and what was seen instead."""

    field: Literal["baseline", "sd"]
    planned: float
    observed: float


@dataclass(frozen=True)
class Samples:
    """The people needed: ``people`` for each variant, where the control has to serve every comparison.

    ``effective`` is for each variant but the control the size of two equal groups that say as much as it and the
    control have to.
    """

    people: Mapping[str, int]
    effective: Mapping[str, int]


@dataclass(frozen=True)
class Planning:
    """The plan of an experiment, seen from its numbers.

    ``planned`` are the people that follow from the plan, ``needed`` those that follow from what was seen where
    ``departure`` says that it is far from the plan, and the same otherwise; ``None`` where neither follows.
    ``effect`` is the smallest difference worth finding in absolute terms: a relative one is seen from the control as
    observed. It points in the better direction.
    """

    planned: Samples | None
    needed: Samples | None
    effect: float | None
    departure: Departure | None


def harmonic_mean(n1: int, n2: int) -> float:
    """Return the size of two equal groups whose difference is known as well as that of two unequal ones."""
    return 2 * n1 * n2 / (n1 + n2)


def planning(spec: AbTest, arms: Sequence[Arm]) -> Planning | None:
    """Return what an experiment's plan means for it; ``None`` without a plan."""
    plan = spec.planned
    if plan is None:
        return None
    control = next(arm for arm in arms if arm.control)
    sd = common_sd(arms)
    seen = spec.effect_from(control.value)
    before = plan.mean if spec.of_means else plan.baseline
    intended = spec.effect_from(before) if before is not None else None
    planned = _given(spec, plan.sample) if plan.sample else _samples(spec, plan.baseline, plan.sd, intended)
    departure = _departure(spec, control.value, sd)
    again = _samples(spec, control.value, sd, seen) if departure else None
    return Planning(planned, again or planned, seen, departure)


def power(spec: AbTest, control: Arm, arm: Arm, sd: float | None, effect: float | None) -> float | None:
    """Return the chance to find the planned effect with the people there are, given what was seen.

    The baseline is the control's rate, the deviation the one within the variants; ``None`` where the effect cannot
    happen from there.
    """
    people, alpha = (control.people, arm.people), spec.comparison_alpha
    if not effect:
        return None
    if spec.of_means:
        return power_means(*people, sd, effect, alpha) if sd and sum(people) > 2 else None  # noqa: PLR2004 -- its rule
    reached = control.value + effect
    return power_at(*people, control.value, reached, alpha) if 0 <= reached <= 1 else None


def _departure(spec: AbTest, rate: float, sd: float | None) -> Departure | None:
    plan = spec.planned
    if plan is None:
        return None
    expected, found = (plan.sd, sd) if spec.of_means else (plan.baseline, rate)
    if not expected or found is None or not above(abs(found / expected - 1), FAR):
        return None
    return Departure("sd" if spec.of_means else "baseline", expected, found)


def _given(spec: AbTest, sample: int) -> Samples:
    """Spread a sample that was computed elsewhere, for equal groups, over the intended split."""

    def sizes(ratio: float) -> tuple[int, int]:
        return round(sample * (1 + 1 / ratio) / 2), round(sample * (1 + ratio) / 2)

    return _over_arms(spec, sizes)


def _samples(spec: AbTest, baseline: float | None, sd: float | None, effect: float | None) -> Samples | None:
    plan = spec.planned
    if plan is None or not effect:
        return None
    alpha = spec.comparison_alpha
    if spec.of_means:
        if not sd:
            return None
        return _over_arms(spec, lambda ratio: sample_sizes_means(sd, effect, alpha, plan.power, ratio))
    if baseline is None or not 0 <= baseline + effect <= 1:
        return None
    return _over_arms(spec, lambda ratio: sample_sizes(baseline, baseline + effect, alpha, plan.power, ratio))


def _over_arms(spec: AbTest, sizes: Callable[[float], tuple[int, int]]) -> Samples:
    people, effective = dict.fromkeys(spec.variants, 0), {}
    for key, share in spec.shares.items():
        if key != spec.control:
            control, people[key] = sizes(share / spec.shares[spec.control])
            people[spec.control] = max(people[spec.control], control)
            effective[key] = int(harmonic_mean(control, people[key]))
    return Samples(people, effective)
