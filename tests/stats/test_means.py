"""Means against R and the NIST handbook."""

from __future__ import annotations

import math
import statistics
from functools import reduce

import pytest
from hypothesis import given, strategies as st

from pmdocs.stats.means import (
    Sample,
    mean_interval,
    pooled,
    relative_difference,
    sample_of,
    sample_of_counts,
    welch,
)

# R's dataset sleep (Student 1908): extra hours of sleep with two drugs.
DRUG_1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
DRUG_2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

samples = st.builds(Sample, st.integers(2, 10**7), st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))


def test_welch_gives_rs_sleep_example() -> None:
    # example(t.test): t = -1.8608, df = 17.776, p-value = 0.07939, -3.3654832 to 0.2054832 (drug 1 - drug 2).
    test = welch(sample_of(DRUG_2), sample_of(DRUG_1))
    assert test.t == pytest.approx(-1.8608, abs=5e-5)
    assert test.df == pytest.approx(17.776, abs=5e-4)
    assert test.p == pytest.approx(0.07939, abs=5e-6)
    assert test.interval is not None
    assert test.interval.low == pytest.approx(-3.3654832, abs=5e-8)
    assert test.interval.high == pytest.approx(0.2054832, abs=5e-8)
    assert test.difference == pytest.approx(0.75 - 2.33)


def test_welch_gives_the_cars_of_the_nist_handbook() -> None:
    # NIST/SEMATECH e-Handbook 1.3.5.3, AUTO83B: unequal variances, T = -12.94627, 136.8750 degrees of freedom.
    japanese, american = Sample(79, 30.48101, 6.10771), Sample(249, 20.14458, 6.41470)
    test = welch(japanese, american)
    assert test.t == pytest.approx(-12.94627, abs=5e-6)
    assert test.df == pytest.approx(136.8750, abs=5e-5)


def test_mean_interval_gives_the_nist_handbook() -> None:
    # NIST/SEMATECH e-Handbook 1.3.5.2, ZARR13: 9.258242 to 9.264679, from a mean and a deviation of six digits.
    interval = mean_interval(Sample(195, 9.261460, 0.022789))
    assert interval is not None
    assert interval.low == pytest.approx(9.258242, abs=1e-6)
    assert interval.high == pytest.approx(9.264679, abs=1e-6)


def test_interval_narrows_with_the_level() -> None:
    # Student's table: t(0.995, 4) = 4.604, t(0.95, 4) = 2.132.
    sample = Sample(5, 10.0, math.sqrt(5))
    for level, quantile in ((0.99, 4.604), (0.90, 2.132)):
        interval = mean_interval(sample, level)
        assert interval is not None
        assert interval.high - 10 == pytest.approx(quantile, abs=5e-4)


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=20))
def test_sample_of_agrees_with_the_standard_library(values: list[float]) -> None:
    sample = sample_of(values)
    assert sample.n == len(values)
    assert sample.mean == pytest.approx(statistics.fmean(values), rel=1e-9, abs=1e-9)
    assert sample.sd == pytest.approx(statistics.stdev(values), rel=1e-6, abs=1e-6)


@given(st.dictionaries(st.integers(1, 7), st.integers(0, 12), min_size=1).filter(lambda c: sum(c.values())))
def test_counts_are_values_written_shortly(counts: dict[int, int]) -> None:
    long = sample_of([float(answer) for answer, count in counts.items() for _ in range(count)])
    short = sample_of_counts({float(answer): count for answer, count in counts.items()})
    assert (short.n, short.sd is None) == (long.n, long.sd is None)
    assert short.mean == pytest.approx(long.mean, rel=1e-12)
    assert (short.sd or 0) == pytest.approx(long.sd or 0, rel=1e-9, abs=1e-9)


@given(samples, samples)
def test_welch_turns_round(one: Sample, two: Sample) -> None:
    there, back = welch(one, two), welch(two, one)
    assert there.difference == -back.difference
    assert there.t is not None
    assert back.t is not None
    assert there.t == pytest.approx(-back.t)
    assert there.df is not None
    assert min(one.n, two.n) - 1 - 1e-6 <= there.df <= one.n + two.n - 2 + 1e-6
    assert there.p is not None
    assert 0 <= there.p <= 1
    assert there.interval is not None
    assert there.interval.contains(there.difference)


