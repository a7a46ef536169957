"""Opportunity scores against published examples."""

from __future__ import annotations

import pytest

from pmdocs.stats.opportunity import band, opportunity, score_line, score_of_answers


@pytest.mark.parametrize(
    ("importance", "satisfaction", "score"),
    [
        # Ulwick's formula as its users explain it: 9 and 3 make 15, 9 and 9 make 9.
        (9, 3, 15), (9, 9, 9),
        # More satisfaction than importance takes nothing away.
        (5.2, 5.8, 5.2),
        (9.1, 5.4, 12.8), (8.0, 6.5, 9.5), (7.6, 2.9, 12.3), (8.4, 4.6, 12.2), (6.9, 3.1, 10.7),
        (0, 0, 0), (10, 0, 20),
    ],
)  # fmt: skip
def test_the_score_of_ulwick(importance: float, satisfaction: float, score: float) -> None:
    assert opportunity(importance, satisfaction) == pytest.approx(score)


@pytest.mark.parametrize(
    ("score", "name"),
    [(15, "extreme"), (14.99, "high"), (12, "high"), (10, "considerable"), (9.99, "served"), (0.1 * 3 + 9.7, "considerable")],
)  # fmt: skip
def test_an_edge_belongs_to_the_higher_band(score: float, name: str) -> None:
    assert band(score) == name


def test_answers_become_ten_times_the_share_of_four_and_five() -> None:
    assert score_of_answers({1: 5, 3: 15, 4: 50, 5: 30}) == pytest.approx(8.0)
    assert score_of_answers({1: 1}) == 0
    with pytest.raises(ValueError, match="answer"):
        score_of_answers({4: 0})


@pytest.mark.parametrize("beyond", [(11, 5), (5, -0.1)])
def test_scores_run_from_nought_to_ten(beyond: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="0 to 10"):
        opportunity(*beyond)


def test_every_place_on_a_line_has_its_score() -> None:
    for score in (10, 12, 15):
        for importance, satisfaction in score_line(score):
            assert opportunity(importance, satisfaction) == pytest.approx(score)
