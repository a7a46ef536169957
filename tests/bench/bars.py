"""The bars that pmdocs has to clear, each a ratio from one run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median, quantiles

from tests.bench.builds import COLD, EDIT, NOOP
from tests.bench.results import Results
from tests.bench.tables import MEGABYTE

OURS = "pmdocs"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: our figure, the figure it is held against, and how many times as much ours may be."""

    what: str
    ours: float | None
    theirs: float | None
    against: str
    limit: float
    unit: str = "s"
    least: float = 0.0

    @property
    def ratio(self) -> float | None:
        """Our figure in terms of the other one."""
        return None if self.ours is None or not self.theirs else self.ours / self.theirs

    @property
    def met(self) -> bool | None:
        """Whether the bar is cleared, None when a figure is missing."""
        return None if self.ratio is None else self.least <= self.ratio <= self.limit


def bars(results: Results) -> list[Bar]:
    """Return every bar, also those that this run has no figures for."""
    return [*_saves(results), *_builds(results), *_starts(results), *_weights(results), *_tables(results)]


def _saves(results: Results) -> Iterator[Bar]:
    ours = results.save_to_visible(OURS, 1_000)
    preview = results.preview(OURS, 1_000)
    for peer, limit in (("hugo", 0.35), ("vitepress", 1.0)):
        yield Bar(
            "save → visible, 1,000 pages, median", ours, results.save_to_visible(peer, 1_000), peer, limit
        )
    p95 = percentile95(preview.saves) if preview else None
    yield Bar("save → visible, 1,000 pages, p95", p95, ours, "own median", 2.0)
    large, small = results.save_to_visible(OURS, 10_000), results.save_to_visible(OURS, 100)
    yield Bar("save → visible, 10,000 pages", large, small, "own 100 pages", 1.3)


def _builds(results: Results) -> Iterator[Bar]:
    wanted = (
        (EDIT, 1_000, "hugo", 0.2), (NOOP, 1_000, "hugo", 0.15), (NOOP, 10_000, "hugo", 0.05),
        (COLD, 1_000, "hugo", 2.5), (COLD, 1_000, "material", 0.1), (COLD, 10_000, "hugo", 1.5),
    )  # fmt: skip
    for step, pages, peer, limit in wanted:
        ours, theirs = results.step(OURS, pages, step), results.step(peer, pages, step)
        yield Bar(f"{step} build, {pages:,} pages", ours, theirs, peer, limit)


def _starts(results: Results) -> Iterator[Bar]:
    preview = results.preview(OURS, 10_000)
    warm = median(preview.warm) if preview and preview.warm else None
    cold = median(preview.cold) if preview and preview.cold else None
    yield Bar("server start → first page, 10,000 pages, warm store", warm, 2.0, "2 s", 1.0)
    own = results.step(OURS, 10_000, COLD)
    yield Bar("server start → first page, 10,000 pages, cold", cold, own, "own cold build", 0.5)


def _weights(results: Results) -> Iterator[Bar]:
    ours, theirs = results.build(OURS, 10_000), results.build("hugo", 10_000)
    small = results.build(OURS, 100)
    ours_pss, theirs_pss = (ours.pss / 1e6 if ours else None), (theirs.pss / 1e6 if theirs else None)
    yield Bar("peak memory, 10,000 pages", ours_pss, theirs_pss, "hugo", 0.3, "MB")
    for what in ("page_bytes", "page_gzip"):
        there, here = (getattr(b, what) / 1e3 if b else None for b in (ours, small))
        name = "HTML" if what == "page_bytes" else "HTML, gzip"
        yield Bar(f"one page's {name}, 10,000 pages", there, here, "own 100 pages", 1.05, "KB", 0.95)


def _tables(results: Results) -> Iterator[Bar]:
    read = next((one for one in results.tables if not one.quoted), None)
    ours, theirs = (
        median(times) if times else None for times in ((read.ours, read.csv) if read else ((), ()))
    )
    yield Bar("a table of 100,000 rows read by column", ours, theirs, "csv module", 1.5)
    memory = read.memory / MEGABYTE if read and read.memory else None
    yield Bar("its memory", memory, 60.0, "60 MB", 1.0, "MB")


def percentile95(values: list[float]) -> float | None:
    """Return the value that 95 % stay below."""
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else None
