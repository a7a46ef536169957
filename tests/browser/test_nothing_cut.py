"""No box of a page hides a part of what it holds, and no word is broken: on the sample and at sizes of real life."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from pmdocs.kinds import kind_ids
from tests.browser.addresses import specs_of
from tests.built import Sites

pytestmark = pytest.mark.slow
KINDS = pytest.mark.parametrize("kind", kind_ids())
WIDTHS = (1280, 1920)

# Boxes that are smaller than what is in them; lines of source are not broken. What can be scrolled sideways has to
# show it by a shade at its edge.
CUT = """() => {
  const name = one => `${one.tagName.toLowerCase()}.${one.className} “${one.textContent.trim().slice(0, 40)}”`;
  const hides = value => value !== 'visible';
  return [...document.querySelectorAll('article, article *')].flatMap(one => {
    if (one.closest('svg, pre, .sr-only, [popover], .outline') || !one.checkVisibility()) return [];
    const style = getComputedStyle(one);
    const down = one.scrollHeight - one.clientHeight, over = one.scrollWidth - one.clientWidth;
    if (hides(style.overflowY) && down > 1) return [`${down} px of the height of ${name(one)}`];
    if (hides(style.overflowX) && over > 1 && !style.backgroundImage.includes('gradient'))
      return [`${over} px of the width of ${name(one)}`];
    return [];
  });
}"""
# Words, numbers with their unit's sign: a run without a place where a line may end, yet on two lines.
BROKEN = """() => {
  const found = [], range = document.createRange();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode, holder = text.parentElement;
    if (!holder.checkVisibility() || holder.closest('svg, script, code, .sr-only, [popover]')) continue;
    for (const word of text.data.matchAll(/[\\p{Script=Latin}\\p{N}.,%]{2,}/gu)) {
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].filter(one => one.width > 0).map(one => Math.round(one.top)));
      if (lines.size > 1) found.push(`${word[0]} in ${holder.tagName.toLowerCase()}.${holder.className}`);
    }
  }
  return found;
}"""

# The finding and the notes of the figures that take more than two lines.
LONG = """() => [...document.querySelectorAll('.finding, .tile-note > span')].flatMap(one => {
  const range = document.createRange();
  range.selectNodeContents(one);
  const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top))).size;
  return lines > 2 ? [`${lines} lines: ${one.textContent}`] : [];
})"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Return a page that is turned from address to address."""
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def found(page: Page, site: Path, url: str, look: str) -> list[str]:
    """Return what a look finds at an address at each width."""
    faults = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{site.as_uri()}/{url}index.html")
        faults += [f"{url} at {width}: {one}" for one in page.evaluate(look)]
    return faults


def pages(sites: Sites, kind: str) -> Iterator[tuple[Path, str]]:
    """Yield the fullest page of a kind in each language, of the sample and of the awkward site."""
    for site in (sites.sample(), sites.awkward()):
        for url in specs_of(site, kind).values():
            yield site, url


@KINDS
def test_no_box_hides_what_it_holds(kind: str, page: Page, sites: Sites) -> None:
    assert [fault for site, url in pages(sites, kind) for fault in found(page, site, url, CUT)] == []


@KINDS
def test_no_word_is_broken(kind: str, page: Page, sites: Sites) -> None:
    assert [fault for site, url in pages(sites, kind) for fault in found(page, site, url, BROKEN)] == []


@pytest.mark.parametrize("kind", ["ab-test", "funnel", "okr", "roadmap"])
def test_long_names_leave_the_finding_and_the_notes_two_lines(kind: str, page: Page, sites: Sites) -> None:
    site = sites.awkward()
    urls = specs_of(site, kind).values()
    assert urls
    assert [fault for url in urls for fault in found(page, site, url, LONG)] == []


def test_a_table_never_scrolls_within_its_own_height(page: Page, sites: Sites) -> None:
    for site, url in ((sites.sample(), "guide/kinds/roadmap/"), (sites.awkward(), "roadmap/three-years/")):
        page.set_viewport_size({"width": 1280, "height": 600})
        page.goto(f"{site.as_uri()}/{url}index.html")
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        assert page.locator(".table-scroll tbody tr").count() > 12
        assert [one for one in page.evaluate(CUT) if "height" in one] == []
