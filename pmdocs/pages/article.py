"""The article of a page: a spec with its views, a plain page, or the index of a folder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from pmdocs.documents import Document
from pmdocs.language import Words
from pmdocs.markdown.rendered import Heading
from pmdocs.pages.addresses import href
from pmdocs.pages.cards import day_text, tag_links
from pmdocs.pages.dashboard import dashboard
from pmdocs.pages.placed import placed_on, places_list
from pmdocs.pages.prose import NO_BADGE, kind_badge, prose_html
from pmdocs.pages.results import Results
from pmdocs.pages.sections import section
from pmdocs.pages.tagged import all_tags, tag_pages
from pmdocs.pages.views import SpecView, View
from pmdocs.problem import Severity
from pmdocs.references import items_of, references_of
from pmdocs.site import Branch
from pmdocs.spec import Entry, Spec


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
        return index_article(branch, results)
    if document.kind or document.broken:
        return _spec(document, results)
    return _plain(document, branch, results)


def index_article(branch: Branch, results: Results) -> Article:
    """Return the article of a page that nobody wrote: the home page, a folder, a tag."""
    t, lang = results.theme.words(branch.lang), branch.lang
    it: dict[str, Any] = {"title": branch.title, "html": "", "problems": [], "tags": []}
    if branch.parent is None:
        about = results.site.config.site_description
        it |= {"description": about.within(lang) if about else "",
               "dashboard": dashboard(lang, results, branch.url), "empty": not results.site.kinds(lang)[""]}  # fmt: skip
        return Article(branch.title, results.theme.render("home.html", it=it, t=t), full_width=True)
    it |= section(branch, results, branch.url)
    if branch.tag:
        it |= {"tagged": tag_pages(branch.tag, lang, results, branch.url)}
    elif branch.tag is not None:
        it |= {"all_tags": all_tags(branch, results), "groups": [], "count": 0}
    return Article(branch.title, results.theme.render("section.html", it=it, t=t), full_width=True)


def _plain(document: Document, branch: Branch, results: Results) -> Article:
    placed = places_list(document)
    html = prose_html(document, results, placed_on(branch, document, results))
    words, toc = results.theme.words(document.lang), results.prose(document).toc
    it = {"title": document.title, "html": html, "problems": results.shown_problems(document)}
    it["tags"] = tag_links(document.card.about.tags, document.lang, results, document.card.url)
    found = {} if placed or branch.parent is None else section(branch, results, document.card.url)
    listed = found.get("count", 0) > 0
    page = results.theme.render("section.html" if listed else "page.html", it=it | found, t=words)
    about = document.card.about.description
    return Article(
        document.title, page, tuple(toc), about, placed or listed, **_signature(document, results, words)
    )


def _spec(document: Document, results: Results) -> Article:
    problems = results.shown_problems(document)
    errors = [p for p in problems if p["severity"] == Severity.ERROR]
    it: dict[str, Any] = {
        "kind": kind_badge(document), "title": document.title, "meta": _meta(document, results),
        "tags": tag_links(document.card.about.tags, document.lang, results, document.card.url), "errors": errors,
        "problems": [p for p in problems if p["severity"] == Severity.WARNING],
        "allowed": [{"code": p.code, "why": why} for p, why in results.computed(document).allowed],
        "summary": "", "tiles": (), "views": (), "formulas": (),
        "prose": prose_html(document, results) if document.card.prose else "",
        "uses": _uses(document, results), "used_by": _used_by(document, results), "data_href": "data.json",
    }  # fmt: skip
    views: list[View] = []
    if not results.computed(document).broken:
        spec = SpecView(document, results, document.card.url)
        views = list(spec.views())
        formulas = _formulas(spec)
        it |= {"summary": spec.summary, "tiles": _tiles(spec, formulas), "views": views, "formulas": formulas}
    words = results.theme.words(document.lang)
    html = Markup(results.theme.render("spec.html", it=it, t=words))
    toc = [Heading(2, v.anchor, v.title) for v in views]
    toc += results.prose(document).toc if document.card.prose else ()
    html = _lost_anchors(document, html) + html
    wide = document.kind is not None and document.kind.kind.full_width
    return Article(
        document.title,
        str(html),
        tuple(toc),
        str(it["summary"]),
        wide,
        **_signature(document, results, words),
    )


def _signature(document: Document, results: Results, words: Words) -> dict[str, Any]:
    """Return who keeps the page, where it stands and when it was changed."""
    about, day = document.card.about, results.site.day(document)
    return {"status": about.status, "owner": about.owner, "updated": day_text(day, words)}


def _lost_anchors(document: Document, html: Markup) -> Markup:
    """Return anchors for the items that no shown view writes out, so that links to them still lead here."""
    ids = [str(item.id) for _, item in items_of(document.model) if item.id]
    lost = [id_ for id_ in ids if f'id="{id_}"' not in html]
    return Markup("").join(Markup('<span class="anchor" id="{}"></span>').format(id_) for id_ in lost)


def _meta(document: Document, results: Results) -> list[dict[str, str]]:
    t, model = results.theme.words(document.lang), document.model
    if not isinstance(model, Spec):
        return []
    rows = [
        (
            "status",
            t[f"status.{model.status}"] if model.status else "",
            _STATUS_TONES.get(model.status or "", ""),
        ),
        ("owner", model.owner or "", ""),
        ("updated", t.date(model.updated) if model.updated else "", ""),
        ("as_of", model.as_of.show(document.lang) if model.as_of else "", ""),
        ("source", model.source or "", ""),
    ]
    return [
        {"label": t[f"meta.{key}"], "value": str(value), "tone": tone} for key, value, tone in rows if value
    ]


def _badge(entry: Entry, document: Document, results: Results) -> dict[str, str]:
    spec = results.site.spec(document.lang, entry.spec_id)
    return kind_badge(spec) if spec else NO_BADGE


_STATUS_TONES = {"approved": "good", "review": "info", "draft": "muted", "archived": "muted"}


def _formulas(spec: SpecView) -> list[dict[str, str]]:
    """Return the formulas of the kind's labels: how each number is computed, and whose formula it is."""
    words = spec.words
    ids = sorted({key.split(".")[1] for key in spec.kind.labels if key.startswith("formulas.")}, key=str)
    order = [key.split(".")[1] for key in spec.kind.labels if key.startswith("formulas.")]
    return [
        {"id": id_, "name": words[f"formulas.{id_}.name"], "text": words[f"formulas.{id_}.text"],
         "source": words.get(f"formulas.{id_}.source")}
        for id_ in sorted(ids, key=order.index)
    ]  # fmt: skip


