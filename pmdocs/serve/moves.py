"""A page that is gone may only have another address: the same id, or the same title in a file just saved."""

from __future__ import annotations

import json
import re
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from pmdocs.serve.preview import Preview

_RECENT = 3.0
"""Seconds: a rename may arrive as a new file first and a vanished one a moment later."""

_MOST_FILES = 50
_MOST_FOLLOWED = 5
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Identity:
    """By what a page is known apart from its address."""

    lang: str
    id: str
    title: str


def identity(preview: Preview, path: str, body: bytes) -> Identity | None:
    """Return what the page at an output path says about itself."""
    data = preview.answer(path.removesuffix("index.html") + "data.json")
    if data:
        found = json.loads(data.body)
        return Identity(str(found.get("lang")), str(found.get("id")), str(found.get("title")))
    title = _TITLE.search(body.decode("utf-8", "replace"))
    return Identity("", "", unescape(title[1])) if title else None


class Moves:
    """Remembers the pages that are shown and the files saved last."""

    def __init__(self) -> None:
        self._known: dict[str, Identity] = {}
        self._saved: deque[tuple[float, Path]] = deque(maxlen=_MOST_FILES)

    def remember(self, preview: Preview, path: str, body: bytes) -> None:
        """Note who a page is while it is there."""
        if found := identity(preview, path, body):
            self._known[path] = found

    def saved(self, files: Iterable[Path]) -> None:
        """Note files that changed just now."""
        self._saved.extend((time.monotonic(), file) for file in files)

    def target(self, preview: Preview, path: str) -> str | None:
        """Return the URL (from the root) where a page that vanished is now, where it can be told."""
        gone = self._known.get(path)
        if not gone or not self._saved:
            return None
        since = self._saved[-1][0] - _RECENT
        urls = {preview.url_of(file) for at, file in self._saved if at >= since}
        there = {url: _page(preview, url) for url in urls if url is not None}
        same = [u for u, i in there.items() if i and gone.id and (i.id, i.lang) == (gone.id, gone.lang)]
        same = same or [u for u, i in there.items() if i and (i.title, i.lang) == (gone.title, gone.lang)]
        return same[0] if len(same) == 1 else None


def _page(preview: Preview, url: str) -> Identity | None:
    path = f"{url}index.html"
    served = preview.answer(path)
    return identity(preview, path, served.body) if served else None


def newest_page(preview: Preview, files: frozenset[Path]) -> str | None:
    """Return the URL of the page saved last; more than a few at once are a checkout, and nobody is led anywhere."""
    urls = {file: url for file in files if (url := preview.url_of(file)) is not None}
    if not urls or len(set(urls.values())) > _MOST_FOLLOWED:
        return None
    return urls[max(urls, key=_modified)]


def _modified(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0
