"""The index of a folder: the view of the kind that it holds, else its pages as cards in groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from pmdocs.kinds import load_kind
from pmdocs.pages.cards import MOST_OPEN, Card, branch_card, document_card, groups
from pmdocs.pages.listings import Listing, width_of
from pmdocs.pages.results import Results
from pmdocs.site.documents import Document
from pmdocs.site.queries import Query
from pmdocs.site.site import Branch

_MOSTLY = 2 / 3
"""Part of the pages of a folder that have to be of one kind for the folder to be shown as that kind is."""
_NEWEST = 12
"""Specs shown in full above a list that is too long to open every file."""


def section(branch: Branch, results: Results, page_url: str) -> dict[str, Any]:
    """Return what the pages below a branch are: ``index``, ``groups``, ``count``, ``width`` and the ``kind`` of most."""
    children = results.site.children(branch.url)
    documents = [child.document for child in children if child.document]
    kind = kind_of_most(documents)
    if len(documents) > MOST_OPEN:
        return _long(branch, documents, kind, results, page_url)
    index = listing(kind, [d for d in documents if d.record.kind == kind], results, page_url, branch.lang)
    rest = [c for c in children if not (kind and c.document and c.document.record.kind == kind)]
    cards = [branch_card(child, results, page_url) for child in rest]
    return _shown(kind, index, cards, len(children), results, lang=branch.lang)


def kind_of_most(documents: Sequence[Document]) -> str:
    """Return the kind of (nearly) all of some pages, empty where they are mixed."""
    counted = Counter(document.record.kind for document in documents if document.record.kind)
    kind, n = next(iter(counted.most_common(1)), ("", 0))
    return kind if n >= _MOSTLY * len(documents) else ""


def listing(kind: str, documents: Sequence[Document], results: Results, page_url: str, lang: str) -> Markup:
    """Return specs of one kind as that kind shows them side by side."""
    if not kind or not documents:
        return Markup("")
    gathered = Listing(kind, documents, results, page_url, lang)
    refused = results.theme.macro("register.html", "refused", gathered.t)(gathered.broken)
    return gathered.render("index", default="index") + Markup(refused)


def _shown(
    kind: str, index: Markup, cards: Sequence[Card], count: int, results: Results, *, lang: str
) -> dict[str, Any]:
    words = results.theme.words(lang)
    return {
        "index": index, "groups": groups(cards, words), "count": count, "kind": _named(kind, lang),
        "width": width_of(kind, results) if kind else "wide",
    }  # fmt: skip


def _named(kind: str, lang: str) -> dict[str, Any] | None:
    if not kind:
        return None
    loaded = load_kind(kind)
    words = loaded.words(lang)
    return {
        "id": kind, "name": words["plural"], "icon": Markup(loaded.file("icon.svg")), "text": words["description"]
    }  # fmt: skip


def _long(
    branch: Branch, documents: Sequence[Document], kind: str, results: Results, page_url: str
) -> dict[str, Any]:
    """Return a folder with too many pages to open: the newest as their kind shows them, all in a register."""
    below = results.site.listed(branch.lang, *Query(folder=branch.url))
    own = {document.record.path for document in documents}
    newest = [d for d in below if d.record.path in own and d.record.kind == kind][:_NEWEST]
    index = listing(kind, newest, results, page_url, branch.lang) if kind else Markup("")
    words = results.theme.words(branch.lang)
    rows = [
        document_card(d, results, page_url, brief=True)
        for d in sorted(below, key=lambda d: (d.title.casefold(), d.url))
        if d.record.path in own
    ]
    register = Markup(results.theme.macro("register.html", "pages", words)(rows))
    title = Markup("<h2>{}</h2>")
    parts = [title.format(words["section.newest"]) + index] if index else []
    parts.append(title.format(words("section.all", n=words.count(len(rows)))) + register)
    folders = [c for c in results.site.children(branch.url) if not c.document]
    cards = [branch_card(child, results, page_url) for child in folders]
    return _shown(kind, Markup("").join(parts), cards, len(rows) + len(cards), results, lang=branch.lang) | {
        "width": "full"
    }
