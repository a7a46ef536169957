"""Near matches for "did you mean"."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from pmdocs.diagnostics.problem import Phrase

_CLOSE = 0.6


def nearest(name: str, candidates: Iterable[str], n: int = 3) -> list[str]:
    """Return up to ``n`` candidates that resemble ``name``, best first."""
    by_fold: dict[str, str] = {}
    for candidate in candidates:
        by_fold.setdefault(candidate.casefold(), candidate)
    close = difflib.get_close_matches(name.casefold(), by_fold, n, _CLOSE)
    return [by_fold[fold] for fold in close]


def did_you_mean(name: str, candidates: Iterable[str]) -> Phrase | None:
    """Return "did you mean …?", or ``None`` where nothing resembles ``name``."""
    close = nearest(name, candidates)
    if not close:
        return None
    en = " or ".join(f"‘{item}’" for item in close)
    zh = "或".join(f"‘{item}’" for item in close)
    return Phrase(f"did you mean {en}?", f"是否想写{zh}？")
