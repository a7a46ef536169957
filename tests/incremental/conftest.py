"""A small site that is built again and again with one store, and the tally of the sequences."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from pmdocs import pipeline
from pmdocs.engine.site_files import SiteFiles
from pmdocs.incremental.store import Store
from pmdocs.pipeline import Built, Project, build, load
from pmdocs.site.site import Branch
from pmdocs.stages import render as stages
from tests.incremental.author import SITE, Files, files_of
from tests.incremental.stand_ins import install

FILES = (
    "pmdocs.yml",
    "themes/own",
    "content/guide",
    "content/funnels",
    "content/personas",
    "content/images",
    "content/okrs/2026-q2.md",
)
"""A part of the site of the sequences; some references lead nowhere."""


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
    made = Site(tmp_path / "site", Store(tmp_path / "store.db"))
    install(monkeypatch, made.folder)
    monkeypatch.setattr(pipeline, "render", noting(stages.render, made.rendered))
    monkeypatch.setattr(pipeline, "render_page", noting(stages.render_page, made.framed))
    made.write({"pmdocs.yml": "site_name: A\ntoday: 2026-06-24\n"})
    yield made
    made.store.close()


@pytest.fixture
def rich(site: Site) -> Site:
    """Return a site with something of everything."""
    for name in FILES:
        if (SITE / name).is_dir():
            shutil.copytree(SITE / name, site.folder / name)
        else:
            (site.folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(SITE / name, site.folder / name)
    return site


def noting(function: Callable[..., Any], urls: list[str]) -> Callable[..., Any]:
    """Return a function of a page that notes for which pages it is called."""

    def noted(branch: Branch, *rest: Any) -> Any:
        urls.append(branch.url)
        return function(branch, *rest)

    return noted


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many edits of each sort the sequences did, where more than a few were asked for."""
    reports = [r for status in ("passed", "failed") for r in terminalreporter.stats.get(status, ())]
    edits: Counter[str] = Counter()
    for report in reports:
        edits.update(dict(report.user_properties).get("edits", {}))
    if edits.total() > 1_000:  # the slice of CI has 240
        seconds = sum(r.duration for r in reports if "edits" in dict(r.user_properties))
        count = sum("edits" in dict(r.user_properties) for r in reports)
        terminalreporter.section("edit sequences")
        terminalreporter.line(f"{count} sequences, {count * 60 / seconds:.1f} a minute of one process")
        terminalreporter.line(", ".join(f"{name} {n}" for name, n in edits.most_common()))
