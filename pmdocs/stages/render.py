"""render: one page of the tree → its article, its data as JSON, the tables of its charts as CSV; then the page."""

from __future__ import annotations

from typing import Any

from pmdocs.diagnostics.bounded import bounded
from pmdocs.diagnostics.reports import as_data
from pmdocs.pages.article import Article, article
from pmdocs.pages.facts import plain, to_json
from pmdocs.pages.previews import FILE, preview_script
from pmdocs.pages.report import whole
from pmdocs.pages.results import Results
from pmdocs.pages.shell import shell
from pmdocs.pages.tables import table_csv
from pmdocs.pages.users import users_page
from pmdocs.pages.views import csv_name
from pmdocs.site.documents import Document
from pmdocs.site.site import Branch


def render(branch: Branch, results: Results) -> tuple[Article, dict[str, str]]:
    """Return the article of a page, and path → text for every file beside it."""
    made = whole(branch, results) if results.theme.whole_sections else article(branch, results)
    files = {}
    document = branch.document
    if document and (document.kind or document.fences):
        files[f"{branch.url}data.json"] = to_json(_data(document, results)).decode()
        for spec in (document, *document.fences):
            for view, chart in results.charts(spec).items():
                files[branch.url + csv_name(spec, view)] = table_csv(chart.table)
    if document and results.site.linked(branch.url):
        files[branch.url + FILE] = preview_script(document, made, results)
    more = users_page(document, results) if document else None
    if more:
        files[more[0]] = more[1]
    return made, files


def render_page(branch: Branch, inner: Article, results: Results) -> str:
    """Return the whole page: the article in the shell of the theme."""
    return shell(branch, inner, results)


def _data(document: Document, results: Results) -> dict[str, Any]:
    """Return what a page knows, unrounded, for tests and other tools."""
    data: dict[str, Any] = {
        "kind": document.noun, "id": document.id, "title": document.title, "lang": document.lang,
        "url": document.url, "facts": plain(results.computed(document).facts),
        "problems": [as_data(p, document.lang) for p in bounded(results.problems(document))],
    }  # fmt: skip
    if document.fences:
        data["fences"] = [_data(fence, results) for fence in document.fences]
    return data
