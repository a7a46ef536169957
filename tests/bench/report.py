"""The results as Markdown: the bars first, then all figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from statistics import median

from tests.bench.bars import Bar, bars, percentile95
from tests.bench.builds import STEPS, Build
from tests.bench.previews import Preview
from tests.bench.results import Results

NONE = "–"
COLD_MEANS = (
    "Seconds: median (least–most). Cold is without output and without caches of the tool. "
    "Memory is the peak of the whole process tree in a cold build of its own."
)


def report(results: Results) -> str:
    """Return the whole report."""
    parts = [
        f"# Bench of {results.date}",
        f"{results.machine}. {results.settings}",
        "## Bars",
        _table(("what", "pmdocs", "held against", "ratio", "bar", "met"), map(_bar(results), bars(results))),
        "## Builds",
        COLD_MEANS,
        _builds(results, [b for b in results.builds if not b.charts]),
        _section(
            "## Builds with a chart on every second page", results, [b for b in results.builds if b.charts]
        ),
        "## Previews",
        "From the start of the server to the first page painted, and from a save to its words painted.",
        _previews(results),
        _searches(results),
        _tables(results),
        _limits(results),
        "## Versions",
        _table(
            ("tool", "version"),
            ((t.title, t.version or f"not run: {cell(t.failure)}") for t in results.tools.values()),
        ),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _bar(results: Results) -> Callable[[Bar], tuple[str, ...]]:
    titles = {name: state.title for name, state in results.tools.items()}

    def row(bar: Bar) -> tuple[str, ...]:
        against = titles.get(bar.against, bar.against)
        theirs = "" if bar.against in {"2 s", "60 MB"} else f" {amount(bar.theirs, bar.unit)}"
        limit = f"within {bar.limit - 1:.0%}" if bar.least else f"≤ {bar.limit:g} ×"
        met = {None: "not measured", True: "yes", False: "**no**"}[bar.met]
        ratio = NONE if bar.ratio is None else f"{bar.ratio:.3g}"
        return bar.what, amount(bar.ours, bar.unit), against + theirs, ratio, limit, met

    return row


def amount(value: float | None, unit: str) -> str:
    """Return a figure as a reader wants it: three digits, short times in milliseconds."""
    if value is None:
        return NONE
    if unit == "s" and value < 1:
        return f"{value * 1000:.0f} ms"
    digits = 2 if value < 10 else 1 if value < 100 else 0
    return f"{value:,.{digits}f} {unit}"


def spread(values: Sequence[float]) -> str:
    """Return median and range in seconds."""
    if not values:
        return NONE
    middle = f"{median(values):.2f}"
    return middle if len(values) == 1 else f"{middle} ({min(values):.2f}–{max(values):.2f})"


def _section(title: str, results: Results, builds: list[Build]) -> str:
    return f"{title}\n\n{_builds(results, builds)}" if builds else ""


def _builds(results: Results, builds: Iterable[Build]) -> str:
    head = (
        "pages",
        "tool",
        *STEPS,
        "CPU cold",
        "PSS MB",
        "RSS MB",
        "output MB",
        "files",
        "page KB",
        "gzip KB",
    )
    return _table(head, (_build(results, b) for b in builds))


def _build(results: Results, build: Build) -> tuple[str, ...]:
    start = (f"{build.pages:,}", results.tools[build.tool].title)
    if build.failure:
        return (*start, f"failed: {cell(build.failure)}")
    steps = (spread(build.seconds[step]) for step in STEPS)
    sizes = (f"{v / 1e6:,.0f}" for v in (build.pss, build.rss))
    page = (f"{v / 1e3:.1f}" for v in (build.page_bytes, build.page_gzip))
    output = (f"{build.output_bytes / 1e6:,.1f}", f"{build.output_files:,}")
    return (*start, *steps, spread(build.cpu[STEPS[0]]), *sizes, *output, *page)


def _previews(results: Results) -> str:
    head = (
        "pages",
        "tool",
        "start cold s",
        "start warm s",
        "save ms: median",
        "p95",
        "least–most",
        "saves",
        "lost",
        "PSS MB",
    )
    return _table(head, (_preview(results, p) for p in results.previews))


def _preview(results: Results, preview: Preview) -> tuple[str, ...]:
    start = (f"{preview.pages:,}", results.tools[preview.tool].title)
    if preview.failure:
        return (*start, f"failed: {cell(preview.failure)}")
    times = [1000 * s for s in preview.saves]
    p95 = percentile95(times)
    saves = (
        (f"{median(times):.0f}", f"{p95:.0f}" if p95 else NONE, f"{min(times):.0f}–{max(times):.0f}")
        if times
        else (NONE,) * 3
    )
    rest = (str(len(times)), str(preview.lost), f"{preview.pss / 1e6:,.0f}")
    return (*start, spread(preview.cold), spread(preview.warm), *saves, *rest)


def _searches(results: Results) -> str:
    """Return what the search costs."""
    head = (
        "pages",
        "seconds",
        "of the build",
        "index MB",
        "gzip MB",
        "files",
        "texts MB",
        "gzip MB",
        "files",
    )
    rows = (
        (f"{s.pages:,}", f"{s.seconds:.2f}", f"{s.seconds / s.total:.1%}", f"{s.index_bytes / 1e6:.2f}",
         f"{s.index_gzip / 1e6:.2f}", str(s.index_files), f"{s.texts_bytes / 1e6:.2f}", f"{s.texts_gzip / 1e6:.2f}",
         str(s.texts_files))
        for s in results.searches
    )  # fmt: skip
    means = (
        "Seconds of the processor in a cold build in one process. The index with its scripts is what the first "
        "search loads; of the texts a reader loads one file for each result shown."
    )
    return f"## Search\n\n{means}\n\n{_table(head, rows)}" if results.searches else ""


def _tables(results: Results) -> str:
    """Return what a long table costs."""
    head = ("rows", "cells", "csv module ms", "pmdocs ms", "ratio", "memory MB")
    rows = (
        (f"{t.rows:,}", "in quotes" if t.quoted else "plain", *(f"{1000 * median(s):.0f}" for s in (t.csv, t.ours)),
         f"{median(t.ours) / median(t.csv):.2f}", f"{t.memory / 1e6:.0f}")
        for t in results.tables
    )  # fmt: skip
    means = "A CSV file read, checked and converted by column, in turns with rows of Python's csv module: medians."
    return f"## A long table\n\n{means}\n\n{_table(head, rows)}" if results.tables else ""


def _limits(results: Results) -> str:
    """Return what one hostile or very large file costs."""
    head = ("input", "exit", "processor s", "memory MiB", "said")
    rows = (
        (one.name, f"{one.code}", f"{one.seconds:.1f}", f"{one.memory / 1024:.0f}", cell(one.said))
        for one in results.limits
    )
    means = "A build of a site of one file, in a process of its own: processor time of it and all it started, peak memory."
    return f"## Limits\n\n{means}\n\n{_table(head, rows)}" if results.limits else ""


def cell(text: str) -> str:
    """Return a text as it fits into a cell: one line, not too long, nothing that ends the cell."""
    line = " ".join(text.split()).replace("|", "\\|")
    return line if len(line) <= 160 else f"{line[:159]}…"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *([*row, *[""] * (len(head) - len(row))] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
