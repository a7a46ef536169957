"""Prose on a page: the slots that Markdown left are filled with links, embeds and typed fences."""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup, escape

from pmdocs.markdown.slots import Slot, fill_slots
from pmdocs.pages.addresses import href
from pmdocs.pages.badges import NO_BADGE, kind_badge
from pmdocs.pages.destinations import destination
from pmdocs.pages.mentioned import mentioned
from pmdocs.pages.results import Results
from pmdocs.pages.views import SpecView
from pmdocs.sdk import Entry
from pmdocs.site.documents import Document
from pmdocs.site.insertions import INSERTIONS, METRIC
from pmdocs.site.names import PICTURES

__all__ = ["NO_BADGE", "embed", "kind_badge", "prose_html"]

_SIZE = re.compile(r"([1-9][0-9]{0,3})(?:x([1-9][0-9]{0,3}))?")

FillInsertion = Callable[[Slot], Markup]
"""Returns what an author has placed by ``![[home]]`` or ``![[list]]``."""


def prose_html(document: Document, results: Results, place: FillInsertion | None = None) -> Markup:
    """Return the prose of a document as HTML of its own page; ``place`` fills in the lists of pages."""
    rendered = results.prose(document)
    return Markup(fill_slots(rendered.html, _Filler(document, results, place)))


class _Filler:
    """Answers each slot of one document's prose."""

    def __init__(self, document: Document, results: Results, place: FillInsertion | None) -> None:
        self.document = document
        self.results = results
        self.place = place
        self.url = document.record.url
        self.embedded: dict[tuple[str, str], Markup] = {}

    def __call__(self, slot: Slot) -> str:
        return str(getattr(self, f"_{slot.kind}")(slot))

    def _fence(self, slot: Slot) -> Markup:
        return embed(self.document.fences[slot.index], self.results, self.url, anchored=True)

    def _embed(self, slot: Slot) -> Markup:
        entry = self._named(slot)
        if entry is None and self.place and slot.id in INSERTIONS:
            return self.place(slot)
        if entry is None and slot.id.lower().endswith(PICTURES):
            return self._picture(slot)
        document = self.results.site.spec(self.document.lang, entry.spec_id) if entry else None
        if document is None or document.kind is None:
            return self._ref(slot)
        item = entry if entry and entry.id != document.id and not slot.view else None
        key = item.id if item else document.id, slot.view
        if key not in self.embedded:
            self.embedded[key] = embed(document, self.results, self.url, slot.view, item=item)
        return self.embedded[key]

    def _value(self, slot: Slot) -> Markup:
        """Return the latest value of a metric, which leads to where it is defined."""
        entry = self._named(slot)
        document = self.results.site.spec(self.document.lang, entry.spec_id) if entry else None
        if entry is None or entry.noun != METRIC or document is None or document.kind is None:
            return self._ref(slot)
        macro = self.results.theme.kind_macro(document.kind.id, "value")
        if macro is None or self.results.computed(document).broken:
            return self._ref(slot)
        it = SpecView(document, self.results, self.url)
        it.words = document.kind.words(self.document.lang)  # it stands in a sentence of this page
        text = Markup(macro(it, entry.id)).strip()
        link = Markup('<a class="ref" href="{}" data-kind="{}" title="{}">{}</a>')
        return link.format(href(self.url, entry.url), entry.noun, entry.title, text)

    def _ref(self, slot: Slot) -> Markup:
        entry = self._named(slot)
        if entry is None:
            asset = self.results.site.file_named(slot.id)
            link = Markup('<a href="{}">{}</a>' if asset else "{1}")
            return link.format(href(self.url, asset.url) if asset else "", slot.text or slot.id)
        link = Markup('<a class="ref" href="{}" data-kind="{}">{}</a>')
        return link.format(href(self.url, entry.url), entry.noun, slot.text or entry.title)

    def _named(self, slot: Slot) -> Entry | None:
        return mentioned(slot.id, self.document.lang, self.results)

    def _picture(self, slot: Slot) -> Markup:
        """Return the picture of a name; behind the bar stands its width, perhaps with its height, or what it shows."""
        asset = self.results.site.file_named(slot.id)
        if asset is None:
            return Markup(escape(slot.text or slot.id))
        size = _SIZE.fullmatch(slot.text)
        pixels = zip(("width", "height"), size.groups(), strict=True) if size else ()
        given = Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in pixels if value)
        alt = "" if size else slot.text
        picture = Markup('<p><img src="{}" alt="{}"{} loading="lazy"></p>')
        return picture.format(href(self.url, asset.url), alt, given)

    def _link(self, slot: Slot) -> str:
        found = destination(self.document, slot.target, self.results)
        return str(escape(found.href or slot.target))

    _image = _link


def embed(
    document: Document, results: Results, page_url: str, view: str = "", *, anchored: bool = False,
    item: Entry | None = None,
) -> Markup:  # fmt: skip
    """Return a spec inside another page: the view asked for, else its first; a fence shows all its views.

    ``anchored`` is for a fence where it is written: links to it lead there. An ``item`` of the spec is shown as the
    card that its kind makes of it, else by its title alone.
    """
    words = results.theme.words(document.lang)
    it: dict[str, object] = {
        "id": document.id, "title": document.title, "href": href(page_url, document.url),
        "kind": kind_badge(document), "html": "", "errors": [], "draft": document.record.about.status == "draft",
    }  # fmt: skip
    if anchored:
        it["anchor"] = document.id
    if item:
        it |= {"id": item.id, "title": item.title, "href": href(page_url, item.url)}
    if results.computed(document).broken:
        it["errors"] = results.shown_problems(document)
    elif item:
        it["html"] = _card_html(SpecView(document, results, page_url), item.id, results)
    else:
        it["html"] = _views_html(SpecView(document, results, page_url), view)
    return Markup(results.theme.render("embed.html", it=it, t=words))


def _card_html(spec: SpecView, id_: str, results: Results) -> Markup:
    """Return what a kind makes of one of its items on other pages; nothing where it makes nothing of it."""
    macro = results.theme.kind_macro(spec.kind.id, "card")
    return Markup(macro(spec, id_)).strip() if macro else Markup("")


def _views_html(spec: SpecView, view: str) -> Markup:
    if view:
        one = spec.view(view)
        return one.html if one else Markup("")
    shown = list(spec.views())[: None if spec.document.record.host else 1]
    return Markup("\n").join(v.html for v in shown)
