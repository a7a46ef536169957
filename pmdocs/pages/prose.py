"""Prose on a page: the slots that Markdown left are filled with links, embeds and typed fences."""

from __future__ import annotations

from markupsafe import Markup, escape

from pmdocs.documents import Document
from pmdocs.markdown.weave import Slot, weave
from pmdocs.pages.addresses import href
from pmdocs.pages.destinations import destination
from pmdocs.pages.results import Results
from pmdocs.pages.views import SpecView


def prose_html(document: Document, results: Results) -> Markup:
    """Return the prose of a document as HTML of its own page."""
    rendered = results.prose(document)
    return Markup(weave(rendered.html, _Filler(document, results)))


class _Filler:
    """Answers each slot of one document's prose."""

    def __init__(self, document: Document, results: Results) -> None:
        self.document = document
        self.results = results
        self.url = document.card.url
        self.lookup = results.lookup(document.lang)

    def __call__(self, slot: Slot) -> str:
        return str(getattr(self, f"_{slot.kind}")(slot))

    def _fence(self, slot: Slot) -> Markup:
        return embed(self.document.fences[slot.index], self.results, self.url, anchored=True)

    def _embed(self, slot: Slot) -> Markup:
        entry = self.lookup.get(slot.id)
        document = self.results.site.spec(self.document.lang, entry.spec_id) if entry else None
        if document is None or document.kind is None:
            return self._ref(slot)
        return embed(document, self.results, self.url, slot.view)

    def _ref(self, slot: Slot) -> Markup:
        entry = self.lookup.get(slot.id)
        if entry is None:
            return Markup(escape(slot.text or slot.id))
        link = Markup('<a class="ref" href="{}" data-kind="{}">{}</a>')
        return link.format(href(self.url, entry.url), entry.noun, slot.text or entry.title)

    def _link(self, slot: Slot) -> str:
        found = destination(self.document, slot.target, self.results)
        return str(escape(found.href or slot.target))

    _image = _link


def embed(
    document: Document, results: Results, page_url: str, view: str = "", *, anchored: bool = False
) -> Markup:
    """Return a spec inside another page: the view asked for, else its first; a fence shows all its views.

    ``anchored`` is for a fence where it is written: links to it lead there.
    """
    words = results.theme.words(document.lang)
    it: dict[str, object] = {
        "id": document.id, "title": document.title, "href": href(page_url, document.url),
        "kind": kind_badge(document), "html": "", "errors": [],
    }  # fmt: skip
    if anchored:
        it["anchor"] = document.id
    if results.computed(document).broken:
        it["errors"] = results.shown_problems(document)
    else:
        it["html"] = _views_html(SpecView(document, results, page_url), view)
    return Markup(results.theme.render("embed.html", it=it, t=words))


def _views_html(spec: SpecView, view: str) -> Markup:
    if view:
        one = spec.view(view)
        return one.html if one else Markup("")
    shown = list(spec.views())[: None if spec.document.card.host else 1]
    return Markup("\n").join(v.html for v in shown)


def kind_badge(document: Document) -> dict[str, str]:
    """Return id, name and icon of a document's kind; a plain page has none."""
    if document.kind is None:
        return NO_BADGE
    words = document.kind.words(document.lang)
    return {"id": document.kind.id, "name": words["name"], "icon": Markup(document.kind.file("icon.svg"))}


_PAGE_ICON = Markup(
    '<svg class="icon" viewBox="0 0 24 24"><path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6"/></svg>'
)
NO_BADGE = {"id": "page", "name": "", "icon": _PAGE_ICON}
"""What a plain page has in place of a kind."""
