"""Kinds as pages show them: id, name and icon."""

from __future__ import annotations

from markupsafe import Markup

from pmdocs.kinds import kind_ids, load_kind
from pmdocs.site.documents import Document


def kind_badge(document: Document) -> dict[str, str]:
    """Return id, name and icon of a document's kind; a plain page has none."""
    return badge_of(document.noun, document.lang)


def badge_of(noun: str, lang: str) -> dict[str, str]:
    """Return id, name and icon of a kind in a language; what is none has those of a page."""
    if noun not in kind_ids():
        return NO_BADGE
    kind = load_kind(noun)
    return {"id": kind.id, "name": kind.words(lang)["name"], "icon": Markup(kind.file("icon.svg"))}


_PAGE_ICON = Markup(
    '<svg class="icon" viewBox="0 0 24 24"><path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6"/></svg>'
)
NO_BADGE = {"id": "page", "name": "", "icon": _PAGE_ICON}
"""What a plain page has in place of a kind."""
