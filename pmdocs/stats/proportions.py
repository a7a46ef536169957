"""Shares of a count, one or two at a time: intervals, differences, tests.

A count is ``x`` successes out of ``n``. Where two are compared, 1 is the control and 2 the variant, and every
difference is p2 - p1: positive means that the variant has the larger share.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import accumulate

from pmdocs.stats.intervals import Interval, critical_z
from pmdocs.stats.preconditions import refuse_counts

# Tables whose probabilities agree to this relative difference count as equally likely, as in R.
_TIE = 1 + 1e-7


@dataclass(frozen=True, slots=True)
class ZTest:
    """A z statistic and its two-sided p-value."""

    z: float
    p: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its interval; the ends are None where no interval is defined."""

    value: float
    low: float | None
    high: float | None


def wilson(successes: int, n: int, level: float = 0.95) -> Interval:
    """Return the Wilson score interval of a share, between 0 and 1.

    No successes give a lower end of exactly 0, n successes an upper end of exactly 1.
    Raises ValueError if n < 1, successes is outside 0..n or level outside (0, 1).
    Wilson 1927; Newcombe, Statistics in Medicine 17 (1998) 857, method 3.
    """
    refuse_counts(successes, n)
    z = critical_z(level)
    spread = math.sqrt(z * z + 4 * successes * (n - successes) / n)
    high = 1.0 if successes == n else (2 * successes + z * z + z * spread) / (2 * (n + z * z))
    # The two ends are roots of one quadratic; their product gives the small one without cancellation.
    return Interval(low=successes**2 / (n * (n + z * z)) / high, high=high)


def newcombe_difference(x1: int, n1: int, x2: int, n2: int, level: float = 0.95) -> Interval:
    """Return the hybrid score interval of the difference of two shares p2 - p1, between -1 and 1.

    Raises ValueError as :func:`wilson` does.
    Newcombe, Statistics in Medicine 17 (1998) 873, method 10.
    """
    one, two = wilson(x1, n1, level), wilson(x2, n2, level)
    p1, p2 = x1 / n1, x2 / n2
    return Interval(
        low=p2 - p1 - math.hypot(p2 - two.low, one.high - p1),
        high=p2 - p1 + math.hypot(two.high - p2, p1 - one.low),
    )


def two_proportion_z(x1: int, n1: int, x2: int, n2: int) -> ZTest | None:
    """Return the pooled two-sided z test of p1 = p2, or None where nobody or everybody succeeded in both.

    Raises ValueError if an n < 1 or an x is outside 0..n.
    Fleiss et al., Statistical Methods for Rates and Proportions, 3.1; no continuity correction.
    """
    refuse_counts(x1, n1)
    refuse_counts(x2, n2)
    if x1 + x2 in {0, n1 + n2}:
        return None
    pooled = (x1 + x2) / (n1 + n2)
    z = (x2 / n2 - x1 / n1) / math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    return ZTest(z=z, p=math.erfc(abs(z) / math.sqrt(2)))


def fisher_exact_p(x1: int, n1: int, x2: int, n2: int) -> float:
    """Return the two-sided p-value of Fisher's exact test of p1 = p2.

    Adds up all tables of the same margins that are no likelier than the one observed. Meant for few successes
    or few failures: time and memory grow with the smallest margin.
    Raises ValueError if an n < 1 or an x is outside 0..n. Agresti, Categorical Data Analysis, 3.5.
    """
    refuse_counts(x1, n1)
    refuse_counts(x2, n2)
    total = x1 + x2
    first, last = max(0, total - n2), min(n1, total)
    steps = (
        math.log((n1 - k) * (total - k)) - math.log((k + 1) * (n2 - total + k + 1))
        for k in range(first, last)
    )
    logs = list(accumulate(steps, initial=0.0))
    peak = max(logs)
    weights = [math.exp(log - peak) for log in logs]
    observed = weights[x1 - first] * _TIE
    return min(1.0, math.fsum(w for w in weights if w <= observed) / math.fsum(weights))


def relative_lift(
    x_control: int, n_control: int, x_variant: int, n_variant: int, level: float = 0.95
) -> Estimate | None:
    """Return the relative difference p_variant / p_control - 1 with its log risk-ratio interval.

    0.1 is a tenth more than the control. None if the control has no successes: there is nothing to compare
    with. The interval is None if the variant has none (the logarithm of zero) or if everybody succeeded in
    both (the standard error is then zero, which is not knowledge).
    Raises ValueError if an n < 1, an x is outside 0..n or level outside (0, 1).
    Katz et al., Biometrics 34 (1978) 469, method C; Fleiss et al., 6.4.
    """
    refuse_counts(x_control, n_control)
    refuse_counts(x_variant, n_variant)
    z = critical_z(level)
    if x_control == 0:
        return None
    p_control, p_variant = x_control / n_control, x_variant / n_variant
    ratio = p_variant / p_control
    if x_variant == 0 or (x_control, x_variant) == (n_control, n_variant):
        return Estimate(ratio - 1, None, None)
    margin = z * math.sqrt((1 - p_control) / x_control + (1 - p_variant) / x_variant)
    return Estimate(ratio - 1, ratio * math.exp(-margin) - 1, ratio * math.exp(margin) - 1)
