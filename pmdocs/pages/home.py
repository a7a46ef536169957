"""The home page: the vision as its heading, what the author says, then the overview of what the site holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from pmdocs.markdown.rendered import Heading
from pmdocs.pages.cards import tag_links
from pmdocs.pages.dashboard import dashboard, vision
from pmdocs.pages.inserted_lists import placed_on
from pmdocs.pages.prose import prose_html
from pmdocs.pages.relations import relations
from pmdocs.pages.results import Results
from pmdocs.site.documents import Document, Page
from pmdocs.site.insertions import HOME, is_insertion
from pmdocs.site.site import Branch

_PANEL = re.compile(r'<h2 id="(panel-[\w-]+)">(.*?)</h2>', re.DOTALL)
_TAG = re.compile("<[^>]*>")


def home(branch: Branch, results: Results) -> tuple[str, tuple[Heading, ...]]:
    """Return the article of the home page of a language and its headings, whether or not somebody wrote a page."""
    lang, document = branch.lang, branch.document
    about, words = results.site.config.site_description, results.theme.words(lang)
    it: dict[str, Any] = {
        "title": branch.title, "description": about.within(lang) if about else "", "vision": "", "html": "",
        "problems": [], "tags": [], "relations": None, "draft": False, "dashboard": "",
        "empty": document is None and not results.site.kinds(lang)[""],
    }  # fmt: skip
    if document:
        it |= _written(document, branch, results)
    if _headed(document):
        it["vision"] = vision(lang, results, branch.url)
    if _overview(document, branch, results):
        it["dashboard"] = dashboard(lang, results, branch.url, headed=True)
    html = results.theme.render("home.html", it=it, t=words)
    return html, (*(results.prose(document).toc if document else ()), *_panels_on(html))


def _written(document: Document, branch: Branch, results: Results) -> dict[str, Any]:
    return {
        "title": document.title, "html": prose_html(document, results, placed_on(branch, document, results)),
        "problems": results.shown_problems(document), "relations": relations(document, results).as_context(),
        "draft": document.record.about.status == "draft", "description": "",
        "tags": tag_links(document.record.about.tags, document.lang, results, document.record.url),
    }  # fmt: skip


def _placed(document: Document) -> set[str]:
    """Return the parts of the overview that the author has placed; the empty name is all of it."""
    return {one.view for one in document.record.mentions if is_insertion(one) and one.id == HOME}


def _wanted(document: Document) -> bool:
    return not isinstance(document.model, Page) or document.model.home


def _headed(document: Document | None) -> bool:
    """Whether the vision is the heading: the author neither declined the overview nor placed the vision elsewhere."""
    return document is None or (_wanted(document) and "vision" not in _placed(document))


def _overview(document: Document | None, branch: Branch, results: Results) -> bool:
    """Whether the overview follows by itself."""
    if document is None:
        return True
    return _wanted(document) and not _placed(document) and any(results.site.kinds(branch.lang))


def _panels_on(html: str) -> Iterator[Heading]:
    """Yield the headings of the parts of the overview."""
    for id_, inner in _PANEL.findall(html):
        yield Heading(2, id_, unescape(_TAG.sub("", inner)).strip())
