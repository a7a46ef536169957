"""Scores of key results."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, given, strategies as st

from pmdocs.stats.scoring import attainment, band, expected_progress, is_behind, key_result_score, level

Q2 = dt.date(2026, 4, 1), dt.date(2026, 6, 30)
numbers = st.floats(-1e6, 1e6)


# Catalogue, okr-2026q2; and Google re:Work, "Grade OKRs": three of six features launched are a 0.5.
@pytest.mark.parametrize(
    ("start", "current", "target", "score"),
    [
        (0.18, 0.202, 0.25, 0.022 / 0.07),
        (28_000, 33_500, 36_000, 5_500 / 8_000),
        (0.0060, 0.0041, 0.0030, 0.0019 / 0.0030),
        (0, 3, 6, 0.5),
        (0, 8, 6, 1),
        (10, 12, 5, 0),
    ],
)
def test_score(start: float, current: float, target: float, score: float) -> None:
    assert key_result_score(start, current, target) == pytest.approx(score)


def test_attainment_is_not_limited() -> None:
    assert attainment(0, 8, 6) == pytest.approx(8 / 6)
    assert attainment(10, 12, 5) == pytest.approx(-0.4)


@given(numbers, numbers, numbers)
def test_score_is_the_limited_attainment(start: float, current: float, target: float) -> None:
    assume(abs(target - start) > 1e-6)
    score = key_result_score(start, current, target)
    assert 0 <= score <= 1
    assert (score == 1) == (attainment(start, current, target) >= 1)
    assert key_result_score(start, target, target) == 1
    assert key_result_score(start, start, target) == 0


def test_a_target_at_the_start_is_refused() -> None:
    for score in (attainment, key_result_score):
        with pytest.raises(ValueError, match="equal"):
            score(5, 6, 5)


# McBride, RICE (Intercom 2018): 100 % is high confidence, 80 % medium, 50 % low.
@pytest.mark.parametrize(
    ("confidence", "word"),
    [
        (1, "high"),
        (0.9, "high"),
        (0.899, "medium"),
        (0.8, "medium"),
        (0.65, "medium"),
        (0.649, "low"),
        (0, "low"),
    ],
)
def test_confidence_is_the_nearest_level(confidence: float, word: str) -> None:
    assert level(confidence) == word


# Doerr, Measure What Matters: 0.7 to 1.0 green, 0.4 to 0.6 yellow, 0.0 to 0.3 red.
@pytest.mark.parametrize(
    ("score", "colour"),
    [
        (1, "green"),
        (0.7, "green"),
        ((0.6 + 0.7 + 0.8) / 3, "green"),
        (0.69, "yellow"),
        (0.4, "yellow"),
        (0.39, "red"),
        (0, "red"),
    ],
)
def test_band(score: float, colour: str) -> None:
    assert band(score) == colour


def test_a_day_is_over_at_its_end() -> None:
    assert expected_progress(*Q2, dt.date(2026, 4, 1)) == pytest.approx(1 / 91)
    assert expected_progress(*Q2, dt.date(2026, 6, 20)) == pytest.approx(81 / 91)
    assert expected_progress(*Q2, dt.date(2026, 6, 30)) == 1
    assert expected_progress(*Q2, dt.date(2026, 3, 31)) == 0
    assert expected_progress(*Q2, dt.date(2025, 1, 1)) == 0
    assert expected_progress(*Q2, dt.date(2027, 1, 1)) == 1
    assert expected_progress(Q2[0], Q2[0], Q2[0]) == 1


def test_a_cycle_must_not_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="lies before"):
        expected_progress(Q2[1], Q2[0], Q2[0])


def test_behind_means_more_than_the_lag() -> None:
    assert not is_behind(0.75, 0.9)
    assert not is_behind(0.13, 0.28)  # 0.28 - 0.15 is 0.13 on paper and a little more in binary
    assert is_behind(0.74, 0.9)
    assert not is_behind(0.9, 0.5)
    assert is_behind(0.85, 0.9, lag=0.01)
