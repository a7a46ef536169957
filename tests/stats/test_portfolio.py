"""The growth-share matrix: quadrants, borders, and growth over several years."""

from __future__ import annotations

import pytest

from pmdocs.stats.portfolio import classify, compound_growth, is_borderline


@pytest.mark.parametrize(
    ("share", "growth", "expected"),
    [
        # Henderson, The Product Portfolio (BCG 1970), makes 1.0 the line between leader and follower.
        (1.0, 0.10, "star"), (1.0, 0.0999, "cash-cow"), (0.9999, 0.10, "question-mark"), (0.9999, 0.0999, "dog"),
        (1.0, 0.1 + 0.2 - 0.2 - 1e-12, "star"),
    ],
)  # fmt: skip
def test_a_value_on_a_cut_counts_as_high(share: float, growth: float, expected: str) -> None:
    assert classify(share, growth) == expected


def test_cuts_may_be_others() -> None:
    assert [classify(1.2, 0.05, share_cut, 0.05) for share_cut in (1.2, 1.5)] == ["star", "question-mark"]


@pytest.mark.parametrize(
    ("value", "cut", "expected"),
    [(1.05, 1, True), (0.95, 1, True), (1.051, 1, False), (0.104, 0.1, True), (0.094, 0.1, False), (-0.1, -0.1, True)],
)  # fmt: skip
def test_a_border_is_five_percent_of_the_cut_wide(value: float, cut: float, *, expected: bool) -> None:
    assert is_borderline(value, cut) is expected


def test_several_years_grow_at_the_compound_rate() -> None:
    # Investopedia's example of the compound annual growth rate: 10,000 to 19,000 in three years is 23.86 %.
    assert compound_growth(10_000, 19_000, 3) == pytest.approx(0.2386, abs=5e-5)
    assert compound_growth(5, 0, 1) == -1


@pytest.mark.parametrize(("first", "last", "years"), [(0, 5, 1), (-1, 5, 1), (5, -1, 2), (5, 6, 0)])
def test_growth_from_nothing_is_refused(first: float, last: float, years: int) -> None:
    with pytest.raises(ValueError, match="must be"):
        compound_growth(first, last, years)
