"""Letters: quotes as wide as their language has them, tooltips in the face of the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

QUOTE = """
() => {
  const one = document.createElement("span");
  one.textContent = "“";
  one.style.cssText = "position: absolute; font-size: 100px; font-weight: 400";
  document.querySelector("main").append(one);
  return one.getBoundingClientRect().width;
}
"""


@pytest.mark.parametrize(("url", "least", "most"), [("", 20, 65), ("zh-CN/", 90, 110)])
def test_a_curly_quote_is_narrow_in_english_and_full_in_chinese(
    url: str, least: int, most: int, browser: Browser, sample: Path
) -> None:
    page = browser.new_page()
    page.goto(f"{sample.as_uri()}/{url}index.html")
    assert least < page.evaluate(QUOTE) < most
    page.close()


def test_a_tooltip_has_the_face_of_the_page(browser: Browser, sample: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{sample.as_uri()}/funnels/signup/index.html")
    page.locator(".chart-box").first.focus()
    page.locator(".chart-live svg").first.wait_for(state="visible")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(400)
    faces = page.evaluate(
        """() => [...new Set([...document.querySelectorAll(".chart-live svg text")]
             .filter((one) => one.textContent.trim()).map((one) => getComputedStyle(one).fontFamily))]"""
    )
    assert faces == [page.evaluate("getComputedStyle(document.body).fontFamily")]
    page.close()
