from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, strategies as st
from pydantic import TypeAdapter

from pmdocs.values.numbers import Count, Days, NonNegative, Number, Positive
from tests.values.reading import read, refused, wide


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12), ("12_000", 12_000), ("12,000", 12_000), ("1,234,567.5", 1_234_567.5), ("0.5", 0.5), (".5", 0.5),
        ("3.", 3), ("-3", -3), ("−3", -3), ("+3", 3), ("1e3", 1_000), ("2.5E-3", 0.0025), ("9.4M", 9_400_000),
        ("18k", 18_000), ("18 K", 18_000), ("2B", 2e9), ("1.2万", 12_000), ("3 亿", 3e8), ("1.1亿", 110_000_000),
        ("5千", 5_000), ("2百万", 2e6), ("3千万", 3e7), ("1万亿", 1e12), (wide("12.5"), 12.5), (wide("12,000"), 12_000),
        ("5 million", 5e6), ("3bn", 3e9), ("1.2w", 12_000), ("2 Thousand", 2_000), ("€1.9M", 1.9e6), ("$12M", 12e6),
        ("200万元", 2e6), ("34 days", 34), ("12天", 12), ("1/2", 0.5), ("3 / 4", 0.75), ("5 k€", 5_000), ("-3 hours", -3),
        (" 7 ", 7), ("010", 10), ("0.1", 0.1), (12, 12), (0.25, 0.25), ("1_000.25", 1_000.25),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(text: object, value: float) -> None:
    assert read(Number, text) == value
    assert isinstance(read(Number, text), float)


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("x", "E-TYPE", None),
        ("12,00", "E-TYPE", "point for decimals"),
        ("1.234,5", "E-TYPE", "point for decimals"),
        ("1 000", "E-TYPE", None),
        ("1__0", "E-TYPE", "digits alone"),
        ("12 apples", "E-TYPE", "digits alone"),
        ("1O7", "E-TYPE", "digits alone"),
        ("5m", "E-TYPE", "a million"),
        ("45%", "E-TYPE", "without a percent sign"),
        ("三", "E-TYPE", None),
        (".nan", "E-NAN", "empty"),
        ("nan", "E-NAN", "empty"),
        ("-.inf", "E-NAN", "empty"),
        ("Infinity", "E-NAN", "empty"),
        ("1e999", "E-NAN", "empty"),
        (math.nan, "E-NAN", "empty"),
        (math.inf, "E-NAN", "empty"),
        ("", "E-REQ", None),
        (None, "E-REQ", None),
        (True, "E-TYPE", None),
        (["1"], "E-TYPE", None),
        ({"a": "1"}, "E-TYPE", None),
        ("9" * 5_000, "E-TYPE", None),
        ("1," * 4_000, "E-TYPE", None),
        ("." * 4_000, "E-TYPE", None),
    ],
)
def test_what_is_no_number_is_refused(text: object, code: str, hint: str | None) -> None:
    found, phrase, said = refused(Number, text)
    assert found == code
    assert len(phrase.en) < 140
    assert (said is None) if hint is None else (said is not None and hint in said.en)


def test_a_refusal_shows_what_was_found_and_an_example() -> None:
    _, phrase, _ = refused(Number, "lots")
    assert phrase.en == "expected a number such as 12_000, found ‘lots’"
    assert phrase.zh == "应为数字，如 12_000，实际是‘lots’"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("12,000", 12_000),
        ("1.5k", 1_500),
        ("12.0", 12),
        ("1.2万", 12_000),
        (7, 7),
        ("120 people", 120),
        ("1.2万人", 12_000),
    ],
)
def test_counts_are_whole_numbers_from_zero(text: object, value: int) -> None:
    assert read(Count, text) == value
    assert type(read(Count, text)) is int


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("-1", "E-RANGE"),
        ("1.5", "E-TYPE"),
        ("1e300", "E-RANGE"),
        (2**53 + 2, "E-RANGE"),
        ("0.0001k", "E-TYPE"),
        ("5%", "E-TYPE"),
        ("34 days", "E-TYPE"),
        ("¥120", "E-TYPE"),
        ("4/2", "E-TYPE"),
    ],
)
def test_what_cannot_be_counted_is_refused(text: object, code: str) -> None:
    assert refused(Count, text)[0] == code


@given(st.integers(min_value=0, max_value=2**53))
def test_a_count_survives_every_way_of_writing_it(count: int) -> None:
    for text in (str(count), f"{count:_}", f"{count:,}", f"{count}.0"):
        assert read(Count, text) == count


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_survives_python_notation(number: float) -> None:
    assert read(Number, repr(number)) == number


@given(
    st.integers(min_value=-(10**6), max_value=10**6),
    st.sampled_from([("k", 3), ("M", 6), ("万", 4), ("亿", 8)]),
)
def test_suffixes_scale_exactly(hundredths: int, suffix: tuple[str, int]) -> None:
    text = f"{hundredths / 100:.2f}{suffix[0]}"
    assert read(Number, text) == hundredths * 10 ** (suffix[1] - 2)


@given(st.text(max_size=20) | st.none() | st.lists(st.text(max_size=2)) | st.floats())
def test_anything_else_is_refused_and_never_crashes(raw: object) -> None:
    try:
        read(Number, raw)
    except ValueError:
        assert refused(Number, raw)[0] in {"E-TYPE", "E-NAN", "E-REQ"}


def test_bounds_below() -> None:
    assert read(Positive, "0.1") == 0.1
    assert read(NonNegative, "0") == 0
    assert refused(Positive, "0")[0] == refused(NonNegative, "-0.1")[0] == "E-RANGE"


@pytest.mark.parametrize("type_", [Number, Count, Positive, NonNegative])
def test_editors_accept_numbers_and_text(type_: Any) -> None:
    schema = TypeAdapter(type_).json_schema()
    assert {option["type"] for option in schema["anyOf"]} <= {"number", "integer", "string"}
    assert schema["examples"]


@pytest.mark.parametrize(
    ("text", "days"),
    [("14", 14), ("14 days", 14), ("2 weeks", 14), ("两周", None), ("36 hours", 1.5), ("1 month", None)],
)
def test_days_are_days_in_whatever_unit(text: str, days: float | None) -> None:
    if days is None:
        assert refused(Days, text)[0] == "E-TYPE"
    else:
        assert read(Days, text) == days
