"""Weighted means and ranks."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, strategies as st

from pmdocs.stats.weighting import closest_swap, ranks, weighted_mean

ratings = st.lists(st.tuples(st.none() | st.floats(0, 100), st.floats(0.01, 10)), min_size=1, max_size=12)


def test_mean_over_what_was_rated() -> None:
    # Catalogue, competitor-matrix: sprout (4, 5, 4, 4) and greenup (2, 4, 5, unknown), weights 30, 20, 25, 25 %.
    weights = [0.30, 0.20, 0.25, 0.25]
    sprout = weighted_mean([4, 5, 4, 4], weights)
    assert sprout.value == pytest.approx(4.2)
    assert sprout.coverage == pytest.approx(1)
    greenup = weighted_mean([2, 4, 5, None], weights)
    assert greenup.value == pytest.approx((0.6 + 0.8 + 1.25) / 0.75)
    assert greenup.coverage == pytest.approx(0.75)
    assert greenup.contributions[:3] == pytest.approx([0.6 / 0.75, 0.8 / 0.75, 1.25 / 0.75])
    assert greenup.contributions[3] is None


def test_no_weights_are_equal_weights() -> None:
    assert weighted_mean([1, 2, 6]).value == pytest.approx(3)


def test_nothing_rated_has_no_mean() -> None:
    for mean in (weighted_mean([None, None]), weighted_mean([]), weighted_mean([3, 4], [0, 0])):
        assert (mean.value, mean.coverage) == (None, 0)
    only_weightless = weighted_mean([3, None], [0, 1])
    assert (only_weightless.value, only_weightless.contributions) == (None, (None, None))
    assert weighted_mean([0, None]).value == 0


@given(ratings, st.floats(0.01, 100))
def test_mean_is_within_the_ratings_and_blind_to_the_scale_of_weights(
    rows: list[tuple[float | None, float]], factor: float
) -> None:
    values, weights = [r for r, _ in rows], [w for _, w in rows]
    mean, scaled = weighted_mean(values, weights), weighted_mean(values, [w * factor for w in weights])
    known = [r for r in values if r is not None]
    assert 0 <= mean.coverage <= 1 + 1e-12
    if mean.value is None or scaled.value is None:
        assert not known
        return
    assert min(known) - 1e-9 <= mean.value <= max(known) + 1e-9
    assert mean.value == pytest.approx(scaled.value)
    assert math.fsum(part for part in mean.contributions if part is not None) == pytest.approx(mean.value)


@pytest.mark.parametrize(
    ("values", "weights", "message"),
    [
        ([1.0], [1.0, 2.0], "one weight"),
        ([1.0, 2.0], [1.0, -2.0], "negative"),
        ([math.nan], [1.0], "finite"),
        ([1.0], [math.inf], "finite"),
    ],
)
def test_impossible_ratings_are_refused(values: list[float], weights: list[float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        weighted_mean(values, weights)


def test_ranks_leave_a_gap_after_a_tie() -> None:
    assert ranks([10, 8, 8, 5]) == (1, 2, 2, 4)
    assert ranks([5, None, 10, 8, 8]) == (4, None, 1, 2, 2)
    assert ranks([5, 10, 8, 8], lowest_first=True) == (1, 4, 2, 2)
    assert ranks([]) == ()
    assert ranks([None]) == (None,)


def test_ranks_forgive_binary_fractions() -> None:
    assert ranks([0.3, 0.1 + 0.2, 0.2]) == (1, 1, 3)
    assert ranks([0.3, 0.3 + 1e-6]) == (2, 1)
    assert ranks([1, 1.4, 2], tolerance=0.5) == (2, 2, 1)


@given(st.lists(st.none() | st.integers(-5, 5), max_size=20))
def test_a_rank_is_one_more_than_the_number_of_better_ones(values: list[int | None]) -> None:
    known = [value for value in values if value is not None]
    expected = tuple(None if v is None else 1 + sum(other > v for other in known) for v in values)
    assert ranks(values) == expected


def test_impossible_ranks_are_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        ranks([1, math.nan])
    with pytest.raises(ValueError, match="tolerance"):
        ranks([1], tolerance=-1)


def test_the_closest_swap_by_hand() -> None:
    # d = (1, -2), w = (0.8, 0.2): D = 0.4. First weight: -0.4 / (1 - (-0.4) / 0.2) = -0.4 / 3 = -0.1333 → 0.6667;
    # there 2/3 × 1 = 1/3 × 2. Second weight: -0.4 / (-2 - 0.8 / 0.8) = +0.1333 → 0.3333, as far.
    found = closest_swap([3, 1], [2, 3], [0.8, 0.2])
    assert found is not None
    assert (found.place, found.before) == (0, 0.8)
    assert found.after == pytest.approx(2 / 3)


def test_who_is_ahead_everywhere_stays_ahead() -> None:
    assert closest_swap([3, 4], [2, 3], [0.5, 0.5]) is None
    assert closest_swap([2, 3], [3, 4], [0.5, 0.5]) is None
    assert closest_swap([3, None], [None, 3], [0.5, 0.5]) is None


RATED = st.integers(0, 5)


@given(st.lists(st.tuples(RATED, RATED, st.integers(1, 9)), min_size=2, max_size=6))
def test_at_the_changed_weight_the_two_are_level(rows: list[tuple[int, int, int]]) -> None:
    first, second, points = zip(*rows, strict=True)
    weights = [one / sum(points) for one in points]
    found = closest_swap(first, second, weights)
    if found is None:
        return
    rest = (1 - found.after) / (1 - found.before)
    moved = [found.after if k == found.place else w * rest for k, w in enumerate(weights)]
    assert sum(moved) == pytest.approx(1)
    assert sum(w * (a - b) for w, a, b in zip(moved, first, second, strict=True)) == pytest.approx(
        0, abs=1e-6
    )
