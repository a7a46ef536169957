"""The live preview as an author has it: the source is saved, and the page on the screen is different."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Error, Page

from pmdocs.commands.scaffold import init
from tests.incremental.author import files_of

pytestmark = pytest.mark.slow

WATCH = """
window.violations = [];
document.addEventListener('securitypolicyviolation', e => violations.push(e.violatedDirective + ' ' + e.blockedURI));
"""
LONG = "\n\n".join(f"Paragraph number {n} of a page that is long enough to be scrolled." for n in range(60))
ROWS = "\n".join(f"| Row {n:02} | {n * 7 % 31} |" for n in range(24))
PAGE = f'# A long page\n\nFirst words.\n\n??? note "Folded"\n    Inside.\n\n| Name | Count |\n| --- | ---: |\n{ROWS}\n\n{LONG}\n'
MARKER = "content/marker.md"
FUNNEL = """---
kind: funnel
id: tiny
title: Tiny funnel
source: analytics
steps: [Visit, Sign up, Pay]
counts: [1000, 400, 100]
---
"""


@dataclass
class Author:
    """A site under edit, with the server that shows it."""

    folder: Path
    process: subprocess.Popen[str]
    url: str
    begun: int = 0

    def write(self, name: str, text: str) -> Path:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def edit(self, name: str, old: str, new: str) -> None:
        file = self.folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    def begin_anew(self, starter: Path) -> None:
        """Undo everything, and wait until the preview has seen it: it looks at all files before it shows one."""
        wanted = {path: data for path, data in files_of(starter).items() if path != MARKER}
        for path in files_of(self.folder).keys() - {*wanted, MARKER}:
            (self.folder / path).unlink()
        for path, data in wanted.items():
            if not (self.folder / path).is_file() or (self.folder / path).read_bytes() != data:
                (self.folder / path).write_bytes(data)
        self.begun += 1
        self.write(MARKER, f"# Marker\n\nBegun {self.begun} times.\n")
        end = time.monotonic() + 20
        while f"Begun {self.begun} times." not in httpx.get(f"{self.url}marker/").text:
            assert time.monotonic() < end
            time.sleep(0.02)


def serve(folder: Path, *options: str, port: int = 0) -> Author:
    command = [sys.executable, "-m", "pmdocs", "serve", str(folder), "--port", str(port), *options]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout
    line = process.stdout.readline()
    assert "http://" in line, line + process.stdout.read()
    return Author(folder, process, next(word for word in line.split() if word.startswith("http://")))


def stop(author: Author) -> None:
    author.process.send_signal(signal.SIGINT)
    author.process.communicate(timeout=20)


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("starter") / "site"
    init(folder, "en")
    (folder / "content/long.md").write_text(PAGE, encoding="utf-8")
    (folder / "content/tiny.md").write_text(FUNNEL, encoding="utf-8")
    (folder / MARKER).write_text("# Marker\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def lasting(starter: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Author]:
    """Yield the one preview of those tests that start none of their own."""
    yield from started(starter, tmp_path_factory.mktemp("lasting") / "site")


@pytest.fixture
def author(starter: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Author]:
    """Yield a preview of the starter site: one of its own for a test that says with which options."""
    if hasattr(request, "param"):
        yield from started(starter, tmp_path / "site", *request.param)
    else:
        lasting: Author = request.getfixturevalue("lasting")
        lasting.begin_anew(starter)
        yield lasting


def started(starter: Path, folder: Path, *options: str) -> Iterator[Author]:
    shutil.copytree(starter, folder)
    one = serve(folder, *options)
    yield one
    if one.process.poll() is None:
        stop(one)


OWN = pytest.mark.parametrize("author", [()], indirect=True, ids=["own"])


@dataclass
class View:
    """A page on the screen, and what went wrong in it."""

    page: Page
    errors: list[str] = field(default_factory=list)

    def until(self, condition: str, *, seconds: float = 20) -> None:
        """Wait for a condition; Playwright's own waiting needs eval, which the policy forbids."""
        end = time.monotonic() + seconds
        while not self._holds(condition):
            assert time.monotonic() < end, f"{condition}\n{self.page.url}\n{self.errors}"
            self.page.wait_for_timeout(20)

    def _holds(self, condition: str) -> bool:
        try:
            return bool(self.page.evaluate(condition))
        except Error:  # in the middle of a navigation
            return False

    def mark(self) -> None:
        """Leave something that a navigation would lose, and wait for the stream of changes."""
        self.page.evaluate("window.stayed = true")

    def stayed(self) -> bool:
        return bool(self.page.evaluate("window.stayed === true"))

    def sound(self) -> None:
        assert self.errors == []
        assert self.page.evaluate("window.violations") == []


