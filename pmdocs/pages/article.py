"""The article of a page: a spec with its views, a plain page, or the index of a folder."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from pmdocs.documents import Document
from pmdocs.language import Words
from pmdocs.markdown.rendered import Heading
from pmdocs.pages.addresses import href
from pmdocs.pages.prose import kind_badge, prose_html
from pmdocs.pages.relations import relations
from pmdocs.pages.results import Results
from pmdocs.pages.statuses import status_of
from pmdocs.pages.trust import age_note, formulas, tiles
from pmdocs.pages.views import SpecView, View
from pmdocs.problem import Severity
from pmdocs.references import items_of
from pmdocs.site import Branch
from pmdocs.spec import Spec


@dataclass(frozen=True, slots=True)
class Article:
    """The inner part of a page as safe HTML, with what the shell around it has to know: plain data."""

    title: str
    html: str
    toc: tuple[Heading, ...] = ()
    description: str = ""
    full_width: bool = False
    status: str = ""
    owner: str = ""
    updated: str = ""

    def as_data(self) -> list[Any]:
        """Return what JSON can hold."""
        toc = [[h.level, h.id, h.text] for h in self.toc]
        rest = [self.description, self.full_width, self.status, self.owner, self.updated]
        return [self.title, self.html, toc, *rest]

    @classmethod
    def from_data(cls, data: list[Any]) -> Article:
        """Return what ``as_data`` was made from."""
        title, html, toc, *rest = data
        return cls(title, html, tuple(Heading(*heading) for heading in toc), *rest)


def article(branch: Branch, results: Results) -> Article:
    """Return the article of a page of the tree."""
    document = branch.document
    if document is None:
        return _folder(branch, results) if branch.parent is not None else _home(branch, results)
    if document.kind or document.broken:
        return _spec(document, results)
    return _plain(document, branch, results)


def _plain(document: Document, branch: Branch, results: Results) -> Article:
    html, toc = prose_html(document, results), results.prose(document).toc
    it = {"title": document.title, "html": html, "problems": results.shown_problems(document),
          "relations": relations(document, results).as_context(),
          "draft": document.card.about.status == "draft"}  # fmt: skip
    words = results.theme.words(document.lang)
    listing = cards(branch, results, document.card.url) if branch.parent is not None else []
    if listing:
        it["cards"] = listing
    page = results.theme.render("section.html" if listing else "page.html", it=it, t=words)
    about = document.card.about.description
    return Article(document.title, page, tuple(toc), about, **_signature(document, words))


def _folder(branch: Branch, results: Results) -> Article:
    it = {"title": branch.title, "html": "", "problems": [], "cards": cards(branch, results, branch.url),
          "relations": None, "draft": False}  # fmt: skip
    words = results.theme.words(branch.lang)
    return Article(branch.title, results.theme.render("section.html", it=it, t=words))


def _home(branch: Branch, results: Results) -> Article:
    """Return the home page of a site whose author wrote none: everything it holds, by folder."""
    site = results.site
    groups: list[dict[str, Any]] = [
        {"id": f"g{index}", "name": child.title, "icon": "", "href": href(branch.url, child.url),
         "cards": cards(child, results, branch.url)}
        for index, child in enumerate(site.children(branch.url))
        if child.children
    ]  # fmt: skip
    loose = [card(c, results, branch.url) for c in site.children(branch.url) if not c.children]
    if loose:
        words = results.theme.words(branch.lang)
        groups.append(
            {"id": "pages", "name": words["section.pages"], "icon": "", "href": None, "cards": loose}
        )
    about = site.config.site_description
    it = {"title": branch.title, "description": about.within(branch.lang) if about else "", "groups": groups}
    return Article(branch.title, results.theme.render("home.html", it=it, t=results.theme.words(branch.lang)))


def cards(branch: Branch, results: Results, page_url: str) -> list[dict[str, Any]]:
    """Return the pages below a branch as cards."""
    return [card(child, results, page_url) for child in results.site.children(branch.url)]


def card(branch: Branch, results: Results, page_url: str) -> dict[str, Any]:
    """Return one page as a card."""
    document = branch.document
    shown = {"title": branch.title, "href": href(page_url, branch.url), "kind_name": "", "icon": "",
             "status": "", "summary": "", "updated": ""}  # fmt: skip
    if document is None or (results.computed(document).broken and document.kind):
        return shown
    badge = kind_badge(document)
    about = document.card.about
    summary = SpecView(document, results, page_url).summary if document.kind else about.description
    updated = _day(about.updated, results.theme.words(branch.lang))
    return shown | {"kind_name": badge["name"], "icon": badge["icon"], "status": about.status,
                    "summary": summary, "updated": updated}  # fmt: skip


def _spec(document: Document, results: Results) -> Article:
    problems = results.shown_problems(document)
    errors = [p for p in problems if p["severity"] == Severity.ERROR]
    it: dict[str, Any] = {
        "kind": kind_badge(document), "title": document.title, "meta": _meta(document, results),
        "tags": getattr(document.model, "tags", ()), "errors": errors, "draft": document.card.about.status == "draft",
        "problems": [p for p in problems if p["severity"] == Severity.WARNING],
        "allowed": [{"code": p.code, "why": why} for p, why in results.computed(document).allowed],
        "summary": "", "tiles": (), "views": (), "formulas": (),
        "prose": prose_html(document, results) if document.card.prose else "",
        "relations": relations(document, results).as_context(), "data_href": "data.json",
    }  # fmt: skip
    views: list[View] = []
    if not results.computed(document).broken:
        spec = SpecView(document, results, document.card.url)
        views = list(spec.views())
        known = formulas(spec)
        it |= {"summary": spec.summary, "tiles": tiles(spec, known), "views": views, "formulas": known}
    words = results.theme.words(document.lang)
    html = Markup(results.theme.render("spec.html", it=it, t=words))
    toc = [Heading(2, v.anchor, v.title) for v in views]
    toc += results.prose(document).toc if document.card.prose else ()
    html = _lost_anchors(document, html) + html
    wide = document.kind is not None and document.kind.kind.full_width
    return Article(
        document.title, str(html), tuple(toc), str(it["summary"]), wide, **_signature(document, words)
    )


def _signature(document: Document, words: Words) -> dict[str, Any]:
    """Return who keeps the page, where it stands and when it was changed."""
    about = document.card.about
    return {"status": about.status, "owner": about.owner, "updated": _day(about.updated, words)}


def _day(iso: str, words: Words) -> str:
    return words.date(dt.date.fromisoformat(iso)) if iso else ""


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
