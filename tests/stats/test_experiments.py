"""Sample-ratio mismatch, sample size and power against published numbers."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import assume, given, settings, strategies as st

from pmdocs.stats.experiments import (
    power_at,
    power_means,
    sample_ratio_p,
    sample_sizes,
    sample_sizes_means,
)
from pmdocs.stats.proportions import two_proportion_z

HALVES = (0.5, 0.5)
rates = st.floats(0, 1)


@pytest.mark.parametrize(
    ("visitors", "shares", "p", "digits"),
    [
        # Kohavi, Tang & Xu, Trustworthy Online Controlled Experiments (2020), ch. 21: p = 1.8E-6.
        ((821_588, 815_482), HALVES, 1.8e-6, 5e-8),
        # Wikipedia, "Sample ratio mismatch": 600 and 400 of 1,000, p = 2.54e-10.
        ((600, 400), HALVES, 2.54e-10, 5e-13),
        # srm.osc.garden: 44,000 and 45,000, p = 0.0008.
        ((44_000, 45_000), HALVES, 0.0008, 5e-5),
        # Mendel's peas, 9:3:3:1 (chi-square 0.470 with 3 degrees of freedom): p = 0.925.
        ((315, 101, 108, 32), (9 / 16, 3 / 16, 3 / 16, 1 / 16), 0.925, 5e-4),
    ],
)
def test_sample_ratio_gives_published_examples(
    visitors: tuple[int, ...], shares: tuple[float, ...], p: float, digits: float
) -> None:
    assert sample_ratio_p(visitors, shares) == pytest.approx(p, abs=digits)


@given(st.lists(st.integers(0, 10**7), min_size=2, max_size=6).filter(any))
@settings(max_examples=40)
def test_sample_ratio_ignores_the_order_of_arms(visitors: list[int]) -> None:
    shares = [1 / len(visitors)] * len(visitors)
    p = sample_ratio_p(visitors, shares)
    assert 0 <= p <= 1
    assert sample_ratio_p(visitors[::-1], shares) == pytest.approx(p)
    if len(set(visitors)) == 1:
        assert p == pytest.approx(1)


@pytest.mark.parametrize(
    ("visitors", "shares", "message"),
    [
        ([5], [1.0], "two arms"),
        ([5, 5], [0.5, 0.3, 0.2], "one share"),
        ([5, -1], HALVES, "negative"),
        ([0, 0], HALVES, "no visitors"),
        ([5, 5], [1.0, 0.0], "not positive"),
        ([5, 5], [0.5, 0.4], "add up"),
    ],
)
def test_impossible_splits_are_refused(visitors: list[int], shares: list[float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        sample_ratio_p(visitors, shares)


def test_rates_give_the_examples_of_r() -> None:
    # help(power.prop.test): n = 50, .50, .75 => power = 0.740; power .90 => n = 76.7.
    assert power_at(50, 50, 0.50, 0.75) == pytest.approx(0.740, abs=5e-4)
    assert sample_sizes(0.50, 0.75, power=0.90) == (77, 77)
    # The same page: from 0.9 to 1, at least n = 74 for a power of 0.8 (strict, which differs in no digit here).
    assert sample_sizes(0.9, 1, power=0.8) == (74, 74)


def test_rates_give_the_catalogues_example() -> None:
    # 20 % to 22.5 % at 5 % and 80 %, worked by hand with z = 1.959964 and 0.841621:
    # (1.959964 sqrt(2 * 0.2125 * 0.7875) + 0.841621 sqrt(0.16 + 0.174375))^2 / 0.025^2.
    by_hand = (1.959964 * math.sqrt(0.3346875) + 0.841621 * math.sqrt(0.334375)) ** 2 / 0.000625
    assert sample_sizes(0.2, 0.225) == (math.ceil(by_hand), math.ceil(by_hand)) == (4202, 4202)


def _exact_power(n1: int, n2: int, p1: float, p2: float) -> float:
    """Return the power of the pooled z test by adding up every outcome of two binomials."""
    outcomes = [
        [math.comb(n, x) * p**x * (1 - p) ** (n - x) for x in range(n + 1)] for n, p in ((n1, p1), (n2, p2))
    ]
    return math.fsum(
        one * two
        for x1, one in enumerate(outcomes[0])
        for x2, two in enumerate(outcomes[1])
        if (test := two_proportion_z(x1, n1, x2, n2)) and test.p < 0.05 and test.z > 0
    )


@pytest.mark.parametrize("ratio", [0.25, 0.5, 1.0, 3.0])
def test_unequal_arms_reach_the_power_exactly(ratio: float) -> None:
    # Fleiss, Tytun & Ury 1980 give the formula; here the power that it promises is counted out.
    n1, n2 = sample_sizes(0.3, 0.45, ratio=ratio)
    assert n2 == pytest.approx(n1 * ratio, abs=1)
    assert power_at(n1, n2, 0.3, 0.45) == pytest.approx(0.8, abs=5e-3)
    assert _exact_power(n1, n2, 0.3, 0.45) == pytest.approx(0.8, abs=0.02)


def test_an_uneven_split_needs_more_people_by_hand() -> None:
    # 90:10 from 20 % to 22.5 %: r = 1/9, so 1 + 1/r = 10 and the pooled rate is (0.2 + 0.225 / 9) / (1 + 1 / 9) = 0.2025.
    by_hand = (1.959964 * math.sqrt(10 * 0.2025 * 0.7975) + 0.841621 * math.sqrt(0.16 + 9 * 0.174375)) ** 2
    assert sample_sizes(0.2, 0.225, ratio=1 / 9) == (
        math.ceil(by_hand / 0.000625), math.ceil(by_hand / 0.000625 / 9),
    )  # fmt: skip
    assert sample_sizes(0.2, 0.225, ratio=1 / 9) == (20_708, 2_301)


def test_uneven_means_need_more_people() -> None:
    # (1 + 1/r) (1.959964 + 0.841621)^2 sd^2 / difference^2, which takes the deviation for known.
    n1, n2 = sample_sizes_means(sd=9, difference=0.5, ratio=0.25)
    assert n1 == pytest.approx(5 * (1.959964 + 0.841621) ** 2 * 81 / 0.25, abs=6)
    assert n2 == pytest.approx(n1 / 4, abs=1)
    assert power_means(n1, n2, 9, 0.5) >= 0.8 - 1e-9 > power_means(n1 - 8, n2 - 2, 9, 0.5)


@given(rates, rates, st.floats(0.001, 0.2), st.floats(0.05, 0.99))
@settings(max_examples=40)
def test_sample_size_is_the_smallest_that_reaches_the_power(
    p1: float, p2: float, alpha: float, power: float
) -> None:
    assume(abs(p2 - p1) > 1e-3)
    n, same = sample_sizes(p1, p2, alpha, power)
    assert (n, same) == (same, n) == sample_sizes(p2, p1, alpha, power)
    assert power_at(n, n, p1, p2, alpha) >= power - 1e-6
    if n > 1:
        assert power_at(n - 1, n - 1, p1, p2, alpha) < power


def test_certain_rates_need_no_chance() -> None:
    n, _ = sample_sizes(0, 1)
    assert n == 2
    assert power_at(n, n, 0, 1) == 1
    assert power_at(1, 1, 0, 1) == 0


def test_a_power_below_what_nobody_gives_takes_one_person() -> None:
    assert sample_sizes(0.1, 0.2, alpha=0.5, power=0.01) == (1, 1)


def test_means_give_the_examples_of_r() -> None:
    # help(power.t.test): n = 20, delta = 1, sd = 1 => power = 0.8689528; power = .90 => n = 22.02110.
    assert power_means(20, 20, sd=1, difference=1) == pytest.approx(0.8689528, abs=5e-8)
    assert sample_sizes_means(sd=1, difference=1, power=0.90) == (23, 23)


def test_means_of_large_samples_follow_the_normal_formula() -> None:
    # 2 (1.959964 + 0.841621)^2 sd^2 / difference^2, the origin of the rule of thumb 16 sd^2 / difference^2.
    n, _ = sample_sizes_means(sd=30, difference=0.5)
    assert n == pytest.approx(2 * (1.959964 + 0.841621) ** 2 * 3600, abs=3)


@given(st.floats(0.1, 100), st.floats(0.05, 3), st.floats(0.01, 0.1), st.floats(0.5, 0.95))
@settings(max_examples=40)
def test_mean_sample_size_is_the_smallest(sd: float, effect: float, alpha: float, power: float) -> None:
    n, _ = sample_sizes_means(sd, -effect * sd, alpha, power)
    assert power_means(n, n, sd, effect * sd, alpha) >= power - 1e-6
    if n > 2:
        assert power_means(n - 1, n - 1, sd, effect * sd, alpha) < power


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ((sample_sizes, 0.2, 0.2), "equal"),
        ((sample_sizes, -0.1, 0.2), "rate"),
        ((sample_sizes, 0.1, 1.2), "rate"),
        ((sample_sizes, 0.1, 0.2, 0.0), "alpha"),
        ((sample_sizes, 0.1, 0.2, 0.05, 1.0), "power"),
        ((sample_sizes, 0.1, 0.2, 0.05, 0.8, 0.0), "ratio"),
        ((sample_sizes_means, 1.0, 1.0, 0.05, 0.8, -1.0), "ratio"),
        ((power_at, 0, 5, 0.1, 0.2), "empty"),
        ((power_at, 5, 5, 0.1, 0.1), "equal"),
        ((sample_sizes_means, 0.0, 1.0), "deviation"),
        ((sample_sizes_means, math.nan, 1.0), "deviation"),
        ((sample_sizes_means, 1.0, 0.0), "difference"),
        ((sample_sizes_means, 1.0, 1.0, 0.05, 0.0), "power"),
        ((power_means, 5, 0, 1.0, 1.0), "empty"),
        ((power_means, 1, 1, 1.0, 1.0), "three people"),
        ((power_means, 5, 5, 1.0, 1.0, 1.0), "alpha"),
    ],
)
def test_impossible_plans_are_refused(call: tuple[Any, ...], message: str) -> None:
    function, *numbers = call
    with pytest.raises(ValueError, match=message):
        function(*numbers)
