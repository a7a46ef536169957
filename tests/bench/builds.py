"""Builds side by side: cold, nothing changed, one edit; then memory, and what the output weighs."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.attempts import attempt
from tests.bench.corpus import MARK, WATCHED, Page
from tests.bench.measure import FailedError, peak_memory, run
from tests.bench.peers.tool import Tool

COLD, NOOP, EDIT = "cold", "no-op", "one edit"
STEPS = (COLD, NOOP, EDIT)

Say = Callable[[str], None]


@dataclass(slots=True)
class Build:
    """The figures of one tool at one size; seconds by step, one for each run."""

    tool: str
    pages: int
    charts: bool = False
    seconds: dict[str, list[float]] = field(default_factory=lambda: {step: [] for step in STEPS})
    cpu: dict[str, list[float]] = field(default_factory=lambda: {step: [] for step in STEPS})
    pss: int = 0
    rss: int = 0
    output_bytes: int = 0
    output_files: int = 0
    page_bytes: int = 0
    page_gzip: int = 0
    failure: str = ""


@dataclass(slots=True)
class Place:
    """A tool with its site on the disk."""

    tool: Tool
    site: Path
    page: Page
    patience: float
    edits: int = 0

    @property
    def output(self) -> Path:
        """The folder that the site is built into."""
        return self.site / self.tool.output

    def forget(self) -> None:
        """Remove everything that a build left behind."""
        for name in (self.tool.output, *self.tool.caches):
            shutil.rmtree(self.site / name, ignore_errors=True)

    def edit(self) -> None:
        """Change one sentence of one page."""
        source, before = self.tool.source(self.site, self.page), MARK.format(self.edits)
        self.edits += 1
        text = source.read_text(encoding="utf-8")
        source.write_text(text.replace(before, MARK.format(self.edits)), encoding="utf-8")

    def step(self, name: str, figures: Build) -> None:
        """Take one step and note what it took."""
        if name == COLD:
            self.forget()
        elif name == EDIT:
            self.edit()
        used = run(self.tool.build(self.site), self.patience)
        figures.seconds[name].append(used.seconds)
        figures.cpu[name].append(used.cpu)
        if name == EDIT and MARK.format(self.edits) not in self._html():
            raise FailedError("the edit is not in the output")

    def _html(self) -> str:
        return (self.output / self.tool.html(self.page)).read_text(encoding="utf-8")

    def weigh(self, figures: Build) -> None:
        """Note the size of the output, and the memory that a cold build of it takes."""
        html = self._html().encode()
        figures.page_bytes, figures.page_gzip = len(html), len(gzip.compress(html, mtime=0))
        sizes = [f.lstat().st_size for f in self.output.rglob("*") if f.is_file()]
        figures.output_bytes, figures.output_files = sum(sizes), len(sizes)
        self.forget()
        peak = peak_memory(self.tool.build(self.site), self.patience)
        figures.pss, figures.rss = peak.pss, peak.rss


def lay_out(tool: Tool, work: Path, pages: Sequence[Page], patience: float) -> Place:
    """Write the site of a tool afresh."""
    site = work / f"{tool.name}-{len(pages)}"
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir(parents=True)
    tool.write(site, pages)
    return Place(tool, site, pages[WATCHED], patience)


def compare(places: Sequence[Place], pages: int, runs: int, say: Say, *, charts: bool = False) -> list[Build]:
    """Build with all tools in turn, step by step and run by run."""
    figures = [Build(place.tool.name, pages, charts) for place in places]
    both = list(zip(places, figures, strict=True))
    corpus = f"{pages} pages{' with charts' if charts else ''}"
    for number in range(runs):
        for name in STEPS:
            for place, found in both:
                say(f"{corpus}, run {number + 1}/{runs}: {name}, {place.tool.title}")
                attempt(found, place.step, name, found)
    for place, found in both:
        say(f"{corpus}: memory and output, {place.tool.title}")
        attempt(found, place.weigh, found)
    return figures
