"""Sites that many tests look at, each built once in a run, by the worker that asks first."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pmdocs.config import ThemeSetting
from pmdocs.kinds import kind_ids, load_kind
from pmdocs.pipeline import Project, build, load, open_store

THEMES = ("base", "paper")
SITES = Path(__file__).parent / "sites"
GALLERY = SITES / "gallery"
_PATIENCE = 600.0
"""Seconds that a worker waits for another one's build."""


@contextmanager
def only_one(lock: Path) -> Iterator[None]:
    """Hold a lock between processes; the system releases it when the process ends, however it ends."""
    # SQLite's lock of a file is the one that is the same on every platform.
    with closing(sqlite3.connect(lock, timeout=_PATIENCE, isolation_level=None)) as db:
        db.execute("BEGIN EXCLUSIVE")
        yield


def once(folder: Path, make: Callable[[Path], None]) -> Path:
    """Return a folder after making it, unless another worker of the run has."""
    done = folder.with_name(f"{folder.name}.done")
    with only_one(folder.with_name(f"{folder.name}.lock")):
        if not done.exists():
            make(folder)
            done.touch()
    return folder


@dataclass(frozen=True)
class Sites:
    """The built sites of a run: the repository's own, and the gallery of all kinds' examples, in every theme."""

    root: Path
    shared: Path

    def sample(self, theme: str = "base") -> Path:
        """Return the output of the repository's own site."""
        return once(self.shared / f"sample-{theme}", lambda output: _build(self.root, theme, output))

    def gallery(self, theme: str = "base") -> Path:
        """Return the output of ``tests/sites/gallery`` with the examples of all kinds."""
        site = once(self.shared / "gallery", lay_out_gallery)
        return once(self.shared / f"gallery-{theme}", lambda output: _build(site, f"gallery-{theme}", output))

    def awkward(self) -> Path:
        """Return the output of ``tests/sites/awkward``: sizes of real life."""
        return once(self.shared / "awkward", lambda output: _build(SITES / "awkward", "base", output))

    def sample_with(self, files: Mapping[str, str], name: str) -> Path:
        """Return the output of the repository's own site with more files in it, by their paths."""
        site = once(self.shared / f"{name}-site", lambda folder: _lay_out_sample(self.root, folder, files))
        return once(self.shared / name, lambda output: _build(site, "base", output))


def _lay_out_sample(root: Path, site: Path, files: Mapping[str, str]) -> None:
    shutil.copytree(root / "content", site / "content")
    shutil.copyfile(root / "pmdocs.yml", site / "pmdocs.yml")
    for path, text in files.items():
        (site / path).write_text(text, encoding="utf-8")


def lay_out_gallery(site: Path) -> None:
    """Write the sources of the gallery, with the theme of its page of components on top of every theme."""
    shutil.copytree(GALLERY, site)
    for kind in map(load_kind, kind_ids()):
        folder = site / "content" / kind.id
        folder.mkdir()
        (folder / "example.md").write_text(kind.example("en"), encoding="utf-8")
        (folder / "example.zh-CN.md").write_text(kind.example("zh-CN"), encoding="utf-8")
    for theme in THEMES:
        folder = site / "themes" / f"gallery-{theme}"
        shutil.copytree(GALLERY / "themes" / "gallery", folder)
        named = f"name: {folder.name}\nextends: {theme}\n"
        (folder / "theme.yml").write_text(named, encoding="utf-8")


def _build(site: Path, theme: str, output: Path) -> None:
    project = Project.open(site)
    config = project.config.model_copy(update={"theme": ThemeSetting(name=theme)})
    built = build(load(replace(project, config=config), store=open_store(site)), output)
    assert built.published, "\n".join(problem.text() for problem in built.problems)
