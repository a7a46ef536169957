"""Every slip of the catalogue (1.3), and those of its kind: the place, what is said, what to write."""

from __future__ import annotations

import pytest

from pmdocs.diagnostics.problem import Problem
from pmdocs.notation import read_yaml

# Text, place, part of the message, part of the hint.
SLIPS = [
    ("title: Plan: grow\n", (1, 12), "‘: ’", 'title: "Plan: grow"'),
    ("- title: Plan: grow\n", (1, 14), "‘: ’", '- title: "Plan: grow"'),
    ("title: 目标: 增长\n", (1, 10), "‘: ’", 'title: "目标: 增长"'),
    ('title: say "x": y\n', (1, 15), "‘: ’", "title: 'say \"x\": y'"),
    ("title: foo\n  owner: bar\n", (2, 3), "indented further", "same column"),
    ("title: 甲：乙\n  owner: bar\n", (2, 3), "indented further", "same column"),
    ("a:\n   b: 1\n  c: 2\n", (3, 3), "indented differently", "same column"),
    ("a:\n\tb: 1\n", (2, 1), "tab", "spaces"),
    ("\ta: 1\n", (1, 1), "tab", "spaces"),
    ("a:\n  b: 1\n  \tc: 2\n", (3, 3), "tab", "spaces"),
    ("a: |\n\tfoo\n", (2, 1), "tab", "spaces"),
    ("kind: okr\ntitle：foo\nid: x\n", (2, 1), "full-width colon", "write title: foo"),
    ("title：foo\nkind: okr\n", (1, 1), "full-width colon", "write title: foo"),
    ("kind: okr\ntitle：foo", (2, 1), "full-width colon", "write title: foo"),
    ("title：foo", (1, 1), "full-width colon", "write title: foo"),
    ("a: {b：1，c：2}\n", (1, 5), "full-width colon", "write b: 1, c: 2"),
    ("a: {b，c}\n", (1, 5), "full-width comma", "write b, c"),
    ("title:foo", (1, 1), "space after", "write title: foo"),
    ("id: x\ntitle:foo\n", (2, 1), "space after", "write title: foo"),
    ("title:foo\nid: x\n", (1, 1), "space after", "write title: foo"),
    ("a: {b:1, c: 2}\n", (1, 5), "space after", "write b: 1"),
    ("　a: 1\n", (1, 1), "U+3000", "ordinary spaces"),
    ("a:\n \u00a0b: 1\n", (2, 2), "U+00A0", "ordinary spaces"),
    ('a: "foo\nb: 1\n', (1, 4), 'quote "', 'with "'),
    ("a: 'foo\nb: 1\n", (1, 4), "quote '", "with '"),
    ('a: "foo\n---\nbar"\n', (1, 4), 'quote "', 'with "'),
    ("a: 'it's'\nb: 1\n", (1, 8), "goes on", 'a: "it\'s"'),
    ('a: "A" and B\n', (1, 8), "goes on", "a: '\"A\" and B'"),
    ("a: [Draft] Plan\n", (1, 12), "goes on", 'a: "[Draft] Plan"'),
    ("a: [1, 2\nb: 3\n", (1, 4), "bracket [", "]"),
    ("a: [x,\n", (1, 4), "bracket [", "]"),
    ("a: {x: 1, y: [\n", (1, 14), "bracket [", "]"),
    ("a: {x: 1\nb: 3\n", (1, 4), "bracket {", "}"),
    ("a: [x, issue #42]\nb: 1\n", (1, 4), "# after a space", "quotes"),
    ("a: [b: c: d]\n", (1, 9), "comma or ]", "quotes"),
    ("a: [, x]\n", (1, 5), "a value", "quotes"),
    ("a: @lin\n", (1, 4), "‘@’", 'a: "@lin"'),
    ("a: `code`\n", (1, 4), "‘`’", 'a: "`code`"'),
    ("a: %done\n", (1, 4), "‘%’", 'a: "%done"'),
    ("a: & co\n", (1, 4), "‘&’", 'a: "& co"'),
    ("a: * star\n", (1, 4), "‘*’", 'a: "* star"'),
    ("a: &co\n", (1, 4), "‘&co’", "quotes"),
    ("a: *star*\n", (1, 4), "‘*’", 'a: "*star*"'),
    ("a: >50%\n", (1, 4), "starts with | or >", 'a: ">50%"'),
    ("a: }\n", (1, 4), "a value", 'a: "}"'),
    ('a: "C:\\dir"\n', (1, 7), "backslash", "single quotes"),
    ('a: "\\xZZ"\n', (1, 7), "backslash", "single quotes"),
    ("a: - b\n", (1, 4), "a list cannot start", "next line"),
    ("a: 1\n- b\n", (2, 1), "list item", "its own field"),
    ("- a\nb: 1\n", (2, 1), "list item", "same column"),
    ("a: {{x}}\n", (1, 5), "field name", "quotes"),
    ("[a]: b\n", (1, 1), "field name", "quotes"),
    ("just a text\n", (1, 1), "‘field: value’", "colon"),
    ("a: 1\njust a text\nb: 2\n", (2, 1), "‘just a text’", "colon"),
    ("a: b\n---\nc: d\n", (2, 1), "second YAML document", "file of its own"),
]


