from __future__ import annotations

import re
from pathlib import Path
from statistics import mean

import pytest

from tests.bench.corpus import MARK, WATCHED, charted, corpus
from tests.bench.peers import TOOLS
from tests.bench.peers.tool import Tool


def test_the_same_pages_every_time() -> None:
    assert corpus(60) == corpus(60)


def test_a_page_weighs_the_same_in_a_larger_site() -> None:
    small, large = corpus(50), corpus(1_000)
    assert [len(page.body) for page in small] == [len(page.body) for page in large[:50]]
    assert [page.title for page in small] == [page.title for page in large[:50]]


def test_a_page_has_about_5_kilobytes_and_all_kinds_of_blocks() -> None:
    pages = corpus(100)
    assert 4_900 < mean(len(page.body.encode()) for page in pages) < 5_300
    for page in pages:
        for block in ("\n## ", "\n- ", "\n1. ", "\n| --- |", "\n```python\n", "](@/"):
            assert block in page.body, f"{page.name} lacks {block!r}"


def test_one_page_in_ten_is_chinese() -> None:
    assert sum("另见" in page.body for page in corpus(100)) == 10


def test_pages_lie_in_folders_of_a_hundred() -> None:
    folders = [page.folder for page in corpus(250)]
    assert [folders.count(f"area-00{i}") for i in range(3)] == [100, 100, 50]


def test_the_watched_page_alone_has_the_sentence_that_saves_change() -> None:
    assert [i for i, page in enumerate(corpus(100)) if MARK.format(0) in page.body] == [WATCHED]


def test_every_second_page_has_a_chart_of_its_own() -> None:
    charts = [page.fields for page in charted(corpus(100)) if page.fields]
    assert len(charts) == len(set(charts)) == 50


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_every_tool_gets_the_same_texts(tool: type[Tool], tmp_path: Path) -> None:
    pages, site = corpus(120), tmp_path / "site"
    made = tool(tmp_path / "home")
    made.write(site, pages)
    for page in pages:
        text = made.source(site, page).read_text(encoding="utf-8")
        assert "](@" not in text
        assert without_links(text).endswith(without_links(page.body))


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_links_lead_to_pages(tool: type[Tool], tmp_path: Path) -> None:
    pages, made = corpus(120), tool(tmp_path)
    addresses = {made.url(page).removesuffix(".html").strip("/") for page in pages}
    for page in pages:
        # A pretty address is a folder deeper than its source; links that name files start from the source.
        start = made.url(page) if made.link("a", "b").endswith("/") else f"{page.folder}/"
        for target in re.findall(r"\]\(([^)]+)\)", page.text(made.link)):
            assert joined(start, target) in addresses


def joined(start: str, target: str) -> str:
    parts = start.strip("/").split("/")
    for part in target.removesuffix(".md").strip("/").split("/"):
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def without_links(text: str) -> str:
    return re.sub(r"\]\([^)]+\)", "]()", text)
