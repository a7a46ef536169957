from __future__ import annotations

import pytest
from pydantic import TypeAdapter

from pmdocs.values.money import Currency, Money
from tests.values.reading import read, refused, wide


@pytest.mark.parametrize(
    ("text", "value"),
    [("600_000", 600_000), ("1.2M", 1_200_000), ("60万", 600_000), ("-5", -5), (9.5, 9.5), ("0", 0)],
)
def test_amounts_are_written_as_numbers(text: object, value: float) -> None:
    assert read(Money, text) == value


@pytest.mark.parametrize(
    ("text", "amount", "code"),
    [
        ("¥600", "600", "CNY"), ("￥600", "600", "CNY"), ("600元", "600", "CNY"), ("60万元", "60万", "CNY"),
        ("$1.2M", "1.2M", "USD"), ("US$ 5", "5", "USD"), ("5 €", "5", "EUR"), ("CNY 600_000", "600_000", "CNY"),
        ("600,000 USD", "600,000", "USD"), ("RMB 5", "5", "CNY"),
    ],
)  # fmt: skip
def test_a_currency_beside_an_amount_is_read_with_it(text: str, amount: str, code: str) -> None:
    found = read(Money, text)
    assert found == read(Money, amount)
    assert (found.unit, found.is_money) == (code, True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x", "E-TYPE"),
        ("5 apples", "E-TYPE"),
        ("5 days", "E-TYPE"),
        (None, "E-REQ"),
        ("nan", "E-NAN"),
        ("", "E-REQ"),
        (["5"], "E-TYPE"),
    ],
)
def test_what_is_no_amount_is_refused(text: object, code: str) -> None:
    assert refused(Money, text)[0] == code


@pytest.mark.parametrize(
    ("text", "code"), [("CNY", "CNY"), ("usd", "USD"), (" EUR ", "EUR"), (wide("JPY"), "JPY")]
)
def test_currencies_are_iso_codes(text: str, code: str) -> None:
    assert read(Currency, text) == code


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("RMB", "E-TYPE", "write CNY"), ("¥", "E-TYPE", "write CNY"), ("$", "E-TYPE", "write USD"),
        ("CNYY", "E-TYPE", "‘CNY’"), ("dollars", "E-TYPE", ""), (None, "E-REQ", ""),
    ],
)  # fmt: skip
def test_other_currencies_are_refused(text: object, code: str, hint: str) -> None:
    found, _, said = refused(Currency, text)
    assert found == code
    assert hint in (said.en if said else "")


def test_schemas() -> None:
    assert TypeAdapter(Money).json_schema()["type"] == ["number", "string"]
    assert TypeAdapter(Currency).json_schema()["pattern"] == "^[A-Z]{3}$"
