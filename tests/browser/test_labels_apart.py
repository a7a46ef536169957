"""No two labels of a chart are printed over each other, with the fonts of a real browser: as drawn, and alive."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from pmdocs.kinds import kind_ids
from tests.browser.addresses import specs_of
from tests.built import Sites

pytestmark = pytest.mark.slow

# The boxes of lines of text, less what is empty of them. Leaning names lie in each other's boxes without touching.
OVER = """() => {
  const leans = (one) => /matrix|rotate/.test(one.closest("[transform]")?.getAttribute("transform") ?? "");
  const boxOf = (one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    const air = (bottom - top) * 0.24;
    return { text: one.textContent, left: left + 1, right: right - 1, top: top + air, bottom: bottom - air };
  };
  const over = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return [...document.querySelectorAll(".chart-box svg")].filter((one) => one.checkVisibility()).flatMap((svg) => {
    const boxes = [...svg.querySelectorAll("text")].filter((one) => !leans(one)).map(boxOf);
    const name = svg.closest("figure").id;
    return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => over(a, b)).map((b) => `${name}: ${a.text} | ${b.text}`));
  });
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Return a page that is turned from address to address."""
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("kind", kind_ids())
def test_no_label_is_printed_over_another(kind: str, width: int, page: Page, sites: Sites) -> None:
    faults, seen = [], 0
    for site in (sites.sample(), sites.awkward()):
        for url in specs_of(site, kind).values():
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"{site.as_uri()}/{url}index.html")
            seen += page.locator(".chart-box svg text:visible").count()
            faults += [f"{url} at {width}: {one}" for one in page.evaluate(OVER)]
    assert faults == []
    assert seen or kind == "requirements"


def test_two_labels_in_one_place_are_found(page: Page, sites: Sites) -> None:
    (url, *_) = specs_of(sites.awkward(), "funnel").values()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{sites.awkward().as_uri()}/{url}index.html")
    assert page.evaluate(OVER) == []
    page.evaluate("""() => {
      const one = document.querySelector(".chart-wide svg text");
      one.after(one.cloneNode(true));
    }""")
    assert len(page.evaluate(OVER)) == 1
