"""The site as it is being written: what a browser asks for, from sources that change all the time."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pmdocs.pages.notes import shown
from pmdocs.pipeline import Project, load
from pmdocs.problem import PmdocsError, Problem, Severity
from pmdocs.sitefiles import SiteFiles


@dataclass(frozen=True, slots=True)
class Served:
    """One file of the site; ``version`` is a digest of the body, by which a browser says what it shows."""

    body: bytes
    version: str


class Preview:
    """A site that follows its sources. Everything here is called from one thread, one call at a time."""

    def __init__(self, folder: Path, config_file: Path | None = None, today: dt.date | None = None) -> None:
        self._arguments = (folder, config_file, today)
        self.lang = "en"
        """Language of the messages: the site's own."""
        self.generation = 0
        """Goes up with every change that was taken in."""
        self._files: SiteFiles | None = None
        self._stop: tuple[Problem, ...] = ()
        self._last: dict[str, Served] = {}
        self.update(None)

    def answer(self, path: str) -> Served | None:
        """Return the file at an output path such as ``okr/q2/index.html``; ``None`` when there is none.

        While the page's own sources have errors, its last good state stays; before the first good state
        it is the page that says what is wrong.
        """
        if self._files is None:
            return self._last.get(path)
        try:
            body = self._files[path]
        except KeyError:
            return None
        served = Served(body, hashlib.sha256(body).hexdigest()[:16])
        self._last[path] = served
        return served

    def problems(self) -> list[dict[str, Any]]:
        """Return everything wrong with the site, errors first: severity, code, message, hint, place, frame."""
        found = list(self._stop) if self._files is None else self._files.all_problems()
        order = [Severity.ERROR, Severity.WARNING, Severity.INFO]
        found = sorted(found, key=lambda p: order.index(p.severity))
        return [shown(p, self.lang, "") for p in found]

    def near(self, path: str) -> list[tuple[str, str]]:
        """Return title and URL (from the root) of the pages whose address is most like ``path``."""
        tree = self._files.site.tree if self._files else {}
        urls = get_close_matches(path.strip("/") + "/", tree, n=5, cutoff=0.4)
        return [(tree[url].title, url) for url in urls]

    def url_of(self, file: Path) -> str | None:
        """Return the URL (from the root) of the page that a source file makes, if it makes one."""
        if self._files is None:
            return None
        try:
            path = file.resolve().relative_to(self._arguments[0].resolve()).as_posix()
        except ValueError:
            return None
        document = self._files.site.by_path.get(path)
        return document.card.url if document else None

    def update(self, changed: frozenset[Path] | None) -> bool:
        """Take in changed files, or look at everything (``None``); return whether anything is different."""
        del changed
        self.generation += 1
        try:
            project = Project.open(*self._arguments)
            self._files, self._stop, self.lang = load(project), (), project.config.lang
        except PmdocsError as error:
            self._files, self._stop = None, tuple(error.problems)
        return True

    def work(self, stop: Callable[[], bool]) -> bool:
        """Do a part of what waits in the background, until ``stop()``; return whether more is waiting."""
        del stop
        return False

    def folders(self) -> list[Path]:
        """Return the folders and files whose changes matter: content, themes, settings, pmdocs' own code."""
        import pmdocs  # noqa: PLC0415 -- to be replaced

        folder = self._arguments[0]
        return [folder, Path(pmdocs.__file__).parent]