Look = Callable[..., View]


@pytest.fixture
def look(browser: Browser, author: Author) -> Iterator[Look]:
    contexts = []

    def open_(url: str = "", *, width: int = 1280, **options: Any) -> View:
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        one = View(context.new_page())
        one.page.add_init_script(WATCH)
        one.page.on("console", lambda m: one.errors.append(m.text) if m.type == "error" else None)
        one.page.on("pageerror", lambda e: one.errors.append(str(e)))
        one.page.goto(author.url + url)
        one.mark()
        return one

    yield open_
    for context in contexts:
        context.close()


def text(selector: str, part: str) -> str:
    return f"document.querySelector('{selector}')?.textContent.includes({part!r})"


def test_a_save_changes_the_page_in_place(author: Author, look: Look) -> None:
    view = look("long/")
    author.edit("content/long.md", "First words.", "Other words.")
    view.until(text("#content", "Other words."))
    author.edit("content/long.md", "# A long page", "# A longer page")
    view.until("document.title.startsWith('A longer page')")
    assert view.stayed()
    view.sound()


def test_what_the_reader_made_of_the_page_survives(author: Author, look: Look) -> None:
    view = look("long/")
    page = view.page
    page.locator("#content details summary").first.click()
    page.locator("th button", has_text="Count").click()
    page.locator(".table-tools input").fill("Row 1")
    page.locator(".table-tools input").evaluate("e => e.setSelectionRange(1, 3)")
    page.evaluate("scrollTo({top: 900, behavior: 'instant'})")
    shown = "[...document.querySelectorAll('#content tbody tr')].filter(r => !r.hidden).map(r => r.cells[0].textContent)"
    before = page.evaluate(shown)
    assert len(before) == 10
    author.edit("content/long.md", "number 40 of", "number forty of")
    view.until(text("#content", "number forty of"))
    assert page.evaluate(shown) == before
    assert page.locator("#content details").first.get_attribute("open") is not None
    state = page.evaluate("""(() => { const e = document.activeElement;
        return [e.tagName, e.value, e.selectionStart, e.selectionEnd, scrollY] })()""")
    assert state == ["INPUT", "Row 1", 1, 3, 900]
    author.edit("content/long.md", "| Row 10 | 8 |", "| Row 1x | 99 |")
    view.until(text("#content tbody", "Row 1x"))
    assert "Row 1x" in page.evaluate(shown)
    assert page.evaluate(shown)[-1] == "Row 1x"
    assert page.locator('th[aria-sort="ascending"]').count() == 1
    assert page.locator(".table-tools").count() == 1
    assert view.stayed()
    view.sound()


def test_the_menu_on_a_phone_and_the_theme_chosen_survive(author: Author, look: Look) -> None:
    view = look("long/", width=360)
    view.page.locator("[data-theme-toggle]").click()
    view.page.locator("button.menu").click()
    author.write("content/brand-new.md", "# Brand new\n")
    view.until(text("nav.pages", "Brand new"))
    assert view.page.locator("nav.pages").is_visible()
    assert view.page.locator("html").get_attribute("data-theme") == "dark"
    assert view.stayed()


def test_selected_text_stays_selected(author: Author, look: Look) -> None:
    view = look("long/")
    view.page.evaluate("""() => {
      const p = [...document.querySelectorAll('#content p')].find(p => p.textContent.includes('number 5 '));
      getSelection().setBaseAndExtent(p.firstChild, 0, p.firstChild, 9);
    }""")
    author.edit("content/long.md", "First words.", "Some more words, and a paragraph.\n\nFirst words.")
    view.until(text("#content", "Some more words"))
    assert view.page.evaluate("String(getSelection())") == "Paragraph"


