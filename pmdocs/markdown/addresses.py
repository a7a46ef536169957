"""Addresses in links and images: what kind each is, and where the author wrote it."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator
from html import unescape
from typing import Literal

from pmdocs.markdown.mentions import code_spans, is_inside
from pmdocs.markdown.structure import Leaf, LinePlaces, Structure

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""The schemes a link may have."""

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Browsers leave these out before they look at the scheme.
_IGNORED = re.compile("[\x00-\x20\x7f-\x9f\u00ad\u200b-\u200f\u2028\u2029\u2060\ufeff]+")

_INLINE = re.compile(r"\]\([ \t]*(?:<([^<>\n]*)>|((?:[^()\\\n]|\\.|\([^()\n]*\))*))")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_TITLE = re.compile(r"""\s+(?:"[^"]*"|'[^']*')\s*$""")
_DEFINED = re.compile(r"^[ \t]*\[[^\[\]\n]+\]:[ \t]*<?([^\s<>]+)", re.MULTILINE)
_AUTOLINK = re.compile(r"(?<!\()<([a-z][a-z0-9+.-]*://[^\s<>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""\b(?:href|src)[ \t]*=[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'>]+))""", re.IGNORECASE
)
_PATTERNS = (("](", _INLINE), ("]:", _DEFINED), ("://", _AUTOLINK), ("=", _ATTRIBUTE))
"""Each with what is in every text in which it finds anything."""


def scheme_of(address: str) -> str:
    """Return the scheme in lower case; empty for a relative address, ``https`` for ``//host``."""
    address = _IGNORED.sub("", address)
    match = _SCHEME.match(address)
    if match:
        return match[1].lower()
    return "https" if address[:2].replace("\\", "/") == "//" else ""


class Places:
    """Where the addresses of a text stand; each is given out once, in the order of the text."""

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self._places: dict[str, deque[tuple[int, int]]] | None = None

    def of(self, address: str) -> tuple[int, int]:
        """Return line and column of the next use of an address; of the first line if it is not found."""
        if self._places is None:
            self._places = defaultdict(deque)
            for leaf in self._structure.leaves():
                for found, line, column in _addresses(leaf):
                    self._places[found].append((line, column))
        known = self._places.get(_key(address))
        if not known:
            return 1, 1
        # A definition stands once and may be used often.
        return known.popleft() if len(known) > 1 else known[0]

    def of_tag(self, tag: str) -> tuple[int, int]:
        """Return line and column of the first HTML element of that name."""
        opening = re.compile(rf"<{re.escape(tag)}(?![\w-])", re.IGNORECASE)
        for leaf in self._structure.leaves():
            match = opening.search(leaf.text) if leaf.kind != "code" else None
            if match:
                return LinePlaces(leaf).at(match.start())
        return 1, 1


def _addresses(leaf: Leaf) -> Iterator[tuple[str, int, int]]:
    if leaf.kind not in ("text", "heading", "term", "html"):
        return
    text = leaf.text
    found: list[tuple[int, int, str]] = []
    for sign, pattern in _PATTERNS if leaf.kind != "html" else _PATTERNS[-1:]:
        for match in pattern.finditer(text) if sign in text else ():
            group = match.lastindex or 0
            if group:
                found.append((match.start(group), match.start(), match[group]))
    code = code_spans(text) if found and leaf.kind != "html" else []
    places = LinePlaces(leaf)
    for start, begin, address in sorted(found):
        if not is_inside(begin, code):
            yield _key(_TITLE.sub("", address)), *places.at(start)


def _key(address: str) -> str:
    address = unescape(address)
    return (_ESCAPED.sub(r"\1", address) if "\\" in address else address).strip()


Level = Literal["E-LINK", "W-LINK"]


def level_of(scheme: str) -> Level:
    """Return how bad a scheme is that no link may have: one that runs or reads something is an error."""
    return "E-LINK" if scheme in ("javascript", "vbscript", "data", "file", "blob") else "W-LINK"
