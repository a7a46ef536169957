"""Ids on a page: readable in any script, and unique."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from html import unescape

_ID = re.compile(r' id="([^"]*)"')
_NOT_WORD = re.compile(r"[^\w\s-]+")
_GAP = re.compile(r"[\s-]+")
LONGEST = 80
COLOURED = "\ufe0f"
"""Variation selector 16, which follows many emoji."""


def slug(text: str) -> str:
    """Return a heading as an id: letters and digits of any script, in lower case, joined by hyphens."""
    plain = _NOT_WORD.sub("", unicodedata.normalize("NFC", text).lower())
    return _GAP.sub("-", plain)[:LONGEST].strip("-_") or "section"


def github_ids(headings: Iterable[str]) -> Iterator[str]:
    """Yield the id that GitHub gives to each heading of a text, its title among them, in their order.

    Every space is a hyphen there, also beside a sign that is left out, and a repetition counts from 1. The
    invisible sign that asks for the coloured form of an emoji is not kept: few who copy an address have it.
    """
    counts: dict[str, int] = {}
    for heading in headings:
        name = id_ = "".join(filter(_is_kept, heading.lower())).replace(" ", "-")
        while id_ in counts:
            counts[name] += 1
            id_ = f"{name}-{counts[name]}"
        counts[id_] = 0
        yield id_


def _is_kept(sign: str) -> bool:
    return sign in " -_" or (sign != COLOURED and (sign.isalnum() or unicodedata.category(sign)[0] == "M"))


class Ids:
    """The ids of one text; those that the author gave come first."""

    def __init__(self, html: str) -> None:
        self._given = {unescape(value) for value in _ID.findall(html)} if ' id="' in html else set()
        self._taken: dict[str, None] = {}
        self._counts: dict[str, int] = {}

    @property
    def anchors(self) -> tuple[str, ...]:
        """All ids handed out, in the order of the text."""
        return tuple(self._taken)

    def given(self, name: str) -> str:
        """Return the id for one that the author gave; a second use of it gets a number."""
        return self._take(name) if name not in self._taken else self._take(self._numbered(name))

    def heading(self, text: str) -> str:
        """Return an id for a heading without one."""
        name = slug(text)
        return self._take(self._numbered(name) if self._is_used(name) else name)

    def find(self, name: str) -> str | None:
        """Return the id that a link within the text to ``#name`` means."""
        return name if name in self._taken else None

    def _take(self, name: str) -> str:
        self._taken[name] = None
        return name

    def _is_used(self, name: str) -> bool:
        return name in self._taken or name in self._given

    def _numbered(self, name: str) -> str:
        number = self._counts.get(name, 1)
        while True:
            number += 1
            if not self._is_used(f"{name}-{number}"):
                self._counts[name] = number
                return f"{name}-{number}"
