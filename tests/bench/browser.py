"""A real Chromium that tells when a sentence has been painted."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Error, Page, sync_playwright

from tests.bench.measure import FailedError
from tests.chromium import MISSING, chromium_program

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--no-proxy-server",
    # Whatever a peer's page would load from elsewhere fails at once instead of after a while.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip

# Runs before the scripts of every document, also after each reload. The second frame's callback runs when
# the first frame, with the sentence in it, has been handed over for painting.
WATCH = """
(() => {
  if (window.top !== window) return;
  const sentence = /bench-save-(\\d+) of this page/;
  const hidden = new Set(["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT"]);
  let seen = -1;
  const report = (number) => window.benchSeen(number, performance.timeOrigin + performance.now());
  const look = () => {
    const texts = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const found = sentence.exec(text.data);
      const around = text.parentElement;
      if (!found || !around || hidden.has(around.tagName) || !around.checkVisibility()) continue;
      const number = Number(found[1]);
      if (number === seen) return;
      seen = number;
      requestAnimationFrame(() => requestAnimationFrame(() => report(number)));
      return;
    }
  };
  const everything = { subtree: true, childList: true, characterData: true, attributes: true };
  new MutationObserver(look).observe(document, everything);
})();
"""

NOW = "performance.timeOrigin + performance.now()"
TOLERANCE = 5.0
"""Milliseconds that the clocks of browser and bench may differ by."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the installed Chromium."""
    found = chromium_program()
    if found is None:
        raise FailedError(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, headless=True, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


class Screen:
    """One page of the browser, with an empty cache, and what has been painted on it."""

    def __init__(self, browser: Browser) -> None:
        self._context = browser.new_context()
        self._painted: dict[int, float] = {}
        self._context.expose_binding("benchSeen", self._note)
        self._context.add_init_script(WATCH)
        self._page: Page = self._context.new_page()

    def _note(self, _source: object, number: int, at: float) -> None:
        self._painted.setdefault(number, at)

    def open(self, url: str, until: float) -> None:
        """Go to an address, again and again while the server is not ready for it."""
        self._painted.clear()
        while True:
            try:
                answer = self._page.goto(url, wait_until="commit", timeout=_left(until))
            except Error as error:
                _left(until)
                if "ERR_CONNECTION" not in str(error):
                    raise FailedError(f"the page does not open: {error.message.splitlines()[0]}") from error
            else:
                if answer is None or answer.ok or answer.status == 304:
                    return
                if _left(until) < 1000:
                    raise FailedError(f"the page is answered with status {answer.status}")
            self.pause(0.05)

    def painted(self, number: int, until: float) -> float:
        """Wait for the sentence with a number and return when it was painted, in seconds of ``time.time()``."""
        while number not in self._painted:
            _left(until)
            self.pause(0.02)
        return self._painted[number] / 1000

    def pause(self, seconds: float) -> None:
        """Let the browser go on."""
        self._page.wait_for_timeout(seconds * 1000)

    def check_clock(self) -> float:
        """Return by how many milliseconds the page's clock is ahead of ours; refuse more than a few."""
        best = (float("inf"), 0.0)
        for _ in range(10):
            before = time.time() * 1000
            there = self._page.evaluate(NOW)
            after = time.time() * 1000
            best = min(best, (after - before, there - (before + after) / 2))
        if abs(best[1]) > TOLERANCE:
            raise FailedError(f"the browser's clock is {best[1]:.1f} ms ahead")
        return best[1]

    def close(self) -> None:
        """Close the page and what belongs to it."""
        self._context.close()


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise FailedError("the page was not painted in time")
    return left * 1000