FRAMES = """() => {
  const box = document.querySelector('figure.chart .chart-box');
  window.frames_ = [];
  window.watching = true;
  const look = () => {
    const svg = [...box.querySelectorAll('svg')].filter(s => s.getClientRects().length && s.childElementCount);
    const {x, y, width, height} = box.getBoundingClientRect();
    frames_.push([svg.length, x, y, width, height].join(' '));
    if (watching) requestAnimationFrame(look);
  };
  look();
}"""
LIVE = "document.querySelector('figure.chart .chart-live')?.getAttribute('_echarts_instance_')"


def test_a_live_chart_goes_over_to_its_new_values_without_a_flicker(author: Author, look: Look) -> None:
    view = look("tiny/")
    page = view.page
    page.locator("figure.chart .chart-box").first.hover()
    page.locator("figure.chart .chart-live svg").first.wait_for(state="visible")
    page.mouse.move(5, 5)
    page.wait_for_timeout(200)
    before = page.evaluate(LIVE)
    assert before
    page.evaluate(FRAMES)
    author.edit("content/tiny.md", "1000, 400, 100", "1000, 412, 100")
    view.until("document.querySelector('figure.chart .chart-live').textContent.includes('412')")
    page.wait_for_timeout(500)
    page.evaluate("window.watching = false")
    frames = page.evaluate("frames_")
    assert page.evaluate(LIVE) == before
    assert len(frames) > 5
    assert len(set(frames)) == 1, set(frames)
    assert view.stayed()
    view.sound()


SHAPE = """[...document.querySelectorAll('figure.chart .chart-live')].map(one => {
  const svg = one.querySelector('svg');
  const parts = [...svg.querySelectorAll('path, text, rect')].map(e => [
    e.tagName, e.textContent, (e.getAttribute('fill') || '').replaceAll(' ', ''), e.getAttribute('d') || '',
    e.getAttribute('transform') || '', e.getAttribute('x') || '', e.getAttribute('y') || '',
  ].join(' '));
  return [one.style.width, one.style.height, ...parts.sort()].join('\\n');
})"""


def wake_all(page: Page) -> None:
    for box in page.locator("figure.chart .chart-box").all():
        box.scroll_into_view_if_needed()
        box.hover()
        box.locator(".chart-live svg").wait_for(state="visible")
    page.mouse.move(2, 2)


def option(view: View) -> str:
    return str(view.page.evaluate("document.querySelector('figure.chart .chart-option').textContent"))


def at_rest(page: Page) -> list[str]:
    """Return the shapes of the live charts once tooltips and colours have faded."""
    page.evaluate("""() => { for (const layer of document.querySelectorAll('.chart-live')) {
      for (const type of ['hideTip', 'downplay']) echarts.getInstanceByDom(layer).dispatchAction({ type });
    } }""")
    before: list[str] = []
    while before != (now := page.evaluate(SHAPE)):
        before = now
        page.wait_for_timeout(500)
    return before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[1000, 400, 100]", "[1000, 700, 350]"),
        (
            "[Visit, Sign up, Pay]\ncounts: [1000, 400, 100]",
            "[Visit, Sign up, Try, Pay]\ncounts: [1000, 400, 200, 100]",
        ),
        ("[Visit, Sign up, Pay]\ncounts: [1000, 400, 100]", "[Visit, Pay]\ncounts: [1000, 100]"),
        ("[Visit, Sign up, Pay]", "[Visit us, Sign up with a long name, Pay]"),
    ],
)
def test_a_chart_that_went_over_is_like_one_that_is_new(
    old: str, new: str, author: Author, look: Look
) -> None:
    """On a wide screen and on a narrow one."""
    views = {width: look("tiny/", width=width) for width in (1280, 360)}
    for view in views.values():
        wake_all(view.page)
    before = {width: view.page.evaluate(LIVE) for width, view in views.items()}
    author.edit("content/tiny.md", old, new)
    for width, view in views.items():
        fresh = look("tiny/", width=width)
        wake_all(fresh.page)
        shape = at_rest(fresh.page)
        view.until(
            f"document.querySelector('figure.chart .chart-option').textContent === {json.dumps(option(fresh))}"
        )
        assert at_rest(view.page) == shape
        assert view.page.evaluate(LIVE) == before[width]
        view.sound()


