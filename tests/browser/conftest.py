"""Built sites over http, and one browser context for all who only look."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.visit import Visitor


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


Address = Callable[[Path, str], str]


@pytest.fixture(scope="session")
def address() -> Iterator[Address]:
    """Return a function from a built site and "http" or "file" to the address of its home page."""
    with ExitStack() as servers:

        @functools.cache
        def found(site: Path, over: str) -> str:
            return servers.enter_context(serving(site)) if over == "http" else f"{site.as_uri()}/"

        yield found


@pytest.fixture(scope="session")
def served(sample: Path, address: Address) -> str:
    """Return the address of the sample site on loopback."""
    return address(sample, "http")


@pytest.fixture(scope="session")
def visitor(browser: Browser, root: Path) -> Iterator[Visitor]:
    """Return the one page of this worker for those who look and touch nothing that is remembered."""
    context = browser.new_context()
    yield Visitor(context, root)
    context.close()
