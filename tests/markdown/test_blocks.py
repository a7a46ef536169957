from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, strategies as st

from pmdocs.markdown.blocks import read_blocks
from pmdocs.markdown.render import render_here
from pmdocs.markdown.structure import Block, Leaf


def outline(block: Block) -> str:
    """Write a block as its kind, with what is inside in brackets."""
    if isinstance(block, Leaf):
        return f"{block.kind}{block.level if block.kind == 'heading' else ''} {block.text!r}"
    loose = "~" if block.loose else ""
    return f"{block.kind}{loose}({', '.join(map(outline, block.children))})"


def outline_of(text: str) -> str:
    root = outline(read_blocks(text).root)
    return root[root.index("(") + 1 : -1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb\n\nc", "text 'a\\nb', text 'c'"),
        ("# a ##\nb", "heading1 'a', text 'b'"),
        ("#a\n#\n# # b", "text '#a', heading1 '', heading1 '# b'"),
        ("a\n===\nb\n---", "heading1 'a', heading2 'b'"),
        ("***\n- - -\n_ _", "rule '', rule '', text '_ _'"),
        ("    a\n\n    b\nc", "code 'a\\n\\nb', text 'c'"),
        ("a\n    b", "text 'a\\nb'"),
        ("```py\n a\n```", "code ' a'"),
        ("~~~~\n```\n~~~\n~~~~\na", "code '```\\n~~~', text 'a'"),
        ("  ```\n   a\n  b\n c\n  ```", "code ' a\\nb\\nc'"),
        ("```\na", "code 'a'"),
        ("``` a`b\nc", "text '``` a`b\\nc'"),
        ("> a\nb\n> c\n\nd", "quote(text 'a\\nb\\nc'), text 'd'"),
        ("> ```\n> a\nb", "quote(code 'a'), text 'b'"),
        ("<div>\n*a*\n\nb\n\n</div>", "html '<div>\\n*a*', text 'b', html '</div>'"),
        ("<!-- a\n\n# b -->\nc", "html '<!-- a\\n\\n# b -->', text 'c'"),
        ("<pre>\n\n# a</pre>\nb", "html '<pre>\\n\\n# a</pre>', text 'b'"),
        ("a <b>\nc", "text 'a <b>\\nc'"),
    ],
)
def test_leaves(text: str, expected: str) -> None:
    assert outline_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n- b", "list(item(text 'a'), item(text 'b'))"),
        ("a:\n- b", "text 'a:', list(item(text 'b'))"),
        ("- a\n  - b\n    - c\n- d",
         "list(item(text 'a', list(item(text 'b', list(item(text 'c'))))), item(text 'd'))"),
        ("- a\n    - b", "list(item(text 'a', list(item(text 'b'))))"),
        ("- a\n\n- b", "list~(item(text 'a'), item(text 'b'))"),
        ("- a\n\n  b", "list(item~(text 'a', text 'b'))"),
        ("- a\n* b", "list(item(text 'a')), list(item(text 'b'))"),
        ("1. a\n2. b\n\ntext", "list(item(text 'a'), item(text 'b')), text 'text'"),
        ("In\n2026. it", "text 'In\\n2026. it'"),
        ("- ```\n  a\n  ```\n  b", "list(item(code 'a', text 'b'))"),
        ("- a\n  ```\n\n- b", "list(item(text 'a', code ''), item(text 'b'))"),
        ("- > a\n  > b", "list(item(quote(text 'a\\nb')))"),
        ("-\n  a", "list(item(text 'a'))"),
        ("-\ta\n\n\tb", "list(item~(text 'a', text 'b'))"),
        ("-     a", "list(item(code 'a'))"),
        # What CommonMark does not do, and most people type.
        ("1. a\n  - b\n2. c", "list(item(text 'a', list(item(text 'b'))), item(text 'c'))"),
        ("- a\n      - b", "list(item(text 'a', list(item(text 'b'))))"),
    ],
)  # fmt: skip
def test_lists(text: str, expected: str) -> None:
    assert outline_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('!!! note "t"\n    a\n\n    b\nc', "admonition~(text 'a', text 'b'), text 'c'"),
        ("> [!NOTE]\n> a\n\nb", "admonition(text 'a'), text 'b'"),
        ("- !!! tip\n      a", "list(item(admonition(text 'a')))"),
        ("[^a]: b\n    c\n\n    d\n\ne", "footnote~(text 'b\\nc', text 'd'), text 'e'"),
        ("t\n: a\n: b", "term 't', definition(text 'a'), definition(text 'b')"),
        ("t\nu\n\n:   a", "term 't\\nu', definition(text 'a')"),
        (": a", "text ': a'"),
        ("# a\n: b", "heading1 'a', text ': b'"),
    ],
)
def test_blocks_that_commonmark_has_not(text: str, expected: str) -> None:
    assert outline_of(text) == expected


def test_every_line_knows_its_place() -> None:
    text = "> - a\n>   ```\n>   b\n>    c\n\n\t\tcode\n\n## Title ##"
    places = [
        (line.text, line.line, line.column) for leaf in read_blocks(text).leaves() for line in leaf.lines
    ]
    assert places[:3] == [("a", 1, 5), ("b", 3, 5), (" c", 4, 5)]
    assert places[-1] == ("Title", 8, 4)


def test_nesting_beyond_reason_is_text() -> None:
    structure = read_blocks("a\n\n" + "> " * 500 + "deep")
    assert structure.too_deep == 3
    assert max(leaf.text.count(">") for leaf in structure.leaves()) > 400


LINES = [
    "- a", "   - b", "    c", "1. x", "   y", "", "", "> q", "```", "text", "    code", "# h", "---", "2. z",
    "* m", "9. k", ">", "> - l", "  z", "      deep", "-", "1) p", "===", ">     c", "> ```", "- - n", "- # i",
    "- > j", "-     s", "- [x]", "+ p", "   1. n", "   > v", "~~~", "   ```",
]  # fmt: skip


@given(st.lists(st.sampled_from(LINES), max_size=9).map("\n".join))
def test_blocks_are_those_of_commonmark(text: str) -> None:
    """The reference implementation, which rich brings along, makes the same lists, quotations and code."""
    reference = pytest.importorskip("markdown_it").MarkdownIt("commonmark")
    text = f"start\n\n{text}"  # a level-one heading at the start would be the title
    # A blank line at the end of a fence that nobody closes is code, so that it parts no items: cmark says so and
    # markdown-it does not.
    fences = (leaf for leaf in read_blocks(text).leaves() if leaf.fence and not leaf.closed and leaf.lines)
    assume(not any(not leaf.lines[-1].text.strip() for leaf in fences))
    assert skeleton(render_here(text, lang="en").html) == skeleton(reference.render(text))


def skeleton(html: str) -> str:
    html = re.sub(r'<a class="headerlink".*?</a>|</?div[^>]*>|</?code[^>]*>', "", html)
    html = re.sub(r"<(\w+)[^>]*>", r"<\1>", html)
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", html)
