"""Near matches for "did you mean"."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from pmdocs.diagnostics.problem import Phrase

_CLOSE = 0.6
_CLOSE_ID = 0.8
"""Ids share their beginnings with others of another meaning, so that they have to be nearer than words."""


def nearest(name: str, candidates: Iterable[str], n: int = 3) -> list[str]:
    """Return up to ``n`` candidates that resemble ``name``, best first."""
    by_fold: dict[str, str] = {}
    for candidate in candidates:
        by_fold.setdefault(candidate.casefold(), candidate)
    close = difflib.get_close_matches(name.casefold(), by_fold, n, _CLOSE)
    return [by_fold[fold] for fold in close]


def nearest_ids(id_: str, candidates: Iterable[str], n: int = 3) -> list[str]:
    """Return up to ``n`` ids that may be meant: of nearly the same letters, or with one more part before or behind."""
    known = list(dict.fromkeys(candidates))
    same = [
        one
        for one in known
        if one.endswith(f"-{id_}") or id_.endswith(f"-{one}") or one.startswith(f"{id_}-")
    ]
    return list(dict.fromkeys([*difflib.get_close_matches(id_, known, n, _CLOSE_ID), *same]))[:n]


def did_you_mean(name: str, candidates: Iterable[str]) -> Phrase | None:
    """Return "did you mean …?", or ``None`` where nothing resembles ``name``."""
    close = nearest(name, candidates)
    if not close:
        return None
    en = " or ".join(f"‘{item}’" for item in close)
    zh = "或".join(f"‘{item}’" for item in close)
    return Phrase(f"did you mean {en}?", f"是否想写{zh}？")
