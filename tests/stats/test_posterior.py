"""The chance to be better, against exact sums."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given, settings, strategies as st

from pmdocs.stats.posterior import probability_better


@st.composite
def shares(draw: st.DrawFn, largest: int) -> tuple[int, int]:
    n = draw(st.integers(1, largest))
    return draw(st.integers(0, n)), n


def beta(a: int, b: int) -> Fraction:
    return Fraction(1, a * comb(a + b - 1, a))


def miller(x_a: int, n_a: int, x_b: int, n_b: int) -> Fraction:
    """Evan Miller, Formulas for Bayesian A/B Testing (2015), first formula, in rational numbers."""
    a_a, b_a, a_b, b_b = 1 + x_a, 1 + n_a - x_a, 1 + x_b, 1 + n_b - x_b
    terms = (beta(a_a + i, b_b + b_a) / ((b_b + i) * beta(1 + i, b_b) * beta(a_a, b_a)) for i in range(a_b))
    return sum(terms, Fraction(0))


@given(shares(40), shares(40))
@settings(max_examples=40)
def test_it_equals_millers_exact_sum(one: tuple[int, int], two: tuple[int, int]) -> None:
    assert probability_better(*one, *two) == pytest.approx(float(miller(*one, *two)), rel=1e-12, abs=1e-15)


# Computed once with 40 digits by the recurrence of J. D. Cook, "Beta inequalities with integer parameters"
# (2021): g(a+1, b, c, d) = g(a, b, c, d) + h(a, b, c, d) / a.
@pytest.mark.parametrize(
    ("x_a", "n_a", "x_b", "n_b", "exact"),
    [
        (1_002, 5_012, 1_107, 4_988, 0.99650992424370299),
        (3_771, 12_364, 2_127, 6_911, 0.65642868700202574),
        (100_000, 10_000_000, 100_300, 10_000_000, 0.74974835525008906),
        (500, 10_000_000, 560, 10_000_000, 0.96729254707624291),
        (30, 100, 2_000_000, 10_000_000, 0.0070975576580784902),
        (9_900_000, 10_000_000, 19, 20, 0.018512153732303621),
        (9, 10, 250_000, 10_000_000, 1.0254177698765742e-15),
        (0, 10_000_000, 0, 3, 0.9999996000002),
        (9_999_440, 10_000_000, 9_999_500, 10_000_000, 0.96729254707624291),
    ],
)
def test_it_keeps_its_digits_with_millions(x_a: int, n_a: int, x_b: int, n_b: int, exact: float) -> None:
    assert probability_better(x_a, n_a, x_b, n_b) == pytest.approx(exact, rel=1e-13)


def test_no_success_against_one_has_a_simple_answer() -> None:
    # Beta(1, n+1) exceeds a share p with probability (1 - p)^(n+1); its mean over p from Beta(2, n) is
    # B(2, 2n+1) / B(2, n) = n / (2 (2n+1)).
    n = 10**7
    assert probability_better(0, n, 1, n) == pytest.approx(1 - n / (2 * (2 * n + 1)), abs=1e-14)


@given(shares(10**7), shares(10**7))
@settings(max_examples=40)
def test_it_is_a_probability_and_one_of_the_two_is_better(one: tuple[int, int], two: tuple[int, int]) -> None:
    there, back = probability_better(*one, *two), probability_better(*two, *one)
    assert 0 <= there <= 1
    assert there + back == pytest.approx(1, abs=1e-13)


@given(shares(10**7))
@settings(max_examples=40)
def test_equal_arms_are_a_coin(share: tuple[int, int]) -> None:
    assert probability_better(*share, *share) == pytest.approx(0.5, abs=1e-13)


@given(shares(1000), shares(1000))
@settings(max_examples=40)
def test_counting_failures_instead_turns_it_round(one: tuple[int, int], two: tuple[int, int]) -> None:
    (x_a, n_a), (x_b, n_b) = one, two
    failures = probability_better(n_a - x_a, n_a, n_b - x_b, n_b)
    assert probability_better(x_a, n_a, x_b, n_b) == pytest.approx(1 - failures, abs=1e-13)


@given(shares(1000), st.integers(1, 1000), st.integers(0, 999))
@settings(max_examples=40)
def test_more_successes_are_better(one: tuple[int, int], n_b: int, x_b: int) -> None:
    x_b %= n_b
    assert probability_better(*one, x_b, n_b) <= probability_better(*one, x_b + 1, n_b) + 1e-14


@pytest.mark.parametrize(("x", "n"), [(-1, 5), (6, 5), (0, 0)])
def test_impossible_counts_are_refused(x: int, n: int) -> None:
    for arms in ((x, n, 1, 2), (1, 2, x, n)):
        with pytest.raises(ValueError, match=r"n must be|impossible"):
            probability_better(*arms)
