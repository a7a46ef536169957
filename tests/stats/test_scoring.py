"""Scores of key results."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, given, strategies as st

from pmdocs.stats.scoring import (
    Pace,
    ScorePoint,
    Standing,
    Status,
    attainment,
    expected_progress,
    is_behind,
    level,
    standing_of_objective,
    standing_of_result,
    trend,
)

Q2 = dt.date(2026, 4, 1), dt.date(2026, 6, 30)
numbers = st.floats(-1e6, 1e6)


def score_of(start: float, current: float, target: float) -> float:
    score = standing_of_result(attainment(start, current, target), Pace(1, 0.5)).score
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


# Doerr, Measure What Matters: 0.7 to 1.0 green, delivered; 0.4 to 0.6 yellow, fell short; 0.0 to 0.3 red.
@pytest.mark.parametrize(
    ("score", "status"),
    [
        (1, "delivered"),
        (0.7, "delivered"),
        ((0.6 + 0.7 + 0.8) / 3, "delivered"),
        (0.69, "short"),
        (0.4, "short"),
        (0.39, "missed"),
        (0, "missed"),
    ],
)
def test_an_aspirational_result_after_the_cycle(score: float, status: Status) -> None:
    assert standing_of_result(score, Pace(0.7, 1)).status == status


# Google re:Work, "Set goals with OKRs": committed objectives are expected to reach 1.0; no tolerance once it is over.
@pytest.mark.parametrize(
    ("score", "status"), [(1, "delivered"), (1.2, "delivered"), (0.999, "missed"), (0.9, "missed")]
)
def test_a_committed_result_after_the_cycle(score: float, status: Status) -> None:
    assert standing_of_result(score, Pace(1, 1)).status == status


@pytest.mark.parametrize(
    ("attained", "pace", "yes_no", "status"),
    [
        (0.9, Pace(0.7, 0), False, "not-started"),
        (None, Pace(0.7, 0), False, "not-started"),
        (None, Pace(0.7, 0.5), False, "unknown"),
        (None, Pace(0.7, 1), False, "unknown"),
        (0.20, Pace(0.7, 0.5), False, "on-pace"),  # 0.35 expected, and 0.15 of tolerance
        (0.19, Pace(0.7, 0.5), False, "behind"),
        (0.34, Pace(1, 0.5), False, "behind"),
        (0.35, Pace(1, 0.5), False, "on-pace"),
        (0.7, Pace(0.7, 0.9), False, "delivered"),
        (0.7, Pace(1, 0.8), False, "on-pace"),
        (0, Pace(1, 0.99), True, "open"),
        (0, Pace(1, 1), True, "missed"),
        (1, Pace(1, 0.1), True, "delivered"),
    ],
)  # fmt: skip
def test_how_a_result_stands(attained: float | None, pace: Pace, yes_no: bool, status: Status) -> None:  # noqa: FBT001 -- a row of the table
    assert standing_of_result(attained, pace, yes_no=yes_no).status == status


def test_the_pace_is_part_of_the_goal() -> None:
    assert Pace(0.7, 0.5).expected == pytest.approx(0.35)
    assert Pace(1, 0.5).expected == 0.5
    assert Pace(1, 0).expected is None
    assert standing_of_result(0.5, Pace(1, 0.5)) == Standing(0.5, 0.5, 0.5, "on-pace")
    assert standing_of_result(0.0, Pace(1, 0.5), yes_no=True) == Standing(0.0, None, None, "open")


def _objective(pace: Pace, *results: tuple[float | None, float, bool]) -> Standing:
    rows = [(standing_of_result(score, pace, yes_no=yes_no), w, yes_no) for score, w, yes_no in results]
    return standing_of_objective(rows, pace)[0]


def test_the_pace_of_an_objective_is_that_of_its_measured_results() -> None:
    late = _objective(Pace(1, 0.9), (0.4, 1, False), (1.0, 1, True))
    assert late.score == pytest.approx(0.7)
    assert (late.paced, late.status) == (0.4, "behind")
    paced = _objective(Pace(1, 0.9), (0.8, 1, False), (0.0, 1, True))
    assert (paced.score, paced.status) == (0.4, "on-pace")
    assert _objective(Pace(1, 0.9), (0.0, 1, True), (1.0, 1, True)).status == "open"


def test_what_is_not_known_delivers_nothing_and_misses_nothing() -> None:
    half = ((1.0, 1, False), (None, 1, False))
    assert _objective(Pace(0.7, 1), *half).status == "unknown"
    assert _objective(Pace(0.7, 0.5), *half).status == "on-pace"
    assert _objective(Pace(0.7, 1), (0.9, 9, False), (None, 1, False)).status == "delivered"
    assert _objective(Pace(1, 1), (0.9, 1, False), (None, 1, False)).status == "missed"


@given(st.lists(st.tuples(st.one_of(st.none(), st.floats(0, 1)), st.booleans()), min_size=1, max_size=5),
       st.sampled_from([0.7, 1.0]), st.floats(0, 1))  # fmt: skip
def test_no_status_says_two_things(
    results: list[tuple[float | None, bool]], goal: float, elapsed: float
) -> None:
    one = _objective(Pace(goal, elapsed), *((score, 1, yes_no) for score, yes_no in results))
    if one.status == "delivered":
        assert one.score is not None
        assert one.score >= goal - 1e-9
    if one.status == "behind":
        assert 0 < elapsed < 1
        assert one.paced is not None
        assert one.expected is not None
        assert one.paced < one.expected - 0.15
    if one.status in {"short", "missed"}:
        assert elapsed == 1
        assert one.score is not None
        assert one.score < goal


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