def test_a_relative_difference_by_hand() -> None:
    # Means 10 (sd 4, n 400) and 11 (sd 5, n 500): r = 1.1, squared errors 0.04 and 0.05,
    # se = sqrt(0.05 + 1.21 * 0.04) / 10 = 0.0313688, times 1.959964.
    found = relative_difference(Sample(400, 10, 4), Sample(500, 11, 5))
    assert found is not None
    assert found.value == pytest.approx(0.1)
    assert (found.low, found.high) == pytest.approx((0.1 - 0.0614817, 0.1 + 0.0614817), abs=1e-6)


def test_near_zero_the_interval_is_fiellers() -> None:
    # Fieller's ends solve (m2 - t m1)^2 = z^2 (s2^2 / n2 + t^2 s1^2 / n1).
    first, second = Sample(50, 1.0, 2.5), Sample(60, 1.4, 2.0)
    found = relative_difference(first, second)
    assert found is not None
    for end in (found.low, found.high):
        assert end is not None
        ratio = end + 1
        squared = first.squared_error * ratio**2 + second.squared_error
        assert (second.mean - ratio * first.mean) ** 2 == pytest.approx(1.959964**2 * squared, rel=1e-6)


def test_what_cannot_be_told_from_zero_has_no_relative_interval() -> None:
    found = relative_difference(Sample(10, 1.0, 9.0), Sample(10, 2.0, 1.0))
    assert found is not None
    assert (found.value, found.low, found.high) == (1.0, None, None)
    assert relative_difference(Sample(10, 0.0, 1.0), Sample(10, 2.0, 1.0)) is None
    assert relative_difference(Sample(10, -3.0, 1.0), Sample(10, 2.0, 1.0)) is None


def test_equal_samples_have_the_pooled_degrees_of_freedom() -> None:
    test = welch(Sample(12, 1.0, 2.0), Sample(12, 1.0, 2.0))
    assert (test.t, test.p) == (0, 1)
    assert test.df == pytest.approx(22)


def test_one_value_has_no_interval() -> None:
    assert sample_of([4]) == Sample(1, 4, None)
    assert mean_interval(sample_of([4])) is None
    test = welch(sample_of([4]), Sample(10, 6, 1))
    assert (test.difference, test.interval, test.t, test.df, test.p) == (2, None, None, None, None)


def test_no_spread_is_no_test_and_no_width() -> None:
    interval = mean_interval(Sample(5, 3.0, 0.0))
    assert interval is not None
    assert (interval.low, interval.high) == (3, 3)
    assert welch(Sample(5, 3.0, 0.0), Sample(5, 4.0, 0.0)).p is None
    one_sided = welch(Sample(5, 3.0, 0.0), Sample(5, 4.0, 1.0))
    assert one_sided.df == pytest.approx(4)


@pytest.mark.parametrize(
    ("n", "mean", "sd"),
    [(0, 1.0, 1.0), (3, 1.0, -1.0), (3, 1.0, None), (3, math.nan, 1.0), (3, 1.0, math.inf)],
)
def test_impossible_samples_are_refused(n: int, mean: float, sd: float | None) -> None:
    with pytest.raises(ValueError, match=r"n must|deviation"):
        Sample(n, mean, sd)


def test_impossible_lists_and_levels_are_refused() -> None:
    with pytest.raises(ValueError, match="no values"):
        sample_of([])
    with pytest.raises(ValueError, match="no values"):
        sample_of_counts({3.0: 0})
    with pytest.raises(ValueError, match="negative"):
        sample_of_counts({3.0: 4, 4.0: -1})
    for level in (0, 1):
        with pytest.raises(ValueError, match="level"):
            mean_interval(Sample(3, 1, 1), level)
        with pytest.raises(ValueError, match="level"):
            welch(Sample(3, 1, 1), Sample(3, 1, 1), level)


@given(st.lists(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=9), min_size=2, max_size=5))
def test_parts_pool_to_the_sample_of_all_values(parts: list[list[float]]) -> None:
    made, whole = (
        reduce(pooled, map(sample_of, parts)),
        sample_of([value for part in parts for value in part]),
    )
    assert made.n == whole.n
    assert made.mean == pytest.approx(whole.mean, abs=1e-9)
    assert made.sd == pytest.approx(whole.sd, abs=1e-6)
