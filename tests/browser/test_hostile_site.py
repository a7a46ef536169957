"""Nothing that an author writes runs in the browser, not even where the page's policy is switched off."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from pmdocs.pipeline import Project, build, load
from tests.browser import hostile
from tests.browser.conftest import Address
from tests.browser.test_preview import serve, stop

pytestmark = pytest.mark.slow

COUNT = "window.alerts = 0; window.alert = () => { window.alerts += 1; };"
CONTROL = """<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'">
<script>alert(1)</script><p><img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a>"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the output of the hostile site, with a page beside it on which scripts do run."""
    site = tmp_path_factory.mktemp("hostile")
    hostile.write(site)
    output = site / "output"
    assert build(load(Project.open(site)), output, keep_going=True).published
    (output / "control.html").write_text(CONTROL, encoding="utf-8")
    return output


@dataclass
class Tab:
    """A page without a policy, and how many alerts there were on all it showed."""

    page: Page
    alerts: int = 0
    seen: list[str] = field(default_factory=list)

    def go(self, address: str) -> None:
        self.page.goto(address)
        self.count(address)

    def count(self, where: str) -> None:
        """Add what has fired; pictures that fail have done so when the page is loaded, scripts come a little later."""
        self.page.wait_for_load_state("load")
        self.page.wait_for_timeout(100)
        fired = self.page.evaluate("window.alerts")
        if fired:
            self.seen.append(f"{where}: {fired}")
        self.alerts += fired
        self.page.evaluate("window.alerts = 0")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(COUNT)
    yield context
    context.close()


@pytest.fixture
def tab(context: BrowserContext) -> Tab:
    return Tab(context.new_page())


@pytest.mark.parametrize("over", ["http", "file"])
def test_the_control_fires(tab: Tab, built: Path, address: Address, over: str) -> None:
    tab.go(f"{address(built, over)}control.html")
    tab.page.get_by_text("x").click()
    tab.count("the link")
    assert tab.alerts == 3


def test_no_page_runs_what_an_author_writes(tab: Tab, built: Path, address: Address) -> None:
    pages = sorted(file for file in built.rglob("*.html") if file.name != "control.html")
    assert len(pages) > 40
    assert built / "404.html" in pages
    home = address(built, "http")
    for file in pages:
        name = file.relative_to(built).as_posix()
        tab.go(home + name.removesuffix("index.html"))
    tab.go(f"{home}no/such/page/")
    assert tab.seen == []


def test_no_link_of_a_page_runs_a_script(built: Path) -> None:
    for file in built.rglob("*.html"):
        if file.name != "control.html":
            assert 'href="javascript:' not in file.read_text(encoding="utf-8").lower(), file


def test_no_chart_runs_what_an_author_writes(tab: Tab, built: Path, address: Address) -> None:
    home, charts = address(built, "http"), 0
    for folder in sorted(
        one.name for one in built.iterdir() if one.is_dir() and one.name not in {"assets", "prose"}
    ):
        if not (built / folder / "index.html").is_file():
            continue
        tab.go(f"{home}{folder}/")
        for box in tab.page.locator(".chart-box").all():
            if not box.is_visible():
                continue
            box.scroll_into_view_if_needed()
            box.hover()
            tab.page.wait_for_timeout(60)
            frame = box.bounding_box()
            assert frame
            for part in (0.3, 0.5, 0.7):  # the hints of whatever lies there
                tab.page.mouse.move(frame["x"] + part * frame["width"], frame["y"] + part * frame["height"])
            charts += 1
        tab.count(folder)
    assert charts > 8
    assert tab.seen == []


@pytest.mark.parametrize("words", ["alert", "script", "onerror"])
def test_no_search_runs_what_an_author_writes(tab: Tab, built: Path, address: Address, words: str) -> None:
    tab.go(address(built, "http"))
    tab.page.keyboard.press("/")
    tab.page.keyboard.type(words)
    expect(tab.page.locator(".palette-results a").first).to_be_visible()
    tab.count(words)
    tab.page.keyboard.press("ArrowDown")
    tab.page.keyboard.type(f" {hostile.ALERT}")
    tab.count(f"{words} and an attack")
    assert tab.seen == []


def test_the_overlay_of_the_preview_runs_nothing(tab: Tab, tmp_path: Path) -> None:
    hostile.write(tmp_path / "site")
    author = serve(tmp_path / "site")
    try:
        for name in ("", "broken/", "funnel/", "404.html", f"{hostile.ALERT}/"):
            tab.go(author.url + name)
        tab.go(f"{author.url}funnel/")
        author.write(
            "content/funnel.md",
            f"---\nkind: funnel\nid: f\n{json.dumps(hostile.ALERT)}: {hostile.SCRIPTS[1]}\n---\n",
        )
        expect(tab.page.locator("body")).to_contain_text("onerror=alert(1)", timeout=20_000)
        tab.count("a save with errors")
        assert tab.seen == []
    finally:
        stop(author)
        shutil.rmtree(tmp_path / "site")
