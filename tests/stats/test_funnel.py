"""Funnels, on the catalogue's example worked by hand."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from pmdocs.stats.funnel import (
    best_segment,
    chances,
    changes,
    comparisons,
    gain_at_end,
    largest_loss,
    steps,
    worst_step,
)  # fmt: skip
from pmdocs.stats.proportions import newcombe_difference, two_proportion_z, wilson

SIGNUP = [24_000, 15_600, 11_200, 6_700, 1_340]
SEGMENTS = {"search": [9_000, 6_900, 5_300, 3_400, 760], "ads": [15_000, 8_700, 5_900, 3_300, 580]}


def test_conversions_of_the_catalogues_funnel() -> None:
    funnel = steps(SIGNUP)
    assert [step.count for step in funnel] == SIGNUP
    assert funnel[0].conversion is None
    assert [step.conversion for step in funnel[1:]] == pytest.approx([0.65, 112 / 156, 67 / 112, 0.2])
    assert [step.overall for step in funnel] == pytest.approx([1, 0.65, 112 / 240, 67 / 240, 134 / 2400])
    assert [step.lost for step in funnel] == [None, 8_400, 4_400, 4_500, 5_360]


def test_shares_have_wilsons_intervals_where_they_are_shares() -> None:
    first, register, more, none, after = steps([100, 65, 70, 0, 0])
    assert (first.conversion_low, first.overall_low) == (None, None)
    interval = wilson(65, 100)
    assert (register.conversion_low, register.conversion_high) == (interval.low, interval.high)
    assert (register.overall_low, register.overall_high) == (interval.low, interval.high)
    assert (more.conversion_low, more.conversion_high) == (None, None)
    assert (more.overall_low, more.overall_high) == (wilson(70, 100).low, wilson(70, 100).high)
    assert (none.conversion_low, after.conversion_low, after.conversion_high) == (0, None, None)


def test_worst_step_and_largest_loss_may_differ() -> None:
    funnel = steps(SIGNUP)
    assert worst_step(funnel) == 4
    assert largest_loss(funnel) == 1


def test_the_first_of_equal_steps_is_named() -> None:
    funnel = steps([100, 50, 50, 25])
    assert worst_step(funnel) == 1
    assert largest_loss(steps([100, 50, 0])) == 1


def test_growing_and_empty_steps() -> None:
    funnel = steps([15_600, 16_100, 0, 0])
    assert funnel[1].conversion == pytest.approx(16_100 / 15_600)
    assert funnel[1].lost == -500
    assert (funnel[2].conversion, funnel[3].conversion) == (0, None)
    assert worst_step(funnel) == 2
    assert largest_loss(steps([5, 5, 6])) is None
    assert worst_step(steps([5])) is None


def test_best_segment() -> None:
    assert best_segment(SEGMENTS, 1) == ("search", 6_900 / 9_000)
    assert best_segment(SEGMENTS, 1, smallest=10_000) == ("ads", 8_700 / 15_000)
    assert best_segment(SEGMENTS, 1, smallest=20_000) is None
    assert best_segment({"empty": [0, 0], "small": [2, 1]}, 1) == ("small", 0.5)
    assert best_segment({}, 1) is None
    assert best_segment({"empty": [0, 0]}, 1, smallest=0) is None


def test_gain_if_a_step_reached_the_best_segments_rate() -> None:
    # Register at 69/90 instead of 65 %: 18,400 people instead of 15,600, of whom 1,340 / 15,600 subscribe.
    assert gain_at_end(SIGNUP, 1, 69 / 90) == pytest.approx((18_400 - 15_600) * 1_340 / 15_600)
    # The last step at 25 % instead of 20 %.
    assert gain_at_end(SIGNUP, 4, 0.25) == pytest.approx(6_700 * 0.05)
    assert gain_at_end(SIGNUP, 4, 0.1) == pytest.approx(-670)


def test_a_chance_is_where_the_best_segment_brings_one_more_to_the_end() -> None:
    names = ["Install", "Register", "Photo", "Schedule", "Subscribe"]
    found = {chance.step: chance for chance in chances(names, SIGNUP, SEGMENTS)}
    assert list(found) == names[1:]
    best = found["Register"]
    assert (best.segment, best.rate) == ("search", 69 / 90)
    assert best.gain == pytest.approx((18_400 - 15_600) * 1_340 / 15_600)
    assert not list(chances(names, SIGNUP, {"search": SEGMENTS["search"]}))
    assert not list(chances(names, SIGNUP, SEGMENTS, 20_000))
    assert not list(chances(["a", "b"], [129, 30], {"small": [29, 29], "large": [100, 1]}))
    assert not list(chances(["a", "b"], [100, 50], {"x": [50, 25], "y": [50, 25]}, 1))


def test_segments_are_compared_pairwise_with_holm_over_all() -> None:
    found = comparisons(["a", "b", "c"], {"x": [100, 50, 20], "y": [200, 140, 50], "z": [80, 0, 0]})
    pairs = [(one.step, one.first, one.second) for one in found]
    assert pairs == [("b", "x", "y"), ("b", "x", "z"), ("b", "y", "z"), ("c", "x", "y")]
    first, test, gap = found[0], two_proportion_z(50, 100, 140, 200), newcombe_difference(50, 100, 140, 200)
    assert test is not None
    assert first.difference == pytest.approx(0.2)
    assert (first.low, first.high, first.p) == (gap.low, gap.high, test.p)
    # The second smallest of four is tripled; no adjusted value lies below a smaller one.
    by_p = sorted(found, key=lambda one: one.p or 0)
    assert [one.p_adjusted for one in by_p[:1]] == [pytest.approx(4 * (by_p[0].p or 0))]
    assert [one.p_adjusted for one in by_p] == sorted(one.p_adjusted or 0 for one in found)


def test_steps_that_are_no_shares_are_not_compared() -> None:
    assert comparisons(["a", "b"], {"x": [10, 12], "y": [10, 5]}) == ()
    assert comparisons(["a", "b"], {"x": [10, 0], "y": [10, 0]}) == ()
    assert comparisons(["a", "b", "c"], {"x": [10, 0, 0], "y": [10, 5, 1]})[-1].step == "b"
    (all_reached,) = comparisons(["a", "b"], {"x": [10, 10], "y": [20, 20]})
    assert (all_reached.p, all_reached.p_adjusted) == (None, None)


def test_gain_is_unknown_behind_an_empty_step() -> None:
    assert gain_at_end([10, 0, 0], 1, 0.5) is None
    assert gain_at_end([10, 5, 0, 0], 1, 0.5) is None
    assert gain_at_end([10, 5, 0], 2, 0.4) == pytest.approx(2)
    assert gain_at_end([10, 5, 0], 1, 0.9) == 0


funnels = st.lists(st.integers(0, 10**6), min_size=2, max_size=8).filter(lambda counts: counts[0] > 0)


@given(funnels)
def test_conversions_multiply_to_the_overall_one(counts: list[int]) -> None:
    product = 1.0
    for step in steps(counts)[1:]:
        if step.conversion is None:
            return
        product *= step.conversion
        assert step.overall == pytest.approx(product)


@given(funnels, st.data())
def test_the_present_rate_gains_nothing(counts: list[int], data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(counts) - 1))
    rate = steps(counts)[place].conversion
    if rate is not None:
        assert gain_at_end(counts, place, rate) in (None, pytest.approx(0, abs=1e-6))


def test_impossible_funnels_are_refused() -> None:
    for counts, message in (([], "no steps"), ([0, 0], "first step"), ([5, -1], "negative")):
        with pytest.raises(ValueError, match=message):
            steps(counts)
    for place in (0, 5, -1):
        with pytest.raises(ValueError, match="no step after"):
            gain_at_end(SIGNUP, place, 0.5)
        with pytest.raises(ValueError, match="no step after"):
            best_segment(SEGMENTS, place)
    with pytest.raises(ValueError, match="rate"):
        gain_at_end(SIGNUP, 1, -0.1)


def test_a_change_has_newcombes_interval() -> None:
    # Newcombe 1998, table II, case (a): 56/70 against 48/80, difference 0.2000, method 10: 0.0524 to 0.3339.
    (change,) = changes(["A", "B"], [80, 48], [70, 56])
    assert (change.before, change.now, change.difference) == pytest.approx((0.6, 0.8, 0.2))
    assert (change.low, change.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert change.clear


def test_a_step_without_a_share_has_no_interval() -> None:
    grown, empty = changes(["A", "B", "C"], [10, 12, 0], [10, 0, 0])
    assert grown.difference == pytest.approx(-1.2)
    assert grown.low is None
    assert (empty.now, empty.difference) == (None, None)
    with pytest.raises(ValueError, match="each step"):
        changes(["A", "B"], [10, 5], [10])
