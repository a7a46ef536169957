from __future__ import annotations

from typing import Any

import pytest

from pmdocs.notation import construct, locate, merge, read_yaml

ORIGINAL = """\
id: signup
title: Sign-up
period: 2026-06
steps:
  - {id: visit, name: Visit, count: 900}
  - {id: join, name: Join, count: 90}
segments:
  New users: [500, 60]
  Ads: {from: 1, to: 2}
notes: [one, two]
"""


def merged(original: str, translation: str) -> Any:
    one, first = read_yaml(original, "a.md")
    two, second = read_yaml(translation, "a.zh-CN.md")
    assert one is not None
    assert two is not None
    assert not first + second
    return construct(merge(one, two))


def test_words_are_translated_and_numbers_kept() -> None:
    data = merged(ORIGINAL, "title: 注册\nsteps:\n  - {id: visit, name: 访问}\n  - {id: join, name: 加入}\n")
    assert data["title"] == "注册"
    assert data["id"] == "signup"
    assert data["steps"] == [
        {"id": "visit", "name": "访问", "count": "900"},
        {"id": "join", "name": "加入", "count": "90"},
    ]


def test_the_order_is_the_originals_and_new_fields_come_last() -> None:
    data = merged("a: 1\nb: 2\n", "c: 3\nb: 二\n")
    assert list(data.items()) == [("a", "1"), ("b", "二"), ("c", "3")]


@pytest.mark.parametrize(
    ("original", "translation", "expected"),
    [
        # By id, whatever the order; what is not translated stays.
        (
            "[{id: x, n: 1}, {id: y, n: 2}]",
            "[{id: y, t: 二}]",
            [{"id": "x", "n": "1"}, {"id": "y", "n": "2", "t": "二"}],
        ),
        ("[{id: x, n: 1}]", "[{id: z, n: 3}]", [{"id": "x", "n": "1"}, {"id": "z", "n": "3"}]),
        # By position where the lengths agree.
        ("[{n: 1}, {n: 2}]", "[{t: 一}, {t: 二}]", [{"n": "1", "t": "一"}, {"n": "2", "t": "二"}]),
        ("[{id: x, n: 1}]", "[{t: 一}]", [{"id": "x", "n": "1", "t": "一"}]),
        # Otherwise the translation's list.
        ("[{n: 1}, {n: 2}]", "[{n: 3}]", [{"n": "3"}]),
        ("[{id: x}, {id: x}]", "[{id: x}]", [{"id": "x"}]),
        ("[a, b]", "[甲]", ["甲"]),
        ("[[1, 2], [3]]", "[[4]]", [["4"]]),
        ("[]", "[{n: 1}]", [{"n": "1"}]),
        # Nothing written means the original's.
        ("text", "~", "text"),
        ("{n: 1}", "", {"n": "1"}),
        # Another form wins as a whole.
        ("{n: 1}", "text", "text"),
        ("text", "{n: 1}", {"n": "1"}),
        ("1", '""', ""),
    ],
)
def test_values_merge_by_their_form(original: str, translation: str, expected: object) -> None:
    assert merged(f"v: {original}\n", f"v: {translation}\n") == {"v": expected}


def test_keys_that_are_words_are_renamed_by_position() -> None:
    data = merged(ORIGINAL, "segments: {搜索新用户: ~, 广告新用户: {to: 3}}\n")
    assert data["segments"] == {"搜索新用户": ["500", "60"], "广告新用户": {"from": "1", "to": "3"}}
    assert list(data["segments"]) == ["搜索新用户", "广告新用户"]


def test_an_english_translation_renames_chinese_keys() -> None:
    assert merged("s: {搜索: 1, 广告: 2}\n", "s: {Search: ~, Ads: 3}\n") == {"s": {"Search": "1", "Ads": "3"}}


def test_fields_are_never_taken_for_words() -> None:
    assert merged("item: {target: 3}\n", "item: {note: x}\n") == {"item": {"target": "3", "note": "x"}}


def test_a_shared_key_or_another_number_of_keys_means_no_renaming() -> None:
    assert merged("s: {A: 1, b: 2}\n", "s: {甲: 9, b: 3}\n") == {"s": {"A": "1", "b": "3", "甲": "9"}}
    assert merged("s: {A: 1, b: 2}\n", "s: {甲: 9}\n") == {"s": {"A": "1", "b": "2", "甲": "9"}}


def test_every_part_keeps_the_place_it_was_written_at() -> None:
    one, _ = read_yaml(ORIGINAL, "a.md")
    two, _ = read_yaml(
        "title: 注册\nsteps:\n- {id: join, name: 加入}\nsegments: {甲: ~, 乙: ~}\n", "a.zh-CN.md"
    )
    assert one is not None
    assert two is not None
    node = merge(one, two)
    places = {
        ("title",): ("a.zh-CN.md", 1),
        ("id",): ("a.md", 1),
        ("steps", 1, "name"): ("a.zh-CN.md", 3),
        ("steps", 1, "count"): ("a.md", 6),
        ("segments", "甲", 1): ("a.md", 8),
        ("missing",): ("a.zh-CN.md", 1),
    }
    assert {path: (locate(node, path).path, locate(node, path).line) for path in places} == places
    assert locate(node, ("segments", "甲"), key=True).path == "a.zh-CN.md"


def test_the_originals_are_left_as_they_were() -> None:
    one, _ = read_yaml(ORIGINAL, "a.md")
    two, _ = read_yaml("steps: [{id: visit, name: 访问}]\n", "b.md")
    assert one is not None
    assert two is not None
    before = construct(one), construct(two)
    merge(one, two)
    assert (construct(one), construct(two)) == before
