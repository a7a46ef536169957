"""Pages as cards: all that a list says of each, with or without opening its file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from pmdocs.i18n import Words
from pmdocs.kinds import load_kind
from pmdocs.pages.addresses import href
from pmdocs.pages.prose import kind_badge
from pmdocs.pages.results import Results
from pmdocs.pages.views import SpecView
from pmdocs.site.documents import Document
from pmdocs.site.site import Branch

Card = dict[str, Any]

MOST_OPEN = 200
"""Pages of one list whose files are opened; a longer list says of each what can be said without."""

_FEW = 6
"""Cards that need no headings between them, as each says of what kind it is."""


def day_text(iso: str, words: Words) -> str:
    """Return a day in the words of a language, empty where there is none."""
    return words.date(dt.date.fromisoformat(iso)) if iso else ""


def branch_card(branch: Branch, results: Results, page_url: str, *, brief: bool = False) -> Card:
    """Return a page of the tree as a card; a folder has no more than its name and its size."""
    if branch.document:
        return document_card(branch.document, results, page_url, brief=brief)
    return _bare(branch.title, href(page_url, branch.url)) | {"below": results.site.below(branch.url)}


def document_card(document: Document, results: Results, page_url: str, *, brief: bool = False) -> Card:
    """Return a page as a card. A ``brief`` one rests on what is known without opening the file."""
    about = document.record.about
    words = results.theme.words(document.lang)
    shown = _bare(document.title, href(page_url, document.url))
    broken = document.broken if brief else results.computed(document).broken and document.kind is not None
    if broken:
        return shown | {"broken": True, "kind": document.noun}
    badge, day = kind_badge(document), results.site.day(document.record.path)
    summary = about.description
    if document.kind and not brief:
        summary = SpecView(document, results, page_url).summary
    return shown | {
        "kind": document.noun, "kind_name": badge["name"], "icon": badge["icon"], "status": about.status,
        "owner": about.owner, "summary": summary, "day": day, "updated": day_text(day, words),
        "tags": tag_links(about.tags, document.lang, results, page_url),
    }  # fmt: skip


def _bare(title: str, link: str) -> Card:
    return {
        "title": title, "href": link, "kind": "", "kind_name": "", "icon": "", "status": "", "owner": "",
        "summary": "", "day": "", "updated": "", "tags": [], "broken": False, "below": 0,
    }  # fmt: skip


def tag_links(tags: Iterable[str], lang: str, results: Results, page_url: str) -> list[dict[str, str]]:
    """Return tags with the address of the list of pages that share them."""
    found = ((tag, results.site.topic(lang, tag)) for tag in tags)
    root = "" if lang == results.site.config.lang else f"{lang}/"
    return [
        {"text": tag, "href": href(page_url, f"{root}tags/{topic.slug}/") if topic else ""}
        for tag, topic in found
    ]


def groups(cards: Sequence[Card], words: Words) -> list[dict[str, Any]]:
    """Return cards by kind: folders first, then plain pages, then each kind; a few cards are one group without a name."""
    if len(cards) <= _FEW and len({card["kind"] for card in cards}) > 1:
        return [
            {"id": "all", "name": "", "icon": "", "cards": sorted(cards, key=lambda card: card["kind"] != "")}
        ]
    found: dict[str, list[Card]] = {}
    for card in cards:
        found.setdefault(card["kind"], []).append(card)
    order = sorted(found, key=lambda kind: (kind != "", kind != "page"))
    return [
        {"id": kind or "folders", "name": _group_name(kind, words), "icon": _icon(kind), "cards": found[kind]}
        for kind in order
    ]  # fmt: skip


def _group_name(kind: str, words: Words) -> str:
    if kind in {"", "page"}:
        return words["section.pages" if kind else "section.folders"]
    return load_kind(kind).words(words.lang)["plural"]


def _icon(kind: str) -> str:
    return load_kind(kind).file("icon.svg") if kind not in {"", "page"} else ""
