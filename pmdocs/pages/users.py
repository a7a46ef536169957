"""The page that lists everything that uses another page, where that is more than the page itself may hold."""

from __future__ import annotations

from pmdocs.pages.addresses import href
from pmdocs.pages.article import Article
from pmdocs.pages.relations import LIST, MOST, all_users
from pmdocs.pages.results import Results
from pmdocs.pages.shell import shell
from pmdocs.site.documents import Document
from pmdocs.site.site import Branch


def users_page(document: Document, results: Results) -> tuple[str, str] | None:
    """Return output path and page; ``None`` where the page lists them itself."""
    rows = all_users(document, results)
    if len(rows) <= MOST:
        return None
    url = document.record.url + LIST
    words = results.theme.words(document.lang)
    heading = words("relation.heading", title=document.title)
    it = {"title": document.title, "href": href(url, document.record.url), "heading": heading, "rows": rows}
    branch = Branch(url, heading, document.lang, None, document.record.url, ())
    return url, shell(branch, Article(heading, results.theme.render("used-by.html", it=it, t=words)), results)
