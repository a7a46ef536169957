"""A chart: what its numbers say, and that it is the same wherever they stand."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from pmdocs.engine.site_files import SiteFiles
from pmdocs.pipeline import Project, load
from tests.kinds.conftest import Made, Make

HEAD = "kind: chart\nid: c\ntitle: C\n"
CHANNELS = (
    "x: channel\ny: people\nrows:\n  - {channel: Search, people: 9_000}\n  - {channel: Ads, people: 15_000}\n"
)
MONTHS = "x: month\ny: [new, back]\nrows:\n" + "".join(
    f"  - {{month: {month}, new: {new}, back: {back}}}\n"
    # kinds-plan.md, 7.1: new and resurrected people of the sample product.
    for month, new, back in (("2026-02", 11_400, 900), ("2026-01", 10_200, 800), ("2026-03", 13_100, 1_100))
)
TYPES = {
    "bar": CHANNELS, "line": MONTHS, "area": MONTHS, "pie": CHANNELS, "heat": MONTHS, "table": CHANNELS,
    "scatter": "x: price\ny: rating\nrows: [{price: 38, rating: 4.2}, {price: 98, rating: 4.5}]\n",
    "histogram": "y: minutes\nrows: [{minutes: 1}, {minutes: 3}, {minutes: 3.5}, {minutes: 9}]\n",
    "box": "y: minutes\nrows: [{minutes: 1}, {minutes: 3}, {minutes: 4}, {minutes: 5}, {minutes: 9}]\n",
}  # fmt: skip


def chart(make: Make, type_: str, more: str = "") -> Made:
    return make(f"{HEAD}type: {type_}\n{TYPES[type_]}{more}")


@pytest.mark.parametrize(
    ("type_", "more", "sentence"),
    [
        ("bar", "", "Ads is largest: 15,000, 62.5% of 24,000."),
        ("pie", "", "Ads is largest: 15,000, 62.5% of 24,000."),
        ("line", "", "new went from 10,200 in Jan 2026 to 13,100 in Mar 2026: +28.4%."),
        ("heat", "", "new is highest at Mar 2026: 13,100."),
        ("scatter", "", "2 dots: price from 38 to 98, rating from 4.2 to 4.5."),
        ("histogram", "bins: 2\n",
         "4 values of minutes: half lie below 3.3; the fullest bin, with 75.0%, goes from 0 to 5."),
        ("box", "", "Half of minutes lies between 3 and 5, the median is 4."),
        ("table", "", "2 rows: people 24,000 in all."),
    ],
)  # fmt: skip
def test_the_sentence_says_what_the_numbers_say(make: Make, type_: str, more: str, sentence: str) -> None:
    assert chart(make, type_, more).summary() == sentence


def test_bars_that_an_author_asks_for_stay_bars(make: Make) -> None:
    rows = ", ".join(f"{{m: 2026-{n:02}, a: {n}1234, b: {n}2345, c: {n}3456}}" for n in range(1, 7))
    drawn = make(f"{HEAD}type: bar\nx: m\ny: [a, b, c]\nrows: [{rows}]").charts()["chart"]
    series = drawn.option["baseOption"]["series"]
    assert [(one["type"], len(one["data"])) for one in series] == [("bar", 6)] * 3
    assert (drawn.height, drawn.narrow_height) == (380, 320)


def test_rates_change_by_points_and_the_way_up_is_told(make: Make) -> None:
    rows = "x: m\ny: r\nrows: [{m: 2026-01, r: 18%}, {m: 2026-02, r: 21%}, {m: 2026-03, r: 20.2%}]\n"
    assert make(f"{HEAD}type: line\n{rows}").summary() == (
        "r went from 18.0% in Jan 2026 to 20.2% in Mar 2026: +2.2 pp; it was highest in Feb 2026, at 21.0%."
    )


def test_rows_of_periods_are_in_the_order_of_time(make: Make) -> None:
    facts = chart(make, "line").facts
    assert facts.labels == ("2026-01", "2026-02", "2026-03")
    assert [one.values for one in facts.series] == [(10_200, 11_400, 13_100), (800, 900, 1_100)]


def test_an_empty_cell_is_unknown_and_no_zero(make: Make) -> None:
    facts = make(f"{HEAD}type: bar\nx: a\ny: n\nrows: [{{a: A, n: 4}}, {{a: B, n: }}, {{a: C, n: 8}}]").facts
    (one,) = facts.series
    assert (one.values, one.mean, one.lowest) == ((4, None, 8), 6, 0)


def test_what_is_beyond_the_top_is_one_row_and_never_the_largest(make: Make) -> None:
    rows = ", ".join(f"{{a: {name}, n: {n}}}" for name, n in zip("ABCDE", (5, 9, 4, 4, 4), strict=True))
    made = make(f"{HEAD}type: bar\ntop: 2\nx: a\ny: n\nrows: [{rows}]")
    assert made.facts.labels == ("B", "A", "")
    assert made.facts.series[0].values == (9, 5, 12)
    assert made.summary() == "B is largest: 9, 34.6% of 26."
    assert made.charts()["chart"].table.rows[-1] == ("Others (3)", 12)
    tiles = made.kind.kind.tiles(made.spec, made.facts, made.words())
    assert [tile.label for tile in tiles] == ["Sum"]


@pytest.mark.parametrize(("sort", "labels"), [("name", ("Ads", "Search")), ("value", ("Ads", "Search"))])
def test_bars_are_sorted_where_it_is_asked_for(make: Make, sort: str, labels: tuple[str, ...]) -> None:
    assert chart(make, "bar").facts.labels == ("Search", "Ads")
    assert chart(make, "bar", f"sort: {sort}\n").facts.labels == labels


def test_money_is_shown_in_the_currency_that_stands_beside_it(make: Make) -> None:
    made = make(f"{HEAD}type: bar\nx: a\ny: n\nrows: [{{a: A, n: €40}}, {{a: B, n: €60}}]")
    assert made.summary() == "B is largest: €60, 60.0% of €100."


# Wherever the numbers stand


def site(folder: Path, files: dict[str, str]) -> SiteFiles:
    for path, text in {"pmdocs.yml": "site_name: One\ntoday: 2026-06-24\n", **files}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    made = load(Project.open(folder))
    assert [p.text() for p in made.all_problems() if p.code.startswith("E-")] == []
    return made


def as_csv(text: str) -> tuple[str, str]:
    """Return the lines with their rows in a file, and the file."""
    lines = text.partition("rows:")
    rows = [dict(pair.split(": ") for pair in row.split(", ")) for row in re.findall(r"{(.*?)}", lines[2])]
    csv = "\n".join([",".join(rows[0]), *(",".join(row.values()) for row in rows)])
    return f"{lines[0]}data: rows.csv\n", csv


def picture(made: SiteFiles, path: str = "c/index.html") -> str:
    html = made[path].decode()
    found = re.search(r"<svg [^>]*role=\"img\".*?</svg>", html, re.DOTALL) or re.search(
        r"<table>.*?</table>", html, re.DOTALL
    )
    assert found
    return found[0]


@pytest.mark.parametrize("type_", TYPES)
def test_rows_csv_yaml_and_fence_are_the_same_picture(type_: str, tmp_path: Path) -> None:
    own = f"type: {type_}\n{TYPES[type_]}"
    by_file, csv = as_csv(own)
    inline = site(tmp_path / "a", {"content/c.md": f"---\n{HEAD}{own}---\n"})
    filed = site(tmp_path / "b", {"content/c.md": f"---\n{HEAD}{by_file}---\n", "content/rows.csv": csv})
    plain = site(tmp_path / "c", {"content/c.yml": HEAD + own})
    fence = site(tmp_path / "d", {"content/c.md": f"# C\n\n```chart\nid: c-1\ntitle: C\n{own}```\n"})
    drawn = picture(inline)
    assert drawn == picture(filed) == picture(plain)
    assert picture(fence).replace("c-1-", "c-") == drawn.replace("c-1-", "c-")


def test_ten_charts_on_a_page_are_light(tmp_path: Path) -> None:
    types = [*TYPES, "bar"]
    fences = "\n".join(f"```chart\nid: c-{n}\ntype: {one}\n{TYPES[one]}```\n" for n, one in enumerate(types))
    page = site(tmp_path, {"content/c.md": f"# Charts\n\n{fences}"})["c/index.html"]
    assert page.count(b'role="img"') >= 9
    assert len(gzip.compress(page)) <= 60_000


SOURCE = f"---\n{HEAD}type: bar\n{CHANNELS}---\n"
TAKEN = "---\nkind: chart\nid: t\ntitle: T\ntype: bar\nvalues_from: {People: c.people}\n---\n"


def test_numbers_are_taken_from_another_page_and_linked(tmp_path: Path) -> None:
    made = site(tmp_path, {"content/c.md": SOURCE, "content/t.md": TAKEN})
    page = made["t/index.html"].decode()
    assert "Ads is largest: 15,000, 62.5% of 24,000." in page
    assert 'href="../c/index.html"' in page
