"""Lists that an author placed in a page: the dashboard of the home page, or some pages of the site."""

from __future__ import annotations

from markupsafe import Markup

from pmdocs.markdown.slots import Slot
from pmdocs.pages.cards import MOST_OPEN, document_card
from pmdocs.pages.dashboard import dashboard
from pmdocs.pages.prose import FillInsertion
from pmdocs.pages.results import Results
from pmdocs.pages.sections import kind_of_most, listing, section
from pmdocs.site.documents import Document
from pmdocs.site.insertions import HOME, is_insertion, query_of
from pmdocs.site.site import Branch


def places_list(document: Document) -> bool:
    """Whether the author has placed a list in the page, so that none is added below the text."""
    return any(is_insertion(mention) for mention in document.record.mentions)


def placed_on(branch: Branch, document: Document, results: Results) -> FillInsertion:
    """Return what fills the place of a list on a page."""

    def place(slot: Slot) -> Markup:
        url = document.record.url
        if slot.id == HOME:
            return dashboard(document.lang, results, url, slot.view, headed=branch.parent is None)
        if slot.view or slot.text:
            return _selected(slot, document, results)
        found = section(branch, results, url)
        words = results.theme.words(document.lang)
        return Markup(results.theme.render("listing.html", it=found, t=words))

    return place


def _selected(slot: Slot, document: Document, results: Results) -> Markup:
    """Return the pages that fit, as their kind shows them, else as a register."""
    url, lang = document.record.url, document.lang
    root = "" if lang == results.site.config.lang else f"{lang}/"
    found = results.site.listed(lang, *query_of(slot.view, slot.text, root))
    found = tuple(one for one in found if one.record.path != document.record.path)
    kind = slot.view or kind_of_most(found)
    same = all(one.record.kind == kind for one in found)
    words = results.theme.words(lang)
    if kind and same and found and len(found) <= MOST_OPEN:
        inner = listing(kind, found, results, url, lang)
    else:
        rows = [document_card(one, results, url, brief=len(found) > MOST_OPEN) for one in found]
        inner = Markup(results.theme.macro("register.html", "pages", words)(rows))
    return Markup('<div class="placed">{}</div>').format(inner)
