"""Quantiles, boxes and bins against a sample that R has published with its results."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, strategies as st

from pmdocs.stats.samples import Bin, bins, box, quantile

# mtcars$mpg of R's datasets; quantile() gives 10.400 15.425 19.200 22.800 33.900 (its default is type 7).
MPG = [
    21, 21, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4, 14.7, 32.4, 30.4, 33.9,
    21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26, 30.4, 15.8, 19.7, 15, 21.4,
]  # fmt: skip
SAMPLES = st.lists(st.integers(-1000, 1000).map(lambda n: n / 8), min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("share", "expected"), [(0, 10.4), (0.25, 15.425), (0.5, 19.2), (0.75, 22.8), (1, 33.9)]
)
def test_quantiles_are_those_of_r(share: float, expected: float) -> None:
    assert quantile(MPG, share) == pytest.approx(expected)


def test_whiskers_reach_to_the_last_value_within_one_and_a_half_ranges() -> None:
    # 22.8 + 1.5 × 7.375 = 33.8625, so that 33.9 lies beyond and 32.4 is the end.
    found = box(MPG)
    assert (found.low, found.high, found.outliers, found.n) == (10.4, 32.4, (33.9,), 32)


def test_bins_have_the_width_of_freedman_and_diaconis_made_round() -> None:
    # 2 × 7.375 / 32^(1/3) = 4.65, which is nearest to 5.
    assert bins(MPG) == (Bin(10, 15, 5), Bin(15, 20, 13), Bin(20, 25, 8), Bin(25, 30, 2), Bin(30, 35, 4))


def test_the_last_bin_holds_its_end_and_one_value_has_a_bin_of_its_own() -> None:
    assert bins([0, 1, 2, 3, 4], 2) == (Bin(0, 2, 2), Bin(2, 4, 3))
    assert bins([7, 7]) == (Bin(7, 7, 2),)
    assert [one.count for one in bins([1, 1, 1, 1, 1, 1, 9])] == [6, 0, 0, 0, 1]


@given(SAMPLES, st.integers(1, 40) | st.none())
def test_bins_hold_every_value_once_and_are_not_too_many(values: list[float], count: int | None) -> None:
    found = bins(values, count)
    assert sum(one.count for one in found) == len(values)
    assert len(found) <= 130
    for one in found:
        last = one is found[-1]
        inside = [
            v for v in values if one.low - 1e-6 <= v < one.high - 1e-6 or (last and v >= one.low - 1e-6)
        ]
        assert one.count == len(inside)


@given(SAMPLES)
def test_a_box_is_in_order_and_loses_no_value(values: list[float]) -> None:
    one = box(values)
    assert one.low <= one.high
    assert one.lower <= one.median <= one.upper
    assert all(value < one.low or value > one.high for value in one.outliers)
    assert one.n == len(values)


def test_nothing_has_no_quantile() -> None:
    for made in (
        lambda: quantile([], 0.5),
        lambda: quantile([1], math.nan),
        lambda: bins([]),
        lambda: box([]),
    ):
        with pytest.raises(ValueError, match=r"\w"):
            made()