def only(text: str) -> Problem:
    node, problems = read_yaml(text, "p.md")
    assert len(problems) == 1, (node, problems)
    return problems[0]


@pytest.mark.parametrize(("text", "place", "message", "hint"), SLIPS, ids=[slip[0] for slip in SLIPS])
def test_a_slip_is_explained_at_its_place(text: str, place: tuple[int, int], message: str, hint: str) -> None:
    problem = only(text)
    assert (problem.code, problem.line, problem.column) == ("E-YAML", *place)
    assert message in problem.message.en
    assert problem.hint is not None
    assert hint in problem.hint.en


@pytest.mark.parametrize("text", [slip[0] for slip in SLIPS])
def test_a_slip_is_explained_in_chinese_too(text: str) -> None:
    problem = only(text)
    assert problem.hint is not None
    for phrase in (problem.message, problem.hint):
        assert any("\u4e00" <= sign <= "\u9fff" for sign in phrase.zh), phrase


@pytest.mark.parametrize(
    "text", ["a: {text: What?}", "a: [Really?]", "a: {t: 10:30, u: http://x.y/?z}", "a: What? Yes!", "a: 50%"]
)
def test_what_libyaml_reads_well_needs_no_quotes(text: str) -> None:
    node, problems = read_yaml(text, "p.md")
    assert node is not None
    assert problems == []


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("a: [甲，乙]\n", (1, 5), "write [甲, 乙]"),
        ("a: Fix issue #42\n", (1, 14), 'write "Fix issue #42"'),
        ("color: #fff\nb: 1\n", (1, 8), 'write "#fff"'),
        ("a: one\n  two #3\n", (2, 7), 'write "one two #3"'),
    ],
)
def test_what_can_be_read_but_was_hardly_meant_is_a_warning(
    text: str, place: tuple[int, int], hint: str
) -> None:
    problem = only(text)
    assert (problem.code, problem.line, problem.column) == ("W-PUNCT", *place)
    assert problem.hint is not None
    assert hint in problem.hint.en


@pytest.mark.parametrize(
    "text",
    [
        "a: x # a comment\n",
        "# title\na: 1\n",
        'a: "x" #y\n',
        "a: x#y\n",
        'a: ["甲，乙"]\n',
        "a: 甲，乙\n",
        "a: [甲，乙, 丙]\n",
    ],
)
def test_ordinary_comments_and_commas_pass(text: str) -> None:
    assert read_yaml(text, "p.md")[1] == []


def test_a_hint_stays_short_however_long_the_text() -> None:
    problem = only("a: " + "word " * 60 + ": x\n")
    assert problem.hint is not None
    assert len(problem.hint.en) < 120
