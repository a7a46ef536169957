"""transplant: the article of one page → a part of another page, ids apart, links re-based, its parts numbered.

What a page is made of is well-formed: the templates escape, the sanitiser and the SVG engine write every tag
anew. So a pattern can tell tags from text, and nothing but tags is touched: words that look like markup stay.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from urllib.parse import quote, unquote

from pmdocs.i18n import Words
from pmdocs.pages.addresses import href

_TAG = re.compile(
    r"<!--.*?-->"
    r"|<(?:(script|style)(?=[\s/>])|(/?)([a-z][^\s/>]*))((?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+)>"
    r"(?(1).*?</(?:script|style)\s*>)",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"(\s+)([^\s\"'<>=/]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?")
_URL = re.compile(r"url\(\s*([\"']?)#([^\"')]+)\1\s*\)")
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)
_UNSAFE = re.compile(r"[^\w./~-]")
_HEADING = re.compile(r"h[1-6]")
_HEADING_ENDS = re.compile(r'<a class="headerlink"|</h[1-6]')
_LAST_LEVEL = 6

_ADDRESSES = frozenset({"href", "src", "xlink:href", "action", "cite", "data", "poster"})
_NAMES = frozenset({
    "for", "form", "headers", "itemref", "list", "popovertarget", "commandfor", "aria-activedescendant",
    "aria-controls", "aria-describedby", "aria-details", "aria-errormessage", "aria-flowto",
    "aria-labelledby", "aria-owns",
})  # fmt: skip
"""Attributes that hold ids."""
_PAINTS = frozenset({
    "clip-path", "fill", "filter", "marker-end", "marker-mid", "marker-start", "mask", "stroke",
})  # fmt: skip
"""Attributes that hold ``url(#id)``."""
_LANDMARKS = frozenset({"aside", "nav", "section"})
"""Landmarks when they have a name, which has to differ from that of the others; so has every ``role=region``."""


def anchor(host: str, page: str, id_: str = "") -> str:
    """Return the id that something on the page ``page`` has on the page ``host``: ``q2/kr-wau``.

    It is the address relative to the host, so it can be told without looking. No two are the same: an id
    that has a slash of its own gets another one before it, and no address has two in a row.
    """
    prefix = _UNSAFE.sub(lambda sign: quote(sign[0], safe=""), page.removeprefix(host))
    return f"{prefix}/{id_}" if "/" in id_ else (prefix + id_ or "/")


@dataclass
class Move:
    """Where an article comes from and where it goes.

    ``shown`` are the pages on the host page, with their numbers; links to them stay on the page. ``depth`` is
    how much deeper its headings are there. The title gets ``number``; headings whose ids are in ``headings``
    are counted below it, and ``counted`` has number and words of each. ``counts`` goes on from one article to the next.
    """

    page: str
    host: str
    words: Words
    shown: Mapping[str, str] = field(default_factory=dict)
    depth: int = 0
    number: str = ""
    headings: frozenset[str] = frozenset()
    counts: Counter[str] = field(default_factory=Counter)
    counted: dict[str, tuple[str, str]] = field(default_factory=dict)


def transplant(html: str, move: Move) -> str:
    """Return an article as a part of another page; on its own page it is numbered and nothing else."""
    return _TAG.sub(_Gardener(move).tag, html)


class _Gardener:
    """Rewrites tag by tag; an id that is counted leaves its number to the next heading."""

    def __init__(self, move: Move) -> None:
        self._move = move
        self._stays = move.page == move.host and not move.shown
        self._due = ""
        self._titled = False
        self._figure = ""
        self._folded = False
        self._landmark = ""

    def tag(self, match: re.Match[str]) -> str:
        """Return one tag as it is on the host page, with what has to follow it."""
        raw, end, name, attributes = match.groups()
        if raw or name is None:
            return match[0]
        lower = name.lower()
        heading = lower if _HEADING.fullmatch(lower) else ""
        if end:
            return f"</{self._tag_of(heading)}>" if heading else match[0] + self._after_end(lower)
        if attributes:
            named = lower in _LANDMARKS or 'role="region"' in attributes
            self._landmark = lower if named and self._move.depth else ""
            attributes = _ATTRIBUTE.sub(self._attribute, attributes)
        if heading:
            return (
                f"<{self._tag_of(heading)}{self._level(heading)}{attributes}>{self._number(heading, match)}"
            )
        return f"<{name}{attributes}>{self._after(lower, attributes, match)}"

    # Headings

    def _tag_of(self, heading: str) -> str:
        """Return the tag for a heading: below the title they keep theirs, which kinds style, and get a level."""
        return f"h{min(_LAST_LEVEL, 1 + self._move.depth)}" if heading == "h1" else heading

    def _level(self, heading: str) -> str:
        level = int(heading[1]) + self._move.depth
        return "" if self._tag_of(heading) == f"h{level}" else f' aria-level="{level}"'

    def _number(self, heading: str, match: re.Match[str]) -> str:
        move, number = self._move, ""
        if heading == "h1" and not self._titled:
            self._titled, number = True, move.number
        elif self._due:
            number = f"{move.number}.{len(move.counted) + 1}"
            move.counted[self._due] = number, _words(match.string, match.end())
            self._due = ""
        return f'<span class="number">{number}</span> ' if number else ""

    # Figures and tables

    def _after(self, name: str, attributes: str, match: re.Match[str]) -> str:
        """Return what follows a start tag: the number of a figure or table."""
        if name == "figure":
            classes = _classes(attributes)
            plain = "words" if not classes else ""
            self._figure = "chart" if "chart" in classes and "chart-strip" not in classes else plain
        elif name == "details":
            self._folded = "chart-data" in _classes(attributes)
        elif name == "figcaption" and self._figure == "words":
            return self._counted("figure", "span") + " "
        elif name == "table" and not self._folded:
            label = self._counted("table", "span")
            return (
                f"<caption>{label}</caption>" if not match.string.startswith("<caption", match.end()) else ""
            )
        return ""

    def _after_end(self, name: str) -> str:
        if name == "details":
            self._folded = False
        return self._counted("figure", "p") if name == "figcaption" and self._figure == "chart" else ""

    def _counted(self, what: str, tag: str) -> str:
        self._move.counts[what] += 1
        label = escape(self._move.words(f"report.{what}", n=self._move.counts[what]))
        return f'<{tag} class="caption-number">{label}</{tag}>'

    # Attributes

    def _attribute(self, match: re.Match[str]) -> str:
        name, quoted = match[2].lower(), match[3]
        if quoted is None:
            return match[0]
        if name == "id" and (given := _value(quoted)) in self._move.headings:
            self._due = given
        if self._stays:
            return match[0]
        more = ""
        if name == "aria-labelledby" and self._landmark == "section":
            return ""  # a part of a part is no landmark of the page
        if name == "aria-label" and self._landmark:
            new = f"{self._move.number} {_value(quoted)}"
        elif name == "id":
            new = self._id(_value(quoted))
        elif name in _NAMES:
            new = " ".join(map(self._id, _value(quoted).split()))
        elif name in _ADDRESSES:
            new, more = self._address(_value(quoted))
        elif name in _PAINTS:
            new = _URL.sub(lambda url: f"url(#{self._id(url[2])})", _value(quoted))
        else:
            return match[0]
        return f'{match[1]}{match[2]}="{escape(new)}"{more}'

    def _id(self, id_: str) -> str:
        return anchor(self._move.host, self._move.page, id_)

    def _address(self, value: str) -> tuple[str, str]:
        """Return an address as the host page writes it, and for another part of it an attribute with its number."""
        path, mark, fragment = value.partition("#")
        if not path:
            return (f"#{quote(self._id(unquote(fragment)))}" if fragment else value), ""
        if _ABSOLUTE.match(path):
            return value, ""
        path, query, asked = path.partition("?")
        file = posixpath.normpath(posixpath.join(self._move.page, unquote(path)))
        url = (
            file.removesuffix("index.html") if file.endswith("/index.html") or file == "index.html" else file
        )
        if url not in self._move.shown:
            return f"{href(self._move.host, url)}{query}{asked}{mark}{fragment}", ""
        number = escape(self._move.shown[url])
        here = anchor(self._move.host, url, unquote(fragment))
        return f"#{quote(here)}", f' data-section="{number}"' if number and url != self._move.page else ""


def _value(quoted: str) -> str:
    return unescape(quoted[1:-1] if quoted[0] in "\"'" else quoted)


def _words(html: str, start: int) -> str:
    """Return the words of a heading, without the link to itself."""
    ends = _HEADING_ENDS.search(html, start)
    return " ".join(unescape(_TAG.sub("", html[start : ends.start() if ends else start])).split())


def _classes(attributes: str) -> list[str]:
    found = (_value(a[3]) for a in _ATTRIBUTE.finditer(attributes) if a[2].lower() == "class" and a[3])
    return " ".join(found).split()
