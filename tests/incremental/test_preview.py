"""A preview that follows a random sequence of edits answers what a clean load of the site would."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest

from pmdocs.diagnostics.problem import PmdocsError, Severity
from pmdocs.engine.site_files import SiteFiles
from pmdocs.pages.notes import shown
from pmdocs.pipeline import Project, load
from pmdocs.serve.preview import Preview
from pmdocs.site.records import has_errors
from tests.incremental import edits
from tests.incremental.author import pages_of
from tests.incremental.sequences import COUNT, LENGTH, Run, command, same_files
from tests.incremental.stand_ins import CLOCK, install, set_clock

NOT_CONTENT = ("kind_template", "shadow")
"""Edits of the code, for which a server starts anew, and of what is refused."""


class Watched:
    """A preview beside the sequence that it follows, and the last good state of each page."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.random = Random(f"preview {run.seed}")  # noqa: S311 -- to be repeatable
        self.preview = Preview(run.site)
        self.different = True
        self.good: dict[str, bytes] = {}
        self.before: Mapping[str, bytes] = {}

    def go(self) -> None:
        """Compare after every edit; sometimes before, sometimes after the work in the background."""
        self.check()
        for _ in range(LENGTH):
            self.follow()
            self.work()
            self.check()
            if self.random.random() < 0.3:
                self.check_problems()
        self.check_problems()

    def follow(self) -> None:
        """Let the next edit happen and tell the preview of it, now and then without saying where."""
        changed = self.run.edit()
        set_clock(self.run.site)
        blind = self.random.random() < 0.15 or self.run.site / CLOCK in changed
        self.different = self.preview.update(None if blind else frozenset(changed))

    def work(self) -> None:
        """Do what waits in the background, all of it or until something else comes."""
        left = [self.random.choice([0, 1, 5, 40, 10**9])]

        def stop() -> bool:
            left[0] -= 1
            return left[0] < 0

        while self.preview.work(stop) and left[0] >= 0:
            pass

    def check(self) -> None:
        """Ask for every file and compare it with a clean load."""
        files = self._clean()
        if files is None:
            return
        clean = dict(files)
        assert self.different or clean == self.before, "the preview says that nothing has changed"
        self.before = clean
        wanted = {path: self._wanted(files, path, body) for path, body in clean.items()}
        same_files(wanted, self._responder(clean), "clean load", "preview")
        assert self.preview.answer("nowhere/index.html") is None

    def _clean(self) -> SiteFiles | None:
        """Return the site as a clean load sees it; ``None`` where it cannot, and the preview has to say why."""
        try:
            return load(Project.open(self.run.site))
        except PmdocsError as stopped:
            wanted = {(p.code, f"{p.path}:{p.line}:{p.column}") for p in stopped.problems}
        said = {(p["code"], p["place"]) for p in self.preview.problems()}
        assert wanted <= said
        return None

    def _wanted(self, files: SiteFiles, path: str, body: bytes) -> bytes:
        """Return what is to be seen: of a page with errors its last good state."""
        url = path.removesuffix("index.html")
        if path != f"{url}index.html" or url not in files.site.tree:
            return body
        if not has_errors(files.problems_on(url)):
            self.good[path] = body
        return self.good.get(path, body)

    def _responder(self, paths: Mapping[str, bytes]) -> dict[str, bytes]:
        asked = sorted(paths)
        self.random.shuffle(asked)
        responder = {path: self.preview.answer(path) for path in asked}
        return {path: served.body for path, served in responder.items() if served}

    def check_problems(self) -> None:
        """When all the work is done every problem is known."""
        while self.preview.work(lambda: False):
            pass
        files = self._clean()
        if files is None:
            return
        order = [Severity.ERROR, Severity.WARNING, Severity.INFO]
        found = sorted(files.all_problems(), key=lambda p: order.index(p.severity))
        lang = files.site.config.lang
        assert self.preview.problems() == [shown(p, lang, files.results.text(p.path)) for p in found]


@pytest.mark.parametrize("seed", range(max(2, COUNT // 6)))
def test_a_preview_is_never_wrong(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run.of(seed, tmp_path, thorough=True)
    install(monkeypatch, run.site)
    monkeypatch.setattr(edits, "EDITS", [one for one in edits.EDITS if one.name not in NOT_CONTENT])
    watched = Watched(run)
    try:
        watched.go()
        command(run.site, run.output, keep_going=True)
        files = dict(load(Project.open(run.site))) if run.output.exists() else {}
        same_files(files, pages_of(run.output), "clean load", "build after the preview")
    except AssertionError as error:
        error.add_note(run.story())
        raise


def test_a_preview_that_overlooks_something_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Run.of(3, tmp_path, thorough=True)
    install(monkeypatch, run.site)
    monkeypatch.setattr(edits, "EDITS", [one for one in edits.EDITS if one.name in {"prose", "figure"}])
    watched = Watched(run)
    monkeypatch.setattr("pmdocs.serve.preview.relink_site", lambda files, *_: files)
    with pytest.raises(AssertionError, match="differs"):
        watched.go()
