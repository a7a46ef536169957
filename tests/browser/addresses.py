"""Which addresses of a built site a browser visits: taken from its site.json, so that a new kind is among them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path, PurePosixPath
from zlib import crc32

from pmdocs.i18n import LANGUAGES

PLAIN = "page"
"""What site.json calls a page without a kind."""
VIEWS = tuple(product((1280, 360), ("light", "dark")))
"""Width in pixels and colour scheme."""
_TAG = re.compile(r'<([a-z][a-z0-9]*)(?:[^>]*?\sclass="([^"]*)")?')


@dataclass(frozen=True)
class Look:
    """How an address is visited: over http or from the disk, and at which width and colour scheme axe looks."""

    url: str
    over: str
    width: int
    scheme: str


def turn(kind: str) -> int:
    """Return where the rotation begins for a kind: the same in every run, whatever other kinds there are."""
    return crc32(kind.encode())


def looks(kind: str, urls: list[str]) -> Iterator[Look]:
    """Yield the addresses of a kind, each with the next combination of the rotation."""
    for n, url in enumerate(urls):
        yield Look(url, ("http", "file")[(n + n // 2) % 2], *VIEWS[(turn(kind) + n) % len(VIEWS)])


def specs_of(site: Path, kind: str) -> dict[str, str]:
    """Return language → address of the page of a kind that has the most on it."""
    specs = [spec for spec in _listed(site) if spec["kind"] == kind and "#" not in spec["url"]]
    specs.sort(key=lambda spec: (site / spec["url"] / "index.html").stat().st_size)
    return {spec["lang"]: spec["url"] for spec in specs}


def with_list(site: Path, kind: str) -> list[str]:
    """Return the fullest page of a kind in each language, and in one of them the list that it stands in."""
    specs = specs_of(site, kind)
    return [*specs.values(), folder_of(specs[language(kind)])]


def section(site: Path, kind: str) -> str:
    """Return the list that a kind stands in, in the language in which ``with_list`` leaves it out."""
    specs = specs_of(site, kind)
    return folder_of(specs[language(kind, 1)])


def language(kind: str, n: int = 0) -> str:
    """Return a language, another one for the next ``n``."""
    return LANGUAGES[(turn(kind) + n) % len(LANGUAGES)]


def without_kind(site: Path) -> list[str]:
    """Return every folder's own page, and one page of each folder; lists of a kind are visited with it."""
    kinds = {spec["kind"] for spec in _listed(site)} - {PLAIN}
    specs = {spec["url"] for spec in _listed(site) if spec["kind"] != PLAIN}
    seen = specs | {folder_of(url) for kind in kinds for url in specs_of(site, kind).values()}
    left = [url for url in pages_of(site) if url not in seen]
    folders = {folder_of(url) for url in pages_of(site)}
    first = {folder_of(url): url for url in reversed(left) if url not in folders}
    return [url for url in left if url in folders or url in first.values()]


def covering(site: Path, styled: set[str], *, last_first: bool = False) -> list[str]:
    """Return the pages without a kind, and as many others as it takes to see every element and styled class once.

    What stands on a page of components needs no other page. Of equals the first one is taken, or the last.
    """
    texts = {url: (site / url / "index.html").read_text(encoding="utf-8") for url in pages_of(site)}
    shown = {url: _elements(text, styled) for url, text in texts.items()}
    chosen = [spec["url"] for spec in _listed(site) if spec["kind"] == PLAIN]
    missing = set().union(*shown.values()).difference(*(shown[url] for url in chosen))
    order = sorted(shown, reverse=last_first)
    while missing:
        chosen.append(max(order, key=lambda url: len(shown[url] & missing)))
        missing -= shown[chosen[-1]]
    return chosen


def pages_of(site: Path) -> list[str]:
    """Return the addresses of all pages of a site, those that no file was written for included."""
    files = sorted(site.rglob("index.html"))
    return [f"{file.parent.relative_to(site).as_posix()}/".removeprefix("./") for file in files]


def folder_of(url: str) -> str:
    """Return the address of the list that a page stands in."""
    return f"{PurePosixPath(url).parent}/".removeprefix("./")


def _listed(site: Path) -> list[dict[str, str]]:
    return list(json.loads((site / "site.json").read_text(encoding="utf-8"))["specs"])


def _elements(html: str, styled: set[str]) -> set[str]:
    body = html[html.index("<body") :]
    found = {(tag, name) for tag, names in _TAG.findall(body) for name in ("", *names.split())}
    return {f"{tag}.{name}" for tag, name in found if not name or name in styled}
