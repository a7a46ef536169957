"""Whatever is written, rendering never fails, depends on nothing else, and makes nothing unsafe."""

from __future__ import annotations

import os
import re
import subprocess
import sys

from hypothesis import given, settings, strategies as st

from pmdocs.markdown.blocks import read_blocks
from pmdocs.markdown.limits import is_suspicious
from pmdocs.markdown.render import render_here
from pmdocs.markdown.rendered import Rendered
from pmdocs.markdown.scan import scan
from pmdocs.system.codec import decoded, encoded
from tests.markdown.safety import assert_safe

PIECES = st.sampled_from([
    "[", "]", "(", ")", "![", "[[", "]]", "![[", "|", "#", "*", "**", "_", "~~", "`", "``", "```", "~~~", "<", ">",
    "<!--", "-->", "<script>", "</script>", "<b>", "</b>", "<a href=", "javascript:", "onclick=x", 'style="x"', '"',
    "'", "{:", "{#a}", "{.b}", "}", "!!! note", "> [!NOTE]", "- ", "1. ", "    ", "\t", "\n", "\n\n", "- [x] ", "---",
    "===", "[^1]", "[^1]: ", "*[A]: ", "A", ":   ", "[a]: ", "a", "b c", "中", "，", "https://x.y", "&#60;", "&lt;",
    "\\", "\ufdd0", "\x02", "\x03", "<details>", "</details>", "<p>", "<table>", "|--|--|", "okr", "\r", "\u2028", "<!",
    "<![CDATA[", "&", "\ud800",
])  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60)


@given(TEXTS)
@settings(max_examples=200)
def test_rendering_never_fails_and_is_safe(text: str) -> None:
    rendered = render_here(scan(text, {"okr"}).body, lang="en")
    assert not any(problem.code == "E-MARKDOWN" for problem in rendered.problems), rendered.problems
    assert_safe(rendered)
    lowered = rendered.html.lower()
    assert "<script" not in lowered
    assert not re.search(r"<[^>]* on\w+=", re.sub(r'"[^"]*"', '""', lowered))
    assert not re.search(r"<[^>]* style=", re.sub(r'"[^"]*"', '""', lowered))


@given(TEXTS, st.sampled_from(["en", "zh-CN"]))
@settings(max_examples=40)
def test_rendering_depends_on_nothing_else(text: str, lang: str) -> None:
    first = render_here(text, lang=lang)
    render_here("# Other\n\n[^1] [a] X\n\n[^1]: x\n[a]: b\n\n*[X]: y", lang=lang)
    assert render_here(text, lang=lang) == first


@given(TEXTS)
@settings(max_examples=60)
def test_ids_are_unique(text: str) -> None:
    html = render_here(text, lang="en").html
    ids = re.findall(r' id="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r' href="#([^"]*)"', html)) <= set(ids)


@given(TEXTS)
@settings(max_examples=60)
def test_what_was_rendered_can_be_stored(text: str) -> None:
    rendered = render_here(text, lang="en")
    assert decoded(Rendered, encoded(rendered)) == rendered


@given(TEXTS)
@settings(max_examples=60)
def test_places_are_within_the_text(text: str) -> None:
    body = scan(text, {"okr"}).body
    rendered = render_here(body, lang="en")
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    places = [(link.line, link.column) for link in rendered.links]
    places += [(problem.line, problem.column) for problem in rendered.problems]
    for line, column in places:
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1].expandtabs(4)) + 1


@given(st.lists(PIECES, max_size=30).map("".join))
def test_small_texts_are_not_suspicious(text: str) -> None:
    assert not is_suspicious(text, read_blocks(text))


def test_the_seed_of_hashes_does_not_show() -> None:
    code = (
        "from pmdocs.markdown.render import render_here;"
        "print(render_here('# a\\n\\n<x> <iframe> <svg> <b class=c id=d title=e>f</b> [^1]"
        "\\n\\n[^1]: g\\n\\n*[HTML]: h', lang='en'))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", code], capture_output=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}, encoding="utf-8",
        ).stdout
        for seed in ("0", "1", "2")
    }  # fmt: skip
    assert len(runs) == 1
