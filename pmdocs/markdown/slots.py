"""fill_slots: HTML with slots → HTML of a page; the page says what stands in each slot."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape
from typing import Literal

from pmdocs.markdown.source import SLOT_END, SLOT_FIELD, SLOT_START

SlotKind = Literal["fence", "embed", "ref", "value", "link", "image"]

_SLOT = re.compile(f"{SLOT_START}([^{SLOT_END}]*){SLOT_END}")
_ATTRIBUTES = {"link": "href", "image": "src"}


@dataclass(frozen=True, slots=True)
class Slot:
    """What an author left to the site.

    A ``fence`` has its ``index``, an ``embed`` an ``id`` and perhaps a ``view``, a ``ref`` an ``id``
    and perhaps a ``text``, a ``value`` an ``id``; ``link`` and ``image`` have the relative address as written in ``target``.
    """

    kind: SlotKind
    index: int = 0
    id: str = ""
    view: str = ""
    text: str = ""
    target: str = ""

    def mark(self) -> str:
        """Return the slot as it stands in HTML; a link or image stands in place of its attribute."""
        fields = (self.kind, str(self.index), self.id, self.view, self.text, self.target)
        return f"{SLOT_START}{SLOT_FIELD.join(map(escape, fields))}{SLOT_END}"


def fill_slots(html: str, fill: Callable[[Slot], str]) -> str:
    """Replace every slot by what ``fill`` returns: safe HTML, and for a link or image its escaped address.

    An empty address leaves the link without one.
    """

    def put(match: re.Match[str]) -> str:
        kind, index, id_, view, text, target = map(unescape, match[1].split(SLOT_FIELD))
        slot = Slot(kind, int(index), id_, view, text, target)  # type: ignore[arg-type]
        filled = fill(slot)
        if kind not in _ATTRIBUTES:
            return filled
        quoted = filled.replace('"', "&quot;")
        return f' {_ATTRIBUTES[kind]}="{quoted}"' if quoted else ""

    return _SLOT.sub(put, html)
