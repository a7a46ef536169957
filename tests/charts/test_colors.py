from __future__ import annotations

import re

import pytest

from pmdocs.charts.colors import CHART, DIV, MARK, SEQ, TOKENS, token


def test_every_token_of_the_contract_has_one_sentinel() -> None:
    names = {
        *(f"chart-{n}" for n in range(1, 9)), *(f"seq-{n}" for n in range(1, 6)),
        *(f"div-{n}" for n in range(1, 6)), "text", "muted", "line", "surface", "raised", "accent",
        "accent-soft", "good", "warn", "bad", "good-soft", "warn-soft", "bad-soft", "focus",
    }  # fmt: skip
    assert set(TOKENS.values()) == names
    assert len(TOKENS) == len(names)
    assert (len(CHART), len(SEQ), len(DIV)) == (8, 5, 5)


def test_sentinels_are_marked_hex_colours() -> None:
    assert all(re.fullmatch(MARK + "[0-9a-f]{2}", sentinel) for sentinel in TOKENS)


def test_an_unknown_token_is_a_mistake_in_the_code() -> None:
    with pytest.raises(KeyError):
        token("chart-9")
