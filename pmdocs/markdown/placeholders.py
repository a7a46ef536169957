"""Placeholders: what must not pass through Python-Markdown or the sanitiser stands outside, in its place a word.

The word is made from a digest of the text, so that no text can contain its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

from pmdocs.markdown.slots import Slot

# One pattern for the words of all texts: to compile one a text would cost more than to use it.
_WORD = "(pm[0-9a-f]{24}x)([0-9]+)"
_MARK = re.compile(f"{_WORD}z")
_RAW = re.compile(f"<div>{_WORD}r</div>")
_ALONE = re.compile(f"<div>({_WORD}z)</div>")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """``html`` goes where the mark stands, ``text`` where only words can.

    ``block`` is HTML that cannot be part of a paragraph; ``small`` is what stands for it where it
    cannot be a block either. ``link`` is HTML that cannot be part of a link.
    """

    kind: Literal["inline", "block", "link"]
    html: str
    text: str
    small: str = ""


class Placeholders:
    """The marks of one text."""

    def __init__(self, text: str) -> None:
        nonce = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
        self._word = f"pm{nonce}x"
        self._placeholders: list[Placeholder] = []
        self._raw: list[str] = []

    def add(self, mark: Placeholder) -> str:
        """Return the word that stands for the mark."""
        self._placeholders.append(mark)
        return f"{self._word}{len(self._placeholders) - 1}z"

    def add_raw(self, html: str) -> str:
        """Return the word for HTML of the author, which goes through the sanitiser."""
        self._raw.append(html)
        return f"{self._word}{len(self._raw) - 1}r"

    def with_raw(self, html: str) -> str:
        """Put the authors' HTML back in its places."""
        if not self._raw:
            return html
        return _RAW.sub(lambda m: self._raw[int(m[2])] if m[1] == self._word else m[0], html)

    def without_places(self, html: str) -> str:
        """Take block marks out of the elements that kept their place in the sanitiser."""
        return _ALONE.sub(lambda m: m[1] if m[2] == self._word else m[0], html)

    def replace(self, text: str, show: Callable[[Placeholder], str]) -> str:
        """Replace every mark in a text."""
        if self._word not in text:
            return text
        return _MARK.sub(lambda m: show(self._placeholders[int(m[2])]) if m[1] == self._word else m[0], text)

    def has_any(self, text: str) -> bool:
        """Tell whether a text contains a mark."""
        return self._word in text

    def words(self, text: str) -> str:
        """Return the text with the words that the marks stand for."""
        return self.replace(text, lambda mark: mark.text)


def placeholder_of(slot: Slot) -> Placeholder:
    """Return the mark of a slot inside an article."""
    words = slot.text or slot.id
    ref = Slot("ref", id=slot.id, text=slot.text).mark()
    if slot.kind in {"ref", "value"}:
        return Placeholder("link", slot.mark(), words)
    return Placeholder("block", slot.mark(), words, small=ref if slot.id else "")