def test_a_chart_that_was_narrow_is_a_wide_one_on_a_wide_screen(look: Look) -> None:
    turned, fresh = look("okr/2026-q2/", width=360), look("okr/2026-q2/")
    wake_all(turned.page)
    turned.page.set_viewport_size({"width": 1280, "height": 800})
    wake_all(fresh.page)
    turned.until("document.querySelector('figure.chart .chart-live').clientWidth > 480")
    assert at_rest(turned.page) == at_rest(fresh.page)


def test_a_chart_that_is_a_drawing_gets_the_new_drawing(author: Author, look: Look) -> None:
    view = look("tiny/")
    author.edit("content/tiny.md", "1000, 400, 100", "1000, 412, 100")
    view.until("document.querySelector('figure.chart .chart-wide').textContent.includes('412')")
    assert view.page.evaluate(LIVE) is None
    view.sound()


def test_a_page_gains_its_first_chart(author: Author, look: Look) -> None:
    author.write("content/plain.md", "# Plain\n\nNothing yet.\n")
    view = look("plain/")
    view.until(text("#content", "Nothing yet"))
    author.write("content/plain.md", "# Plain\n\n![[tiny]]\n")
    view.until("!!document.querySelector('figure.chart svg')")
    view.until("!!window.pmdocsCharts")
    view.page.locator("figure.chart .chart-box").first.hover()
    view.page.locator("figure.chart .chart-live svg").first.wait_for(state="visible")
    assert view.errors in (
        [],
        ["Failed to load resource: the server responded with a status of 404 (Not Found)"],
    )


def test_the_changed_block_is_marked_for_a_moment_and_nothing_else(author: Author, look: Look) -> None:
    view = look("long/")
    view.page.evaluate("""() => {
      window.marked = [];
      const animate = Element.prototype.animate;
      Element.prototype.animate = function (...all) { marked.push(this.textContent); return animate.apply(this, all); };
    }""")
    author.edit("content/long.md", "First words.", "Other words.")
    view.until(text("#content", "Other words."))
    view.until("marked.length")
    assert view.page.evaluate("marked") == ["Other words."]
    calm = look("long/", reduced_motion="reduce")
    calm.page.evaluate("void (Element.prototype.animate = () => { window.moved = true })")
    author.edit("content/long.md", "Other words.", "Last words.")
    calm.until(text("#content", "Last words."))
    assert not calm.page.evaluate("window.moved")


def test_a_mistake_shows_its_place_and_goes_when_it_is_mended(author: Author, look: Look) -> None:
    view = look("tiny/")
    author.edit("content/tiny.md", "counts: [1000, 400, 100]", "counts: [1000, many, 100]")
    panel = view.page.locator(".pm-panel")
    panel.wait_for(state="visible")
    assert "content/tiny.md:7:16" in panel.inner_text()
    assert "^" in panel.locator(".pm-frame").first.inner_text()
    assert "1 error on this page" in panel.inner_text()
    assert view.page.evaluate("document.activeElement === document.body")
    view.page.keyboard.press("Escape")
    assert not panel.is_visible()
    view.page.locator("button.pm-badge").click()
    assert panel.is_visible()
    other = look("")
    other.until(text("button.pm-badge", "1 error in another file"))
    assert not other.page.locator(".pm-panel").is_visible()
    author.edit("content/tiny.md", "many", "450")
    panel.wait_for(state="hidden")
    view.until("document.querySelector('.pm-corner .pm-badge:not([hidden])') === null")
    view.until(text("figure.chart", "450"))
    assert view.stayed()
    view.sound()


def test_a_hostile_mistake_is_text(author: Author, look: Look) -> None:
    view = look("tiny/")
    author.edit("content/tiny.md", "Tiny funnel", 'Tiny funnel\n"<img src=x onerror=window.fired=1>": 1')
    view.page.locator(".pm-panel").wait_for(state="visible")
    assert "<img" in view.page.locator(".pm-panel").inner_text()
    assert not view.page.evaluate("window.fired")
    view.sound()


def test_new_renamed_and_deleted_pages(author: Author, look: Look) -> None:
    view = look("long/")
    author.write("content/brand-new.md", "# Brand new\n\nHello.\n")
    view.until(text("nav.pages", "Brand new"))
    assert view.stayed()
    (author.folder / "content/long.md").rename(author.folder / "content/renamed.md")
    view.until("location.pathname === '/renamed/'")
    view.until(text("#content", "First words."))
    (author.folder / "content/renamed.md").unlink()
    view.until(text("h1", "does not exist"))


