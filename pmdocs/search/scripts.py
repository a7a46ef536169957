"""The scripts that a page loads when somebody searches for the first time."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pmdocs.charts.assets import asset

_TERMS = Path(__file__).resolve().parent / "terms.js"


@cache
def search_files() -> dict[str, bytes]:
    """Return MiniSearch and what it is told of words, by file name; the theme's ``search.js`` loads them."""
    return {"minisearch.js": asset("minisearch.js").read_bytes(), "search-terms.js": _TERMS.read_bytes()}
