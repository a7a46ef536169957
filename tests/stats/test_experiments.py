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
    sample_size_means,
    sample_size_per_arm,
)

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
    assert sample_size_per_arm(0.50, 0.75, power=0.90) == 77
    # The same page: from 0.9 to 1, at least n = 74 for a power of 0.8 (strict, which differs in no digit here).
    assert sample_size_per_arm(0.9, 1, power=0.8) == 74


def test_rates_give_the_catalogues_example() -> None:
    # 20 % to 22.5 % at 5 % and 80 %, worked by hand with z = 1.959964 and 0.841621:
    # (1.959964 sqrt(2 * 0.2125 * 0.7875) + 0.841621 sqrt(0.16 + 0.174375))^2 / 0.025^2.
    by_hand = (1.959964 * math.sqrt(0.3346875) + 0.841621 * math.sqrt(0.334375)) ** 2 / 0.000625
    assert sample_size_per_arm(0.2, 0.225) == math.ceil(by_hand) == 4202


def test_unequal_arms_count_as_their_harmonic_mean() -> None:
    assert power_at(100, 300, 0.1, 0.2) == pytest.approx(power_at(150, 150, 0.1, 0.2))
    assert power_at(1, 10**9, 0.1, 0.2) == pytest.approx(power_at(2, 2, 0.1, 0.2), abs=1e-6)


@given(rates, rates, st.floats(0.001, 0.2), st.floats(0.05, 0.99))
@settings(max_examples=40)
def test_sample_size_is_the_smallest_that_reaches_the_power(
    p1: float, p2: float, alpha: float, power: float
) -> None:
    assume(abs(p2 - p1) > 1e-3)
    n = sample_size_per_arm(p1, p2, alpha, power)
    assert n == sample_size_per_arm(p2, p1, alpha, power)
    assert power_at(n, n, p1, p2, alpha) >= power - 1e-6
    if n > 1:
        assert power_at(n - 1, n - 1, p1, p2, alpha) < power


def test_certain_rates_need_no_chance() -> None:
    n = sample_size_per_arm(0, 1)
    assert n == 2
    assert power_at(n, n, 0, 1) == 1
    assert power_at(1, 1, 0, 1) == 0


def test_a_power_below_what_nobody_gives_takes_one_person() -> None:
    assert sample_size_per_arm(0.1, 0.2, alpha=0.5, power=0.01) == 1


def test_means_give_the_examples_of_r() -> None:
    # help(power.t.test): n = 20, delta = 1, sd = 1 => power = 0.8689528; power = .90 => n = 22.02110.
    assert power_means(20, 20, sd=1, difference=1) == pytest.approx(0.8689528, abs=5e-8)
    assert sample_size_means(sd=1, difference=1, power=0.90) == 23


def test_means_of_large_samples_follow_the_normal_formula() -> None:
    # 2 (1.959964 + 0.841621)^2 sd^2 / difference^2, the origin of the rule of thumb 16 sd^2 / difference^2.
    n = sample_size_means(sd=30, difference=0.5)
    assert n == pytest.approx(2 * (1.959964 + 0.841621) ** 2 * 3600, abs=3)


@given(st.floats(0.1, 100), st.floats(0.05, 3), st.floats(0.01, 0.1), st.floats(0.5, 0.95))
@settings(max_examples=40)
def test_mean_sample_size_is_the_smallest(sd: float, effect: float, alpha: float, power: float) -> None:
    n = sample_size_means(sd, -effect * sd, alpha, power)
    assert power_means(n, n, sd, effect * sd, alpha) >= power - 1e-6
    if n > 2:
        assert power_means(n - 1, n - 1, sd, effect * sd, alpha) < power


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ((sample_size_per_arm, 0.2, 0.2), "equal"),
        ((sample_size_per_arm, -0.1, 0.2), "rate"),
        ((sample_size_per_arm, 0.1, 1.2), "rate"),
        ((sample_size_per_arm, 0.1, 0.2, 0.0), "alpha"),
        ((sample_size_per_arm, 0.1, 0.2, 0.05, 1.0), "power"),
        ((power_at, 0, 5, 0.1, 0.2), "empty"),
        ((power_at, 5, 5, 0.1, 0.1), "equal"),
        ((sample_size_means, 0.0, 1.0), "deviation"),
        ((sample_size_means, math.nan, 1.0), "deviation"),
        ((sample_size_means, 1.0, 0.0), "difference"),
        ((sample_size_means, 1.0, 1.0, 0.05, 0.0), "power"),
        ((power_means, 5, 0, 1.0, 1.0), "empty"),
        ((power_means, 1, 1, 1.0, 1.0), "three people"),
        ((power_means, 5, 5, 1.0, 1.0, 1.0), "alpha"),
    ],
)
def test_impossible_plans_are_refused(call: tuple[Any, ...], message: str) -> None:
    function, *numbers = call
    with pytest.raises(ValueError, match=message):
        function(*numbers)
