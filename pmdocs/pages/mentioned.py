"""What a text names between ``[[`` and ``]]``: by its id, else by the title or the file name of a page."""

from __future__ import annotations

from pmdocs.pages.results import Results
from pmdocs.sdk import Entry


def mentioned(name: str, lang: str, results: Results) -> Entry | None:
    """Return what is named; ``None`` where nothing is, or a file that is no page."""
    lookup = results.lookup(lang)
    entry = lookup.get(name)
    if entry:
        return entry
    id_ = results.site.named(lang, name)
    return lookup.get(id_) if id_ else None