def test_an_unknown_address_comes_alive_when_the_page_appears(author: Author, look: Look) -> None:
    view = look("longer/")
    assert view.page.locator("h1").inner_text() == "This page does not exist"
    assert view.page.locator('a[href="../long/"]').count() == 1
    author.write("content/longer.md", "# Longer\n\n" + PAGE.partition("\n")[2])
    view.until(text("h1", "Longer"))
    view.until("!!document.querySelector('.table-tools input')")
    assert view.stayed()
    assert view.page.evaluate("getComputedStyle(document.body).display") == "flex"


def test_the_style_of_a_theme_changes_without_a_reload(author: Author, look: Look) -> None:
    author.write("themes/mine/theme.yml", "name: mine\nextends: base\n")
    css = author.write("themes/mine/css/99-mine.css", "h1 { color: rgb(1, 2, 3); }\n")
    author.edit("pmdocs.yml", "site_name:", "theme: mine\nsite_name:")
    view = look("long/")
    colour = "getComputedStyle(document.querySelector('h1')).color"
    view.until(f"{colour} === 'rgb(1, 2, 3)'")
    view.page.evaluate(f"""() => {{
      window.seen = new Set();
      const look = () => {{ seen.add({colour}); requestAnimationFrame(look); }};
      look();
    }}""")
    css.write_text("h1 { color: rgb(4, 5, 6); }\n", encoding="utf-8")
    view.until(f"{colour} === 'rgb(4, 5, 6)'")
    view.until("document.querySelectorAll('link[rel=stylesheet]').length === 2")
    # The colour can be asked for before the frame that notes it has run.
    view.until("seen.has('rgb(4, 5, 6)')")
    assert view.page.evaluate("[...seen]") == ["rgb(1, 2, 3)", "rgb(4, 5, 6)"]
    assert view.stayed()
    view.sound()


SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{0}"><rect width="{0}" height="{0}"/></svg>'
)


def test_an_image_that_changed_is_shown(author: Author, look: Look) -> None:
    image = author.write("content/square.svg", SQUARE.format(10))
    author.write("content/plain.md", "# Plain\n\n![A square](square.svg)\n")
    view = look("plain/")
    width = "document.querySelector('#content img')?.naturalWidth"
    view.until(f"{width} === 10")
    image.write_text(SQUARE.format(20), encoding="utf-8")
    view.until(f"{width} === 20")
    author.edit("content/plain.md", "# Plain", "# Plainer")
    view.until(text("h1", "Plainer"))
    assert view.page.evaluate(width) == 20
    assert view.stayed()


def test_a_script_of_the_theme_that_changed_loads_the_page_anew(author: Author, look: Look) -> None:
    author.write("themes/mine/theme.yml", "name: mine\nextends: base\n")
    script = author.write("themes/mine/js/boot.js", "document.documentElement.dataset.js = 'one';\n")
    author.edit("pmdocs.yml", "site_name:", "theme: mine\nsite_name:")
    view = look("long/")
    view.until("document.documentElement.dataset.js === 'one'")
    script.write_text("document.documentElement.dataset.js = 'two';\n", encoding="utf-8")
    view.until("document.documentElement.dataset.js === 'two'")
    assert not view.stayed()


@pytest.mark.parametrize("author", [("--follow",)], indirect=True)
def test_follow_goes_to_the_page_that_was_saved(author: Author, look: Look) -> None:
    view = look("")
    view.page.wait_for_timeout(500)
    author.edit("content/long.md", "First words.", "Followed words.")
    view.until("location.pathname === '/long/'")
    view.until(text("#content", "Followed words."))


@OWN
def test_the_browser_finds_back_to_a_server_that_was_started_again(author: Author, look: Look) -> None:
    view = look("long/")
    port = int(author.url.rstrip("/").rpartition(":")[2])
    stop(author)
    view.until("!!document.querySelector('.pm-stopped:not([hidden])')")
    author.edit("content/long.md", "First words.", "Written meanwhile.")
    again = serve(author.folder, port=port)
    author.process = again.process
    view.until(text("#content", "Written meanwhile."))
    view.until("!document.querySelector('.pm-stopped:not([hidden])')")
    assert view.stayed()
    assert view.page.evaluate("window.violations") == []
