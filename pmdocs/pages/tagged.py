"""The list of all tags, and the pages that share one."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from pmdocs.pages.addresses import href
from pmdocs.pages.cards import document_card
from pmdocs.pages.results import Results
from pmdocs.site.queries import Query
from pmdocs.site.site import Branch

_MOST_OPEN = 50
"""Pages of one tag up to which each is opened for its finding; a page has several tags."""


def tag_pages(tag: str, lang: str, results: Results, page_url: str) -> Markup:
    """Return the pages that have a tag, newest first."""
    found = results.site.listed(lang, *Query(tag=tag))
    rows = [document_card(d, results, page_url, brief=len(found) > _MOST_OPEN) for d in found]
    return Markup(results.theme.macro("register.html", "pages", results.theme.words(lang))(rows))


def all_tags(branch: Branch, results: Results) -> list[dict[str, Any]]:
    """Return every tag with the number of its pages, and how often it is used against the most used one."""
    topics = results.site.topics(branch.lang)
    most = max((topic.pages for topic in topics), default=1)
    return [
        {"text": topic.name, "href": href(branch.url, f"{branch.url}{topic.slug}/"), "n": topic.pages,
         "share": topic.pages / most}
        for topic in topics
    ]  # fmt: skip
