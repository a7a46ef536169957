"""``python -m tests.bench``: pmdocs beside its peers, in one go; ``make bench`` calls it."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench import builds, limits, previews, search, tables
from tests.bench.browser import chromium
from tests.bench.builds import Place, lay_out
from tests.bench.corpus import WATCHED, Page, charted, corpus
from tests.bench.peers import TOOLS
from tests.bench.peers.tool import Tool
from tests.bench.ready import NotReadyError, make_ready
from tests.bench.report import report
from tests.bench.results import Results

HERE = Path(__file__).resolve().parent
LARGE = 10_000
"""From this size on one run is enough."""
PARTS = ("builds", "charts", "previews", "search", "tables", "limits")
OURS = TOOLS[0].name


@dataclass(frozen=True)
class Bench:
    """One run: what was asked for, the tools that are there, and the results so far."""

    options: argparse.Namespace
    tools: tuple[Tool, ...]
    results: Results
    files: Path

    def run(self) -> None:
        """Measure everything that was asked for; what there is so far is on the disk after each part."""
        for size in self.options.sizes:
            pages = corpus(size)
            for part, measure in (
                ("builds", self._builds),
                ("previews", self._previews),
                ("search", self._search),
            ):
                if part in self.options.parts:
                    measure(pages)
                    self.save()
        for size in self.options.chart_sizes if "charts" in self.options.parts else ():
            self._charts(charted(corpus(size)))
            self.save()
        if "tables" in self.options.parts:
            say("a long table")
            self.results.tables += tables.measure()
            self.save()
        if "limits" in self.options.parts:
            self.results.limits += limits.measure(say)
            self.save()

    def save(self) -> None:
        """Write figures and report."""
        self.results.save(self.files.with_suffix(".json"))
        self.files.with_suffix(".md").write_text(report(self.results), encoding="utf-8")

    def _builds(self, pages: Sequence[Page]) -> None:
        places = self._places(pages, lambda tool: tool.builds)
        self.results.builds += builds.compare(places, len(pages), self._runs(pages), say)
        self._clear(places)

    def _charts(self, pages: Sequence[Page]) -> None:
        places = self._places(pages, lambda tool: tool.name == OURS)
        self.results.builds += builds.compare(places, len(pages), self._runs(pages), say, charts=True)
        self._clear(places)

    def _previews(self, pages: Sequence[Page]) -> None:
        places = self._places(pages, lambda tool: tool.serves)
        with chromium() as browser:
            self.results.previews += previews.compare(
                places, len(pages), browser, say, runs=self._runs(pages), saves=self.options.saves
            )
        self._clear(places)

    def _search(self, pages: Sequence[Page]) -> None:
        places = self._places(pages, lambda tool: tool.name == OURS)
        for place in places:
            say(f"{len(pages)} pages: search")
            self.results.searches.append(search.measure(place, pages))
        self._clear(places)

    def _runs(self, pages: Sequence[Page]) -> int:
        return 1 if len(pages) >= LARGE else int(self.options.runs)

    def _places(self, pages: Sequence[Page], wanted: Callable[[Tool], bool]) -> list[Place]:
        say(f"{len(pages)} pages: writing the sites")
        patience = 60 + 0.3 * len(pages)
        found = [tool for tool in self.tools if wanted(tool) and len(pages) <= tool.largest]
        return [lay_out(tool, self.options.work, pages, patience) for tool in found]

    def _clear(self, places: Sequence[Place]) -> None:
        for place in () if self.options.keep else places:
            shutil.rmtree(place.site)


def say(text: str) -> None:
    """Tell how far the bench is."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201 -- a command line program


def main() -> None:
    """Run the bench, or write the report of an earlier run."""
    options = _options()
    if options.report:
        print(report(Results.load(options.report)))  # noqa: T201 -- its output
        return
    results = Results.begin(f"{options.runs} runs (one from {LARGE:,} pages on), {options.saves} saves")
    tools = tuple(t(options.cache / t.name) for t in TOOLS if t.name in {OURS, *options.peers})
    try:
        make_ready(tools, options.parts, results, options.work, say)
    except NotReadyError as error:
        say(str(error))
        sys.exit(2)
    name = results.date[:16].replace(" ", "-").replace(":", "")
    bench = Bench(options, tools, results, options.results / f"bench-{name}")
    bench.run()
    print(report(results))  # noqa: T201 -- its output
    say(f"written to {bench.files}.md and .json")


def _options() -> argparse.Namespace:
    peers = [tool.name for tool in TOOLS]
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "--sizes", type=_size, nargs="*", default=[100, 1_000, 10_000], help="numbers of pages"
    )
    parser.add_argument(
        "--chart-sizes", type=_size, nargs="*", default=[100, 1_000], help="likewise, with charts"
    )
    parser.add_argument("--runs", type=int, default=3, help="runs of each build and start (%(default)s)")
    parser.add_argument("--saves", type=int, default=30, help="saves in each preview (%(default)s)")
    parser.add_argument("--peers", nargs="*", default=peers, choices=peers, help="tools beside pmdocs")
    parser.add_argument("--parts", nargs="*", default=PARTS, choices=PARTS)
    parser.add_argument("--cache", type=Path, default=HERE / ".peers", help="where peers are installed")
    parser.add_argument("--work", type=Path, default=HERE / ".work", help="where the sites are written")
    parser.add_argument("--results", type=Path, default=HERE / "results")
    parser.add_argument("--keep", action="store_true", help="leave the sites on the disk")
    parser.add_argument("--report", type=Path, metavar="JSON", help="write the report of an earlier run")
    return parser.parse_args()


def _size(text: str) -> int:
    if (size := int(text)) <= WATCHED:
        raise argparse.ArgumentTypeError(
            f"{text} pages are too few: page {WATCHED} is the one that is edited"
        )
    return size


if __name__ == "__main__":
    main()
