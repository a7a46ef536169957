"""Changes, growth in a year, and the limits of an individuals chart."""

from __future__ import annotations

import pytest

from pmdocs.stats.series import Change, change, growth_a_year, xmr_limits

# NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2, "Individuals Control Charts".
BATCHES = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]


def test_limits_of_the_published_batches() -> None:
    limits = xmr_limits(BATCHES)
    assert limits
    # The handbook takes 3 / 1.128 where Wheeler rounds to 2.66.
    assert (limits.mean, limits.low, limits.high) == pytest.approx((50.81, 45.8159, 55.8041), abs=1e-3)
    assert limits.beyond == ()


def test_a_jump_lies_beyond_the_limits_and_a_gap_makes_no_range() -> None:
    limits = xmr_limits([10, 11, 10, 11, None, 10, 11, 10, 11, 30, None])
    assert limits
    assert limits.beyond == (9,)
    assert limits.high == pytest.approx(limits.mean + 2.66 * 25 / 7)


@pytest.mark.parametrize("values", [[], [1, 2, 3, 4, 5], [1, None, 2, None, 3, None, 4, None, 5, None, 6]])
def test_few_values_or_none_beside_another_make_no_limits(values: list[float | None]) -> None:
    assert xmr_limits(values) is None


def test_a_change_is_absolute_and_relative() -> None:
    fall = change(0.21, 0.202)
    assert fall
    assert (fall.absolute, fall.relative) == pytest.approx((-0.008, -0.0381), abs=1e-4)
    assert change(-4, -2) == Change(-4, 2, 0.5)
    assert change(0, 5) == Change(0, 5, None)
    assert change(None, 5) is change(5, None) is None


def test_growth_takes_two_years() -> None:
    # By hand: the square root of 394.3 / 274.5 is 1.1985.
    assert growth_a_year([274.5, 365.8, 394.3], 1) == pytest.approx(0.1985, abs=1e-4)
    assert growth_a_year([100, *[None] * 23, 121], 12) == pytest.approx(0.10)
    assert growth_a_year([100, *[None] * 29, 130], 12) == pytest.approx(1.3 ** (1 / 2.5) - 1)
    assert growth_a_year([100, *[None] * 22, 121], 12) is None
    assert growth_a_year([0, 1, 2], 1) is None
    assert growth_a_year([None, None], 1) is None
