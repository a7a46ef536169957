"""A sequence of edits, each followed by an incremental build, and what a clean build says about it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path
from random import Random

from pmdocs.commands.build import build_site
from pmdocs.commands.console import problems_of
from pmdocs.config import FILE
from pmdocs.diagnostics.problem import PmdocsError, Problem, build_fails
from pmdocs.incremental.store import Store
from pmdocs.incremental.up_to_date import last_build
from pmdocs.pipeline import Project, build, load, open_store
from tests.incremental import edits_of_files, edits_of_pages, edits_of_settings  # noqa: F401 -- they register
from tests.incremental.author import Author, Files, files_of, pages_of, write
from tests.incremental.edits import Step, step
from tests.incremental.stand_ins import set_clock

LENGTH = 20
CI_SEQUENCES = 12
COUNT = int(os.environ.get("PMDOCS_SEQUENCES", CI_SEQUENCES))


@dataclass(frozen=True)
class Outcome:
    """What a build came to; ``stopped`` where it did not come to be one."""

    problems: list[Problem]
    failed: bool
    published: bool
    stopped: bool = False


@dataclass(eq=False)
class Run:
    """One sequence in a folder: one author, one output folder, one store.

    ``keep_going`` publishes in spite of errors. ``thorough`` compares after every edit rather than at the
    end. ``commands`` builds as the command does, which opens the store each time and leaves at once where
    nothing has changed; a server keeps its store open.
    """

    seed: int
    folder: Path
    author: Author
    keep_going: bool
    thorough: bool
    commands: bool
    steps: list[Step] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    _store: Store | None = None

    @classmethod
    def of(cls, seed: int, folder: Path, *, thorough: bool) -> Run:
        """Begin the sequence of a seed."""
        drawn = Random(f"run {seed}")  # noqa: S311 -- see Author
        run = cls(seed, folder, Author(seed), drawn.random() < 0.5, thorough, drawn.random() < 0.5)
        run.site.mkdir(parents=True)
        write(run.site, {}, run.author.files, ())
        return run

    @property
    def site(self) -> Path:
        """The site folder."""
        return self.folder / "site"

    @property
    def output(self) -> Path:
        """Where the incremental builds go."""
        return self.folder / "incremental"

    def go(self, length: int = LENGTH) -> None:
        """Build, then edit and build again and again, and compare."""
        self._incremental()
        while len(self.steps) < length:
            self.edit()
            self.check(compare=self.thorough or len(self.steps) == length)

    def edit(self) -> set[Path]:
        """Do the next edit, in memory and on disk; return the files it changed."""
        done = step(self.author)
        self.steps.append(done)
        return write(self.site, done.before, done.after, done.touched)

    def check(self, *, compare: bool) -> None:
        """Build after an edit; where nothing is published, the output has to stay as it was."""
        set_clock(self.site)
        before = files_of(self.output)
        mine = self._incremental()
        self.outcomes.append(mine)
        with self._told():
            if not mine.published:
                same_files(before, files_of(self.output), "output before the failing build", "after it")
            if compare:
                self._compare(mine)

    def _compare(self, mine: Outcome) -> None:
        clean_output = self.folder / "clean" / "output"
        clean = build_once(self.site, clean_output, Store(None), keep_going=self.keep_going)
        same_problems(clean.problems, mine.problems)
        assert mine == clean, f"clean: {_end(clean)}, incremental: {_end(mine)}"
        wanted = pages_of(clean_output)
        if clean.published:
            same_files(files_of(clean_output), files_of(self.output), "clean build", "incremental build")
        shutil.rmtree(clean_output.parent, ignore_errors=True)
        if not clean.stopped:
            again = load(Project.open(self.site), store=self._opened())
            same_problems(clean.problems, again.all_problems())
            wanted = wanted if clean.published else dict(load(Project.open(self.site)))
            same_files(wanted, dict(again), "clean build", "site in memory")

    def _incremental(self) -> Outcome:
        if self.commands:
            return command(self.site, self.output, keep_going=self.keep_going)
        return build_once(self.site, self.output, self._opened(), keep_going=self.keep_going)

    def _opened(self) -> Store:
        """Return the store for the code as it is now."""
        store = open_store(self.site)
        if self._store and self._store.file == store.file and not self.commands:
            store.close()
            return self._store
        if self._store:
            self._store.close()
        self._store = store
        return store

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say what was done when a comparison fails."""
        try:
            yield
        except AssertionError as error:
            error.add_note(self.story())
            raise

    def story(self) -> str:
        """Return the seed and every edit with what came of it."""
        ends = [*map(_end, self.outcomes), *([""] * len(self.steps))]
        lines = [f"{n:>3} {step.said}{ends[n - 1]}" for n, step in enumerate(self.steps, 1)]
        how = (
            f"seed {self.seed}, keep_going={self.keep_going}, commands={self.commands}, in {self.folder.name}"
        )
        return "\n".join([how, *lines])


def _end(outcome: Outcome) -> str:
    if outcome.stopped:
        return "  [stopped]"
    return f"  [{'failed' if outcome.failed else 'good'}, {len(outcome.problems)} problems]"


def build_once(site: Path, output: Path, store: Store, *, keep_going: bool) -> Outcome:
    """Build a site as it is on disk."""
    try:
        project = Project.open(site)
        files = load(project, store=store)
        built = build(files, output, strict=project.config.strict, keep_going=keep_going)
    except PmdocsError as error:
        return Outcome(list(error.problems), failed=True, published=False, stopped=True)
    return Outcome(built.problems, built.failed, built.published)


def command(site: Path, output: Path, *, keep_going: bool) -> Outcome:
    """Do what ``pmdocs build`` does."""
    store, settings = open_store(site), site / FILE
    known = last_build(store, settings, output, None)
    if known:
        problems = problems_of(known)
        failed = build_fails(problems, strict=known.strict)
        if keep_going or not failed:
            store.close()
            return Outcome(problems, failed, published=True)
    try:
        built = build_site(
            Project.open(site), settings, output, store, keep_going=keep_going, jobs=1, quiet=True
        )
    except PmdocsError as error:
        store.close()
        return Outcome(list(error.problems), failed=True, published=False, stopped=True)
    return Outcome(built.problems, built.failed, built.published)


def same_problems(one: Sequence[Problem], other: Sequence[Problem]) -> None:
    """Compare problems and their order."""
    texts, others = ([f"{p.text()}\n{p}" for p in problems] for problems in (one, other))
    lines = list(unified_diff(texts, others, "clean build", "incremental build", lineterm="", n=0))
    assert not lines, "\n".join(["problems differ", *lines])


def same_files(
    one: Files | Mapping[str, bytes], other: Mapping[str, bytes], name: str, other_name: str
) -> None:
    """Compare two sets of files by name and content, and show the first difference."""
    missing, surplus = sorted(one.keys() - other.keys()), sorted(other.keys() - one.keys())
    assert not missing, f"only in {name}: {missing[:5]}"
    assert not surplus, f"only in {other_name}: {surplus[:5]}"
    for path in sorted(one):
        if one[path] != other[path]:
            text, new = (data.decode(errors="replace").splitlines() for data in (one[path], other[path]))
            lines = [line[:300] for line in unified_diff(text, new, name, other_name, lineterm="", n=1)]
            raise AssertionError("\n".join([f"{path} differs", *lines[:20]]))
