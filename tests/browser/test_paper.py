"""The theme paper in a real browser: from the contents to a section and back."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, expect

from tests.built import Sites


def test_the_contents_lead_to_a_page_in_its_section(browser: Browser, sites: Sites) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{sites.sample('paper').as_uri()}/index.html")
    page.locator(".contents-title", has_text="Growth team").click()
    assert page.url.endswith("okrs/index.html#2026-q2-growth/")
    title = page.get_by_role("heading", name=re.compile(r"^\d\.2 Growth team OKRs Q2 2026$"), level=2)
    expect(title).to_be_in_viewport()
    page.locator(".turn a").first.click()
    assert page.url.endswith("#/contents")
    page.close()
