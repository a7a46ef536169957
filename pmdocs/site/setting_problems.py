"""Settings that name pages and files of the site: whether there are such."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pmdocs.config import place_of
from pmdocs.diagnostics.problem import Phrase, Problem
from pmdocs.site.page_tree import nav_name
from pmdocs.site.site import Site
from pmdocs.values.suggestions import did_you_mean


def setting_problems(site: Site, config_file: Path) -> Iterator[Problem]:
    """Yield a warning for each entry of ``nav`` and ``extra_css`` that names nothing, with its place."""
    roots = ["" if lang == site.config.lang else f"{lang}/" for lang in site.languages]
    pages = {
        url.removeprefix(root).rstrip("/") for root in roots for url in site.tree if url.startswith(root)
    }
    for number, entry in enumerate(site.config.nav):
        if nav_name(entry) not in pages:
            yield _problem(config_file, "nav", number, _NO_PAGE.fill(name=entry), did_you_mean(entry, pages))
    files = {asset.url for asset in site.assets}
    for number, entry in enumerate(site.config.extra_css):
        if entry not in files:
            near = did_you_mean(entry, (name for name in files if name.endswith(".css")))
            yield _problem(config_file, "extra_css", number, _NO_FILE.fill(name=entry), near)


def _problem(file: Path, key: str, number: int, message: Phrase, hint: Phrase | None) -> Problem:
    return Problem.at(place_of(file, key, number), "W-CONFIG", message, hint, key)


_NO_PAGE = Phrase("there is no page or folder ‘{name}’", "没有页面或文件夹‘{name}’")
_NO_FILE = Phrase("there is no file ‘{name}’ in the content folder", "内容文件夹中没有文件‘{name}’")
