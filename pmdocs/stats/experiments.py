"""Planning and checking experiments: sample-ratio mismatch, sample size, power.

Power is the chance that a two-sided test at level alpha finds the planned difference; as in R's power.prop.test
and power.t.test, a significant result in the wrong direction does not count.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from pmdocs.stats.comparison import TOLERANCE, same
from pmdocs.stats.distributions import chi_square_above, noncentral_t_above, t_quantile
from pmdocs.stats.intervals import normal_probability, normal_quantile
from pmdocs.stats.preconditions import refuse, refuse_probability


def sample_ratio_p(visitors: Sequence[int], expected_shares: Sequence[float]) -> float:
    """Return the p-value of a sample-ratio mismatch: do the visitors follow the intended split?

    ``visitors`` counts people per arm, ``expected_shares`` are the shares intended, which add up to 1.
    Chi-square goodness of fit with arms - 1 degrees of freedom; below 0.001 the experiment is suspect.
    Raises ValueError if there are fewer than two arms, the lists differ in length, a count is negative,
    nobody came, a share is not positive or the shares do not add up to 1.
    Fabijan et al., KDD 2019; Kohavi, Tang & Xu 2020, ch. 21.
    """
    refuse("two arms or more are needed", when=len(visitors) in {0, 1})
    refuse("there must be one share for each arm", when=len(visitors) != len(expected_shares))
    refuse("a count is negative", when=min(visitors) < 0)
    refuse("a share is not positive", when=min(expected_shares) <= 0)
    refuse("the shares do not add up to 1", when=not same(math.fsum(expected_shares), 1))
    total = sum(visitors)
    refuse("there are no visitors", when=total == 0)
    pairs = zip(visitors, expected_shares, strict=True)
    statistic = math.fsum((count - total * share) ** 2 / (total * share) for count, share in pairs)
    return chi_square_above(statistic, len(visitors) - 1)


def sample_sizes(
    p1: float, p2: float, alpha: float = 0.05, power: float = 0.8, ratio: float = 1.0
) -> tuple[int, int]:
    """Return the people needed in each of two arms to tell rate p1 from rate p2, rounded up, at least 1.

    ``ratio`` is r = n2 / n1, the second arm's share of people over the first's.
    n1 = (z(1-alpha/2) sqrt((1 + 1/r) p q) + z(power) sqrt(p1 q1 + p2 q2 / r))^2 / (p2 - p1)^2, where
    p = (p1 + r p2) / (1 + r), and n2 = r n1.
    Raises ValueError if a rate is outside 0..1, p1 = p2, the ratio is not positive, or alpha or power is outside
    (0, 1). Fleiss et al., Statistical Methods for Rates and Proportions, 4.1 and 4.4; R: power.prop.test.
    """
    refuse_probability("power", power)
    under_null, under_difference = _rate_spreads(p1, p2, alpha, ratio)
    root = under_null + normal_quantile(power) * under_difference
    first = (max(0.0, root) / (p2 - p1)) ** 2
    return _round_up(first), _round_up(first * ratio)


def power_at(n1: int, n2: int, p1: float, p2: float, alpha: float = 0.05) -> float:
    """Return the power to tell rate p1 from rate p2 with n1 and n2 people.

    The formula of :func:`sample_sizes` solved for power. Raises ValueError as there, or if an arm is empty.
    """
    refuse("an arm is empty", when=min(n1, n2) < 1)
    under_null, under_difference = _rate_spreads(p1, p2, alpha, n2 / n1)
    gain = math.sqrt(n1) * abs(p2 - p1) - under_null
    if under_difference == 0:  # p1 and p2 are 0 and 1: chance has no part in it
        return float(gain >= 0)
    return normal_probability(gain / under_difference)


def sample_sizes_means(
    sd: float, difference: float, alpha: float = 0.05, power: float = 0.8, ratio: float = 1.0
) -> tuple[int, int]:
    """Return the people needed in each of two arms to find a difference of means, rounded up, at least 2.

    ``sd`` and ``difference`` share one unit; the sign of the difference does not matter; ``ratio`` is n2 / n1.
    The smallest n1 that with n2 = ratio n1 reaches ``power`` by :func:`power_means`: one or two more than
    (1 + 1/r) (z(1-alpha/2) + z(power))^2 sd^2 / difference^2, which takes the deviation for known.
    Raises ValueError if sd <= 0, the difference is 0, the ratio is not positive, or alpha or power is outside (0, 1).
    """
    refuse_probability("power", power)
    _refuse_mean_plan(sd, difference, alpha)
    _refuse_ratio(ratio)
    z = normal_quantile(1 - alpha / 2) + normal_quantile(power)
    n = max(2, _round_up((1 + 1 / ratio) * (max(0.0, z) * sd / difference) ** 2))
    while power_means(n, max(2, _round_up(n * ratio)), sd, difference, alpha) < power - TOLERANCE:
        n += 1
    return n, max(2, _round_up(n * ratio))


def power_means(n1: int, n2: int, sd: float, difference: float, alpha: float = 0.05) -> float:
    """Return the power to find a difference of two means with n1 and n2 people and a common deviation.

    Noncentral t with n1 + n2 - 2 degrees of freedom; R: power.t.test.
    Raises ValueError if an arm is empty, there are fewer than three people, or as sample_sizes_means does.
    """
    df = n1 + n2 - 2
    refuse("an arm is empty", when=min(n1, n2) < 1)
    refuse("three people or more are needed", when=df < 1)
    _refuse_mean_plan(sd, difference, alpha)
    noncentrality = abs(difference) / (sd * math.sqrt(1 / n1 + 1 / n2))
    return noncentral_t_above(t_quantile(1 - alpha / 2, df), df, noncentrality)


def _rate_spreads(p1: float, p2: float, alpha: float, ratio: float) -> tuple[float, float]:
    refuse_probability("alpha", alpha)
    _refuse_ratio(ratio)
    refuse("a rate lies outside 0..1", when=not (0 <= p1 <= 1 and 0 <= p2 <= 1))
    refuse("the two rates are equal: no sample can tell them apart", when=p1 == p2)
    mean = (p1 + ratio * p2) / (1 + ratio)
    under_null = normal_quantile(1 - alpha / 2) * math.sqrt((1 + 1 / ratio) * mean * (1 - mean))
    return under_null, math.sqrt(p1 * (1 - p1) + p2 * (1 - p2) / ratio)


def _refuse_ratio(ratio: float) -> None:
    refuse(f"the ratio of two arms must be positive, got {ratio}", when=not ratio > 0)


def _refuse_mean_plan(sd: float, difference: float, alpha: float) -> None:
    refuse_probability("alpha", alpha)
    refuse(f"the standard deviation must be positive, got {sd}", when=not sd > 0)
    refuse("a difference of 0 cannot be found", when=difference == 0)


def _round_up(n: float) -> int:
    # 400.0000000000001 people are 400.
    return max(1, math.ceil(n * (1 - 1e-12)))
