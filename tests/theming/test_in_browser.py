"""The base theme in a browser: the switch, the drawer, the tables, paper; and all of it without scripts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup
from playwright.sync_api import Browser, Page

from tests.theming.samples import ROOT, THEME, article, page

DESK = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}
CELLS = {
    "count": ("1,200", "−5", "–", "12.5", "940万", "0", "7", "8", "9", "10", "11"),
    "day": (
        "Jun 20, 2026", "Jan 3, 2027", "–", "Dec 31, 2025", "Feb 1, 2026", "Mar 1, 2026", "Apr 1, 2026", "May 1, 2026",
        "Jul 1, 2026", "Aug 1, 2026", "Sep 1, 2026",
    ),
    "日": ("2026年6月20日", "2026年12月3日", "–", *("2025年1月1日",) * 8),
    "step": tuple(f"Step {n}" for n in range(11, 0, -1)),
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a page with what it loads, to be opened from a folder."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "assets").mkdir()
    (folder / "growth" / "signup").mkdir(parents=True)
    (folder / "assets" / "site.css").write_text(THEME.stylesheet(), encoding="utf-8")
    for name in ("js/boot.js", "js/site.js", "assets/favicon.svg"):
        shutil.copy(ROOT / "themes" / "base" / name, folder / "assets")
    columns = [{"title": name, "numeric": name != "step"} for name in CELLS]
    rows = [[{"text": text} for text in row] for row in zip(*CELLS.values(), strict=True)]
    table = THEME.macro("components.html", "datatable", THEME.words("en"))(
        {"columns": columns, "rows": rows}, "Numbers"
    )
    view = {
        "name": "numbers",
        "title": "Numbers",
        "html": Markup(table),  # noqa: S704 -- a template
        "anchor": "numbers",
        "headed": False,
    }
    html = page(body=article(views=[view]), stylesheets=[], scripts=[])
    (folder / "growth" / "signup" / "index.html").write_text(html, encoding="utf-8")
    return folder


@pytest.fixture
def complaints() -> list[str]:
    """Return what the console said; a test that opens a page leaves it empty."""
    return []


@pytest.fixture
def open_page(browser: Browser, site: Path, complaints: list[str]) -> Iterator[Any]:
    """Return a function that opens the page in a window of its own."""
    contexts = []

    def opened(viewport: dict[str, int], **options: Any) -> Page:
        context = browser.new_context(viewport=viewport, **options)  # type: ignore[arg-type]
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda message: complaints.append(message.text))
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.goto((site / "growth" / "signup" / "index.html").as_uri())
        return tab

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def column(tab: Page, name: str) -> list[str]:
    index = list(CELLS).index(name) + 1
    tab.click(f"th:nth-child({index}) button")
    return tab.locator(f"tbody td:nth-child({index})").all_inner_texts()


def test_the_switch_is_remembered_until_it_says_what_the_system_says(open_page: Any) -> None:
    tab = open_page(DESK, color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    chosen = "document.documentElement.dataset.theme"
    dark = tab.evaluate(ground)
    tab.click("[data-theme-toggle]")
    assert tab.evaluate(ground) == "rgb(255, 255, 255)"
    tab.reload()
    assert tab.evaluate(chosen) == "light"
    tab.click("[data-theme-toggle]")
    assert tab.evaluate(chosen) is None
    assert tab.evaluate(ground) == dark


def test_tables_sort_by_what_their_cells_mean(open_page: Any) -> None:
    tab = open_page(DESK)
    assert column(tab, "count") == ["−5", "0", "7", "8", "9", "10", "11", "12.5", "1,200", "940万", "–"]
    assert column(tab, "count") == ["940万", "1,200", "12.5", "11", "10", "9", "8", "7", "0", "−5", "–"]
    assert column(tab, "day")[:3] == ["Dec 31, 2025", "Feb 1, 2026", "Mar 1, 2026"]
    assert column(tab, "日")[-3:] == ["2026年6月20日", "2026年12月3日", "–"]
    assert column(tab, "step") == [f"Step {n}" for n in range(1, 12)]
    assert tab.locator("th[aria-sort]").all_inner_texts() == ["step"]


def test_tables_filter_and_say_how_many_are_left(open_page: Any) -> None:
    tab = open_page(DESK)
    tab.fill(".table-tools input", "STEP 1")
    assert tab.locator("tbody tr:visible").count() == 3
    assert tab.inner_text("[role=status]") == "3 of 11 rows"
    tab.fill(".table-tools input", "")
    assert tab.locator("tbody tr:visible").count() == 11
    assert tab.inner_text("[role=status]") == ""


def test_a_table_that_arrives_later_comes_alive_once(open_page: Any) -> None:
    tab = open_page(DESK)
    tab.evaluate(
        """() => {
          const box = document.querySelector(".table-scroll").cloneNode(true);
          delete box.dataset.live;
          document.querySelector(".view").append(box);
          for (const _ of [1, 2]) document.dispatchEvent(new Event("pmdocs:update"));
        }"""
    )
    assert tab.locator(".table-tools").count() == 2


def test_paper_is_light_and_opens_what_is_folded(open_page: Any) -> None:
    tab = open_page(DESK, color_scheme="dark")
    closed = "document.querySelectorAll('details:not([open])').length"
    before = tab.evaluate(closed)
    assert before
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert (tab.evaluate(closed), tab.evaluate("document.documentElement.dataset.theme")) == (0, "light")
    tab.emulate_media(media="print")
    assert not tab.is_visible(".topbar")
    assert not tab.is_visible(".pages")
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    assert (tab.evaluate(closed), tab.evaluate("document.documentElement.dataset.theme")) == (before, None)


@pytest.mark.parametrize("scripts", [True, False])
def test_the_drawer_opens_and_closes(open_page: Any, scripts: bool) -> None:  # noqa: FBT001 -- a parameter
    tab = open_page(PHONE, java_script_enabled=scripts)
    assert not tab.is_visible(".pages")
    tab.click(".menu")
    assert tab.is_visible(".pages a[aria-current]")
    tab.keyboard.press("Escape")
    assert not tab.is_visible(".pages")


def test_without_scripts_nothing_is_offered_that_needs_them(open_page: Any) -> None:
    tab = open_page(DESK, java_script_enabled=False)
    assert not tab.is_visible("[data-theme-toggle]")
    assert tab.is_visible(".pages")
    assert tab.is_visible(".outline")
    assert tab.locator("tbody tr:visible").count() == 11


def test_a_page_never_scrolls_sideways(open_page: Any) -> None:
    tab = open_page(PHONE)
    for width in (320, 360, 767, 768, 1023, 1024, 1280, 1920):
        tab.set_viewport_size({"width": width, "height": 800})
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_targets_are_large_enough_for_a_finger(open_page: Any) -> None:
    tab = open_page(PHONE)
    small = tab.evaluate(
        """() => [...document.querySelectorAll(".topbar :is(a, button), summary, th button, .pager a, .tree a")]
             .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
             .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
             .map(([html]) => html)"""
    )
    assert small == []
