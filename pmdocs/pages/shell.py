"""The shell around an article: navigation, breadcrumbs, languages, edit link. Nothing in it grows with the site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from pmdocs.pages.addresses import href
from pmdocs.pages.article import Article
from pmdocs.pages.results import Results
from pmdocs.site.documents import Document
from pmdocs.site.site import Branch

_LANGUAGE_NAMES = {"en": "English", "zh-CN": "中文"}
CHARTS_SCRIPT = "assets/charts.js"
LISTS_SCRIPT = "assets/lists.js"


def shell(branch: Branch, inner: Article, results: Results) -> str:
    """Return the whole page: the article inside the theme's layout."""
    site = results.site
    words = results.theme.words(branch.lang)
    return results.theme.render(
        "layout.html",
        site={
            "name": site.config.site_name.within(branch.lang), "lang": branch.lang, "languages": site.languages,
            "home_href": href(branch.url, _home(branch, results)),
            "logo": {m: href(branch.url, f"assets/{n}") for m, n in results.theme.logo_names.items()},
        },
        page=_page(branch, inner, results),
        body=Markup(inner.html),
        t=words,
        today=words.date(site.today),
        href=lambda path: href(branch.url, path),
    )  # fmt: skip


def _page(branch: Branch, inner: Article, results: Results) -> dict[str, Any]:
    document = branch.document
    around = _around(branch, results)
    return {
        "title": inner.title, "lang": branch.lang, "url": branch.url, "description": inner.description,
        "kind": document.kind.id if document and document.kind else None,
        "kind_name": document.kind.words(branch.lang)["name"] if document and document.kind else "",
        "status": inner.status or None, "owner": inner.owner or None, "updated": inner.updated or None,
        "changed": None if inner.updated else _last_change(document, results),
        "canonical": canonical(branch.url, results), "toc": [h for h in inner.toc if h.level in _OUTLINE],
        "crumbs": _crumbs(branch, results), "nav": _nav(branch, results),
        "prev": around[0], "next": around[1], "alternates": _alternates(branch, results),
        "edit_href": _edit_href(document, results),
        "stylesheets": [href(branch.url, path) for path in results.site.config.extra_css],
        "scripts": [href(branch.url, path) for path in _scripts(inner.html)], "width": inner.width,
    }  # fmt: skip


def _scripts(html: str) -> Iterator[str]:
    """Yield the scripts that what is on the page needs."""
    if 'class="chart' in html:
        yield CHARTS_SCRIPT
    if "data-listing" in html:
        yield LISTS_SCRIPT


_OUTLINE = (2, 3)


def _last_change(document: Document | None, results: Results) -> str | None:
    """Return the day of the last commit of a page's file."""
    day = results.site.last_change(document.record.path) if document else None
    return results.theme.words(document.lang).date(day) if document and day else None


def canonical(url: str, results: Results) -> str | None:
    """Return the public address of a page, without ``index.html``; ``None`` without ``site_url``."""
    base = results.site.config.site_url
    return base + quote(url) if base else None


def _home(branch: Branch, results: Results) -> str:
    return "" if branch.lang == results.site.config.lang else f"{branch.lang}/"


def _crumbs(branch: Branch, results: Results) -> list[dict[str, str]]:
    return [
        {"title": b.title, "href": href(branch.url, b.url)}
        for b in _ancestors(branch, results)
        if b is not branch
    ]


def _ancestors(branch: Branch, results: Results) -> list[Branch]:
    """Return the branch and all above it, the home page first."""
    line = [branch]
    while line[0].parent is not None and (parent := results.site.branch(line[0].parent)):
        line.insert(0, parent)
    return line


def _nav(branch: Branch, results: Results) -> list[dict[str, Any]]:
    """Return the top level, opened along the way to the page, with the page's siblings and children."""
    line = [b.url for b in _ancestors(branch, results)]
    levels = _levels(line, results)
    return _entries(levels, line[1:], branch)


NAVIGATION = 40
"""Pages in the navigation; the rest are on the page of their folder, so that no page grows with the site."""
_UPPER = 12
"""Pages of a level above the last one."""


def _levels(line: Sequence[str], results: Results) -> list[tuple[Branch, ...]]:
    """Return the children of each page of the line; the last level that has any gets the room that is left."""
    nexts = [*line[1:], ""]
    if not results.site.level(line[-1], "", 1):
        line, nexts = line[:-1], nexts[:-1]
    room, levels = NAVIGATION, []
    for url, following in list(zip(line, nexts, strict=True))[:-1]:
        levels.append(results.site.level(url, following, _UPPER))
        room -= len(levels[-1])
    return [*levels, *(results.site.level(line[-1], nexts[-1], max(room, _UPPER)) for _ in line[-1:])]


def _entries(levels: Sequence[tuple[Branch, ...]], line: Sequence[str], here: Branch) -> list[dict[str, Any]]:
    """Return the first level, opened where the line goes on."""
    return [
        {
            "title": b.title, "href": href(here.url, b.url), "current": b.url == here.url,
            "open": b.url in line, "kind": b.document.noun if b.document else None,
            "children": _entries(levels[1:], line[1:], here) if b.url in line[:1] else [],
        }
        for b in (levels[0] if levels else ())
    ]  # fmt: skip


def _around(branch: Branch, results: Results) -> tuple[dict[str, str] | None, dict[str, str] | None]:
    """Return the previous and the next page among the siblings."""
    before, after = results.site.around(branch.url)
    return _neighbour(branch, before), _neighbour(branch, after)


def _neighbour(branch: Branch, other: Branch | None) -> dict[str, str] | None:
    return {"title": other.title, "href": href(branch.url, other.url)} if other else None


def _alternates(branch: Branch, results: Results) -> list[dict[str, Any]]:
    """Return the languages of the site: this page where it is translated, the language's home elsewhere."""
    site = results.site
    translated = {b.lang: b.url for b in site.translations(branch.url)}
    return [
        {
            "lang": lang, "label": _LANGUAGE_NAMES[lang], "current": lang == branch.lang,
            "href": href(branch.url, translated.get(lang, "" if lang == site.config.lang else f"{lang}/")),
        }
        for lang in site.languages
    ]  # fmt: skip


def _edit_href(document: Document | None, results: Results) -> str | None:
    config = results.site.config
    if document is None or document.record.generated or not config.repo_url:
        return None
    return config.repo_url + config.edit_uri + quote(document.record.path.removeprefix(f"{config.docs_dir}/"))
