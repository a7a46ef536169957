"""The home page: what the site holds, as a dashboard. Each kind says in its own folder what it adds.

Of each kind the newest few are opened and no more, however large the site.
"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from pmdocs.kinds import load_kind
from pmdocs.pages.addresses import href
from pmdocs.pages.cards import document_card, tag_links
from pmdocs.pages.listings import Listing
from pmdocs.pages.prose import NO_BADGE
from pmdocs.pages.results import Results
from pmdocs.site.insertions import PARTS
from pmdocs.site.queries import LIVE, Query

NEWEST = 6
"""Specs of each kind that are opened."""
_RECENT = 8
_FOLDERS = 40
_TAGS_SHOWN = 24


def dashboard(lang: str, results: Results, page_url: str, part: str = "", *, headed: bool = False) -> Markup:
    """Return the dashboard of a language, or one part of it: one of ``PARTS``, or the panel of a kind.

    ``headed`` says that the vision is the heading of the page already.
    """
    kinds = (part,) if part and part not in PARTS else ()
    gathered = [] if part in {"recent", "folders"} else _listings_of_kinds(lang, results, page_url, kinds)
    words = results.theme.words(lang)
    whole = not part
    it: dict[str, Any] = {
        "vision": _first("vision", gathered, 2) if part == "vision" or (whole and not headed) else "",
        "attention": _first("attention", gathered, 2) if whole else "",
        "metrics": _joined("metrics", gathered) if whole or part == "metrics" else "",
        "panels": _panels(gathered) if whole or kinds else [],
        "recent": _recent(lang, results, page_url) if whole or part == "recent" else [],
        "folders": _folders(lang, results, page_url) if whole or part == "folders" else [],
        "tags": _tags(lang, results, page_url) if whole or part == "folders" else [],
        "whole": whole,
    }  # fmt: skip
    return Markup(results.theme.render("dashboard.html", it=it, t=words))


def vision(lang: str, results: Results, page_url: str) -> Markup:
    """Return the vision as the heading of a page; empty where no kind has one."""
    return _first("vision", _listings_of_kinds(lang, results, page_url, ()), 1)


def _listings_of_kinds(lang: str, results: Results, page_url: str, only: tuple[str, ...]) -> list[Listing]:
    """Return the newest specs of each kind in the order of their panels."""
    found = []
    for kind, total in results.site.kinds(lang).items():
        if not kind or (only and kind not in only):
            continue
        newest = results.site.listed(lang, *Query(kind=kind, status=LIVE, most=NEWEST))
        one = Listing(kind, newest, results, page_url, lang)
        one.total, one.level = total, 3
        one.more = _index_of(kind, lang, results, page_url) if total > 1 else ""
        found.append(one)
    return sorted(found, key=lambda one: (one.panel["order"], one.kind.id))


def _index_of(kind: str, lang: str, results: Results, page_url: str) -> str:
    """Return the link to the folder of the newest spec of a kind, if it is the folder of that kind."""
    newest = results.site.listed(lang, *Query(kind=kind, status=LIVE, most=1))
    branch = results.site.branch(newest[0].record.url) if newest else None
    if branch is None or not branch.parent or branch.parent == _root(lang, results):
        return ""
    return href(page_url, branch.parent)


def _root(lang: str, results: Results) -> str:
    return "" if lang == results.site.config.lang else f"{lang}/"


def _joined(macro: str, gathered: list[Listing]) -> Markup:
    return Markup("\n").join(html for one in gathered if (html := one.render(macro)))


def _first(macro: str, gathered: list[Listing], level: int) -> Markup:
    """Return what the first kind that has anything to say makes of a macro, with headings of a level."""
    for one in gathered:
        usual, one.level = one.level, level
        html = one.render(macro)
        one.level = usual
        if html:
            return html
    return Markup("")


def _panels(gathered: list[Listing]) -> list[dict[str, Any]]:
    panels = []
    for one in gathered:
        html = one.render("home", default="home")
        title = one.words.get("home", one.words["plural"])
        if html:
            panels.append({
                "kind": one.kind.id, "icon": Markup(one.kind.file("icon.svg")), "title": title, "html": html,
                "width": one.panel["width"], "more": one.more, "total": one.t.count(one.total),
            })  # fmt: skip
    return panels


def _recent(lang: str, results: Results, page_url: str) -> list[dict[str, Any]]:
    """Return the pages that changed last; those whose day nobody knows are not among them."""
    newest = results.site.listed(lang, *Query(status=LIVE, most=_RECENT))
    cards = (document_card(d, results, page_url, brief=True) for d in newest if d.record.url != page_url)
    return [card for card in cards if card["day"]]


def _folders(lang: str, results: Results, page_url: str) -> list[dict[str, Any]]:
    """Return the top of the tree: each folder or page, with the icon of the kind it holds."""
    root = _root(lang, results)
    found = []
    for branch in results.site.level(root, "", _FOLDERS):
        if branch.tag is not None or branch.url == page_url:
            continue
        first = results.site.level(branch.url, "", 1)
        kind = next(
            (b.document.record.kind for b in (*first, branch) if b.document and b.document.record.kind), ""
        )
        icon = Markup(load_kind(kind).file("icon.svg")) if kind else NO_BADGE["icon"]
        n = results.site.below(branch.url)
        found.append({"title": branch.title, "href": href(page_url, branch.url), "icon": icon, "n": n})
    return found


def _tags(lang: str, results: Results, page_url: str) -> list[dict[str, Any]]:
    """Return the tags of most pages, in alphabetical order."""
    topics = sorted(results.site.topics(lang), key=lambda topic: -topic.pages)[:_TAGS_SHOWN]
    names = sorted(topic.name for topic in topics)
    return tag_links(names, lang, results, page_url)
