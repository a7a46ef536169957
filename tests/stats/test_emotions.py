"""Peak, end and drops of an experience."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from pmdocs.stats.emotions import peak_end


def test_the_catalogues_journey() -> None:
    # Discover confused (-1), register -2, diagnose 1, goal reached delighted (2).
    curve = peak_end([-1, -2, 1, 2])
    assert curve.mean == 0
    assert (curve.lowest, curve.highest, curve.end) == (1, 3, 2)
    assert (curve.drop, curve.drop_size) == (0, 1)
    assert (curve.peak, curve.remembered) == (1, 0)


def test_a_long_pain_that_ends_mildly_is_remembered_as_milder() -> None:
    # The finding of Kahneman et al. 1993: added, milder pain makes the memory better though the sum is worse.
    short, longer = peak_end([-2, -2]), peak_end([-2, -2, -1])
    assert longer.remembered > short.remembered


def test_no_drop() -> None:
    for emotions in ([1.0], [0, 0], [-2, 0, 1]):
        assert (peak_end(emotions).drop, peak_end(emotions).drop_size) == (None, None)


def test_neutral_may_lie_elsewhere() -> None:
    assert peak_end([1, 4, 2], neutral=3).peak == 0


@given(st.lists(st.floats(-2, 2), min_size=1, max_size=12))
def test_places_point_at_what_they_name(emotions: list[float]) -> None:
    curve = peak_end(emotions)
    assert emotions[curve.lowest] == min(emotions)
    assert emotions[curve.highest] == max(emotions)
    assert abs(emotions[curve.peak]) == max(map(abs, emotions))
    assert min(emotions) - 1e-12 <= curve.mean <= max(emotions) + 1e-12
    falls = [a - b for a, b in pairwise(emotions)]
    assert (curve.drop_size or 0) == max([0, *falls])


@pytest.mark.parametrize("emotions", [[], [math.nan], [0, math.inf]])
def test_impossible_emotions_are_refused(emotions: list[float]) -> None:
    with pytest.raises(ValueError, match="emotions"):
        peak_end(emotions)
