"""What a reader of the sample site meets in a real browser: every kind, both languages, light and dark, wide and narrow."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.browser.matrix import found_everywhere

PAGES = (
    "", "personas/mia/", "roadmap/2026/", "competitors/2026/", "journeys/first-plant/", "okrs/2026-q2/",
    "funnels/signup/", "experiments/guest-mode/", "portfolio/2026/", "personas/",
    "guide/kinds/okr/",
)  # fmt: skip
ALL = (*PAGES, *(f"zh-CN/{page}" for page in PAGES))

WATCH = """
window.shift = 0; window.violations = [];
document.addEventListener('securitypolicyviolation', e => violations.push(e.violatedDirective + ' ' + e.blockedURI));
new PerformanceObserver(list => { for (const e of list.getEntries()) shift += e.value })
  .observe({type: 'layout-shift', buffered: true});
"""


@dataclass
class Visit:
    """One page as one reader has it, with everything that went wrong."""

    page: Page
    errors: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def saw(self, request: Request) -> None:
        url = urlparse(request.url)
        if url.scheme in {"http", "https"}:
            self.hosts.add(str(url.hostname))


Open = Callable[..., Visit]


@pytest.fixture
def visit(browser: Browser, sample: Path, served: str) -> Iterator[Open]:
    """Return a function that opens a page of the sample site."""
    contexts = []

    def open_(
        url: str, *, width: int = 1280, scheme: str = "light", script: bool = True, over: str = "file"
    ) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=script,
        )
        contexts.append(context)
        page = context.new_page()
        one = Visit(page)
        page.on("console", lambda m: one.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: one.errors.append(str(e)))
        page.on("request", one.saw)
        if script:
            page.add_init_script(WATCH)
        base = served if over == "http" else sample.as_uri() + "/"
        page.goto(f"{base}{url}index.html")
        return one

    yield open_
    for context in contexts:
        context.close()


@pytest.mark.parametrize("url", ALL)
def test_with_scripts_off_every_chart_is_a_picture(url: str, visit: Open) -> None:
    page = visit(url, script=False).page
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        figures = page.locator("figure.chart").all()
        for figure in figures:
            (drawn,) = [svg for svg in figure.locator(".chart-box svg").all() if svg.is_visible()]
            box = drawn.bounding_box()
            assert box is not None
            assert box["width"] > 100
            assert box["height"] > 60
            assert drawn.get_attribute("role") == "img"
        assert page.locator("details.chart-data table").count() >= len(figures)


@pytest.mark.parametrize(
    ("url", "over"), [*((url, "http") for url in PAGES), *((url, "file") for url in ALL)]
)
def test_charts_come_alive_without_a_shift_a_violation_or_another_host(
    url: str, over: str, visit: Open
) -> None:
    one = visit(url, over=over)
    for figure in one.page.locator("figure.chart").all():
        figure.scroll_into_view_if_needed()
        figure.locator(".chart-box").hover()
    one.page.wait_for_timeout(300)
    assert one.errors == []
    assert one.page.evaluate("violations") == []
    assert one.hosts <= {"127.0.0.1"}
    assert one.page.evaluate("shift") == 0


@pytest.mark.parametrize("url", ALL)
def test_no_page_is_wider_than_the_screen(url: str, visit: Open) -> None:
    page = visit(url).page
    for width in (360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over == 0, f"{over} px at {width}"


@pytest.mark.parametrize("url", ALL)
def test_axe_finds_nothing(url: str, visit: Open, root: Path) -> None:
    assert found_everywhere(visit(url).page, root) == []


def test_a_reader_switches_to_dark_and_stays_there(visit: Open) -> None:
    one = visit("", over="http")
    one.page.locator("[data-theme-toggle]").click()
    assert one.page.locator("html").get_attribute("data-theme") == "dark"
    one.page.reload()
    assert one.page.locator("html").get_attribute("data-theme") == "dark"


def test_a_reader_on_a_phone_opens_the_menu_and_closes_it_with_escape(visit: Open) -> None:
    page = visit("okrs/2026-q2/", width=360).page
    assert not page.locator("nav.pages").is_visible()
    page.locator("button.menu").click()
    assert page.locator("nav.pages").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("nav.pages").is_visible()


def test_the_first_view_of_a_chart_page_is_light(visit: Open, sample: Path) -> None:
    import gzip  # noqa: PLC0415 -- for this test alone

    asked: list[str] = []
    one = visit("funnels/signup/", over="http")
    one.page.on("request", lambda r: asked.append(r.url))
    one.page.reload()
    one.page.wait_for_load_state("networkidle")
    files = [sample / urlparse(url).path.lstrip("/") for url in asked]
    weight = sum(len(gzip.compress(f.read_bytes())) for f in files if f.is_file())
    assert len(asked) <= 6 + 1  # the favicon comes on top
    assert weight <= 60_000, weight


def test_data_json_of_a_page_is_json(sample: Path) -> None:
    for file in sample.rglob("data.json"):
        assert re.fullmatch(r"[a-z0-9-]+", json.loads(file.read_text(encoding="utf-8"))["id"])
