"""The theme paper on the sample site: ids, links and numbers hold on pages that are put together from others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import pytest

from pmdocs.pages import report
from pmdocs.pipeline import Project, load
from pmdocs.search.entry import entry
from pmdocs.system.boundary import Boundary
from pmdocs.theming.chain import read_chain
from tests.built import Sites
from tests.incremental.author import files_of

SECTIONS = ("personas/", "okrs/", "experiments/", "zh-CN/personas/", "zh-CN/competitors/")
NUMBER = re.compile(r'<span class="number">([\d.]+)</span>')


class Parts(HTMLParser):
    """Ids of a page, what refers to them, its links, its headings with their numbers, its list of contents."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.named: list[str] = []
        self.links: list[str] = []
        self.headings: dict[str, str] = {}
        self.levels: list[int] = []
        self.contents: dict[str, str] = {}
        self._reads = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        for name in ("aria-labelledby", "aria-describedby", "for", "headers"):
            self.named += given.get(name, "").split()
        self.named += [v[5:-1] for v in given.values() if v.startswith("url(#")]
        self.links += [given[name] for name in ("href", "src") if name in given]
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(given.get("aria-level", tag[1])))
            self._heading = ""
        if tag == "span" and given.get("class") in {"number", "contents-number", "contents-title"}:
            self._reads = str(given["class"])
        elif tag == "a" and given.get("class") == "headerlink":
            self._reads = ""

    def handle_data(self, data: str) -> None:
        if self._reads == "number":
            self._number, self._reads = data, "heading"
            self.headings[data] = ""
        elif self._reads == "heading":
            self.headings[self._number] += data
        elif self._reads == "contents-number":
            self._number, self._reads = data, ""
        elif self._reads == "contents-title":
            self.contents[self._number], self._reads = data, ""

    def handle_endtag(self, tag: str) -> None:
        if re.fullmatch("h[1-6]", tag):
            self._reads = ""


@pytest.fixture(scope="module")
def sample(sites: Sites) -> Mapping[str, bytes]:
    """Return path → bytes of the repository's own site in the theme paper."""
    return files_of(sites.sample("paper"))


@pytest.fixture(scope="module")
def pages(sample: Mapping[str, bytes]) -> dict[str, Parts]:
    """Return what there is on every page."""
    return {file: Parts(body.decode()) for file, body in sample.items() if file.endswith(".html")}


def test_every_id_is_there_once_and_what_is_referred_to_is_there(pages: dict[str, Parts]) -> None:
    for file, page in pages.items():
        assert not [id_ for id_, n in Counter(page.ids).items() if n > 1], file
        assert set(page.named) <= set(page.ids), file


def test_every_link_leads_somewhere(pages: dict[str, Parts], sample: Mapping[str, bytes]) -> None:
    files = set(sample)
    for file, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            path = (
                PurePosixPath("/", file).parent / unquote(parts.path)
                if parts.path
                else PurePosixPath("/", file)
            )
            target = _normal(path)
            assert target in files, f"{file}: {link}"
            if parts.fragment and target in pages:
                assert unquote(parts.fragment) in pages[target].ids, f"{file}: {link}"


def _normal(path: PurePosixPath) -> str:
    done: list[str] = []
    for part in path.parts[1:]:
        if part == "..":
            done.pop()
        else:
            done.append(part)
    return "/".join(done)


@pytest.mark.parametrize("url", SECTIONS)
def test_contents_and_headings_have_the_same_numbers(url: str, pages: dict[str, Parts]) -> None:
    page = pages[f"{url}index.html"]
    chapter, *below = page.headings
    assert {number: page.headings[number].strip() for number in below} == page.contents
    assert all(number.startswith(f"{chapter}.") for number in below)
    assert len(below) > 2


def test_the_cover_numbers_pages_as_their_sections_do(pages: dict[str, Parts]) -> None:
    front = pages["index.html"].contents
    for url in SECTIONS[:3]:
        section = pages[f"{url}index.html"]
        chapter = next(iter(section.headings))
        assert front[chapter] == section.headings[chapter].strip()
        inside = {n: title for n, title in section.contents.items() if n.count(".") == 1}
        assert inside == {n: title for n, title in front.items() if n.startswith(f"{chapter}.")}


