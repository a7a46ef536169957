"""What an id looks like wherever it is shown: its colour and its mark, the same on every page and in every language."""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

HUES = 6
"""Colours that are told apart in small things."""


def hue(id_: str) -> int:
    """Return the place of an id's colour, from 1 to ``HUES``."""
    return crc32(id_.encode()) % HUES + 1


def hues(ids: Iterable[str]) -> dict[str, int]:
    """Return the places of colours that are different as long as there are enough.

    Each id has its own colour; where two share one, the later in the alphabet takes the next that is free.
    """
    given: dict[str, int] = {}
    for id_ in sorted(ids):
        own, taken = hue(id_), set(given.values())
        places = [(own - 1 + step) % HUES + 1 for step in range(HUES)]
        given[id_] = next((place for place in places if place not in taken), own)
    return given


def initials(id_: str) -> str:
    """Return the mark of an id, two signs at most: persona-mia → MI, persona-mia-lin → ML, persona-0 → P0.

    A first word that others of its kind begin with too says nothing, unless a number follows it.
    """
    first, *others = id_.split("-")
    if others and others[0].isdigit():
        return (first[:1] + others[0])[:2].upper()
    words = others or [first]
    named = [word for word in words if len(word) > 2] or words  # noqa: PLR2004 -- of, a, in
    return (named[0][:2] if len(named) == 1 else named[0][:1] + named[-1][:1]).upper()
