from __future__ import annotations

import re

import pytest

from pmdocs.markdown.highlight import LONGEST_CODE, code_block
from pmdocs.markdown.ids import slug
from pmdocs.markdown.render import Heading, Link, render, render_here


def test_links_within_a_text_lead_to_its_ids() -> None:
    rendered = render("# T\n\n## A\n\nx[^1] [a](#a) [t](#t)\n{: #given}\n\n[^1]: y", lang="en")
    assert rendered.toc == (Heading(2, "a", "A"),)
    assert rendered.anchors == ("a", "given", "fnref:1", "fn:1")
    for part in ('href="#a"', 'href="#fn:1"', 'href="#fnref:1"', 'id="given"'):
        assert part in rendered.html
    assert [link.target for link in rendered.links] == ["#t"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Goals of Q2", "goals-of-q2"),
        ("目标一：提高激活率！", "目标一提高激活率"),
        ("  A -- B  ", "a-b"),
        ("Cafe\u0301 ÄÖ", "café-äö"),
        ("snake_case & more", "snake_case-more"),
        ("?!", "section"),
        ("日本語 と 한국어", "日本語-と-한국어"),
        ("x" * 200, "x" * 80),
    ],
)
def test_headings_make_readable_ids(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_explicit_ids_come_first_and_stay() -> None:
    rendered = render("x\n\n## A\n\n## B {#a}\n\n## C {#a}\n\n## A", lang="en")
    assert [heading.id for heading in rendered.toc] == ["a-2", "a", "a-3", "a-4"]


@pytest.mark.parametrize(
    ("text", "title", "html"),
    [
        ("# A\n\nb", "A", "<p>b</p>"),
        ("A\n=\n\nb", "A", "<p>b</p>"),
        ("<!-- c -->\n\n# A", "A", ""),
        ("# A *b* `c` & <b>d</b>", "A b c & d", ""),
        ("b\n", None, "<p>b</p>"),
    ],
)
def test_the_heading_at_the_start_is_the_title(text: str, title: str | None, html: str) -> None:
    rendered = render(text, lang="en")
    assert (rendered.title, rendered.html, rendered.toc) == (title, html, ())


def test_only_the_first_heading_at_the_start_is_the_title() -> None:
    rendered = render("# A\n\n# B", lang="en")
    assert rendered.title == "A"
    assert rendered.toc == (Heading(1, "b", "B"),)
    assert render("text\n\n# A", lang="en").title is None


def test_links_know_where_their_address_stands() -> None:
    text = (
        "`[no](code.md)` [a](a.md) [b](<b c.md>)\n\n- x\n  [again](a.md)\n\n> [q][r] ![i](i.png 't')\n\n"
        "[r]: r.md\n\n```\n[no](a.md)\n```\n\n[a](a.md)\n\n<a href='h.md'>h</a> 第一 [中](中.md)"
    )
    assert render(text, lang="en").links == (
        Link("a.md", 1, 21, image=False),
        Link("b c.md", 1, 32, image=False),
        Link("a.md", 4, 11, image=False),
        Link("i.png", 6, 15, image=True),
        Link("r.md", 8, 6, image=False),
        Link("a.md", 14, 5, image=False),
        Link("h.md", 16, 10, image=False),
        Link("中.md", 16, 29, image=False),
    )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("中文\n中文", "<p>中文中文</p>"),
        ("中文，\n“引号”", "<p>中文，“引号”</p>"),
        ("中文\nabc", "<p>中文\nabc</p>"),
        ("abc\ndef", "<p>abc\ndef</p>"),
        ("- 中\n  文", "<ul><li>中文</li>\n</ul>"),
        ("한국\n어", "<p>한국\n어</p>"),
    ],
)
def test_chinese_lines_join_without_a_space(text: str, html: str) -> None:
    assert render(text, lang="zh-CN").html == html


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("见https://example.org/a，好", "https://example.org/a"),
        ("（https://example.org/a）", "https://example.org/a"),
        ("https://example.org/a.", "https://example.org/a"),
        ("(https://example.org/a_(b))", "https://example.org/a_(b)"),
        ("https://example.org/_a_/*b*", "https://example.org/_a_/*b"),
        ("**https://example.org/a**", "https://example.org/a"),
        ("http://例子.cn/路径", "http://例子.cn/路径"),
    ],
)
def test_addresses_in_words_are_links(text: str, address: str) -> None:
    assert f'<a href="{address}" rel="noopener noreferrer">{address}</a>' in render(text, lang="en").html


@pytest.mark.parametrize(
    "text", ["`https://example.org`", "    https://example.org", "https://", "xhttps://a.b"]
)
def test_addresses_that_are_no_links(text: str) -> None:
    assert "<a" not in render(f"words\n\n{text}", lang="en").html


def test_a_link_within_a_link_is_words() -> None:
    html = render("[https://example.org/a](https://example.org/b)", lang="en").html
    assert html.count("<a ") == 1
    html = render('<a href="https://example.org/b">https://example.org/a</a>', lang="en").html
    assert html.count("<a ") == 1


def test_code_has_classes_and_no_styles() -> None:
    html = code_block("if x: pass", "python title")
    assert '<pre tabindex="0"><code class="language-python"><span class="k">if</span>' in html
    assert "style=" not in html


@pytest.mark.parametrize("info", ["", "text", "no-such-language", "okr"])
def test_code_in_no_known_language_is_plain(info: str) -> None:
    assert "<span" not in code_block("<if> x: pass", info)
    assert "&lt;if&gt; x: pass\n" in code_block("<if> x: pass", info)


@pytest.mark.parametrize(
    "code", ["x = 1\n" * LONGEST_CODE, "x" * 3000, "a\n" * 400, "x = 1" + "\n" * 300 + "y = 2"]
)
def test_code_that_lexers_cannot_bear_is_plain(code: str) -> None:
    assert "<span" not in code_block(code, "csharp")


def test_code_keeps_its_space_and_tabs() -> None:
    html = render("- x\n\n  ```make\n  all:\n  \techo\n\n    y  \n  ```", lang="en").html
    assert "all:\n\techo\n\n  y  \n" in re.sub("<[^>]*>", "", html)
    assert "<code>\n a\n\n</code>" in render("```\n\n a\n\n```", lang="en").html


def test_an_empty_text_is_empty() -> None:
    for text in ("", "\n \n", "<!-- x -->", "[a]: b"):
        rendered = render_here(text, lang="en")
        assert (rendered.html, rendered.toc, rendered.problems) == ("", (), ())
