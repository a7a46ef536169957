"""Words and pairs of characters; Python and JavaScript must see the same ones."""

from __future__ import annotations

import json
import sys
from unicodedata import category

import pytest
from hypothesis import given, strategies as st

from pmdocs.search.terms import terms
from tests.search.conftest import Engine

# What one side knows of newer Unicode than the other is no mistake of ours.
_KNOWN = st.characters(exclude_categories=("Cs", "Cn", "Co"))
_ENGINE = Engine()


def _in_javascript(text: str, *, asked: bool = False) -> list[str]:
    found: list[str] = _ENGINE(f"pmdocsTerms.terms({json.dumps(text)}, {json.dumps(asked)})")
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Day-30 retention", ["day", "30", "retention"]),
        ("kr-activation", ["kr", "activation"]),
        ("引导漏斗", ["引导", "导漏", "漏斗", "斗"]),
        ("花", ["花"]),
        ("A/B 测试ok", ["a", "b", "测试", "试", "ok"]),
        ("\uff21\uff22\uff11\uff12", ["ab12"]),  # full width
        ("Straße ÉTÉ", ["straße", "été"]),
        ("カタカナ", ["カタ", "タカ", "カナ", "ナ"]),
        ("𠮷野家", ["𠮷野", "野家", "家"]),  # outside the basic plane
        ("snake_case", ["snake_case"]),
        ("x" * 41 + " y", ["y"]),
        ("é" * 41 + " y", ["y"]),
        ("", []),
        ("—…。，", []),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    """A word is one term; characters of a script without spaces are found by pairs, the last one alone too."""
    assert terms(text) == expected
    assert _in_javascript(text) == expected


@given(st.text(_KNOWN, max_size=60))
def test_both_languages_agree(text: str) -> None:
    """What is written and what is asked for are cut in the same way."""
    assert _in_javascript(text) == terms(text)


@given(st.text(st.sampled_from("漏斗转化率花 aB-3_é。カ𠮷"), max_size=30))
def test_both_languages_agree_where_scripts_meet(text: str) -> None:
    """The same, where Chinese and Latin letters stand side by side."""
    assert _in_javascript(text) == terms(text)


def test_every_character_is_the_same_alone() -> None:
    """No single character of all that both know is a word in one language and none in the other."""
    known = [c for c in map(chr, range(sys.maxunicode + 1)) if category(c) not in {"Cs", "Cn", "Co"}]
    text = "。".join(known)
    # The engine's Unicode may be newer: how a few characters fold may have changed since.
    differing = set(terms(text)) ^ set(_in_javascript(text))
    assert len(differing) < 20, sorted(differing)


@given(st.text(st.sampled_from("漏斗转化率"), min_size=2, max_size=8))
def test_any_two_characters_are_found(text: str) -> None:
    """Every pair of neighbours of a text is one of its terms, and what is asked for needs no more."""
    for i in range(len(text) - 1):
        assert set(_in_javascript(text[i : i + 2], asked=True)) <= set(terms(text))
