"""The theme paper in a real browser: sections full of charts, on the screen and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from pmdocs.config import ThemeSetting
from pmdocs.pipeline import Project, build, load, open_store
from tests.browser.matrix import found_everywhere
from tests.browser.test_site import ALL, WATCH, Visit

PAPER_WIDTH = {"paper": 642, "base": 672}
"""Width of the text on A4 in CSS pixels: what is wider makes Chromium print everything smaller."""

Open = Callable[..., Visit]


@pytest.fixture(scope="module")
def report(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the output of the repository's own site in the theme paper."""
    output = tmp_path_factory.mktemp("paper") / "output"
    project = Project.open(root)
    config = project.config.model_copy(update={"theme": ThemeSetting(name="paper")})
    build(load(replace(project, config=config), store=open_store(root)), output, keep_going=True)
    return output


@pytest.fixture
def visit(browser: Browser, report: Path) -> Iterator[Open]:
    """Return a function that opens a page of the report."""
    contexts = []

    def open_(url: str, *, width: int = 1280, site: Path = report) -> Visit:
        context = browser.new_context(viewport={"width": width, "height": 900})
        contexts.append(context)
        one = Visit(context.new_page())
        one.page.on("console", lambda m: one.errors.append(m.text))
        one.page.on("pageerror", lambda e: one.errors.append(str(e)))
        one.page.on("request", one.saw)
        one.page.add_init_script(WATCH)
        one.page.goto(f"{site.as_uri()}/{url}index.html")
        return one

    yield open_
    for context in contexts:
        context.close()


@pytest.mark.parametrize("url", [*ALL, "experiments/", "zh-CN/okrs/"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(url: str, visit: Open, root: Path) -> None:
    assert found_everywhere(visit(url).page, root) == []


@pytest.mark.parametrize("url", ["okrs/", "zh-CN/competitors/"])
def test_every_chart_of_a_section_comes_alive_where_it_is(url: str, visit: Open) -> None:
    one = visit(url)
    figures = one.page.locator("figure.chart").all()
    assert len(figures) > 3
    for figure in figures:
        figure.scroll_into_view_if_needed()
        figure.locator(".chart-box").hover()
        figure.locator(".chart-live svg").wait_for(state="visible")
    one.page.wait_for_timeout(300)
    assert one.errors == []
    assert one.page.evaluate("violations") == []
    assert one.page.evaluate("shift") == 0


def test_the_contents_lead_to_a_page_in_its_section(visit: Open) -> None:
    page = visit("").page
    page.locator(".contents-title", has_text="Growth team").click()
    assert page.url.endswith("okrs/index.html#2026-q2-growth/")
    title = page.get_by_role("heading", name="4.2 Growth team OKRs Q2 2026", level=2)
    expect(title).to_be_in_viewport()
    page.locator(".turn a").first.click()
    assert page.url.endswith("#/contents")


def _overflow(page: Page, width: int) -> int:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media="print")
    return int(page.evaluate("document.documentElement.scrollWidth")) - width


@pytest.mark.parametrize("url", ["", "okrs/", "personas/", "experiments/", "journeys/", "zh-CN/okrs/"])
def test_a_report_is_printed_at_its_size(url: str, visit: Open) -> None:
    page = visit(url).page
    assert _overflow(page, PAPER_WIDTH["paper"]) <= 0
    assert not page.locator(".topbar").is_visible()


@pytest.mark.parametrize(
    "url", ["", "okrs/2026-q2/", "competitors/2026/", "roadmap/2026/", "experiments/guest-mode/"]
)
def test_a_page_is_printed_at_its_size(url: str, visit: Open, sample: Path) -> None:
    assert _overflow(visit(url, site=sample).page, PAPER_WIDTH["base"]) <= 0
