from __future__ import annotations

import pytest

from pmdocs.notation import split
from pmdocs.notation.front_matter import FrontMatter


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\na: 1\n---\nHello\n", FrontMatter("a: 1\n", 2, "Hello\n", 4)),
        ("---\na: 1\nb: 2\n...\n\nHello", FrontMatter("a: 1\nb: 2\n", 2, "\nHello", 5)),
        ("---\n---\nHello", FrontMatter("", 2, "Hello", 3)),
        ("---  \na: 1\n--- \t\nHello", FrontMatter("a: 1\n", 2, "Hello", 4)),
        ("---\na: 1\n---", FrontMatter("a: 1\n", 2, "", 4)),
        ("\n \n---\na: 1\n---\nHello", FrontMatter("a: 1\n", 4, "Hello", 6)),
        ("\ufeff---\na: 1\n---\nHello", FrontMatter("a: 1\n", 2, "Hello", 4)),
        ("---\r\na: 1\r\n---\r\nHello\r\n", FrontMatter("a: 1\r\n", 2, "Hello\r\n", 4)),
        ("---\na: |\n  ---\n---\nHello", FrontMatter("a: |\n  ---\n", 2, "Hello", 5)),
        ("---\na: 1\n---\nHello\n---\nBye", FrontMatter("a: 1\n", 2, "Hello\n---\nBye", 4)),
        ("Hello\n---\nthere", FrontMatter("", 1, "Hello\n---\nthere", 1)),
        ("", FrontMatter("", 1, "", 1)),
        ("\ufeffHello", FrontMatter("", 1, "Hello", 1)),
        ("\n\nHello", FrontMatter("", 1, "\n\nHello", 1)),
        ("----\nHello", FrontMatter("", 1, "----\nHello", 1)),
        ("--- title\nHello", FrontMatter("", 1, "--- title\nHello", 1)),
    ],
)
def test_a_file_is_parted_into_data_and_prose(text: str, expected: FrontMatter) -> None:
    assert split(text, "p.md") == expected


@pytest.mark.parametrize(
    "text", ["---\na: 1\nHello", "---", "---\n", "---\na: 1\n ---\n", "\n---\nkind: x\n"]
)
def test_front_matter_that_never_ends_is_a_problem(text: str) -> None:
    matter = split(text, "p.md")
    assert matter.yaml_text == ""
    (problem,) = matter.problems
    assert (problem.path, problem.code, problem.line) == ("p.md", "E-YAML", 1 + (text[0] == "\n"))
    assert problem.hint is not None
    assert "---" in problem.hint.en


@pytest.mark.parametrize("dashes", ["——", "—-", "–--", "\uff0d\uff0d\uff0d", "--", "----"])
def test_dashes_that_only_look_like_front_matter_are_a_problem(dashes: str) -> None:
    (problem,) = split(f"{dashes}\nkind: okr\n{dashes}\n", "p.md").problems
    assert dashes in problem.message.en
    assert problem.line == 1


def test_a_rule_above_prose_is_no_problem() -> None:
    assert split("———\nA page\n", "p.md").problems == ()


@pytest.mark.parametrize(
    "text", ["---\na: 1\n---\nx\ny\n", "\r\n---\r\na: 1\r\n---\r\nx\r\ny", "x\ny", "\n---\n---\nx"]
)
def test_lines_are_those_of_the_file(text: str) -> None:
    matter = split(text)
    lines = text.splitlines()
    assert lines[matter.body_line - 1 :] == matter.body.splitlines()
    if matter.yaml_text:
        assert lines[matter.yaml_line - 1] == matter.yaml_text.splitlines()[0]
