"""How much of everything one text may have: each part of a page costs work wherever it is shown.

The counts are made before anything is rendered, so that the same text is always refused or never.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pmdocs.diagnostics.problem import Phrase, Problem
from pmdocs.markdown.elements import ELEMENTS
from pmdocs.markdown.mentions import code_spans, find_mentions, is_inside
from pmdocs.markdown.structure import Container, Leaf, LinePlaces, Structure

MOST = {
    "specs": 50, "embeds": 50, "mentions": 5_000, "footnotes": 2_000, "references": 5_000,
    "abbreviations": 500, "links": 10_000, "elements": 20_000, "nested": 100,
}  # fmt: skip
"""Of each: how many a text may have; ``nested`` is how many elements of HTML may be open at once."""

_NOT_OPEN = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "colgroup", "caption", "option", "optgroup",
    "rb", "rt", "rtc", "rp",
})  # fmt: skip
"""Elements without an end tag, or that the next of their kind ends."""

_ELEMENT = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?![\w:-])")
_LINK = re.compile(r"\]\(|\]\[|(?<![(\w])<[a-z][a-z0-9+.-]*://")
_REFERENCE = re.compile(r"\[\^[^\]\s]{1,80}\]")
_ABBREVIATION = re.compile(r"^\*\[[^\]\n]+\]:", re.MULTILINE)
_SIGNS = (
    ("mentions", "[["),
    ("mentions", "{{"),
    ("elements", "<"),
    ("links", "]"),
    ("links", "://"),
    ("references", "[^"),
    ("abbreviations", "*["),
)

Found = tuple[str, int, int]
"""What was found one too many of, its line and column."""


def too_many(structure: Structure, specs: Sequence[Leaf]) -> Iterator[Problem]:
    """Yield a problem for everything that a text has too much of, at the first one too many."""
    counts: Counter[str] = Counter()
    for name, line, column in _features(structure, specs):
        if name == "-nested":
            counts["nested"] = max(counts["nested"] - 1, 0)
            continue
        counts[name] += 1
        if counts[name] == MOST[name] + 1:
            yield Problem("", line, column, "E-LIMIT", SAID[name].fill(most=f"{MOST[name]:,}"), _hint(name))
            counts[name] = -(10**9)  # said once


def _features(structure: Structure, specs: Sequence[Leaf]) -> Iterator[Found]:
    yield from (("specs", leaf.line, leaf.column) for leaf in specs)
    yield from (("footnotes", line, 1) for line in _footnotes(structure.root))
    for leaf in structure.leaves():
        if leaf.kind in ("text", "heading", "term", "html"):
            yield from _of_leaf(leaf)


def _footnotes(root: Container) -> Iterator[int]:
    pending: list[Container] = [root]
    while pending:
        block = pending.pop()
        inner = [one for one in block.children if isinstance(one, Container)]
        if block.kind == "footnote":
            yield next((one.line for one in block.children if isinstance(one, Leaf)), 1)
        pending.extend(reversed(inner))


def _of_leaf(leaf: Leaf) -> Iterator[Found]:
    text = leaf.text
    if not any(sign in text for _, sign in _SIGNS):
        return
    code = [] if leaf.kind == "html" else code_spans(text)
    places = LinePlaces(leaf)
    for match, name in _matches(leaf, text, code):
        if not is_inside(match.start(), code):
            yield name, *places.at(match.start())


def _matches(leaf: Leaf, text: str, code: list[tuple[int, int]]) -> Iterator[tuple[re.Match[str], str]]:
    for match in _ELEMENT.finditer(text):
        name = match[2].lower()
        if name in ELEMENTS:
            yield match, "elements"
            if name not in _NOT_OPEN:
                yield match, "-nested" if match[1] else "nested"
    if leaf.kind == "html":
        return
    for match in find_mentions(text, code):
        yield match, "mentions"
        if match["embed"]:
            yield match, "embeds"
    for name, pattern in (("links", _LINK), ("references", _REFERENCE), ("abbreviations", _ABBREVIATION)):
        yield from ((match, name) for match in pattern.finditer(text))


def _hint(name: str) -> Phrase:
    return _CLOSE if name == "nested" else _SPLIT


SAID: Mapping[str, Phrase] = {
    "specs": Phrase("more than {most} specs in one text", "正文中的规格超过 {most} 个"),
    "embeds": Phrase("more than {most} embeds ![[…]] in one text", "正文中的嵌入 ![[…]] 超过 {most} 处"),
    "mentions": Phrase("more than {most} references [[…]] in one text", "正文中的引用 [[…]] 超过 {most} 处"),
    "footnotes": Phrase("more than {most} footnotes in one text", "正文中的脚注超过 {most} 条"),
    "references": Phrase(
        "more than {most} references to footnotes in one text", "正文中的脚注引用超过 {most} 处"
    ),
    "abbreviations": Phrase("more than {most} abbreviations in one text", "正文中的缩写超过 {most} 个"),
    "links": Phrase("more than {most} links and images in one text", "正文中的链接和图片超过 {most} 个"),
    "elements": Phrase("more than {most} tags of HTML in one text", "正文中的 HTML 标签超过 {most} 个"),
    "nested": Phrase(
        "more than {most} elements of HTML are open here, one in the other",
        "此处嵌套未结束的 HTML 元素超过 {most} 层",
    ),
}
_SPLIT = Phrase("split it into several pages", "请拆分为多个页面")
_CLOSE = Phrase("close them: </…>", "请加上结束标签：</…>")
