"""One visit of one address: with scripts off, then on, at three widths, on paper, and what axe finds."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlparse

from playwright.sync_api import BrowserContext, Page, Request

from tests.browser.addresses import VIEWS

PAPER_WIDTH = {"paper": 642, "base": 672}
"""Width of the text on A4 in CSS pixels: what is wider makes Chromium print everything smaller."""
TURNED_WIDTH = 971
"""Likewise on a page that is turned, which a theme asks for by the name ``wide``."""

WATCH = """
window.shift = 0; window.violations = [];
document.addEventListener('securitypolicyviolation', e => violations.push(e.violatedDirective + ' ' + e.blockedURI));
new PerformanceObserver(list => { for (const e of list.getEntries()) shift += e.value })
  .observe({type: 'layout-shift', buffered: true});
"""

# Every chart is one picture that can be seen, and stands in a table, too. A picture across the stages of lanes is left
# out where these follow one another: there the words of each stage say it.
DRAWN = """() => {
  const all = [...document.querySelectorAll('figure.chart')];
  const figures = all.filter(one => one.checkVisibility() || !one.closest('.lanes'));
  const wrong = figures.flatMap(figure => {
    const drawn = [...figure.querySelectorAll('.chart-box svg')].filter(one => one.getClientRects().length);
    if (drawn.length !== 1) return [`${figure.id}: ${drawn.length} pictures are seen`];
    const {width, height} = drawn[0].getBoundingClientRect();
    if (width > 100 && height > 60 && drawn[0].getAttribute('role') === 'img') return [];
    return [`${figure.id}: ${drawn[0].outerHTML.slice(0, 120)} of ${width} × ${height}`];
  });
  const tables = document.querySelectorAll('details.chart-data table').length;
  return tables < figures.length ? [...wrong, `${tables} tables for ${figures.length} charts`] : wrong;
}"""
# How wide the page is, and how wide what stands on turned pages is.
PRINTED = """() => {
  const turned = [...document.querySelectorAll('.view')].filter(one => getComputedStyle(one).page === 'wide');
  const wide = Math.max(0, ...turned.map(one => one.scrollWidth));
  for (const one of turned) one.style.display = 'none';
  return [document.documentElement.scrollWidth, wide];
}"""
OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
AXE = Path("node_modules/axe-core/axe.min.js")
# axe's preload asks once more for the style sheets, for no rule that is on by default.
RUN = "axe.run({resultTypes: ['violations'], preload: false}).then((all) => all.violations)"


def found_on(page: Page, root: Path) -> list[str]:
    """Return what axe finds on a page as it is."""
    if not page.evaluate("'axe' in window"):
        page.evaluate((root / AXE).read_text(encoding="utf-8"))
    return [
        f"{v['id']}: {n['html'][:160]} {n['failureSummary'][:200]}"
        for v in page.evaluate(RUN)
        for n in v["nodes"]
    ]


def found_at(page: Page, root: Path, width: int, scheme: str) -> list[str]:
    """Return what is wider than the screen and what axe finds at a width and in a colour scheme."""
    page.set_viewport_size({"width": width, "height": 900})
    # Without motion colours do not fade over.
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    over = page.evaluate("document.documentElement.scrollWidth") - width
    found = [f"{over} px too wide"] * (over > 0) + found_on(page, root)
    return [f"{width} {scheme}: {one}" for one in found]


def found_everywhere(page: Page, root: Path) -> list[str]:
    """Return the same in light and in dark, wide and narrow."""
    return [one for width, scheme in VIEWS for one in found_at(page, root, width, scheme)]


@dataclass
class Visitor:
    """A browser page that goes from address to address, and what went wrong at the present one."""

    context: BrowserContext
    root: Path
    said: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Listen."""
        self.page = self.context.new_page()
        self.page.add_init_script(WATCH)
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", self._asked)
        self._tools = self.context.new_cdp_session(self.page)

    def _asked(self, request: Request) -> None:
        url = urlparse(request.url)
        self.hosts |= {str(url.hostname)} if url.scheme in {"http", "https"} else set()

    def everything(self, url: str, width: int, scheme: str, theme: str = "base") -> list[str]:
        """Visit an address and return all that is wrong there; ``width`` and ``scheme`` are for axe."""
        parts = {
            "without scripts": self._without_scripts(url), "in use": self._in_use(url),
            "as it comes": self._as_it_comes(url, width, scheme), "print": self._printed(theme),
        }  # fmt: skip
        return [f"{url} {part}: {one}" for part, found in parts.items() for one in found]

    def go(self, url: str) -> Page:
        """Open an address on a wide screen, as somebody who has seen nothing yet."""
        self.page.set_viewport_size({"width": 1280, "height": 900})
        self.page.emulate_media(color_scheme="light", reduced_motion="no-preference", media="screen")
        self.said.clear()
        self.hosts.clear()
        self.page.goto(url)
        return self.page

    def _without_scripts(self, url: str) -> list[str]:
        self._scripts(on=False)
        self.go(url)
        found: list[str] = []
        for width in (1280, 360):
            self.page.set_viewport_size({"width": width, "height": 900})
            found += [f"{width}: {one}" for one in self.page.evaluate(DRAWN)]
        self._scripts(on=True)
        return found

    def _in_use(self, url: str) -> list[str]:
        """Turn to every chart: no error, no violation, no other host, nothing moves."""
        page = self.go(url)
        for figure in page.locator("figure.chart").all():
            figure.locator(".chart-box").hover()
            figure.locator(".chart-live svg").wait_for(state="visible")
        page.wait_for_timeout(300)
        shift = page.evaluate("shift")
        moved = [f"layout shift {shift}"] * (shift != 0)
        return [*self.said, *page.evaluate("violations"), *sorted(self.hosts - {"127.0.0.1"}), *moved]

    def _as_it_comes(self, url: str, width: int, scheme: str) -> list[str]:
        """Look at all widths, and with axe, at charts that nobody has turned to."""
        page, found = self.go(url), []
        for each in (360, 768, 1280):
            page.set_viewport_size({"width": each, "height": 900})
            over = page.evaluate(OVER)
            found += [f"{over} px over at {each}"] * (over != 0)
        return found + found_at(page, self.root, width, scheme)

    def _printed(self, theme: str) -> list[str]:
        width = PAPER_WIDTH[theme]
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(media="print")
        page, turned = self.page.evaluate(PRINTED)
        found = [f"{page} px for {width}"] * (page > width) + [f"{turned} px turned"] * (
            turned > TURNED_WIDTH
        )
        return found + ["the bar at the top is seen"] * self.page.locator(".topbar").is_visible()

    def _scripts(self, *, on: bool) -> None:
        self._tools.send("Emulation.setScriptExecutionDisabled", {"value": not on})
