"""Numbers are rounded half away from zero, as spreadsheets do, and per cent is written one way."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from pmdocs.i18n import Words
from pmdocs.rounding import decimal_of, rounded, rounded_parts


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        # What ROUND() gives in a spreadsheet (OpenFormula 1.2, 6.17.5: half away from zero).
        (2.5, 0, "3"), (-2.5, 0, "-3"), (0.5, 0, "1"), (1.5, 0, "2"), (0.125, 2, "0.13"), (-0.125, 2, "-0.13"),
        (2.15, 1, "2.2"), (-1.475, 2, "-1.48"), (1.005, 2, "1.01"), (0.285, 2, "0.29"), (6.25, 1, "6.3"),
        (0.5785 * 100, 1, "57.9"), (1e15 + 1, 0, "1000000000000001"), (9e-16, 1, "0.0"),
    ],
)  # fmt: skip
def test_half_is_rounded_away_from_zero(value: float, digits: int, shown: str) -> None:
    assert f"{rounded(value, digits):f}" == shown


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
def test_every_format_of_a_page_rounds_so(lang: str) -> None:
    words = Words(lang, {})
    assert words.rate(100 / 1600) == "6.3%"
    assert words.rate(-0.0625) == "−6.3%"
    assert words.signed_rate(0.0625) == "+6.3%"
    assert words.pp(-0.0625).startswith("−6.3 ")
    assert (words.count(2.5), words.number(0.25), words.fixed(0.125, 2), words.signed(-0.25)) == (
        "3", "0.3", "0.13", "−0.3",
    )  # fmt: skip
    assert words.p(0.0625) == "0.063"
    assert words.compact(12_500_000) == ("12.5M" if lang == "en" else "1250万")
    assert words.compact(12_250_000 if lang == "en" else 122_500) == ("12.3M" if lang == "en" else "12.3万")
    assert words.money(2.5, "CNY").endswith("3")
    assert words.compact_money(12_250_000 if lang == "en" else 122_500, "CNY").endswith(
        "12.3M" if lang == "en" else "12.3万"
    )


HALVES = st.builds(
    lambda whole, digits: (whole * 10 + 5) / 10 ** (digits + 1),
    st.integers(-99_999, 99_999),
    st.integers(0, 4),
)


@given(st.one_of(HALVES, st.floats(-1e9, 1e9)), st.integers(0, 4))
@settings(max_examples=200)
def test_nothing_is_further_from_what_is_shown_than_half_a_step(value: float, digits: int) -> None:
    gap = decimal_of(abs(value)) - rounded(abs(value), digits)
    half = 10.0**-digits / 2
    assert -half <= float(gap) < half or math.isclose(float(gap), -half)
    assert rounded(-value, digits) == -rounded(value, digits)


@given(st.lists(st.floats(0, 5), min_size=1, max_size=12), st.integers(0, 2))
@settings(max_examples=100)
def test_rounded_parts_add_up_to_the_rounded_total(parts: list[float], digits: int) -> None:
    shown = rounded_parts(parts, digits)
    assert rounded(math.fsum(shown), digits) == rounded(math.fsum(parts), digits)
    assert all(abs(one - part) <= 10.0**-digits + 1e-12 for one, part in zip(shown, parts, strict=True))


def test_parts_of_a_score_that_would_not_add_up() -> None:
    assert rounded_parts([2.8, 0.3, 0.85], 1) == (2.8, 0.3, 0.9)
    assert rounded_parts([1.25, 1.25, 1.25, 1.25], 1) == (1.3, 1.3, 1.2, 1.2)
    assert rounded_parts([2.84, 0.34, 0.86], 1) == (2.8, 0.3, 0.9)


_SPACED = re.compile(r"[0-9}][ \u00a0\u202f][%％](?!\})")


def test_per_cent_is_written_one_way(root: Path) -> None:
    words = [*root.glob("pmdocs/**/*.yaml"), *root.glob("pmdocs/kinds/*/example.*"), root / "README.md"]
    texts = [*words, *root.glob("pmdocs/starter/**/*.md"), *root.glob("content/**/*.md")]
    # Prose about experiments quotes its sources.
    found = [
        f"{file.relative_to(root)}: {match[0]}"
        for file in texts
        if file.parent.name != "experiments"
        for match in _SPACED.finditer(file.read_text(encoding="utf-8"))
    ]
    assert found == []
