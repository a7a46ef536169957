from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.bars import bars, percentile95
from tests.bench.builds import Build
from tests.bench.previews import Preview
from tests.bench.report import amount, report, spread
from tests.bench.results import Results, ToolState
from tests.bench.search import Search
from tests.bench.tables import TableRead


def build(tool: str, pages: int, seconds: float, page_bytes: int = 0, pss: int = 0) -> Build:
    steps = {"cold": [seconds], "no-op": [seconds / 10], "one edit": [seconds / 5]}
    return Build(tool, pages, seconds=steps, cpu=steps, page_bytes=page_bytes, pss=pss)


@pytest.fixture
def results() -> Results:
    tools = {name: ToolState(name.title(), "1.0") for name in ("pmdocs", "hugo", "eleventy")}
    tools["material"] = ToolState("Material", failure="no index | at all")
    found = Results("2026-06-24 10:00 UTC", "2 cores", "3 runs.", tools)
    found.builds = [
        build("pmdocs", 1_000, 4.0),
        build("hugo", 1_000, 2.0),
        build("pmdocs", 100, 1.0, page_bytes=10_000),
    ]
    found.builds.append(build("pmdocs", 10_000, 50.0, page_bytes=10_700, pss=90_000_000))
    found.builds.append(Build("eleventy", 1_000, failure="exit code 1:\nout of | memory"))
    found.previews = [
        Preview("pmdocs", 1_000, [1.0], [0.5], [0.1] * 19 + [0.9]),
        Preview("hugo", 1_000, saves=[0.5]),
    ]
    return found


def row(text: str, start: str) -> str:
    return next(line for line in text.splitlines() if line.startswith(f"| {start}"))


def test_a_bar_that_is_met_and_one_that_is_not(results: Results) -> None:
    text = report(results)
    assert row(text, "save → visible, 1,000 pages, median") == (
        "| save → visible, 1,000 pages, median | 100 ms | Hugo 500 ms | 0.2 | ≤ 0.35 × | yes |"
    )
    assert row(text, "no-op build, 1,000 pages") == (
        "| no-op build, 1,000 pages | 400 ms | Hugo 200 ms | 2 | ≤ 0.15 × | **no** |"
    )


def test_a_page_must_stay_within_5_percent_both_ways(results: Results) -> None:
    assert row(report(results), "one page's HTML, 10,000").endswith("| 1.07 | within 5% | **no** |")
    results.builds[3].page_bytes = 9_600
    assert row(report(results), "one page's HTML, 10,000").endswith("| 0.96 | within 5% | yes |")


def test_a_long_table_is_held_against_the_csv_module(results: Results) -> None:
    results.tables = [TableRead(csv=[0.1, 0.1], ours=[0.14, 0.14], memory=30_000_000)]
    text = report(results)
    assert row(text, "a table of 100,000 rows").endswith("| csv module 100 ms | 1.4 | ≤ 1.5 × | yes |")
    assert row(text, "its memory") == "| its memory | 30.0 MB | 60 MB | 0.5 | ≤ 1 × | yes |"
    assert row(text, "100,000 | plain") == "| 100,000 | plain | 100 | 140 | 1.40 | 30 |"


def test_what_was_not_measured_is_said(results: Results) -> None:
    text = report(results)
    assert (
        row(text, "peak memory, 10,000 pages")
        == "| peak memory, 10,000 pages | 90.0 MB | Hugo – | – | ≤ 0.3 × | not measured |"
    )
    assert row(text, "Material") == "| Material | not run: no index \\| at all |"
    assert "| 1,000 | Eleventy | failed: exit code 1: out of \\| memory |" in text


def test_every_bar_has_its_row_without_any_figure() -> None:
    empty = Results("", "", "", {})
    assert len(bars(empty)) == 17
    assert all(bar.met is None for bar in bars(empty))
    assert report(empty).count("not measured") == 17


def test_what_a_search_costs_has_its_table(results: Results) -> None:
    """Only where it was measured."""
    assert "## Search" not in report(results)
    results.searches = [Search(1_000, seconds=0.4, total=8.0, index_bytes=600_000, index_files=12)]
    assert row(report(results), "1,000 | 0.40").startswith("| 1,000 | 0.40 | 5.0% | 0.60 |")


def test_results_survive_the_disk(results: Results, tmp_path: Path) -> None:
    results.save(tmp_path / "x" / "figures.json")
    assert Results.load(tmp_path / "x" / "figures.json") == results


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (None, "s", "–"),
        (0.0412, "s", "41 ms"),
        (1.234, "s", "1.23 s"),
        (2133.4, "MB", "2,133 MB"),
        (14.61, "KB", "14.6 KB"),
    ],
)
def test_figures_are_said_with_three_digits(value: float | None, unit: str, said: str) -> None:
    assert amount(value, unit) == said


def test_spread() -> None:
    assert (spread([]), spread([1.0]), spread([3.0, 1.0, 2.0])) == ("–", "1.00", "2.00 (1.00–3.00)")


def test_the_95th_percentile() -> None:
    assert percentile95([float(i) for i in range(1, 102)]) == pytest.approx(96)
    assert percentile95([1.0]) is None
