"""A small site that is built again and again with one store, and the tally of the sequences."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pmdocs.pipeline import Built, Project, build, load
from pmdocs.sitefiles import SiteFiles
from pmdocs.store import Store
from tests.incremental.author import Files, files_of
from tests.incremental.stand_ins import install


@dataclass(eq=False)
class Site:
    """A site folder, its output and its store; ``rendered`` and ``framed`` are what the last build made."""

    folder: Path
    store: Store
    rendered: list[str] = field(default_factory=list)
    framed: list[str] = field(default_factory=list)

    @property
    def output(self) -> Path:
        """Where builds go."""
        return self.folder.parent / "output"

    def write(self, files: Mapping[str, str | None]) -> None:
        """Write files, or remove those that are ``None``."""
        for path, text in files.items():
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.unlink() if text is None else file.write_text(text, encoding="utf-8")

    def load(self) -> SiteFiles:
        """Read the site as it is."""
        return load(Project.open(self.folder), store=self.store)

    def build(self, files: Mapping[str, str | None] | None = None) -> Built:
        """Change some files and build."""
        self.write(files or {})
        self.rendered.clear()
        self.framed.clear()
        return build(self.load(), self.output, keep_going=True)

    def built(self) -> Files:
        """Return what is in the output folder."""
        return files_of(self.output)

    def clean(self) -> Files:
        """Return what a build without a store comes to."""
        output = self.folder.parent / "clean" / "output"
        shutil.rmtree(output.parent, ignore_errors=True)
        build(load(Project.open(self.folder)), output, keep_going=True)
        return files_of(output)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Return a site without pages, which notes whatever is rendered."""
    import pmdocs.sitefiles as module  # noqa: PLC0415 -- its functions are replaced

    made = Site(tmp_path / "site", Store(tmp_path / "store.db"))
    install(monkeypatch, made.folder)
    render, frame = module.render, module.frame
    monkeypatch.setattr(module, "render", lambda branch, desk: (made.rendered.append(branch.url), render(branch, desk))[1])
    monkeypatch.setattr(
        module, "frame", lambda branch, inner, desk: (made.framed.append(branch.url), frame(branch, inner, desk))[1]
    )
    made.write({"pmdocs.yml": "site_name: A\ntoday: 2026-06-24\n"})
    yield made
    made.store.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many edits of each sort the sequences did, where more than a few were asked for."""
    reports = [r for status in ("passed", "failed") for r in terminalreporter.stats.get(status, ())]
    edits: Counter[str] = Counter()
    for report in reports:
        edits.update(dict(report.user_properties).get("edits", {}))
    if edits.total() > 1_000:  # noqa: PLR2004 -- the slice of CI has 240
        seconds = sum(r.duration for r in reports if "edits" in dict(r.user_properties))
        count = sum("edits" in dict(r.user_properties) for r in reports)
        terminalreporter.section("edit sequences")
        terminalreporter.line(f"{count} sequences, {count * 60 / seconds:.1f} a minute of one process")
        terminalreporter.line(", ".join(f"{name} {n}" for name, n in edits.most_common()))
