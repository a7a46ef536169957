"""Which page is the translation of which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar


class Pairable(Protocol):
    """What decides which page is the translation of which."""

    @property
    def path(self) -> str:
        """Path of the file."""

    @property
    def stem(self) -> str:
        """Path without language and extension."""

    @property
    def lang(self) -> str:
        """Language of the page."""

    @property
    def id(self) -> str:
        """The id that the file gives."""


P = TypeVar("P", bound=Pairable)


def pair(parsed: Iterable[P], lang: str) -> Mapping[str, P]:
    """Return path → the original that a translation completes, for pages of other languages than ``lang``."""
    parsed = list(parsed)
    originals = {p.stem: p for p in parsed if p.lang == lang}
    by_id = {p.id: p for p in parsed if p.lang == lang and p.id}
    pairs = {}
    for page in parsed:
        original = None if page.lang == lang else originals.get(page.stem) or by_id.get(page.id)
        if original:
            pairs[page.path] = original
    return pairs
