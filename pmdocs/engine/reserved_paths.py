"""Output paths that pmdocs writes itself, so that no file of the author may have them."""

from __future__ import annotations

from collections.abc import Iterator

from pmdocs.charts.assets import browser_files
from pmdocs.pages.addresses import file_of
from pmdocs.pages.previews import FILE as PREVIEW
from pmdocs.pages.relations import LIST
from pmdocs.pages.views import csv_name
from pmdocs.search.scripts import search_files
from pmdocs.search.shards import FOLDER
from pmdocs.site.documents import Document
from pmdocs.site.site import Site
from pmdocs.theming.theme import Theme


def reserved_names(theme: Theme) -> frozenset[str]:
    """Return the paths that belong to no page: root files, styles, scripts."""
    beside = {name for folder in ("js", "assets") for name in theme.files(folder)}
    assets = {
        f"assets/{name}"
        for name in (*beside, *browser_files(), *search_files(), *theme.logo_names.values(), "site.css")
    }
    return frozenset({"404.html", "site.json", "robots.txt", "sitemap.xml", *assets})


def is_reserved(path: str, own: frozenset[str]) -> bool:
    """Whether pmdocs writes to a path itself; ``own`` are the single ones."""
    return path == "assets" or path in own or path.startswith(FOLDER) or not own.isdisjoint(_above(path))


def documents_on(url: str, site: Site) -> list[Document]:
    """Return the document of a page with those of its fences; a folder has none."""
    page = site.tree[url].document
    return [page, *page.fences] if page else []


def is_of_page(path: str, site: Site) -> bool:
    """Whether a page has a file of its own at a path, or where one of the folders of the path has to be."""
    return any(one in _page_paths(one, site) for one in (path, *_above(path)))


def _above(path: str) -> Iterator[str]:
    """Yield the folders above a path, without slashes at their ends."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _page_paths(path: str, site: Site) -> Iterator[str]:
    """Yield the paths of the page in whose folder a file would come to lie."""
    url = path[: path.rfind("/") + 1]
    if url not in site.tree:
        return
    yield file_of(url)
    yield url + LIST
    yield url + PREVIEW
    for document in documents_on(url, site):
        yield f"{url}data.json"
        labels = document.kind.labels if document.kind else ()
        yield from (url + csv_name(document, name[6:]) for name in labels if name.startswith("views."))
