"""finish: sanitised HTML → article: ids, contents, slots for links, marks replaced.

The sanitiser writes HTML in one way only, so that a pattern can read it: every tag is ``<name`` and
attributes in double quotes, and no text contains ``<``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from html import escape, unescape

from pmdocs.diagnostics.problem import Problem
from pmdocs.markdown import words
from pmdocs.markdown.addresses import Places
from pmdocs.markdown.ids import Ids
from pmdocs.markdown.links import HtmlAttributes, Links, start_tag
from pmdocs.markdown.placeholders import Placeholder, Placeholders
from pmdocs.markdown.rendered import Heading, Link

_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [^\s"<>=]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([^\s"<>=]+)="([^"]*)"')
_VOID = frozenset({"br", "col", "hr", "img", "wbr"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FLOW = frozenset({"", "blockquote", "dd", "details", "div", "figcaption", "figure", "li", "td", "th"})
_LINES = frozenset({
    "blockquote", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "li", "ol", "p",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_BARE = frozenset({"p", "strong", "em", "li", "ul", "ol", "code", "td", "tr", "tbody", "thead", "blockquote"})
"""What is written as it is if it has no attributes."""
_EMPTY_PARAGRAPH = re.compile(r"<p>\s*</p>\n?")

# Chinese has no spaces, so that a line end between two signs must not become one.
_WIDE = "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_BROAD = f"{_WIDE}‘’“”…—·"


@cache
def _line_end() -> re.Pattern[str]:  # takes a while to compile, and only Chinese needs it
    return re.compile(f"(?<=[{_WIDE}])\n(?=[{_BROAD}])|(?<=[{_BROAD}])\n(?=[{_WIDE}])")


@dataclass(slots=True)
class FinishedArticle:
    """What ``finish`` makes; see ``Rendered``."""

    html: str = ""
    toc: list[Heading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    title: str | None = None
    problems: list[Problem] = field(default_factory=list)
    anchors: tuple[str, ...] = ()


@dataclass(slots=True)
class _Heading:
    """A heading that is being read: where it starts in the output, and its words so far."""

    tag: str
    attributes: HtmlAttributes
    start: int
    may_be_title: bool
    text: list[str] = field(default_factory=list)


def finish(html: str, placeholders: Placeholders, places: Places, lang: str) -> FinishedArticle:
    """Make an article of sanitised HTML."""
    html = placeholders.without_places(html)
    finisher = _Finisher(placeholders, places, Ids(html), lang)
    done = 0
    for match in _TAG.finditer(html):
        if done < match.start():
            finisher.text(html[done : match.start()])
        done = match.end()
        if match[1]:
            finisher.close(match[2])
        else:
            finisher.open(match[2], match[3])
    finisher.text(html[done:])
    return finisher.end()


class _Finisher:
    """Writes the article tag by tag; ``_stack`` holds the open elements."""

    def __init__(self, placeholders: Placeholders, places: Places, ids: Ids, lang: str) -> None:
        self._placeholders = placeholders
        self._links = Links(places, ids)
        self._ids = ids
        self._lang = lang
        self._out: list[str] = []
        self._stack: list[str] = []
        self._in_links = self._in_pres = 0
        self._heading: _Heading | None = None
        self._in_footnote_number = False
        self._started = False
        self._made = FinishedArticle()

    # Text

    def text(self, text: str) -> None:
        """Write text, its marks replaced."""
        self._started = self._started or not text.isspace()
        if self._heading and not self._in_footnote_number:
            self._heading.text.append(self._placeholders.words(unescape(text)))
        if "\n" in text and not self._in_pres and not text.isascii():
            text = _line_end().sub("", text)
        self._out.append(self._placeholders.replace(text, self._shown))

    def _shown(self, mark: Placeholder) -> str:
        if mark.kind == "inline":
            return mark.html
        if self._in_links:
            return escape(mark.text)
        inside = self._stack[-1] if self._stack else ""
        if mark.kind == "link" or inside in _FLOW:
            return mark.html
        if inside == "p":
            return f"</p>{mark.html}<p>"
        return mark.small or mark.html

    # Tags

    def open(self, tag: str, raw: str) -> None:
        """Write a start tag."""
        if not raw and tag in _BARE:
            self._started = True
            self._out.append(f"<{tag}>")
            self._stack.append(tag)
            return
        attributes = (
            {name: self._value(name, value) for name, value in _ATTRIBUTE.findall(raw)} if raw else {}
        )
        if tag in _HEADINGS and not self._heading:
            first = tag == "h1" and not self._started and self._made.title is None
            self._heading = _Heading(tag, attributes, len(self._out), may_be_title=first)
        elif "id" in attributes:
            self._in_footnote_number = attributes["id"].startswith("fnref:")
            attributes["id"] = escape(self._ids.given(unescape(attributes["id"])))
        self._started = True
        if tag == "a":
            self._out.append(self._links.link(attributes, len(self._out)))
        elif tag == "img":
            self._out.append(self._links.image(attributes, in_link=self._in_links > 0))
        else:
            box = '<div class="table-scroll" tabindex="0">' if tag == "table" else ""
            self._out.append(box + start_tag(tag, attributes))
        if tag not in _VOID:
            self._stack.append(tag)
            self._count(tag, 1)

    def close(self, tag: str) -> None:
        """Write an end tag."""
        if self._stack:
            self._count(self._stack.pop(), -1)
        if tag == "sup":
            self._in_footnote_number = False
        if self._heading and tag == self._heading.tag:
            self._end_heading(self._heading)
        else:
            box = "</div>" if tag == "table" else ""
            self._out.append(f"</{tag}>{box}\n" if tag in _LINES else f"</{tag}>")

    def _count(self, tag: str, step: int) -> None:
        self._in_links += step if tag == "a" else 0
        self._in_pres += step if tag == "pre" else 0

    def _value(self, name: str, value: str) -> str:
        if not self._placeholders.has_any(value):
            return value
        # The sanitiser has judged the address with the mark in it, not what the mark stands for.
        return (
            ""
            if name in ("href", "src")
            else self._placeholders.replace(value, lambda mark: escape(mark.text))
        )

    def _end_heading(self, heading: _Heading) -> None:
        self._heading = None
        text = " ".join("".join(heading.text).split())
        if heading.may_be_title and text:
            self._made.title = text
            del self._out[heading.start :]
            self._links.forget(heading.start)
            return
        given = heading.attributes.get("id")
        id_ = self._ids.given(unescape(given)) if given else self._ids.heading(text)
        heading.attributes["id"] = escape(id_)
        self._out[heading.start] = start_tag(heading.tag, heading.attributes)
        self._made.toc.append(Heading(int(heading.tag[1]), id_, text))
        if not self._in_links:
            label = words.HEADING_LINK.within(self._lang).format(title=text)
            link = {"class": "headerlink", "href": f"#{escape(id_)}", "aria-label": escape(label)}
            self._out.append(start_tag("a", link) + "#</a>")
        self._out.append(f"</{heading.tag}>\n")

    # The end

    def end(self) -> FinishedArticle:
        """Return the article, its links within the text resolved."""
        self._links.resolve(self._out)
        self._made.html = _EMPTY_PARAGRAPH.sub("", "".join(self._out)).strip()
        links = sorted(self._links.links, key=lambda link: (link.line, link.column))
        self._made.links = list(dict.fromkeys(links))  # a definition may be used often
        self._made.problems = self._links.problems
        self._made.anchors = self._ids.anchors
        return self._made