def test_a_page_has_the_same_number_on_its_own(pages: dict[str, Parts]) -> None:
    section, own = pages["okrs/index.html"], pages["okrs/2026-q2/index.html"]
    number = next(iter(own.headings))
    assert number.count(".") == 1
    assert own.headings == {n: t for n, t in section.headings.items() if n.startswith(number)}


@pytest.mark.parametrize("url", SECTIONS)
def test_headings_go_down_one_level_at_a_time(url: str, pages: dict[str, Parts]) -> None:
    levels = pages[f"{url}index.html"].levels
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_section_shows_the_whole_pages(sample: Mapping[str, bytes]) -> None:
    section = sample["okrs/index.html"].decode()
    for name in ("2026-q2", "2026-q2-growth"):
        own = sample[f"okrs/{name}/index.html"].decode()
        assert section.count(f'id="{name}/') > 5
        assert own.count('class="chart-option"') > 0
    charts = sum(
        sample[f"okrs/{n}/index.html"].decode().count('class="chart-option"')
        for n in ("2026-q2", "2026-q2-growth")
    )
    assert section.count('class="chart-option"') == charts
    assert 'src="../assets/charts.js"' in section
    assert 'href="2026-q2/data.json"' in section
    assert re.findall(r"Figure (\d+)", section) == [str(n + 1) for n in range(section.count(">Figure "))]


def test_a_long_section_shows_the_first_pages_and_lists_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "PAGES", 3)
    files = {
        f"content/notes/n{n}.md": f"# Note {n}\n\n## Again\n\nSee [five](n5.md#again).\n" for n in range(1, 7)
    }
    files |= {
        "pmdocs.yml": "site_name: A\ntheme: paper\n", "content/notes/index.md": "# Notes\n\n## First\n\n[One](n1.md).\n",
        "content/notes/n2/deep.md": "# Deep\n",
    }  # fmt: skip
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    page = load(Project.open(tmp_path))["notes/index.html"].decode()
    parts = Parts(page)
    assert list(parts.headings) == ["1", "1.1", "1.1.1", "1.2", "1.2.1"]
    assert "This section has 7 pages; the first 3 are shown in full." in page
    assert [n for n in parts.contents if n in {"1.3", "1.4", "1.5", "1.6"}] == ["1.3", "1.4", "1.5", "1.6"]
    assert 'href="#n1/"' in page
    assert 'href="n5/index.html#again"' in page
    assert len(parts.ids) == len(set(parts.ids))


def test_an_empty_site_has_a_cover(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "pmdocs.yml").write_text("site_name: {en: A, zh: 甲}\ntheme: paper\n", encoding="utf-8")
    page = load(Project.open(tmp_path))["index.html"].decode()
    assert "<h1>A</h1>" in page
    assert "Nothing has been written yet." in page


def test_a_theme_that_extends_paper_says_whether_sections_are_whole(tmp_path: Path) -> None:
    theme = tmp_path / "themes/own/theme.yml"
    theme.parent.mkdir(parents=True)
    for text, whole in (
        ("extends: paper\n", True),
        ("extends: paper\nwhole_sections: no\n", False),
        ("", False),
    ):
        theme.write_text(f"name: own\n{text}", encoding="utf-8")
        assert read_chain(Boundary.of(tmp_path), "own").whole_sections is whole


def test_a_page_is_found_once_and_not_again_in_its_section(sample: Mapping[str, bytes]) -> None:
    section = sample["okrs/index.html"].decode()
    opening = section.replace(
        '<div class="opening" id="/">', '<div class="opening" id="/"><p>Nightingale</p>'
    )
    words = entry("OKRs", (), opening[opening.index('<div class="report">') :]).words
    assert "nightingale" in words
    assert "sprout" in section.lower()
    assert "sprout" not in words
    assert "growth" not in words
