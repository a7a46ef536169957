"""What the numbers say: each variant against the control, and the experiment as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pmdocs.stats.comparison import at_least

Verdict = Literal["invalid", "better", "worse", "no_difference", "not_enough", "inconclusive"]
"""``inconclusive``: no clear difference, and nothing was planned to judge its absence by."""

Test = Literal["z", "fisher", "welch"]


@dataclass(frozen=True)
class Comparison:
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
    lift: float | None
    lift_low: float | None
    lift_high: float | None
    test: Test
    statistic: float | None
    df: float | None
    p: float | None
    p_adjusted: float | None
    p_better: float | None
    effective: int
    power: float | None
    reached: bool | None
    verdict: Verdict


@dataclass(frozen=True)
class Rules:
    """What turns numbers into a verdict."""

    alpha: float
    lower_is_better: bool
    invalid: bool
    several: bool


def judge(rules: Rules, found: Comparison) -> Verdict:
    """Return the verdict on one variant.

    An interval that leaves out zero decides; where the p-value is exact or adjusted for several variants
    it has to agree, since the interval is neither.
    """
    if rules.invalid:
        return "invalid"
    if found.reached is False:
        return "not_enough"
    if _clear(rules, found):
        return "better" if (found.difference > 0) != rules.lower_is_better else "worse"
    return "inconclusive" if found.reached is None else "no_difference"


def _clear(rules: Rules, found: Comparison) -> bool:
    if found.low is None or found.high is None or found.low <= 0 <= found.high:
        return False
    if rules.several or found.test == "fisher":
        return found.p_adjusted is not None and found.p_adjusted < rules.alpha
    return True


def enough(effective: int, planned: int | None, power: tuple[float | None, float]) -> bool | None:
    """Tell whether the planned sample is there: by the power achieved and wanted where an effect was planned."""
    achieved, wanted = power
    if achieved is not None:
        return at_least(achieved, wanted)
    return None if planned is None else effective >= planned


_ORDER: tuple[Verdict, ...] = ("invalid", "better", "not_enough", "inconclusive", "no_difference", "worse")


def decisive(comparisons: Sequence[Comparison], *, lower_is_better: bool) -> Comparison:
    """Return the comparison that the experiment's verdict is about.

    A better variant comes first, then one that is still open; among equals the one that does best.
    """
    sign = -1 if lower_is_better else 1
    return min(comparisons, key=lambda one: (_ORDER.index(one.verdict), -sign * one.difference))
