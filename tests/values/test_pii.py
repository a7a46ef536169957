from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, strategies as st
from pydantic import BaseModel

from pmdocs.values.pii import personal_data, personal_data_in
from tests.values.reading import wide

# The two examples of GB 11643-1999, appendix A.
ID_NUMBER = "11010519491231002X"
ID_NUMBER_2 = "440524188001010014"


@pytest.mark.parametrize(
    ("text", "sort", "part"),
    [
        ("write to mia@example.com today", "email", "mia@example.com"),
        ("mia.lin+plants@mail.example.co.uk", "email", "mia.lin+plants@mail.example.co.uk"),
        ("邮箱：mia@example.com。", "email", "mia@example.com"),
        ("邮箱mia@example.com", "email", "mia@example.com"),
        ("13800138000", "phone", "13800138000"),
        ("电话13800138000，白天可接", "phone", "13800138000"),
        ("138 0013 8000", "phone", "138 0013 8000"),
        ("138-0013-8000", "phone", "138-0013-8000"),
        ("+86 138 0013 8000", "phone", "+86 138 0013 8000"),
        ("008613800138000", "phone", "008613800138000"),
        ("010-65529988", "phone", "010-65529988"),
        ("(0571) 8888 6666", "phone", "(0571) 8888 6666"),
        ("+44 20 7946 0958", "phone", "+44 20 7946 0958"),
        ("+1 (415) 555-2671", "phone", "+1 (415) 555-2671"),
        ("415-555-2671", "phone", "415-555-2671"),
        (f"ID {ID_NUMBER}.", "id_number", ID_NUMBER),
        (f"身份证{ID_NUMBER_2}", "id_number", ID_NUMBER_2),
        (ID_NUMBER.lower(), "id_number", ID_NUMBER.lower()),
        ("110105 19491231 002X", "id_number", "110105 19491231 002X"),
        ("110105491231002", "id_number", "110105491231002"),
        (wide("13800138000"), "phone", wide("13800138000")),
        (wide("mia@example.com"), "email", wide("mia@example.com")),
    ],
)
def test_personal_data_are_found_where_they_stand(text: str, sort: str, part: str) -> None:
    (found,) = personal_data(text)
    assert (found.sort, found.text, text[found.start :][: len(part)]) == (sort, part, part)


@pytest.mark.parametrize(
    "text",
    [
        "27",
        "25-34",
        "2026-06-24",
        "2026-06-01–2026-06-30",
        "2026年6月24日 12:30",
        "18k CNY/month",
        "12,000,000 plants",
        "income of 18,000,000,000",
        "52,300 users, 38% of 41,200",
        "+12.5% against 1,340,000",
        "n = 412, p = 0.0123456789",
        "3.14159265358979",
        "@sprout on the app",
        "mia@home",
        "two @ signs @@ example.com",
        "version 1.10.2, build 20260624",
        "order 110105194913310029 of 999",
        "990105194912310029",
        "a card number of 4111111111111111",
        "1380013800",
        "138001380001",
        "192.168.100.200",
        "ISBN 978-7-111-54742-6",
        "林米娅，27 岁，上海",
        "",
    ],
)
def test_dates_ages_money_and_counts_are_no_personal_data(text: str) -> None:
    assert personal_data(text) == ()


def test_several_are_found_in_the_order_of_the_text() -> None:
    text = f"13800138000 or mia@example.com, {ID_NUMBER}"
    found = personal_data(text)
    assert [one.sort for one in found] == ["phone", "email", "id_number"]
    assert [text.index(one.text) for one in found] == [one.start for one in found]


def test_an_identity_number_is_not_a_telephone_as_well() -> None:
    assert [one.sort for one in personal_data("350102 19910415 331X")] == ["id_number"]


def test_a_message_does_not_repeat_the_number() -> None:
    (found,) = personal_data("13800138000")
    assert found.masked == "138…00"


class _Demographics(BaseModel):
    city: str
    other: Mapping[str, str] = {}


class _Card(BaseModel):
    owner: str
    quote: str
    goals: tuple[str, ...]
    demographics: _Demographics


CARD = _Card(
    owner="mia@example.com",
    quote="Call 13800138000",
    goals=("Grow", ID_NUMBER),
    demographics=_Demographics(city="Shanghai", other={"contact": "mia@example.com"}),
)


def test_every_text_of_a_model_is_looked_at() -> None:
    found = {path: one.sort for path, one in personal_data_in(CARD, skip={"owner"})}
    assert found == {
        ("quote",): "phone",
        ("goals", 1): "id_number",
        ("demographics", "other", "contact"): "email",
    }


def test_nothing_is_left_out_unless_it_is_named() -> None:
    assert next(path for path, _ in personal_data_in(CARD)) == ("owner",)


@given(st.text())
def test_any_text_can_be_looked_at(text: str) -> None:
    for one in personal_data(text):
        assert text[one.start : one.start + len(one.text)] == one.text


@pytest.mark.parametrize("part", ["a", "1", "+1 ", "(", "a.", "a@", "0", "138 "])
def test_a_text_of_any_length_can_be_looked_at(part: str) -> None:
    assert personal_data(part * 100_000 + "!") == ()
