"""Tells browsers and the terminal what is wrong, each time something changed and only what is news."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pmdocs.diagnostics.problem import Phrase
from pmdocs.serve import report
from pmdocs.serve.browsers import Browser, tell
from pmdocs.serve.responder import Responder


@dataclass(frozen=True, slots=True)
class Change:
    """A change that was taken in: a few words for its files, and the seconds it took."""

    what: str
    seconds: float


class Reporting:
    """The state of the problems, as it was told last; everything here runs in the preview's thread."""

    def __init__(self, responder: Responder, folder: Path, say: Callable[[str], None]) -> None:
        self._responder, self._folder, self._say = responder, folder, say
        self.mistakes: list[dict[str, Any]] = []
        """What keeps changed code of pmdocs itself from being loaded."""
        self._report: dict[str, Any] = {}
        self._digest = ""
        self._said: set[str] = set()
        self._counted: str | None = None

    def look(self, browsers: Iterable[Browser], changes: Iterable[Change] = ()) -> None:
        """Ask for all problems and tell what is new, after the changes since the last look."""
        problems = self._problems()
        lang = self._responder.lang
        self._report = report.payload(problems, lang)
        self._digest = report.digest(self._report)
        self.tell(browsers)
        for change in changes:
            clock, took = time.strftime("%H:%M:%S"), f"{change.seconds * 1000:.0f} ms"
            self._say(f"{clock} {change.what} · {took} · {report.counts(self._report, lang)}")
        self._say_problems(problems)
        counted = report.counts(self._report, lang)
        if not changes and self._counted not in {None, counted}:
            self._say(f"{time.strftime('%H:%M:%S')} {counted}")
        self._counted = counted

    def tell(self, browsers: Iterable[Browser]) -> None:
        """Leave the problems for those pages that do not show them yet."""
        behind = [browser for browser in browsers if self._report and browser.problems != self._digest]
        tell(behind, problems=self._report)
        for browser in behind:
            browser.problems = self._digest

    def _say_problems(self, problems: list[report.Shown]) -> None:
        loud = ("error", "warning")
        lines = {report.text(problem): None for problem in problems if problem["severity"] in loud}
        for line in lines:
            if line not in self._said:
                self._say(line)
        self._said = set(lines)

    def _problems(self) -> list[report.Shown]:
        responder, preview = self._responder, self._responder.preview
        found: list[report.Shown] = []
        if preview:
            try:
                found = report.located(preview.problems(), preview.url_of, self._folder)
            except Exception:  # noqa: BLE001 -- as everywhere in the preview: shown instead of raised
                found = [report.bug(traceback.format_exc(), responder.lang)]
        bugs = [report.bug(responder.bug, responder.lang)] if responder.bug else []
        return [*self.mistakes, *bugs, *found]


def named(paths: frozenset[Path] | None, folder: Path, lang: str) -> str:
    """Return a few words for the files of a change."""
    names = sorted(
        p.relative_to(folder).as_posix() if p.is_relative_to(folder) else p.name for p in paths or ()
    )
    if len(names) <= 1:
        return names[0] if names else Phrase("everything", "全部文件").within(lang)
    others = Phrase("{name} and {n} more", "{name} 等 {all} 个文件")
    return others.fill(name=names[0], n=len(names) - 1, all=len(names)).within(lang)
