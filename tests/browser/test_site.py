"""What a reader does with the sample site in a real browser: the switch, the menu, what is loaded."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, Page

Open = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, served: str) -> Iterator[Open]:
    """Return a function that opens a page of the sample site."""
    contexts = []

    def open_(url: str, *, width: int = 1280) -> Page:
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}))
        page = contexts[-1].new_page()
        page.goto(f"{served}{url}index.html")
        return page

    yield open_
    for context in contexts:
        context.close()


def test_a_reader_switches_to_dark_and_stays_there(visit: Open) -> None:
    page = visit("")
    page.locator("[data-theme-toggle]").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_a_reader_on_a_phone_opens_the_menu_and_closes_it_with_escape(visit: Open) -> None:
    page = visit("okrs/2026-q2/", width=360)
    assert not page.locator("nav.pages").is_visible()
    page.locator("button.menu").click()
    assert page.locator("nav.pages").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("nav.pages").is_visible()


def test_the_first_view_of_a_chart_page_is_light(visit: Open, sample: Path) -> None:
    import gzip  # noqa: PLC0415 -- for this test alone

    asked: list[str] = []
    page = visit("funnels/signup/")
    page.on("request", lambda r: asked.append(r.url))
    page.reload()
    page.wait_for_load_state("networkidle")
    files = [sample / urlparse(url).path.lstrip("/") for url in asked]
    weight = sum(len(gzip.compress(f.read_bytes())) for f in files if f.is_file())
    assert len(asked) <= 6 + 1  # the favicon comes on top
    assert weight <= 60_000, weight


def test_data_json_of_a_page_is_json(sample: Path) -> None:
    for file in sample.rglob("data.json"):
        assert re.fullmatch(r"[a-z0-9-]+", json.loads(file.read_text(encoding="utf-8"))["id"])
