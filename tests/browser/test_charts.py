"""Charts that come alive in the browser, under the page's Content Security Policy."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from pmdocs.charts.assets import browser_files
from pmdocs.charts.builders import Axis, Mark, Point, Series, bars, scatter
from pmdocs.charts.embed import option_json
from pmdocs.charts.engine import draw

pytestmark = pytest.mark.slow

HOSTILE = "</script><img src=x onerror=window.fired=1>\u2028{a|b}"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"
SCRIPT = Path(__file__).parents[2] / "themes" / "base" / "js" / "charts.js"

STYLE = """
:root { --chart-1: oklch(0.5 0.1 150); --chart-2: #00f; --text: #111; --muted: #555; --line: #ddd;
  --surface: #fff; --raised: #eee; --accent: #161; --accent-soft: #dfd; }
[data-theme=dark] { --chart-1: #0f0; --surface: #000; --text: #eee; }
body { margin: 0; font: 16px/1.5 Arial, sans-serif; background: var(--surface); }
figure { margin: 20px 0; max-width: 47.37rem; }
.chart-box { container: chart / inline-size; }
.chart-box svg { display: block; width: 100%; height: auto; }
.chart-narrow { display: none; }
@container chart (width < 480px) { .chart-wide:not(:only-child) { display: none; } .chart-narrow { display: block; } }
"""

WATCH = """
window.violations = []; window.shifts = 0; window.fired = 0;
document.addEventListener('securitypolicyviolation', (e) => violations.push(e.violatedDirective + ' ' + e.sourceFile));
new PerformanceObserver((l) => { for (const e of l.getEntries()) shifts += e.value; })
  .observe({ type: 'layout-shift', buffered: true });
"""


def _figure(name: str, option: dict[str, Any]) -> str:
    label = f"Finding of {name}"
    wide = draw(option, width=760, height=360, prefix=f"{name}-w", lang="en", label=label)
    narrow = draw(option, width=344, height=300, prefix=f"{name}-n", lang="en", label=label)
    buttons = "".join(f'<button data-chart-action="{kind}">{kind}</button>' for kind in ("svg", "png"))
    return (
        f'<figure class="chart" id="{name}" data-lang="en"><div class="chart-box" tabindex="0">'
        f'<div class="chart-wide">{wide}</div><div class="chart-narrow">{narrow}</div></div>'
        f'<script type="application/json" class="chart-option">{option_json(option)}</script>{buttons}</figure>'
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site")
    (root / "assets").mkdir()
    for name, data in browser_files().items():
        (root / "assets" / name).write_bytes(data)
    for script in (SCRIPT, SCRIPT.with_name("chart-tools.js")):
        (root / "assets" / script.name).write_bytes(script.read_bytes())
    (root / "assets" / "site.css").write_text(STYLE, encoding="utf-8")
    grouped = bars(
        ["Install", HOSTILE, "Pay"],
        [Series("Now", [30, 20, 10]), Series("Before", [25, 15, 5])],
        y_name="Users",
        marks=[Mark(22, "Target")],
    )
    dots = scatter(
        [Point("A", 1, 2, 4, tip=["size 4"]), Point(HOSTILE, 3, 4, 9)],
        x_axis=Axis("x", min=0, max=5), y_axis=Axis("y", min=0, max=5),
    )  # fmt: skip
    page = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><meta name="pmdocs-assets" content="assets/">'
        '<link rel="icon" href="data:,"><link rel="stylesheet" href="assets/site.css"><script src="assets/charts.js" defer></script><body>'
        f"{_figure('bars', grouped)}<p>after</p>{_figure('dots', dots)}</body></html>"
    )
    (root / "index.html").write_text(page, encoding="utf-8")
    return root


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/index.html"
    server.shutdown()
    server.server_close()


@pytest.fixture
def chromium(browser: Browser) -> Browser:
    """Return the browser of all tests: a second Playwright in one process does not start."""
    return browser


@dataclass
class Visit:
    """A page with what it complained about and what it asked for."""

    page: Any
    messages: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def live(self, name: str) -> Any:
        return self.page.locator(f"#{name} .chart-live svg")

    def wake(self, name: str) -> None:
        self.page.hover(f"#{name} .chart-box")
        self.live(name).wait_for(state="visible")

    def until(self, condition: str) -> None:
        """Wait for a condition; Playwright's own waiting needs eval, which the policy forbids."""
        end = time.monotonic() + 10
        while not self.page.evaluate(condition):
            assert time.monotonic() < end, condition
            self.page.wait_for_timeout(30)

    def unharmed(self) -> None:
        assert self.messages == []
        assert self.page.evaluate("violations") == []
        assert self.page.evaluate("fired") == 0


@pytest.fixture
def visit(chromium: Any, served: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    context = chromium.new_context(viewport={"width": 800, "height": 900}, **getattr(request, "param", {}))
    page = context.new_page()
    page.add_init_script(WATCH)
    one = Visit(page)
    page.on("console", lambda message: one.messages.append(message.text))
    page.on("pageerror", lambda error: one.messages.append(str(error)))
    page.on("request", lambda sent: one.requests.append(sent.url.rpartition("/")[2]))
    page.goto(served)
    yield one
    context.close()


def _box(visit: Visit, name: str) -> tuple[float, ...]:
    box = visit.page.locator(f"#{name} .chart-box").bounding_box()
    return tuple(box.values())


def test_nothing_is_loaded_before_a_reader_turns_to_a_chart(visit: Visit) -> None:
    visit.page.wait_for_timeout(100)
    assert "echarts.min.js" not in visit.requests
    assert visit.page.locator("#bars .chart-wide svg").is_visible()
    visit.wake("bars")
    assert [name for name in visit.requests if name.endswith(".js")] == [
        "charts.js", "echarts.min.js", "charts-runtime.js",
    ]  # fmt: skip
    visit.wake("dots")
    assert visit.requests.count("echarts.min.js") == 1
    visit.unharmed()


def test_the_live_chart_takes_exactly_the_place_of_the_drawing(visit: Visit) -> None:
    before = _box(visit, "bars"), _box(visit, "dots")
    visit.wake("bars")
    visit.wake("dots")
    assert (_box(visit, "bars"), _box(visit, "dots")) == before
    assert visit.page.evaluate("shifts") == 0
    assert not visit.page.locator("#bars .chart-wide").is_visible()
    assert visit.page.locator("#bars .chart-live").get_attribute("aria-label") == "Finding of bars"


def test_it_works_from_a_file(chromium: Any, site: Path) -> None:
    page = chromium.new_page(viewport={"width": 800, "height": 900})
    page.add_init_script(WATCH)
    one = Visit(page)
    page.on("console", lambda message: one.messages.append(message.text))
    page.goto(site.joinpath("index.html").as_uri())
    one.wake("bars")
    one.unharmed()
    page.close()


def test_hovering_shows_the_values_and_hostile_names_as_text(visit: Visit) -> None:
    visit.wake("bars")
    x, y, width, height = _box(visit, "bars")
    visit.page.mouse.move(x + width / 2, y + height / 2)
    visit.until("document.querySelector('#bars .chart-live svg').textContent.includes('Before')")
    visit.page.wait_for_timeout(200)
    assert "<img src=x" in visit.live("bars").text_content()
    visit.wake("dots")
    visit.unharmed()


def test_colours_follow_the_theme(visit: Visit) -> None:
    visit.wake("bars")
    fills = "[...document.querySelectorAll('#bars .chart-live path')].map((p) => p.getAttribute('fill'))"
    light = visit.page.evaluate(fills)
    assert "rgb(0,0,255)" in [fill.replace(" ", "") for fill in light]
    assert not any(fill.startswith(("#c0de", "oklch", "var")) for fill in light)
    visit.page.evaluate("document.documentElement.dataset.theme = 'dark'")
    visit.until(f"{fills}.some((f) => f.replaceAll(' ', '') === 'rgb(0,255,0)')")
    visit.unharmed()


def test_a_click_in_the_legend_hides_a_series_and_a_new_theme_keeps_it_hidden(visit: Visit) -> None:
    visit.wake("bars")
    count = (
        "[...document.querySelectorAll('#bars .chart-live path')]"
        ".filter((p) => /^rgb\\(0, ?0, ?255\\)$/.test(p.getAttribute('fill'))).length"
    )
    before = visit.page.evaluate(count)
    visit.live("bars").get_by_text("Before", exact=True).click()
    visit.until(f"{count} < {before}")
    visit.page.evaluate("document.documentElement.dataset.theme = 'dark'")
    visit.page.wait_for_timeout(400)
    assert visit.page.evaluate(count) < before


def test_it_follows_the_width_and_changes_shape_where_the_drawing_does(visit: Visit) -> None:
    visit.wake("bars")
    visit.page.set_viewport_size({"width": 344, "height": 800})
    visit.until("document.querySelector('#bars .chart-live svg').clientWidth === 344")
    assert _box(visit, "bars")[3] == pytest.approx(300, abs=0.5)
    visit.page.set_viewport_size({"width": 600, "height": 800})
    visit.until("document.querySelector('#bars .chart-live svg').clientWidth === 600")
    assert _box(visit, "bars")[3] == pytest.approx(600 * 360 / 760, abs=0.5)


def test_keys_walk_through_the_values(visit: Visit) -> None:
    visit.page.focus("#dots .chart-box")
    visit.live("dots").wait_for(state="visible")
    visit.page.keyboard.press("ArrowRight")
    visit.page.keyboard.press("ArrowRight")
    visit.until("document.querySelector('#dots .chart-live svg').textContent.includes('size 4')")
    said = visit.page.locator("#dots [aria-live]").text_content()
    assert "size 4" in said
    assert "{" not in said
    visit.page.keyboard.press("Escape")
    visit.unharmed()


def test_paper_gets_the_drawing(visit: Visit) -> None:
    visit.wake("bars")
    visit.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert visit.page.locator("#bars .chart-wide svg").is_visible()
    assert not visit.live("bars").is_visible()
    visit.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert visit.live("bars").is_visible()


@pytest.mark.parametrize("alive", [False, True])
def test_a_chart_is_saved_as_a_picture(visit: Visit, *, alive: bool) -> None:
    if alive:
        visit.wake("bars")
    for kind, begins in (("svg", b"<svg"), ("png", b"\x89PNG")):
        with visit.page.expect_download() as download:
            visit.page.click(f'#bars [data-chart-action="{kind}"]')
        assert download.value.suggested_filename == f"bars.{kind}"
        data = Path(download.value.path()).read_bytes()
        assert data.startswith(begins)
        assert b"var(--" not in data
        assert len(data) > 2000
    visit.unharmed()


def test_the_preview_changes_and_removes_charts(visit: Visit) -> None:
    visit.wake("bars")
    visit.page.evaluate("""() => {
      const script = document.querySelector('#bars .chart-option');
      script.textContent = script.textContent.replaceAll('"Install"', '"Download"');
      pmdocsCharts.update();
    }""")
    assert "Download" in visit.live("bars").text_content()
    visit.page.evaluate("document.querySelector('#bars').remove(); pmdocsCharts.update(document)")
    visit.page.wait_for_timeout(50)
    visit.unharmed()


@pytest.mark.parametrize("visit", [{"java_script_enabled": False}], indirect=True)
def test_without_scripts_the_drawing_is_there(visit: Visit) -> None:
    assert visit.page.locator("#bars .chart-wide svg").is_visible()


@pytest.mark.parametrize("visit", [{"reduced_motion": "reduce"}], indirect=True)
def test_calm_readers_get_no_movement(visit: Visit) -> None:
    visit.wake("bars")
    animated = "echarts.getInstanceByDom(document.querySelector('#bars .chart-live')).getOption().animation"
    assert visit.page.evaluate(animated) is False
