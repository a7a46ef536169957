"""What is computed from an experiment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pmdocs.kinds.ab_test.arms import Arm, Day, arms, daily
from pmdocs.kinds.ab_test.comparing import VariantComparison, Verdict, comparisons, decisive
from pmdocs.kinds.ab_test.digits import PER_CENT, Scale, difference_digits_of, digits_of, scale_of
from pmdocs.kinds.ab_test.guardrails import GuardrailFacts, guarded
from pmdocs.kinds.ab_test.model import AbTest
from pmdocs.kinds.ab_test.planning import Planning, planning
from pmdocs.sdk import Lookup
from pmdocs.stats.experiments import sample_ratio_p

MISMATCH = 0.001
"""Below this p-value the people do not follow the intended split (Fabijan et al. 2019)."""


@dataclass(frozen=True)
class AbTestFacts:
    """Everything computed. ``verdict`` is that of the variant ``decisive`` against the control.

    ``level`` is that of the intervals of differences, ``arm_level`` that of one variant's rate or mean. ``seen`` is
    the day up to which the numbers go where the experiment was still ``running`` then. ``days`` is the length of
    the run, ``few`` are the variants with few events. Rates are shown as parts of ``scale``, with ``digits`` decimals,
    their differences with ``difference_digits``.
    """

    measure: Literal["rate", "mean"]
    level: float
    arm_level: float
    alpha: float
    control: str
    arms: tuple[Arm, ...]
    comparisons: tuple[VariantComparison, ...]
    decisive: str
    verdict: Verdict
    running: bool
    seen: dt.date | None
    sample_ratio_p: float
    mismatch: bool
    plan: Planning | None
    days: int | None
    few: tuple[str, ...]
    scale: Scale
    digits: int
    difference_digits: int
    guardrails: tuple[GuardrailFacts, ...]
    daily: Mapping[str, tuple[Day, ...]]

    def arm(self, key: str) -> Arm:
        """Return a variant by its key."""
        return next(arm for arm in self.arms if arm.key == key)

    def comparison(self, key: str) -> VariantComparison:
        """Return a variant's comparison with the control."""
        return next(one for one in self.comparisons if one.key == key)

    @property
    def in_percent(self) -> bool:
        """Whether numbers are shown in per cent, and differences in percentage points."""
        return self.scale == PER_CENT

    @property
    def people(self) -> int:
        """People in all variants."""
        return sum(arm.people for arm in self.arms)

    @property
    def observed_shares(self) -> list[float]:
        """Share of all people in each variant."""
        return [arm.people / self.people for arm in self.arms]


def facts(spec: AbTest, lookup: Lookup) -> AbTestFacts:
    """Compute an experiment's facts."""
    found = arms(spec)
    ratio_p = sample_ratio_p([arm.people for arm in found], [arm.share for arm in found])
    plan, seen, mismatch = planning(spec, found), seen_until(spec, lookup), ratio_p < MISMATCH
    compared = comparisons(spec, found, plan, mismatch=mismatch, running=seen is not None)
    first, scale = decisive(spec, compared), scale_of(found, of_means=spec.of_means)
    return AbTestFacts(
        measure="mean" if spec.of_means else "rate", level=1 - spec.comparison_alpha, arm_level=1 - spec.alpha,
        alpha=spec.alpha, control=spec.control, arms=found, comparisons=compared, decisive=first.key,
        verdict=first.verdict, running=seen is not None, seen=seen, sample_ratio_p=ratio_p, mismatch=mismatch,
        plan=plan, days=spec.days, few=tuple(arm.key for arm in found if arm.few), scale=scale,
        digits=digits_of(found, compared, scale), difference_digits=difference_digits_of(compared, scale),
        guardrails=tuple(one for guardrail in spec.guardrails for one in guarded(spec, guardrail)),
        daily=daily(spec),
    )  # fmt: skip


def seen_until(spec: AbTest, lookup: Lookup) -> dt.date | None:
    """Return the day up to which the numbers go where it is before the end, else ``None``.

    That is the site's day, or the day that the numbers describe. They describe a whole run too where they
    go up to the day before it was switched off.
    """
    if spec.end is None:
        return None
    today, last = lookup.today, spec.as_of.last if spec.as_of else dt.date.max
    if spec.end <= today and spec.end - last <= dt.timedelta(days=1):
        return None
    return min(today, last)
