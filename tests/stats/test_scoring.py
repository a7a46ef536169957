"""Scores of key results."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, given, strategies as st

from pmdocs.stats.scoring import (
    Grade,
    ScorePoint,
    attainment,
    band,
    expected_progress,
    grade,
    is_behind,
    level,
    trend,
)

Q2 = dt.date(2026, 4, 1), dt.date(2026, 6, 30)
numbers = st.floats(-1e6, 1e6)


def score_of(start: float, current: float, target: float) -> float:
    score = grade(attainment(start, current, target), expected=0, aim=1).score
    assert score is not None
    return score


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
    assert score_of(start, current, target) == pytest.approx(score)


def test_attainment_is_not_limited() -> None:
    assert attainment(0, 8, 6) == pytest.approx(8 / 6)
    assert attainment(10, 12, 5) == pytest.approx(-0.4)


@given(numbers, numbers, numbers)
def test_score_is_the_limited_attainment(start: float, current: float, target: float) -> None:
    assume(abs(target - start) > 1e-6)
    score = score_of(start, current, target)
    assert 0 <= score <= 1
    assert (score == 1) == (attainment(start, current, target) >= 1)
    assert score_of(start, target, target) == 1
    assert score_of(start, start, target) == 0


def test_a_target_at_the_start_is_refused() -> None:
    with pytest.raises(ValueError, match="equal"):
        attainment(5, 6, 5)


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


def test_a_grade_says_what_a_score_means() -> None:
    assert grade(None, 0.9, 0.7) == Grade(None, None, behind=False, delivered=False)
    assert grade(0.7, 0.9, 0.7) == Grade(0.7, "green", behind=True, delivered=True)
    assert grade(0.7, 0.8, 1.0) == Grade(0.7, "green", behind=False, delivered=False)


def test_a_trend_keeps_the_last_score_of_what_is_not_named() -> None:
    early, late = dt.date(2026, 5, 15), dt.date(2026, 6, 5)
    weights = [("a", 1.0), ("b", 3.0), ("", 1.0)]
    points = list(trend([(late, {"b": 0.6}), (early, {"a": 0.2, "c": 1})], weights))
    assert [point.date for point in points] == [early, late]
    assert [point.score for point in points] == pytest.approx([0.2, 0.5])
    assert list(trend([(early, {})], weights)) == [ScorePoint(early, None)]


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
