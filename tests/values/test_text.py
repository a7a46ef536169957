from __future__ import annotations

import pytest
from pydantic import TypeAdapter

from pmdocs.values.text import Flag, Text, TextList, read_text
from tests.values.reading import read, refused


@pytest.mark.parametrize(
    ("raw", "text"),
    [("no", "no"), (" a b ", "a b"), ("1.10", "1.10"), ("a; b", "a; b"), (2026, "2026"), ("是", "是")],
)
def test_a_text_is_what_was_written(raw: object, text: str) -> None:
    assert read(Text, raw) == text


@pytest.mark.parametrize(
    ("raw", "lang", "text"),
    [
        ({"en": "Growth", "zh": "增长"}, "en", "Growth"),
        ({"en": "Growth", "zh": "增长"}, "zh-CN", "增长"),
        ({"en": "Growth", "zh-CN": "增长"}, "zh-CN", "增长"),
        ({"en": "Growth", "zh_cn": "增长"}, "zh-CN", "增长"),
        ({"en": "Growth"}, "zh-CN", "Growth"),
        ({"zh": "增长"}, "en", "增长"),
        ({"en": None, "zh": "增长"}, "en", "增长"),
    ],
)
def test_a_text_in_several_languages_follows_the_page(raw: object, lang: str, text: str) -> None:
    assert read(Text, raw, lang) == text


def test_without_a_context_the_page_is_english() -> None:
    assert TypeAdapter(Text).validate_python({"en": "a", "zh": "甲"}) == "a"


@pytest.mark.parametrize(
    ("raw", "code", "hint"),
    [
        ("", "E-REQ", ""),
        ("  ", "E-REQ", ""),
        (None, "E-REQ", ""),
        ({"en": None}, "E-REQ", ""),
        ({"en": "", "zh": "甲"}, "E-REQ", ""),
        (["Draft"], "E-TYPE", '"[Draft] Plan"'),
        ({}, "E-TYPE", "{en: …, zh: …}"),
        ({"Goal": "reach 10"}, "E-TYPE", '"Goal: reach 10"'),
        ({"en": "a", "fr": "b"}, "E-TYPE", "{en: …, zh: …}"),
        ({"en": {"zh": "a"}}, "E-TYPE", '"en:'),
        ({"en": ["a"]}, "E-TYPE", "quotes"),
        (object(), "E-TYPE", "quotes"),
    ],
)
def test_what_is_no_text_is_refused(raw: object, code: str, hint: str) -> None:
    found, _, said = refused(Text, raw)
    assert found == code
    assert hint in (said.en if said else "")


@pytest.mark.parametrize(
    ("raw", "texts"),
    [
        (["a", " b"], ("a", "b")),
        ("a", ("a",)),
        ("a; b；c", ("a", "b", "c")),
        ("a;", ("a",)),
        (["a; b"], ("a; b",)),
        ([], ()),
        (None, ()),
        ("", ()),
        (("a",), ("a",)),
        ({"en": "a", "zh": "甲"}, ("a",)),
        ([{"en": "a", "zh": "甲"}, "b"], ("a", "b")),
    ],
)
def test_a_list_of_texts_is_forgiving(raw: object, texts: tuple[str, ...]) -> None:
    assert read(TextList, raw) == texts


@pytest.mark.parametrize(
    ("raw", "code"), [(["a", None], "E-REQ"), (["a", ["b"]], "E-TYPE"), (["", "b"], "E-REQ")]
)
def test_a_member_that_is_no_text_is_refused(raw: object, code: str) -> None:
    assert refused(TextList, raw)[0] == code


@pytest.mark.parametrize("word", ["true", "yes", "on", "是", "True", "YES", " On "])
def test_yes(word: str) -> None:
    assert read(Flag, word) is True


@pytest.mark.parametrize("word", ["false", "no", "off", "否", "False", "No"])
def test_no(word: str) -> None:
    assert read(Flag, word) is False


def test_flags_are_nothing_else() -> None:
    assert read(Flag, True) is True  # noqa: FBT003 -- a typed value
    assert [refused(Flag, raw)[0] for raw in ("maybe", "1", None, ["yes"])] == [
        "E-TYPE",
        "E-TYPE",
        "E-REQ",
        "E-TYPE",
    ]


def test_editors_offer_one_text_or_one_for_each_language() -> None:
    one, by_language = TypeAdapter(Text).json_schema()["anyOf"]
    assert "string" in one["type"]
    assert set(by_language["properties"]) == {"en", "zh", "zh-CN"}
    assert TypeAdapter(TextList).json_schema()["anyOf"][-1]["type"] == "array"
    assert "是" in TypeAdapter(Flag).json_schema()["enum"]


def test_reading_needs_no_model() -> None:
    assert read_text({"zh": "甲"}, "zh-CN") == "甲"
