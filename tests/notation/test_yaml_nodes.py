from __future__ import annotations

import threading

import pytest
import yaml
from hypothesis import given, strategies as st

from pmdocs.diagnostics.problem import Problem
from pmdocs.notation import construct, read_yaml
from pmdocs.notation.bounds import MAX_BYTES, MAX_DEPTH

SPEC = """\
# a comment
kind: okr
id: q3
title: "Grow: fast"
version: 1.10
done: no
at: 12:30
2026-06-01: first
2019: old
yes: {text: What?, no: s1}
target: ~
unknown:
quoted: "null"
note: |
  Two
  lines
tags: [a, b]
"""


def read(text: str, **where: int) -> tuple[object, list[Problem]]:
    node, problems = read_yaml(text, "p.md", **where)
    return (construct(node) if node else None), problems


def only(text: str) -> Problem:
    _, problems = read(text)
    assert len(problems) == 1, problems
    return problems[0]


def test_a_scalar_is_the_text_its_author_wrote() -> None:
    data, problems = read(SPEC)
    assert problems == []
    assert data == {
        "kind": "okr", "id": "q3", "title": "Grow: fast", "version": "1.10", "done": "no", "at": "12:30",
        "2026-06-01": "first", "2019": "old", "yes": {"text": "What?", "no": "s1"}, "target": None,
        "unknown": None, "quoted": "null", "note": "Two\nlines\n", "tags": ["a", "b"],
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["0b_", "010", "1:30", "2026-13-45", ".nan", "0x1F", "9" * 5000, "<<", "=", "a?b", "3e", "- 1"]
)
def test_what_other_loaders_convert_or_choke_on_stays_text(text: str) -> None:
    data, problems = read(f"- {text}" if text != "- 1" else "- '- 1'")
    assert (data, problems) == ([text], [])


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "\ufeff", "---\n", "   "])
def test_an_empty_text_is_neither_data_nor_a_problem(text: str) -> None:
    assert read_yaml(text, "p.md")[0] is None or read(text)[0] is None
    assert read(text)[1] == []


def test_a_root_may_be_a_list() -> None:
    assert read("- a\n- b\n") == (["a", "b"], [])


@pytest.mark.parametrize("first_line", [1, 2, 40])
@pytest.mark.parametrize("first_column", [1, 5])
def test_places_are_those_of_the_whole_file(first_line: int, first_column: int) -> None:
    node, _ = read_yaml(
        "a: 1\nb:\n  - c: |\n      x\n", "p.md", first_line=first_line, first_column=first_column
    )
    assert isinstance(node, yaml.MappingNode)
    inner = node.value[1][1].value[0]
    assert construct(node) == {"a": "1", "b": [{"c": "x\n"}]}
    assert inner.start_mark.name == "p.md"
    assert (inner.start_mark.line, inner.start_mark.column) == (first_line + 1, first_column + 3)


def test_an_error_in_an_indented_fence_is_placed_in_the_file() -> None:
    _, problems = read("a: b: c\n", first_line=10, first_column=3)
    assert [(p.line, p.column) for p in problems] == [(10, 7)]


def test_columns_count_characters_and_odd_line_breaks_count_as_none() -> None:
    assert (only("标题: 甲: 乙\n").line, only("标题: 甲: 乙\n").column) == (1, 6)
    assert read('a: "x\u2028y\x85z"\nb: 1\n')[0] == {"a": "x y z", "b": "1"}
    assert only("a: x\u2028y\u2029\nb: c: d\n").line == 2


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    text = SPEC.replace("\n", "\r\n")
    assert read("\ufeff" + text) == read(SPEC)
    assert only("a: 1\r\n\r\nb: c: d\r\n").line == 3


def test_a_duplicate_key_is_refused_with_both_places() -> None:
    node, problems = read_yaml("title: a\nid: x\ntitle: b\n", "p.md")
    assert node is not None
    assert [(p.code, p.line, p.column, p.field) for p in problems] == [("E-DUPKEY", 3, 1, "title")]
    assert "line 1" in problems[0].message.en
    assert "第 1 行" in problems[0].message.zh


def test_duplicate_keys_are_found_at_any_depth_and_in_the_order_of_the_file() -> None:
    _, problems = read("a:\n  - {x: 1, x: 2}\nb: {y: 1, 'y': 2}\n")
    assert [(p.code, p.line, p.column) for p in problems] == [("E-DUPKEY", 2, 12), ("E-DUPKEY", 3, 11)]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("a: &x 1\n", 4), ("a: *x\n", 4), ("a: !!python/object/new:os.system [ls]\n", 4), ("a: !x 1\n", 4),
        ("!!map {a: 1}\n", 1), ("a: [1, &b 2]\n", 8), ("a: [1, *b]\n", 8), ("a: ! x\n", 4), ("*a : 1\n", 1),
        ("%YAML 1.1\n---\na: 1\n", 1), ("- - &a x\n", 5), ("? &a x\n: 1\n", 3), ("a: !<tag:x> 1\n", 4),
    ],
)  # fmt: skip
def test_anchors_aliases_tags_and_directives_are_refused(text: str, column: int) -> None:
    problem = only(text)
    assert (problem.code, problem.line, problem.column) == ("E-YAML", 1, column)
    assert problem.hint is not None


