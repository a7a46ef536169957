"""Intervals and tests of shares against published tables."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from pmdocs.stats.intervals import Interval
from pmdocs.stats.proportions import (
    fisher_exact_p,
    newcombe_difference,
    relative_lift,
    two_proportion_z,
    wilson,
)


@st.composite
def shares(draw: st.DrawFn, largest: int = 10_000_000) -> tuple[int, int]:
    n = draw(st.integers(1, largest))
    return draw(st.integers(0, n)), n


# Newcombe, Statistics in Medicine 17 (1998) 857, table I, method 3.
@pytest.mark.parametrize(
    ("x", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_newcombes_table(x: int, n: int, low: float, high: float) -> None:
    interval = wilson(x, n)
    assert interval.low == pytest.approx(low, abs=5e-5)
    assert interval.high == pytest.approx(high, abs=5e-5)


def test_wilson_reaches_the_ends_exactly() -> None:
    assert wilson(0, 7).low == 0.0
    assert wilson(7, 7).high == 1.0
    assert wilson(7, 7).low == pytest.approx(1 - wilson(0, 7).high, abs=1e-15)


def test_wilson_at_another_level_solves_its_equation() -> None:
    # Each end p satisfies |x/n - p| = z sqrt(p(1-p)/n), by definition of a score interval; z(99 %) = 2.5758.
    interval = wilson(23, 60, level=0.99)
    for end in (interval.low, interval.high):
        assert abs(23 / 60 - end) / math.sqrt(end * (1 - end) / 60) == pytest.approx(2.5758293, abs=1e-7)


@given(shares(), st.floats(0.5, 0.999))
def test_wilson_contains_the_share_and_mirrors(share: tuple[int, int], level: float) -> None:
    x, n = share
    interval, mirrored = wilson(x, n, level), wilson(n - x, n, level)
    assert 0 <= interval.low <= x / n <= interval.high <= 1
    assert interval.low == pytest.approx(1 - mirrored.high, abs=1e-12)


def test_wilson_keeps_its_digits_for_rare_events() -> None:
    # One in ten million; the small root of the quadratic, by rational arithmetic with z^2 = 3.8414588206941254.
    n, z2 = 10**7, Fraction("3.8414588206941254")
    low = Fraction(wilson(1, n).low)
    residue = (1 + z2 / n) * low**2 - (Fraction(2, n) + z2 / n) * low + Fraction(1, n) ** 2
    slope = Fraction(2, n) + z2 / n
    assert abs(residue / slope / low) < 1e-12


# Newcombe, Statistics in Medicine 17 (1998) 873, table II, method 10; there as p1 - p2, so the arms are swapped.
@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_difference_gives_newcombes_table(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    interval = newcombe_difference(*second, *first)
    assert interval.low == pytest.approx(low, abs=5e-5)
    assert interval.high == pytest.approx(high, abs=5e-5)


@given(shares(), shares())
def test_difference_contains_it_and_turns_round(one: tuple[int, int], two: tuple[int, int]) -> None:
    interval, reverse = newcombe_difference(*one, *two), newcombe_difference(*two, *one)
    assert interval.contains(two[0] / two[1] - one[0] / one[1])
    assert interval.low == pytest.approx(-reverse.high, abs=1e-12)
    assert -1 - 1e-12 <= interval.low <= interval.high <= 1 + 1e-12


def test_z_gives_the_aspirin_study() -> None:
    # Physicians' Health Study in Agresti, An Introduction to Categorical Data Analysis, table 2.3;
    # R: prop.test(c(189, 104), c(11034, 11037), correct = FALSE) gives X-squared 25.0139, p-value 5.692e-07.
    test = two_proportion_z(104, 11037, 189, 11034)
    assert test is not None
    assert test.z**2 == pytest.approx(25.0139, abs=5e-5)
    assert test.z > 0
    assert test.p == pytest.approx(5.692e-07, rel=1e-4)


def test_z_gives_the_example_of_statsmodels() -> None:
    # Documentation of proportions_ztest: count [5, 12], nobs [83, 99], p-value 0.159.
    test = two_proportion_z(12, 99, 5, 83)
    assert test is not None
    assert test.p == pytest.approx(0.159, abs=5e-4)
    assert test.z < 0


@pytest.mark.parametrize("everybody", [False, True])
def test_z_is_undefined_where_nothing_varies(everybody: bool) -> None:  # noqa: FBT001 - pytest names it
    assert two_proportion_z(5 * everybody, 5, 9 * everybody, 9) is None


@given(shares(), shares())
def test_z_turns_round(one: tuple[int, int], two: tuple[int, int]) -> None:
    there, back = two_proportion_z(*one, *two), two_proportion_z(*two, *one)
    if there is None or back is None:
        assert there is back
        return
    assert there.z == pytest.approx(-back.z, rel=1e-12, abs=1e-12)
    assert 0 <= there.p <= 1
    assert there.p == pytest.approx(back.p, rel=1e-9)


def test_fisher_gives_the_tea_taster_and_the_convictions() -> None:
    # Fisher's tea tasting (3 of 4 right): R fisher.test gives p-value 0.4857.
    assert fisher_exact_p(1, 4, 3, 4) == pytest.approx(0.4857, abs=5e-5)
    # Fisher's criminal twins, R dataset Convictions: fisher.test gives p-value 0.0005367.
    assert fisher_exact_p(10, 13, 2, 17) == pytest.approx(0.0005367, abs=5e-8)


@given(shares(30), shares(30))
def test_fisher_equals_counting_all_tables(one: tuple[int, int], two: tuple[int, int]) -> None:
    (x1, n1), (x2, n2) = one, two
    ways = {k: math.comb(n1, k) * math.comb(n2, x1 + x2 - k) for k in range(n1 + 1) if 0 <= x1 + x2 - k <= n2}
    exact = sum(w for w in ways.values() if w <= ways[x1]) / math.comb(n1 + n2, x1 + x2)
    assert fisher_exact_p(x1, n1, x2, n2) == pytest.approx(exact, rel=1e-9)


def test_fisher_copes_with_large_arms() -> None:
    # All tables with 3 successes among two equal arms of a million: nearly a coin thrown three times.
    assert fisher_exact_p(0, 1_000_000, 3, 1_000_000) == pytest.approx(2 / 8, abs=1e-5)
    assert fisher_exact_p(2, 1_000_000, 20_000, 1_000_000) == pytest.approx(0, abs=1e-300)


def test_lift_gives_the_aspirin_study() -> None:
    # Agresti, as above: relative risk 1.82, 95 % interval 1.43 to 2.30 (here 2.306, which he cuts).
    lift = relative_lift(104, 11037, 189, 11034)
    assert lift is not None
    assert lift.value == pytest.approx(0.82, abs=5e-3)
    assert lift.low == pytest.approx(0.43, abs=5e-3)
    assert lift.high == pytest.approx(1.306, abs=5e-4)


def test_lift_says_what_it_cannot_know() -> None:
    assert relative_lift(0, 10, 5, 10) is None
    none_left = relative_lift(5, 10, 0, 10)
    assert none_left is not None
    assert (none_left.value, none_left.low, none_left.high) == (-1, None, None)
    everybody = relative_lift(10, 10, 7, 7)
    assert everybody is not None
    assert (everybody.value, everybody.low, everybody.high) == (0, None, None)


@given(shares(), shares())
def test_lift_lies_in_its_interval(one: tuple[int, int], two: tuple[int, int]) -> None:
    lift = relative_lift(*one, *two)
    if lift is None:
        assert one[0] == 0
    elif lift.low is not None and lift.high is not None:
        assert -1 <= lift.low <= lift.value <= lift.high


@pytest.mark.parametrize(("x", "n"), [(-1, 5), (6, 5), (0, 0), (0, -3)])
def test_impossible_counts_are_refused(x: int, n: int) -> None:
    with pytest.raises(ValueError, match=r"n must be|impossible"):
        wilson(x, n)
    for compare in (newcombe_difference, two_proportion_z, fisher_exact_p, relative_lift):
        with pytest.raises(ValueError, match=r"n must be|impossible"):
            compare(1, 2, x, n)
        with pytest.raises(ValueError, match=r"n must be|impossible"):
            compare(x, n, 1, 2)


@pytest.mark.parametrize("level", [0, 1, 95, -0.1, math.nan])
def test_impossible_levels_are_refused(level: float) -> None:
    for build in (lambda: wilson(1, 2, level), lambda: relative_lift(0, 2, 1, 2, level)):
        with pytest.raises(ValueError, match="level"):
            build()


def test_an_interval_holds_its_ends() -> None:
    assert Interval(0.0, 0.5).contains(0.0)
    assert not Interval(0.1, 0.5).contains(0.0)
