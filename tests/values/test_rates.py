from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, strategies as st
from pydantic import BaseModel, TypeAdapter

from pmdocs.values.numbers import Difference, Growth, Quantity, Rate, Share, Weight
from tests.values.reading import read, refused, wide


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("45%", 0.45), ("0.45", 0.45), ("1", 1), ("100%", 1), ("0", 0), ("0%", 0), ("0.45%", 0.0045), ("45 %", 0.45),
        (wide("45%"), 0.45), ("33.3%", 0.333), (".5", 0.5), (0.25, 0.25), (1, 1), ("7%", 0.07), ("1e-3", 0.001),
    ],
)  # fmt: skip
def test_rates_are_read_exactly(text: object, value: float) -> None:
    assert read(Rate, text) == value
    assert read(Share, text) == value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("45", "E-RATE"), ("1.2", "E-RATE"), (45, "E-RATE"), ("101%", "E-RANGE"), ("-1%", "E-RANGE"), ("-0.1", "E-RANGE"),
        ("45pp", "E-TYPE"), ("x%", "E-TYPE"), ("%", "E-TYPE"), (None, "E-REQ"), ("nan", "E-NAN"), ("1e999%", "E-TYPE"),
    ],
)  # fmt: skip
def test_what_is_no_rate_is_refused(text: object, code: str) -> None:
    assert refused(Rate, text)[0] == code


def test_a_bare_number_is_answered_with_both_ways_to_write_it() -> None:
    _, phrase, _ = refused(Rate, "45")
    assert phrase.en == "45 in a rate field: write 45% or 0.45"
    assert phrase.zh.startswith("比例请写 45% 或 0.45")


@given(st.integers(min_value=0, max_value=10_000))
def test_percent_and_fraction_are_the_same_rate(hundredths: int) -> None:
    percent = f"{hundredths // 100}.{hundredths % 100:02}%"
    assert read(Rate, percent) == hundredths / 10_000 == read(Rate, f"{hundredths / 10_000:.4f}")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("120%", 1.2),
        ("-30%", -0.3),
        ("−30%", -0.3),
        ("+5%", 0.05),
        ("0.12", 0.12),
        ("-1", -1),
        ("-150%", -1.5),
        (2.5, 2.5),
    ],
)
def test_growth_may_be_negative_or_above_one(text: object, value: float) -> None:
    assert read(Growth, text) == value


@pytest.mark.parametrize("text", ["1.5", "-12", "12"])
def test_bare_growth_beyond_one_is_refused(text: str) -> None:
    code, phrase, _ = refused(Growth, text)
    assert code == "E-RATE"
    assert f"{text}%" in phrase.en


def test_weights_take_any_scale() -> None:
    assert [read(Weight, text) for text in ("30%", "0.3", "3", "0")] == [0.3, 0.3, 3, 0]
    assert refused(Weight, "-1")[0] == "E-RANGE"


@pytest.mark.parametrize(
    ("text", "value", "relative"),
    [
        ("2.5pp", 0.025, False), ("2.5 pp", 0.025, False), ("-0.5pp", -0.005, False), ("2.5 个百分点", 0.025, False),
        ("2.5百分点", 0.025, False), ("1 percentage point", 0.01, False), ("+2 p.p.", 0.02, False), ("+10%", 0.1, True),
        ("10%", 0.1, True), ("−5%", -0.05, True), (wide("10%"), 0.1, True), ("3PP", 0.03, False),
    ],
)  # fmt: skip
def test_a_difference_is_absolute_or_relative(text: str, value: float, relative: bool) -> None:  # noqa: FBT001
    assert read(Difference, text) == Difference(value, relative)


@pytest.mark.parametrize("text", ["2.5", "0.1", "pp", "%", "x pp", "10", ["2pp"], "1" + " " * 10_000 + "p"])
def test_the_unit_of_a_difference_is_mandatory(text: object) -> None:
    code, _, hint = refused(Difference, text)
    assert code == "E-TYPE"
    assert hint is not None
    assert "2.5pp" in hint.en


def test_a_difference_seen_from_a_rate() -> None:
    assert Difference(0.025, relative=False).of(0.2) == 0.025
    assert Difference(0.1, relative=True).of(0.2) == pytest.approx(0.02)


def test_a_quantity_remembers_whether_it_is_a_rate() -> None:
    assert read(Quantity, "33_500") == Quantity(33_500)
    assert read(Quantity, "18%") == Quantity(0.18, "rate")
    assert read(Quantity, "0.7") == Quantity(0.7, "number")
    assert read(Quantity, "-5%") == Quantity(-0.05, "rate")
    assert read(Quantity, Quantity(1)) == Quantity(1)
    assert refused(Quantity, "soon")[0] == "E-TYPE"


class Sample(BaseModel):
    rate: Rate
    quantity: Quantity | None = None
    difference: Difference | None = None


def test_models_can_be_built_from_typed_values() -> None:
    sample = Sample(rate=0.5, quantity=Quantity(0.1, "rate"), difference=Difference(0.1, relative=True))
    assert sample.quantity == Quantity(0.1, "rate")
    assert sample.difference == Difference(0.1, relative=True)


@pytest.mark.parametrize("type_", [Rate, Growth, Weight])
def test_an_editor_accepts_what_the_type_accepts(type_: Any) -> None:
    number, text = TypeAdapter(type_).json_schema()["anyOf"]
    assert number["type"] == "number"
    for example in ("45%", "0.45", wide("45%"), "12 %"):
        assert re.search(text["pattern"], example)


@pytest.mark.parametrize("type_", [Quantity, Difference])
def test_value_objects_have_a_schema(type_: Any) -> None:
    assert "string" in TypeAdapter(type_).json_schema()["type"]
