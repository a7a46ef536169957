"""The open pages: each says what it shows, and gets the newest state of it, never a queue of old ones."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Iterable
from typing import Any

HEARTBEAT = 15.0
"""Seconds between two signs of life on a quiet connection."""

News = dict[str, Any]


class Browser:
    """One open page: its address and the version it shows. ``post`` may be called from any thread."""

    def __init__(self, path: str, version: str, since: str) -> None:
        self.path, self.version, self.since = path, version, since
        self.problems = ""
        """Digest of the problems it was told last."""
        self._news: News = {}
        self._lock = threading.Lock()
        self._loop = asyncio.get_running_loop()
        self._ready = asyncio.Event()
        self._closed = False

    def post(self, **news: Any) -> None:
        """Leave something for the page; what was not sent yet gives way to it, lists of assets add up."""
        with self._lock:
            assets = {**self._news.get("assets", {}), **news.get("assets", {})}
            self._news |= {**news, "assets": assets} if assets else news
        self._wake()

    def close(self) -> None:
        """End the connection."""
        self._closed = True
        self._wake()

    def _wake(self) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._ready.set)

    def _take(self) -> News:
        with self._lock:
            news, self._news = self._news, {}
        return news

    async def stream(self) -> AsyncIterator[bytes]:
        """Yield server-sent events until the page goes away."""
        yield b"retry: 300\n\n"
        while not self._closed:
            try:
                async with asyncio.timeout(HEARTBEAT):
                    await self._ready.wait()
            except TimeoutError:
                yield b": alive\n\n"
            self._ready.clear()
            if news := self._take():
                yield b"data: " + json.dumps(news, ensure_ascii=False).encode() + b"\n\n"


class Browsers:
    """All open pages; a set that two threads may use."""

    def __init__(self) -> None:
        self._open: set[Browser] = set()
        self._lock = threading.Lock()

    def add(self, browser: Browser) -> None:
        """Take in a page that connected."""
        with self._lock:
            self._open.add(browser)

    def remove(self, browser: Browser) -> None:
        """Forget a page that went away."""
        with self._lock:
            self._open.discard(browser)

    def all(self) -> list[Browser]:
        """Return the pages open now."""
        with self._lock:
            return list(self._open)

    def by_path(self) -> dict[str, list[Browser]]:
        """Return the pages by what they show."""
        found: dict[str, list[Browser]] = {}
        for browser in self.all():
            found.setdefault(browser.path, []).append(browser)
        return found

    def close(self) -> None:
        """End all connections."""
        for browser in self.all():
            browser.close()


def tell(browsers: Iterable[Browser], **news: Any) -> None:
    """Leave the same for several pages."""
    for browser in browsers:
        browser.post(**news)
