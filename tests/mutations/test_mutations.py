"""Files of the sample with mistakes in them: no exception, and no problem beyond the end of its line.

``PMDOCS_MUTATIONS=10000`` makes more of them, ``PMDOCS_SEED`` others.
"""

from __future__ import annotations

import os
import shutil
import time
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

import pytest

from pmdocs.diagnostics.problem import PmdocsError, Problem
from pmdocs.engine.site_files import SiteFiles
from pmdocs.incremental.store import Store
from pmdocs.pipeline import Project, link_site, open_index, read_folder
from tests.mutations.mutate import mutated

COUNT = int(os.environ.get("PMDOCS_MUTATIONS", "300"))
SEED = int(os.environ.get("PMDOCS_SEED", "11"))
BATCH = 100


class MutatedSite:
    """A copy of the sample, of which one file is another at a time; everything else is known from before."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.project = Project.open(folder)
        self.index = open_index(self.project, Store())
        self.state = link_site(self.project, read_folder(self.project), self.index)
        content = folder / self.project.config.docs_dir
        texts = (file for file in content.rglob("*") if file.suffix in {".md", ".csv"})
        self.files = [*sorted(texts), folder / "pmdocs.yml"]

    def problems(self, changed: str) -> list[Problem]:
        """Read, check, link and compute the site as it is now, and draft the charts of a file and its translations."""
        try:
            project = Project.open(self.folder)
        except PmdocsError as stop:
            return list(stop.problems)
        index = self.index if project.config == self.project.config else open_index(project, Store())
        state = link_site(project, read_folder(project), index, self.state)
        return [*_looked_at(state, changed), *state.refused]


def _looked_at(state: SiteFiles, changed: str) -> Iterator[Problem]:
    stem = changed.partition(".")[0]
    for document in state.site.documents:
        for one in (document, *document.fences):
            yield from one.problems
            if one.record.path.startswith(stem):
                yield from state.problems(one)
                if not state.computed(one).broken and one.kind:
                    state.charts(one)


@pytest.fixture
def sample(root: Path, tmp_path: Path) -> MutatedSite:
    for name in ("content", "themes"):
        shutil.copytree(root / name, tmp_path / name)
    shutil.copy(root / "pmdocs.yml", tmp_path)
    return MutatedSite(tmp_path)


def beyond(problems: Iterable[Problem], folder: Path) -> list[str]:
    """Return the problems whose place is not in their file."""
    lines: dict[str, list[str]] = {}
    wrong = []
    for problem in problems:
        file = folder / problem.path
        if problem.path not in lines:
            text = file.read_bytes().decode("utf-8-sig", "replace") if file.is_file() else ""
            lines[problem.path] = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        known = lines[problem.path]
        there = problem.line <= len(known) and problem.column <= len(known[problem.line - 1]) + 1
        if not there or problem.line < 1 or problem.column < 1:
            wrong.append(problem.text())
    return wrong


def tried(sample: MutatedSite, file: Path, bad: bytes) -> tuple[bool, list[str]]:
    """Return whether anything was told of a mutated file, and what went wrong with that."""
    good = file.read_bytes()
    file.write_bytes(bad)
    try:
        found = sample.problems(file.relative_to(sample.folder).as_posix())
        return bool(found), beyond(found, sample.folder)
    except Exception:  # noqa: BLE001 -- what must not happen, and all of it is wanted
        return False, [traceback.format_exc(limit=-4)]
    finally:
        file.write_bytes(good)


@pytest.mark.slow
def test_a_mistake_in_any_file_is_told_within_it(
    sample: MutatedSite, capsys: pytest.CaptureFixture[str]
) -> None:
    random, begun, told = Random(SEED), time.process_time(), 0  # noqa: S311 -- to be repeated
    batches: list[tuple[float, int]] = []
    wrong: list[str] = []
    for number in range(COUNT):
        file = random.choice(sample.files)
        bad = mutated(file.read_bytes(), random)
        said, failures = tried(sample, file, bad)
        told += said
        for failure in failures:
            kept = sample.folder / f"mutation-{number}"
            kept.write_bytes(bad)
            wrong.append(f"{kept} of {file.name}: {failure}")
        if number % BATCH == BATCH - 1:
            batches.append((time.process_time() - begun, number // BATCH))
            begun = time.process_time()
    assert not wrong, "\n".join([f"{len(wrong)} of {COUNT}", *wrong[:20]])
    assert told > COUNT / 4
    with capsys.disabled():
        if COUNT > BATCH:
            seconds, slowest = max(batches)
            said_ = f"{COUNT} mutations, {told} told; slowest batch {slowest}: {seconds:.1f} s of a processor"
            print(f"\n{said_}")  # noqa: T201 -- for whoever asked for more of them
