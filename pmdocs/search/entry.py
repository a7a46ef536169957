"""What a page can be found by: its words by field, and its texts by section for what is shown of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from typing import NamedTuple
from unicodedata import normalize

from pmdocs.search.terms import terms

FIELDS = ("title", "ids", "headings", "summary", "body")
"""Where a word stands; ``terms.js`` says how much each weighs."""


class Section(NamedTuple):
    """A part of a page: the id to link to (empty: the top), its heading, its text."""

    anchor: str
    heading: str
    text: str


class SearchEntry(NamedTuple):
    """A page as the search knows it.

    ``words`` are a line for each field: its terms as often as they occur, with a space between them.
    ``texts`` are JSON: the sections.
    """

    words: str
    texts: str


_DROPPED = re.compile(
    r"<(script|svg|template|h1)\b.*?</\1>"  # pictures, option data; the title, which has a field of its own
    r"|<!--nosearch-->.*?<!--/nosearch-->"  # lists of other pages
    r'|<a class="(?:headerlink|formula)".*?</a>'
    # What stands inside a line does not part words: two characters with a link between them are neighbours.
    r"|</?(?:a|abbr|b|code|del|em|i|ins|kbd|mark|q|s|small|strong|sub|sup|u|wbr)\b[^>]*>",
    re.DOTALL,
)
_END = re.compile(r'<(?:details class="formulas"|section class="relations"|div class="leaf)')
"""From here on a page speaks of others or shows them, or tells how numbers are computed in general."""
_HEAD = re.compile(r'<header class="head">(.*?)</header>', re.DOTALL)
"""Kind, status, owner, tags: found, but not shown as text."""
_HEADING = re.compile(r"<(h[2-6])\b([^>]*)>(.*?)</\1>", re.DOTALL)
_SUMMARY = re.compile(r'<p class="(?:finding|chart-summary)[^"]*">(.*?)</p>', re.DOTALL)
_ID = re.compile(r'\sid="([^"]+)"')
_SIGNS = re.compile(r"[\W_]")
_TAG = re.compile(r"<[^>]*>")
_DATA = re.compile(r'<details class="chart-data">(.*?)</details>', re.DOTALL)
"""The table behind a chart: its words are found, but nobody would read it in one line."""
_CELL = re.compile(r"</t[dh]>\s*(?:</tr>\s*(?:</thead>\s*<tbody[^>]*>\s*)?<tr[^>]*>\s*)?(?=<t[dh])")
"""Where one cell of a table ends and another one begins."""


def entry(title: str, ids: Iterable[str], html: str) -> SearchEntry:
    """Return the entry of a page from its article; ``ids`` are those of its spec and of the items in it."""
    html = _DROPPED.sub("", _END.split(html, 1)[0])
    head = " ".join(_text(found) for found in _HEAD.findall(html))
    data = " ".join(_text(found) for found in _DATA.findall(html))
    sections = list(_sections(_DATA.sub("", _HEAD.sub("", html))))
    summary = " ".join(_text(found) for found in _SUMMARY.findall(html))
    headings, body = (
        " ".join([head, *(s.heading for s in sections)]),
        " ".join([*(s.text for s in sections), data]),
    )
    titled, *texts = (" ".join(terms(text)) for text in (title, headings, summary, body))
    words = "\n".join((titled, " ".join(_id_terms(ids)), *texts))
    return SearchEntry(words, _json([s for s in sections if s.heading or s.text]))


def _id_terms(ids: Iterable[str]) -> Iterator[str]:
    """Yield the terms of ids, and each id whole, so that its page comes first when it is typed whole.

    Hyphens are left out, since few remember where they are; a sign before it keeps an id from being found as a
    longer form of its first term.
    """
    for one in ids:
        yield from terms(one)
        yield "=" + _SIGNS.sub("", normalize("NFKC", one).lower())


def _sections(html: str) -> Iterator[Section]:
    """Yield the parts of a page that its headings make; one without an id is reached by the id before it."""
    anchor, heading, start = "", "", 0
    for found in _HEADING.finditer(html):
        before = html[start : found.start()]
        yield Section(anchor, heading, _text(before))
        ids = _ID.findall(found[2]) or _ID.findall(before)[-1:]
        anchor, heading, start = (ids[0] if ids else anchor), _text(found[3]), found.end()
    yield Section(anchor, heading, _text(html[start:]))


def _text(html: str) -> str:
    """Return what a reader sees of some HTML, on one line."""
    text = _TAG.sub(" ", _CELL.sub(" · ", html))
    return " ".join((unescape(text) if "&" in text else text).split())


def _json(data: Sequence[object]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
