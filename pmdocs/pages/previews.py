"""The card over a link: what a page is, where it stands and what it found, as a small script beside the page.

A script rather than JSON, because a page opened from the disk may not fetch. Only pages that some link leads
to by id have one, and nothing of it is in the pages that link there.
"""

from __future__ import annotations

import json
from typing import Any

from pmdocs.pages.article import Article
from pmdocs.pages.badges import kind_badge
from pmdocs.pages.results import Results
from pmdocs.pages.statuses import status_of
from pmdocs.site.documents import Document

FILE = "preview.js"
"""Name of the script beside the page."""


def preview(document: Document, inner: Article, results: Results) -> dict[str, Any]:
    """Return what the card over a link to a page, or to an item of it, says."""
    lookup = results.lookup(document.lang)
    items = {
        named.id: named.title
        for card in document.record.everything()
        for named in card.named
        if named is not document.record.named[0] and lookup.backlinks(named.id)
    }
    status = status_of(inner.status, results.theme.words(document.lang))
    data = {
        "title": inner.title, "kind": kind_badge(document)["name"], "status": status, "text": inner.description,
        "items": items, "lang": document.lang,
    }  # fmt: skip
    return {name: value for name, value in data.items() if value}


def preview_script(document: Document, inner: Article, results: Results) -> str:
    """Return the script that brings the card of a page."""
    url, data = (_json(one) for one in (document.record.url, preview(document, inner, results)))
    return f"(window.pmdocsPreviews??={{}})[{url}]={data};\n"


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
