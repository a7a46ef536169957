"""Copies that a file manager or a sync tool has left: ``f 2``, ``f copy``, ``f (1)``, ``f - 副本`` beside ``f``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_COPY = re.compile(
    r"(?P<original>.+?)(?: \d+| \(\d+\)| copy(?: \d+)?| - copy(?: \(\d+\))?| - 副本(?: \(\d+\))?|的副本| ?副本(?: ?\d+)?"
    r"| \(conflicted copy[^)]*\)|\.sync-conflict-[\w-]+)",
    re.IGNORECASE,
)


def copies_of(stems: Iterable[str]) -> Mapping[str, str]:
    """Return the stem of the original by that of each copy whose original is there."""
    known = set(stems)
    matches = ((stem, _COPY.fullmatch(stem)) for stem in known)
    return {stem: match["original"] for stem, match in matches if match and match["original"] in known}
