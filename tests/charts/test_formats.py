from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from pmdocs.charts.axes import ms
from pmdocs.charts.formats import named, on_axis
from pmdocs.i18n import Words

VALUES = (
    0,
    0.5,
    0.125,
    1,
    -1,
    0.0049,
    0.00951,
    2.5,
    3.5,
    0.285,
    1.005,
    12345.678,
    -0.04,
    1e-9,
    999_949,
    123_456_789,
)
LANGUAGES = ("en", "zh-CN")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("value", VALUES)
def test_charts_show_numbers_as_tables_do(value: float, lang: str, show: Callable[..., str]) -> None:
    words = Words(lang, {})
    assert show("count", value, lang) == words.count(value)
    assert show("number:1", value, lang) == words.number(value, 1)
    assert show("fixed:2", value, lang) == words.fixed(value, 2)
    assert show("score", value, lang) == words.fixed(value, 1)
    assert show("signed:1", value, lang) == words.signed(value, 1)
    assert show("rate", value, lang) == words.rate(value)
    assert show("rate:0", value, lang) == words.rate(value, 0)
    assert show("signed_rate:1", value, lang) == words.signed_rate(value, 1)
    assert show("pp:1", value, lang) == words.pp(value, 1)
    assert show("p", abs(value), lang) == words.p(abs(value))


def test_charts_round_half_as_tables_do(show: Callable[..., str]) -> None:
    words = Words("en", {})
    halves = [
        sign * (whole * 10 + 5) / 10 ** (digits + 1)
        for whole in (0, 1, 2, 7, 28, 62, 100, 578, 1_234, 99_999) for digits in range(4) for sign in (1, -1)
    ]  # fmt: skip
    assert show("fixed:1", 2**53 - 1) == words.fixed(2**53 - 1, 1)
    for value in (*halves, 100 / 1600, 57.849999999999994):
        for digits in range(4):
            assert show(f"fixed:{digits}", value) == words.fixed(value, digits)
            assert show(f"rate:{digits}", value) == words.rate(value, digits)
    assert show("rate", 100 / 1600) == "6.3%"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "value", [0, 7, 12.5, 999, 1000, 1234, 12_345, 940_000, 9_400_000, 120_000_000, 3.2e9, -45_000, 999_900]
)
def test_large_numbers_are_as_compact_as_in_tables(value: float, lang: str, show: Callable[..., str]) -> None:
    assert show("compact", value, lang) == Words(lang, {}).compact(value)


def test_what_rounds_up_to_a_unit_is_written_in_it(show: Callable[..., str]) -> None:
    assert show("compact", 999_960) == "1M"
    assert show("compact", 99_999_999, "zh-CN") == "1亿"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "currency",
    [
        *[
            "CNY",
            "USD",
            "EUR",
            "GBP",
            "JPY",
            "KRW",
            "INR",
            "HKD",
            "TWD",
            "AUD",
            "CAD",
            "NZD",
            "BRL",
            "MXN",
            "VND",
            "ILS",
            "CHF",
        ]
    ],
)
def test_money_carries_the_sign_of_its_currency(currency: str, lang: str, show: Callable[..., str]) -> None:
    words = Words(lang, {})
    assert show(f"money:{currency}", 600_000, lang) == words.money(600_000, currency)
    assert show(f"money:{currency}:2", -12.5, lang) == words.money(-12.5, currency, 2)


def test_money_on_an_axis_is_short(show: Callable[..., str]) -> None:
    assert show("money:CNY:compact", 600_000, "zh-CN") == "¥60万"
    assert show("tick:money:USD", 2_500_000) == "$2.5M"
    assert show("tick:money:USD", 2_500) == "$2,500"


@pytest.mark.parametrize("value", [None, "", "-"])
def test_unknown_is_a_dash(value: object, show: Callable[..., str]) -> None:
    assert show("rate:1", value) == "–"


def test_labels_take_the_last_number_of_an_item(show: Callable[..., str]) -> None:
    assert show("count", {"value": [20260101, 5]}) == "5"
    assert show("count", {"value": 7, "name": "x"}) == "7"


@pytest.mark.parametrize(
    ("grain", "en", "zh"),
    [
        ("year", "2026", "2026年"),
        ("quarter", "Q3 2026", "2026年第3季度"),
        ("month", "Jul 2026", "2026年7月"),
        ("day", "Jul 5, 2026", "2026年7月5日"),
    ],
)
def test_dates(grain: str, en: str, zh: str, show: Callable[..., str]) -> None:
    day = ms(date(2026, 7, 5))
    assert show(f"date:{grain}", day) == en
    assert show(f"date:{grain}", day, "zh-CN") == zh
    assert show(f"date:{grain}", "2026-07-05") == en


def test_an_axis_names_the_year_where_it_begins(show: Callable[..., str]) -> None:
    june, january = ms(date(2026, 6, 1)), ms(date(2027, 1, 1))
    assert show("time:month", june, "en", 0) == "Jun\n2026"
    assert show("time:month", june, "en", 3) == "Jun"
    assert show("time:month", january, "zh-CN", 3) == "1月\n2027年"
    assert show("time:quarter:above", january, "en", 3) == "2027\nQ1"


def test_text_wraps_between_words_and_between_chinese_characters(show: Callable[..., str]) -> None:
    assert show("wrap:60", "one two three four") == "one two\nthree four"
    assert show("wrap:40", "首次打开，应用") == "首次打\n开，应\n用"
    assert show("wrap:60:1", "one two three four").endswith("…")


def test_names_of_formats() -> None:
    assert named("rate:1") == "pm:rate:1"
    assert on_axis("rate:1") == "pm:tick:rate"
    assert on_axis("count") == "pm:tick"
    assert on_axis("money:CNY:2") == "pm:tick:money:CNY"
    assert on_axis("pp", bare=True) == "pm:tick:pp:bare"
    with pytest.raises(ValueError, match="no such format"):
        named("rte:1")
