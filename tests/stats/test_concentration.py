"""Market concentration against the example and the classes of the US Department of Justice."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from pmdocs.stats.concentration import concentration, relative_shares


def test_index_gives_the_departments_example() -> None:
    # justice.gov, "Herfindahl-Hirschman Index": shares of 30, 30, 20 and 20 per cent give 2,600.
    market = concentration({"a": 0.30, "b": 0.30, "c": 0.20, "d": 0.20})
    assert market.hhi == pytest.approx(2600)
    assert market.cr4 == pytest.approx(1)
    assert (market.level, market.remainder) == ("high", 0)


@pytest.mark.parametrize(
    ("shares", "level"),
    [
        ([1.0], "high"),
        ([0.4, *[1 / 30] * 18], "moderate"),  # exactly 1,800: the Guidelines speak of more than 1,800
        ([0.41, *[0.59 / 18] * 18], "high"),
        ([0.1] * 10, "moderate"),  # exactly 1,000
        ([*[0.1] * 8, *[0.05] * 4], "unconcentrated"),
        ([0.1] * 9, None),  # 900, or 1,000 if the rest is one supplier
        ([], None),
    ],
)
def test_classes_of_the_merger_guidelines_2023(shares: list[float], level: str | None) -> None:
    assert concentration({str(place): share for place, share in enumerate(shares)}).level == level


def test_unnamed_share_is_told() -> None:
    # Catalogue: 12 %, 41 % and 23 % of plant-care apps; 12^2 + 41^2 + 23^2 = 2354.
    market = concentration({"sprout": 0.12, "leafy": 0.41, "greenup": 0.23, "other": None})
    assert market.hhi == pytest.approx(2354)
    assert market.remainder == pytest.approx(0.24)
    assert market.cr4 == pytest.approx(0.76)
    assert (market.named, market.hhi_is_bound, market.cr4_is_bound) == (3, True, True)


def test_four_named_suppliers_may_still_not_be_the_four_largest() -> None:
    for last, bound in ((0.15, True), (0.25, False)):
        market = concentration({"a": 0.2, "b": 0.2, "c": 0.2, "d": last})
        assert (market.hhi_is_bound, market.cr4_is_bound) == (True, bound)
    whole = concentration({"a": 0.7, "b": 0.1, "c": 0.2})
    assert (whole.hhi_is_bound, whole.cr4_is_bound) == (False, False)


def test_only_four_count_for_cr4() -> None:
    assert concentration(dict.fromkeys("abcdefgh", 0.125)).cr4 == pytest.approx(0.5)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12).filter(lambda shares: sum(shares) > 0.01))
def test_index_lies_between_equal_shares_and_monopoly(parts: list[float]) -> None:
    whole = sum(parts)
    market = concentration({str(place): part / whole for place, part in enumerate(parts)})
    assert 10_000 / len(parts) - 1e-6 <= market.hhi <= 10_000 + 1e-6
    assert market.cr4 <= 1 + 1e-9


def test_relative_share_is_against_the_largest_other() -> None:
    # Henderson's definition: only the leader lies above 1.
    relative = relative_shares({"sprout": 0.12, "leafy": 0.41, "greenup": 0.23})
    assert relative == pytest.approx({"sprout": 12 / 41, "leafy": 41 / 23, "greenup": 23 / 41})


def test_relative_share_says_what_it_cannot_know() -> None:
    assert relative_shares({"a": 0.5}) == {"a": None}
    assert relative_shares({"a": 0.5, "b": None, "c": 0.0}) == {"a": None, "b": None, "c": 0}
    assert relative_shares({"a": 0.3, "b": 0.3}) == {"a": 1, "b": 1}


def test_impossible_shares_are_refused() -> None:
    with pytest.raises(ValueError, match="add up"):
        concentration({"a": 0.7, "b": 0.4})
    for refuse in (concentration, relative_shares):
        with pytest.raises(ValueError, match="negative"):
            refuse({"a": 0.7, "b": -0.1})
    assert concentration({"a": 0.7, "b": 0.1 + 0.2}).remainder == 0


@given(
    st.lists(st.floats(0.01, 1), min_size=1, max_size=6),
    st.floats(0.01, 0.9),
    st.lists(st.floats(0.01, 1), min_size=1, max_size=8),
)
def test_whoever_the_rest_is_the_index_lies_within_its_bounds(
    named: list[float], rest: float, others: list[float]
) -> None:
    known = {f"n{place}": part / sum(named) * (1 - rest) for place, part in enumerate(named)}
    unnamed = {f"o{place}": part / sum(others) * rest for place, part in enumerate(others)}
    bounds, whole = concentration(known), concentration(known | unnamed)
    assert bounds.hhi - 1e-6 <= whole.hhi <= bounds.hhi_most + 1e-6
    assert bounds.level in {None, whole.level}


def test_a_class_is_said_only_where_the_rest_cannot_change_it() -> None:
    # 30, 20 and 10 %: 1,400 by themselves, 3,000 if the other 40 % are one supplier.
    open_ = concentration({"a": 0.3, "b": 0.2, "c": 0.1})
    assert (open_.hhi, open_.hhi_most) == pytest.approx((1400, 3000))
    assert open_.level is None
    # The catalogue's example: at least 2,354, at most 2,354 + 24^2.
    sure = concentration({"a": 0.12, "b": 0.41, "c": 0.23})
    assert sure.hhi_most == pytest.approx(2354 + 576)
    assert sure.level == "high"
