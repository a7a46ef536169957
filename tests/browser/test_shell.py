"""The shell around every page: one frame, three widths, what a page is about in its first screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from pmdocs.i18n import LANGUAGES
from pmdocs.kinds import kind_ids, load_kind
from tests.browser.addresses import folder_of, specs_of
from tests.built import Sites

pytestmark = pytest.mark.slow
KINDS = pytest.mark.parametrize("kind", kind_ids())
LANGS = pytest.mark.parametrize("lang", LANGUAGES)

# Left and right edges in CSS pixels; what is hidden has none.
FRAME = """() => Object.fromEntries(['.brand', '.tools', '.pages', '.content', '.foot-site'].map(name => {
  const box = document.querySelector(name).getBoundingClientRect();
  return [name, [box.left, box.right]];
}))"""
# Where header, key figures and the first view begin or end, from the top of the page.
FIRST = """() => {
  const box = name => document.querySelector(name).getBoundingClientRect();
  const tiles = [...document.querySelectorAll('.tiles > .tile')].map(one => one.getBoundingClientRect());
  const lines = one => Math.round(one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight));
  return {
    head: box('.head').bottom - box('.crumbs').top, view: box('.view').top,
    finding: lines(document.querySelector('.finding')), rows: new Set(tiles.map(one => one.top)).size,
    widths: new Set(tiles.map(one => Math.round(one.width))).size,
    notes: [...document.querySelectorAll('.tile-note > span')].map(lines), n: tiles.length,
  };
}"""
# Texts are as wide as their lines; what has an edge that is seen is a box, a line or a picture.
EDGES = """() => {
  const seen = document.querySelectorAll(
    '.content > article > :is(.tiles, .formulas, .relations, .view, .refused), .content > .pager, .content > .outline');
  return [...seen].map(one => [one.className, Math.round(one.getBoundingClientRect().right)]);
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Return a page that is turned from address to address."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def at(page: Page, site: Path, url: str, width: int = 1280) -> Page:
    """Open an address of a built site at a width."""
    page.emulate_media(media="null")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site.as_uri()}/{url}index.html")
    return page


@pytest.mark.parametrize("width", [1280, 1920])
def test_nothing_of_the_shell_moves_from_page_to_page(page: Page, sample: Path, width: int) -> None:
    specs = [specs_of(sample, kind)["en"] for kind in kind_ids()]
    frames: list[dict[str, list[float]]] = [
        at(page, sample, url, width).evaluate(FRAME)
        for url in ("", *specs, *map(folder_of, specs), "guide/writing/", "tags/")
    ]
    for name in (".brand", ".tools", ".pages", ".foot-site"):
        assert len({tuple(frame[name]) for frame in frames}) == 1, name
    assert len({frame[".content"][0] for frame in frames}) == 1
    assert len({frame[".content"][1] for frame in frames}) <= 3


@KINDS
@LANGS
def test_what_a_page_is_about_begins_in_the_first_screen(
    kind: str, lang: str, page: Page, sample: Path
) -> None:
    found: dict[str, Any] = at(page, sample, specs_of(sample, kind)[lang]).evaluate(FIRST)
    assert found["head"] <= 240
    assert found["view"] <= 520
    assert found["finding"] <= 2
    # A dashboard is its own key figures, and a chart has none beside it.
    assert (found["rows"], found["widths"]) == ((1, 1) if found["n"] else (0, 0))
    assert max(found["notes"], default=0) <= 2


@KINDS
def test_long_titles_and_texts_leave_it_in_the_first_screen(kind: str, page: Page, sites: Sites) -> None:
    for url in specs_of(sites.awkward(), kind).values():
        found: dict[str, Any] = at(page, sites.awkward(), url).evaluate(FIRST)
        assert found["head"] <= 240
        assert found["view"] <= 580
        assert (found["rows"], found["widths"]) == ((1, 1) if found["n"] else (0, 0))


@KINDS
@pytest.mark.parametrize("width", [1280, 1920])
def test_a_page_has_one_right_edge(kind: str, width: int, page: Page, sample: Path) -> None:
    found = at(page, sample, specs_of(sample, kind)["en"], width).evaluate(EDGES)
    assert len({edge for _, edge in found}) == 1, found
    if load_kind(kind).kind.width == "full":
        assert found[0][1] == width - 28 - (4 if width > 1280 else 0)


def printed(page: Page) -> tuple[int, float, float]:
    """Print a page as its style says; return the number of sheets, width and height of the first one in points."""
    paper = page.pdf(prefer_css_page_size=True, print_background=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)
    return len(boxes), float(boxes[0][0]), float(boxes[0][1])


@pytest.mark.parametrize(("kind", "most"), [("roadmap", 8), ("journey-map", 6), ("competitor-matrix", 6)])
def test_maps_and_boards_are_printed_on_few_turned_sheets(
    kind: str, most: int, page: Page, sites: Sites
) -> None:
    n, width, height = printed(at(page, sites.awkward(), specs_of(sites.awkward(), kind)["en"]))
    assert width > height
    assert n <= most


def test_what_is_wide_and_no_map_is_printed_upright(page: Page, sample: Path) -> None:
    _, width, height = printed(at(page, sample, specs_of(sample, "funnel")["en"]))
    assert width < height


@pytest.mark.parametrize(
    ("kind", "artefact"), [("roadmap", ".roadmap-board"), ("competitor-matrix", ".view-table table")]
)
def test_the_first_sheet_of_the_sample_is_a_handout(
    kind: str, artefact: str, page: Page, sample: Path
) -> None:
    """The text of a turned sheet of A4 is 1017 by 718 CSS pixels."""
    at(page, sample, specs_of(sample, kind)["en"], 1017)
    page.emulate_media(media="print")
    assert page.locator(artefact).first.evaluate("one => one.getBoundingClientRect().bottom") <= 718
    assert not page.locator(".notes").first.is_visible()
    assert page.locator(".foot").evaluate("one => one.getBoundingClientRect().bottom") < 60


@KINDS
def test_the_outline_has_every_heading_in_its_words(kind: str, page: Page, sample: Path) -> None:
    for lang in LANGUAGES:
        at(page, sample, specs_of(sample, kind)[lang])
        said = page.locator(".outline li.level-2").all_text_contents()
        heads = page.evaluate(
            "[...document.querySelectorAll('article h2')].map(one => one.firstChild.textContent)"
        )
        assert said == heads
        assert page.locator(".outline").is_visible()


@pytest.mark.parametrize("width", [360, 768, 999])
@pytest.mark.parametrize("script", [True, False])
def test_pages_are_a_drawer_below_1000_pixels(
    width: int, browser: Browser, sample: Path, *, script: bool
) -> None:
    context = browser.new_context(java_script_enabled=script, reduced_motion="reduce")
    page = at(context.new_page(), sample, "roadmap/2026/", width)
    drawer, button = page.locator("nav.pages"), page.locator("button.menu")
    assert not drawer.is_visible()
    button.press("Enter")
    assert drawer.is_visible()
    page.keyboard.press("Escape")
    assert not drawer.is_visible()
    page.set_viewport_size({"width": 1000, "height": 800})
    assert drawer.is_visible()
    assert not button.is_visible()
    context.close()
