"""Inputs on which parsers of Markdown are known to hang; here a test that hangs is one that fails."""

from __future__ import annotations

import pytest

from pmdocs.markdown.blocks import read_blocks
from pmdocs.markdown.limits import LONGEST, is_suspicious
from pmdocs.markdown.render import render, render_guarded, render_here
from pmdocs.markdown.scan import scan

# After cmark's pathological tests and the reports against Python-Markdown.
HARMLESS = {
    "emphasis never closed": "*a _a " * 2000,
    "closers only": "a_ " * 5000,
    "openers only": "_a " * 5000,
    "links never opened": "a]" * 20000,
    "thrice": "a**b" + "c* " * 3000,
    "hard link": "**x [a*b**c*](d)",
    "quotations in quotations": "> " * 5000 + "a",
    "lists in lists": "".join("  " * depth + "* a\n" for depth in range(200)),
    "lists of lists": "- " * 3000 + "x" + "\n" * 1000,
    "numbers of numbers": "1. " * 3000,
    "admonitions in admonitions": "".join("    " * depth + "!!! note\n" for depth in range(200)),
    "backticks of every length": "".join("e" + "`" * length for length in range(1, 300)),
    "tags never closed": "</" * 5000,
    "setext of nothing": "a\n" + "-" * 50000,
    "rules": "- " * 5000 + "a",
    "stars": "*" * 20000,
    "definitions of links": "".join(f"[{n}]: u\n" for n in range(1000)) + "[0] " * 200,
    "dashes": "-- >" * 20000,
    "pipes": "|" * 20000 + "\n" + "|-" * 20000,
    "spaces": " " * 100_000 + "a",
    "footnotes": "".join(f"[^{n}]: u\n" for n in range(500)) + "[^0] " * 500,
    "footnotes in footnotes": "[^a]:" * 5000,
    "braces": "# a {: " + "b=" * 20000,
    "addresses": "http://" * 10000,
    "comments": "<!--" * 20000,
    "code": "```\n" * 2001,
    "code without an end to a word": "```csharp\n" + "a\n" * 5000 + "```",
    "code of blank lines": "```gherkin\n" + "\n " * 5000 + "```",
    "colons": ":   " * 5000 + "a",
}

HEAVY = {
    "links never closed": "[a" * 15000,
    "addresses never closed": "[a](b" * 10000,
    "addresses never closed, in points": "[a](<b" * 10000,
    "brackets in brackets": "[" * 20000 + "a" + "]" * 20000,
    "images of images": "![[]()" * 10000,
    "mentions never closed": "[[" * 20000,
    "embeds never closed": "![[a|" * 10000,
    "declarations": "<![" * 20000,
    "sections": "<![CDATA[" * 10000,
    "emphasis in links": "[ a_" * 20000,
    "links below links": "[ (](" * 20000,
    "elements left open": "".join(f'<b id="{n}">' for n in range(1000)) + "<p>x" * 1000,
}


def suspicious(text: str) -> bool:
    return is_suspicious(text, read_blocks(text))


@pytest.mark.parametrize("name", HARMLESS)
def test_most_of_them_take_no_time(name: str) -> None:
    text = HARMLESS[name]
    rendered = render(scan(text, {"okr"}).body, lang="en")
    assert not any(problem.code == "E-MARKDOWN" for problem in rendered.problems)


@pytest.mark.parametrize("name", HEAVY)
def test_the_others_are_told_before_they_are_read(name: str) -> None:
    assert suspicious(HEAVY[name])
    scan(HEAVY[name], {"okr"})


@pytest.mark.parametrize("size", [600, 1500])
@pytest.mark.parametrize("name", HEAVY)
def test_what_is_not_suspicious_ends(name: str, size: int) -> None:
    text = HEAVY[name][:size]
    if not suspicious(text):
        assert not any(problem.code == "E-MARKDOWN" for problem in render_here(text, lang="en").problems)


@pytest.mark.parametrize("text", [HEAVY["links never closed"], "ok\n\n" + HEAVY["elements left open"]])
def test_what_takes_too_long_is_stopped_and_said(text: str) -> None:
    rendered = render_guarded(text, lang="en", seconds=0.5)
    (problem,) = rendered.problems
    assert problem.code == "E-MARKDOWN"
    assert problem.line == (3 if text.startswith("ok") else 1)
    assert rendered.html == ""


def test_a_guarded_text_is_the_same() -> None:
    text = "# T\n\n[^1] ![x](y.png) [z](https://example.org) <iframe>\n\n[^1]: 脚注\n\n## 标题"
    assert render_guarded(text, lang="zh-CN", seconds=60) == render_here(text, lang="zh-CN")


def test_a_text_that_is_not_suspicious_stays_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "no-such-program")
    usual = "## Section\n\nWords with [a link](x.md), `code` and *more*.\n\n- [[a]] item\n\n| a | b |\n|--|--|\n| 1 | 2 |\n\n"
    assert not suspicious(usual * 400)
    assert render(usual * 20, lang="en").html


def test_a_text_that_is_too_large_is_refused() -> None:
    for text in ("a" * (LONGEST + 1), "a\n" * 60_000):
        assert scan(text, {"okr"}).body == text
        (problem,) = render(text, lang="en").problems
        assert problem.code == "E-SIZE"


def test_what_the_parser_cannot_bear_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("pmdocs.markdown.convert.sanitize", fail)
    (problem,) = render("a\n\n[b](c) [d](e)", lang="en").problems
    assert (problem.code, problem.line) == ("E-MARKDOWN", 3)
    assert problem.hint is not None
    assert "RecursionError" in problem.hint.en
