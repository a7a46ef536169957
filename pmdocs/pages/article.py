"""The article of a page: a spec with its views, a plain page, or the index of a folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from pmdocs.diagnostics.problem import FRESHNESS, Severity
from pmdocs.i18n import Words
from pmdocs.markdown.rendered import Heading
from pmdocs.pages.badges import kind_badge
from pmdocs.pages.cards import day_text, tag_links
from pmdocs.pages.home import home
from pmdocs.pages.inserted_lists import placed_on, places_list
from pmdocs.pages.prose import prose_html
from pmdocs.pages.relations import relations
from pmdocs.pages.results import Results
from pmdocs.pages.sections import section
from pmdocs.pages.statuses import status_of
from pmdocs.pages.tagged import all_tags, tag_pages
from pmdocs.pages.trust import age_note, formulas, tiles
from pmdocs.pages.views import SpecView, View
from pmdocs.sdk import Spec, Width
from pmdocs.site.documents import Document
from pmdocs.site.references import items_of
from pmdocs.site.site import Branch


@dataclass(frozen=True, slots=True)
class Article:
    """The inner part of a page as safe HTML, with what the shell around it has to know: plain data."""

    title: str
    html: str
    toc: tuple[Heading, ...] = ()
    description: str = ""
    width: Width = "text"
    status: str = ""
    owner: str = ""
    updated: str = ""


def article(branch: Branch, results: Results) -> Article:
    """Return the article of a page of the tree."""
    document = branch.document
    if document is None:
        return index_article(branch, results)
    if document.kind or document.broken:
        return _spec(document, results)
    return plain_article(document, branch, results)


def index_article(branch: Branch, results: Results) -> Article:
    """Return the article of a page that nobody wrote: the home page, a folder, a tag."""
    t, lang = results.theme.words(branch.lang), branch.lang
    if branch.parent is None:
        return _home(branch, results)
    it: dict[str, Any] = {
        "title": branch.title, "html": "", "problems": [], "tags": [], "relations": None, "draft": False
    }  # fmt: skip
    it |= section(branch, results, branch.url)
    if branch.tag:
        it |= {"tagged": tag_pages(branch.tag, lang, results, branch.url)}
    elif branch.tag is not None:
        it |= {"all_tags": all_tags(branch, results), "groups": [], "count": 0}
    return Article(branch.title, results.theme.render("section.html", it=it, t=t), width=it["width"])


def _home(branch: Branch, results: Results) -> Article:
    document = branch.document
    html, toc = home(branch, results)
    if document is None:
        return Article(branch.title, html, toc, width="full")
    signature = _signature(document, results.theme.words(branch.lang))
    related = relations(document, results).as_context()
    toc += tuple(_related(related, results.theme.words(branch.lang)))
    return Article(document.title, html, toc, document.record.about.description, "full", **signature)


def plain_article(document: Document, branch: Branch, results: Results, *, lists: bool = True) -> Article:
    """Return the article of a plain page, with a list of the pages below it if ``lists``."""
    if branch.parent is None:
        return _home(branch, results)
    placed = places_list(document)
    html = prose_html(document, results, placed_on(branch, document, results))
    words, related = results.theme.words(document.lang), relations(document, results).as_context()
    toc = [*results.prose(document).toc, *_related(related, words)]
    it = {"title": document.title, "html": html, "problems": results.shown_problems(document), "relations": related,
          "draft": document.record.about.status == "draft"}  # fmt: skip
    it["tags"] = tag_links(document.record.about.tags, document.lang, results, document.record.url)
    found = {} if placed or not lists else section(branch, results, document.record.url)
    listed = found.get("count", 0) > 0
    page = results.theme.render("section.html" if listed else "page.html", it=it | found, t=words)
    about = document.record.about.description
    return Article(
        document.title,
        page,
        tuple(toc),
        about,
        found["width"] if listed else "full" if placed else "text",
        **_signature(document, words),
    )


def _spec(document: Document, results: Results) -> Article:
    problems = results.shown_problems(document)
    errors = [p for p in problems if p["severity"] == Severity.ERROR]
    it: dict[str, Any] = {
        "kind": kind_badge(document), "title": document.title, "meta": _meta(document, results),
        "tags": tag_links(document.record.about.tags, document.lang, results, document.record.url), "errors": errors,
        "draft": document.record.about.status == "draft",
        "problems": [p for p in problems if p["severity"] == Severity.WARNING or p["code"] in FRESHNESS],
        "allowed": [{"code": p.code, "why": why} for p, why in results.computed(document).allowed],
        "summary": "", "tiles": (), "views": (), "formulas": (),
        "prose": prose_html(document, results) if document.record.prose else "",
        "relations": relations(document, results).as_context(), "data_href": "data.json",
    }  # fmt: skip
    views: list[View] = []
    if not results.computed(document).broken:
        spec = SpecView(document, results, document.record.url)
        views = list(spec.views())
        known = formulas(spec)
        it |= {"summary": spec.summary, "tiles": tiles(spec, known), "views": views, "formulas": known}
    words = results.theme.words(document.lang)
    html = Markup(results.theme.render("spec.html", it=it, t=words))
    toc = [Heading(2, v.anchor, v.title) for v in views]
    toc += results.prose(document).toc if document.record.prose else ()
    toc += _related(it["relations"], words)
    html = _lost_anchors(document, html) + html
    return Article(
        document.title,
        str(html),
        tuple(toc),
        str(it["summary"]),
        document.kind.kind.width if document.kind else "text",
        **_signature(document, words),
    )


def _related(related: Any, words: Words) -> Iterator[Heading]:
    """Yield the heading of the last part of a page, where it has one: templates/relations.html."""
    if related and (related["uses"] or related["used_by"]):
        yield Heading(2, "relations", words["spec.relations"])


def _signature(document: Document, words: Words) -> dict[str, Any]:
    """Return who keeps the page, where it stands and when its author says that it was changed."""
    about = document.record.about
    return {"status": about.status, "owner": about.owner, "updated": day_text(about.updated, words)}


def _lost_anchors(document: Document, html: Markup) -> Markup:
    """Return anchors for the items that no shown view writes out, so that links to them still lead here."""
    ids = [str(item.id) for _, item in items_of(document.model) if item.id]
    lost = [id_ for id_ in ids if f'id="{id_}"' not in html]
    return Markup("").join(Markup('<span class="anchor" id="{}"></span>').format(id_) for id_ in lost)


def _meta(document: Document, results: Results) -> list[dict[str, str]]:
    t, model = results.theme.words(document.lang), document.model
    if not isinstance(model, Spec):
        return []
    status, tone = status_of(model.status or "", t) or ("", "")
    rows = [
        ("status", status, tone, ""),
        ("owner", model.owner or "", "", ""),
        ("updated", t.date(model.updated) if model.updated else "", "", ""),
        (
            "as_of",
            model.as_of.show(document.lang) if model.as_of else "",
            "",
            age_note(model, results, document.lang),
        ),
        ("source", model.source or "", "", ""),
    ]
    return [
        {"label": t[f"meta.{key}"], "value": str(value), "tone": tone, "old": old}
        for key, value, tone, old in rows
        if value
    ]