@pytest.mark.parametrize(
    "text", ["R&D & more", "5 * 3", "Hello!", "a &b", "'*bold*'", '"&amp;"', "say !important", "100%"]
)
def test_the_same_signs_inside_a_text_are_text(text: str) -> None:
    assert read(f"a: {text}\n") == ({"a": text.strip("'\"")}, [])


def test_markdown_in_a_block_scalar_is_text() -> None:
    assert read("a: |\n  * item\n  &x !y\n  %z\n") == ({"a": "* item\n&x !y\n%z\n"}, [])


def test_aliases_cannot_multiply() -> None:
    bomb = 'a: &a ["x"]\n' + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(30))
    assert only(bomb).code == "E-YAML"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000, "{" * 100_000, "- " * 100_000, "? " * 50_000, "a:\n" + "- - - " * 3_000 + "x",
        "\n".join(" " * n + "a:" for n in range(1_000)), "{a: " * 190 + "1" + "}" * 190,
        "- " * 80 + "x", "\n".join(" " * n + "a:" for n in range(80)),
    ],
)  # fmt: skip
def test_deep_nesting_is_refused_before_it_can_crash_the_parser(text: str) -> None:
    problem = only(text)
    assert problem.code == "E-YAML"
    assert f"{MAX_DEPTH} levels" in problem.message.en


def test_allowed_depth_is_read() -> None:
    deep = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert read(deep)[1] == []
    assert only("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)).code == "E-YAML"


def test_the_deepest_text_that_reaches_the_parser_fits_the_stack_of_a_thread() -> None:
    text = "".join(" " * n + "- a:\n" for n in range(0, 198, 2)) + " " * 198 + "- " + "[" * 195
    found: list[Problem] = []
    size = threading.stack_size(512 * 1024)
    try:
        thread = threading.Thread(target=lambda: found.extend(read(text)[1]))
        thread.start()
        thread.join()
    finally:
        threading.stack_size(size)
    assert [p.code for p in found] == ["E-YAML"]


def test_many_brackets_that_close_are_no_nesting() -> None:
    assert read("a: " + " ".join("[x](y)" for _ in range(300)).join("''")) != (None, [])
    assert read("a: |\n  " + "[x](y) " * 300)[1] == []


def test_size_is_bounded() -> None:
    problem = only("a: " + "x" * MAX_BYTES)
    assert "10 MB" in problem.message.en


@pytest.mark.parametrize(
    ("char", "name"), [("\0", "U+0000"), ("\x1b", "U+001B"), ("\ud800", "U+D800"), ("\uffff", "U+FFFF")]
)
def test_characters_that_no_editor_shows_are_refused_with_their_place(char: str, name: str) -> None:
    problem = only(f"a: 1\nbc: x{char}y\n")
    assert (problem.line, problem.column) == (2, 6)
    assert name in problem.message.en


@pytest.mark.parametrize(
    "text", ["a: " + " " * 300_000 + "b: c", "a" + " " * 300_000 + "b\nc: d", "x: " * 100_000]
)
def test_a_long_malformed_line_is_explained_without_endless_matching(text: str) -> None:
    assert only(text).code == "E-YAML"


@given(st.text(max_size=60))
def test_no_text_makes_it_raise(text: str) -> None:
    _, problems = read_yaml(text, "p.md")
    assert all(p.line >= 1 and p.column >= 1 and p.path == "p.md" for p in problems)


YAML_BITS = st.sampled_from(
    ["a", ": ", ":", "：", "，", "- ", "\n", "  ", "\t", "[", "]", "{", "}", ",", "'", '"', "#", " #", "&", "*", "!",
     "|", ">", "%", "@", "`", "?", "---\n", "...", "~", "\\", "\r\n", "　", "x: y\n", "\x85", "é", "😀"]
)  # fmt: skip


@given(
    st.lists(YAML_BITS, max_size=25).map("".join),
    st.integers(min_value=1, max_value=5),
    st.integers(min_value=1, max_value=4),
)
def test_no_yaml_makes_it_raise_and_every_problem_lies_in_the_text(text: str, line: int, column: int) -> None:
    node, problems = read_yaml(text, "p.md", first_line=line, first_column=column)
    assert all(line <= p.line <= line + len(text.splitlines()) for p in problems)
    assert all(p.message.en and p.message.zh for p in problems)
    if node is None and not problems:
        assert construct(yaml.compose(text.translate({0x85: " "}), Loader=yaml.CSafeLoader) or EMPTY) is None


EMPTY = yaml.ScalarNode("", "~")

WORDS = st.text(st.characters(categories=["L", "N"], max_codepoint=0xFFFF), min_size=1, max_size=12)


@given(st.dictionaries(WORDS, st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=5))
def test_plain_text_comes_back_as_it_was(data: dict[str, list[str]]) -> None:
    text = "".join(f"{key}:\n" + "".join(f"  - {item}\n" for item in items) for key, items in data.items())
    expected = {
        key: [None if item in {"null", "Null", "NULL"} else item for item in items]
        for key, items in data.items()
    }
    assert read(text) == (expected, [])


@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=40))
def test_quoted_text_comes_back_as_it_was(text: str) -> None:
    single = text.replace("'", "''")
    assert read(f"a: '{single}'\n") == ({"a": text}, [])