def _tiles(spec: SpecView, formulas: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Return the key figures, each with the formula it names."""
    by_id = {formula["id"]: formula for formula in formulas}
    return [
        {"label": tile.label, "value": tile.value, "note": tile.note, "tone": tile.tone,
         "formula": by_id[tile.formula] if tile.formula else None}
        for tile in spec.tiles
    ]  # fmt: skip


def _uses(document: Document, results: Results) -> list[dict[str, Any]]:
    lookup = results.lookup(document.lang)
    found: dict[str, str] = {}
    for path, ref in references_of(document.model):
        found.setdefault(str(ref), ".".join(p for p in path if isinstance(p, str)))
    entries = ((lookup.get(id_), field) for id_, field in found.items())
    others = ((e, f) for e, f in entries if e and e.spec_id != document.id)
    return _relations(others, document, results)


def _used_by(document: Document, results: Results) -> list[dict[str, Any]]:
    lookup = results.lookup(document.lang)
    ids = [document.id, *(str(item.id) for _, item in items_of(document.model) if item.id)]
    links = dict.fromkeys(link for id_ in ids for link in lookup.backlinks(id_))
    return _relations(
        ((b.entry, b.field) for b in links if b.entry.spec_id != document.id), document, results
    )


def _relations(
    found: Iterable[tuple[Entry, str]], document: Document, results: Results
) -> list[dict[str, Any]]:
    """Return one row for each related thing, with all the fields that relate it."""
    fields: dict[str, list[str]] = {}
    entries: dict[str, Entry] = {}
    for entry, field in found:
        entries[entry.id] = entry
        fields.setdefault(entry.id, []).extend([field] if field else [])
    rows = []
    for id_, entry in entries.items():
        badge = _badge(entry, document, results)
        rows.append({
            "title": entry.title, "href": href(document.card.url, entry.url), "kind_name": badge["name"],
            "icon": badge["icon"], "field": ", ".join(dict.fromkeys(fields[id_])),
        })  # fmt: skip
    return rows
