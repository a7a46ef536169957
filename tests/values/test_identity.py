"""An id has one colour and one mark."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from pmdocs.values.identity import HUES, hue, hues, initials

IDS = st.sets(st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,3}", fullmatch=True), min_size=1, max_size=HUES)


@given(IDS)
def test_ids_beside_each_other_have_different_colours(ids: set[str]) -> None:
    given_ = hues(ids)
    assert len(set(given_.values())) == len(ids)
    assert all(1 <= place <= HUES for place in given_.values())
    assert given_ == hues(sorted(ids, reverse=True))
    assert given_[min(ids)] == hue(min(ids))


def test_more_ids_than_colours_repeat_some() -> None:
    assert set(hues(f"persona-{n}" for n in range(12)).values()) == set(range(1, HUES + 1))


@pytest.mark.parametrize(
    ("id_", "expected"),
    [
        ("persona-mia", "MI"), ("mia", "MI"), ("persona-0", "P0"), ("persona-12", "P1"), ("head-of-sales", "SA"),
        ("persona-mia-lin", "ML"), ("x", "X"), ("persona-head-of-sales", "HS"),
    ],
)  # fmt: skip
def test_the_mark_of_an_id(id_: str, expected: str) -> None:
    assert initials(id_) == expected
