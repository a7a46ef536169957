from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, strategies as st

from pmdocs.markdown.scan import Mention, TypedFence, scan

KINDS = {"okr", "funnel"}


def test_a_typed_fence_is_taken_out_and_leaves_its_lines() -> None:
    text = "# Goals\n\n```okr title=x\nid: q2\n\ntitle: Q2\n```\n\nafter"
    scanned = scan(text, KINDS)
    assert scanned.fences == (TypedFence(0, "okr", "okr title=x", "id: q2\n\ntitle: Q2", 4, 1),)
    assert scanned.body.count("\n") == text.count("\n")
    assert "title: Q2" not in scanned.body
    assert scanned.body.split("\n")[8] == "after"


def test_a_change_of_the_data_does_not_change_the_body() -> None:
    assert scan("```okr\na: 1\n```\nx", KINDS).body == scan("```okr\na: 2\n```\nx", KINDS).body


@pytest.mark.parametrize(
    ("text", "fence"),
    [
        ("~~~~funnel\n```\n~~~~", TypedFence(0, "funnel", "funnel", "```", 2, 1)),
        ("  ```okr\n    a: 1\n   b: 2\n  ```", TypedFence(0, "okr", "okr", "  a: 1\n b: 2", 2, 3)),
        ("- x\n\n  ```okr\n  a: 1\n\n    b: 2\n  ```", TypedFence(0, "okr", "okr", "a: 1\n\n  b: 2", 4, 3)),
        ("> 1. ```okr\n>    a: 1\n>    ```", TypedFence(0, "okr", "okr", "a: 1", 2, 6)),
        ("!!! note\n    ```okr\n    a: 1\n    ```", TypedFence(0, "okr", "okr", "a: 1", 3, 5)),
        ("```okr\n```", TypedFence(0, "okr", "okr", "", 2, 1)),
    ],
)
def test_fences_are_found_wherever_they_stand(text: str, fence: TypedFence) -> None:
    scanned = scan(text, KINDS)
    assert scanned.fences == (fence,)
    # What is left reads as the same fence in the same containers.
    assert scan(scanned.body, KINDS).fences == ()
    assert scanned.body.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    "text", ["```python\nokr\n```", "    ```okr\n    a: 1", "`` `okr` ``", "<pre>\n```okr\n</pre>"]
)
def test_other_code_is_left_alone(text: str) -> None:
    assert scan(text, KINDS).fences == ()
    assert scan(text, KINDS).body == text


def test_mentions_have_their_parts_and_places() -> None:
    text = "See [[okr-q2]] and [[okr-q2|the *goals*]].\n\n- x\n  ![[funnel#steps]]\n\n第一 [[季度]]"
    assert scan(text, KINDS).mentions == (
        Mention("okr-q2", "", "", embed=False, line=1, column=5),
        Mention("okr-q2", "", "the *goals*", embed=False, line=1, column=20),
        Mention("funnel", "steps", "", embed=True, line=4, column=3),
        Mention("季度", "", "", embed=False, line=6, column=4),
    )


@pytest.mark.parametrize(
    "text",
    [
        "`[[a]]`", "`` ` [[a]] ``", "`x\n[[a]]`", "```\n[[a]]\n```", "    [[a]]", "\\[[a]]", "<!-- [[a]] -->",
        "x <!-- [[a]] --> y", "<div>\n[[a]]\n</div>", "[[1]](https://example.org)", "[[ ]]", "[[a, b]]", "[[a]",
        "[[a\nb]]",
    ],
)  # fmt: skip
def test_what_is_no_mention(text: str) -> None:
    assert scan(text, KINDS).mentions == ()


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("`a [[b]]", ["b"]),
        ("`a` [[b]] `c`", ["b"]),
        ("\\`[[b]]\\`", ["b"]),
        ("# [[a]]\n\n| [[b]] | x |\n|---|---|\n| [[c|d]] | [[e\\|f]] |", ["a", "b", "c", "e"]),
        ("[[okr]](done)", ["okr"]),
        ("![[a]]\n\n> [[b]]\n\n[^1]: [[c]]\n\nt\n: [[d]]", ["a", "b", "c", "d"]),
        ("[[Some Page]]", ["Some Page"]),
    ],
)
def test_what_is_a_mention(text: str, ids: list[str]) -> None:
    assert [mention.id for mention in scan(text, KINDS).mentions] == ids


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Goals for *2026* `now`", "Goals for 2026 now"),
        ("<!-- draft -->\n\nGoals\n=====", "Goals"),
        ("# [Goals](x.md) {#goals .wide}", "Goals"),
        ("# About [[okr-q2]] and [[a|b]]", "About okr-q2 and b"),
        ("# 季度目标", "季度目标"),
        ("[a]: b.md\n*[X]: y\n\n[^1]: z\n\n# Goals", "Goals"),
        ("## Goals", ""),
        ("text\n\n# Goals", ""),
        ("```\n# Goals\n```", ""),
    ],
)
def test_the_title_is_the_heading_at_the_start(text: str, title: str) -> None:
    assert scan(text, KINDS).title == title


def test_a_fence_that_is_never_closed_is_reported() -> None:
    (problem,) = scan("a\n\n  ```okr\n  a: 1\n", KINDS).problems
    assert (problem.line, problem.column, problem.code) == (3, 3, "W-FENCE")
    assert not scan("- ```\n  a\n  ```\n\nb", KINDS).problems


def test_line_ends_and_control_characters_do_not_move_anything() -> None:
    scanned = scan("a\x00\x02b [[x]]\r\n\r\n```okr\r\na: 1\r\n```\r\n[[y]]", KINDS)
    assert scanned.fences[0].text == "a: 1"
    assert [(m.line, m.column) for m in scanned.mentions] == [(1, 6), (6, 1)]


@given(st.text(alphabet="`[]|#!ab-> \n~:\\\ufdd0", max_size=80))
def test_scanning_never_fails_and_keeps_the_lines(text: str) -> None:
    scanned = scan(text, {"a", "b"})
    assert scanned.body.count("\n") == text.count("\n")
    lines = text.split("\n")
    for mention in scanned.mentions:
        at = lines[mention.line - 1][mention.column - 1 :]
        assert at.startswith("![[" if mention.embed else "[[")


def test_scanning_and_weaving_import_nothing_heavy() -> None:
    code = (
        "import sys; from pmdocs.markdown.scan import scan; from pmdocs.markdown.render import Rendered, render;"
        "from pmdocs.markdown.slots import fill_slots; scan('[[a]]', ());"
        "print([m for m in ('markdown', 'pygments', 'nh3', 'subprocess') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
