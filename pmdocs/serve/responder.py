"""What a browser gets for a path: the site's own bytes, or a page that says why there are none."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pmdocs.serve.addresses import address
from pmdocs.serve.media_types import media_type
from pmdocs.serve.notices import bug_page, missing_page, unreadable_page
from pmdocs.serve.preview import Preview

FOUND, MOVED, MISSING, BUG, UNREADABLE = 200, 307, 404, 500, 503


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer, in the site's own bytes; ``version`` tells it from every other state of the same address."""

    status: int
    body: bytes
    version: str
    media_type: str = "text/html; charset=utf-8"
    location: str = ""

    @property
    def html(self) -> bool:
        """Whether it is a page."""
        return self.media_type.startswith("text/html")


class Responder:
    """Asks the preview and never raises: a bug in one page is that page's answer."""

    def __init__(self, open_preview: Callable[[], Preview]) -> None:
        self._open = open_preview
        self.preview: Preview | None = None
        self.bug = ""
        """Traceback of what kept the site from being loaded or brought up to date."""

    def load(self) -> None:
        """Load the site; it is tried again with the next change where that fails."""
        self.attempt(lambda: setattr(self, "preview", self._open()))

    def attempt(self, call: Callable[[], Any]) -> Any:
        """Call something that may have a bug, and remember the bug."""
        try:
            result = call()
        except Exception:  # noqa: BLE001 -- a bug in pmdocs is shown in the browser and the server lives
            self.bug = traceback.format_exc()
            return None
        self.bug = ""
        return result

    @property
    def lang(self) -> str:
        """Language of the messages."""
        return self.preview.lang if self.preview else "en"

    def at(self, path: str) -> Reply:
        """Return the answer for an output path."""
        if self.preview is None:
            return self._page(BUG, bug_page(self.bug, self.lang, styled=False))
        try:
            return self._found(self.preview, path) or self._missing(self.preview, path)
        except Exception:  # noqa: BLE001 -- see attempt
            return self._page(BUG, bug_page(traceback.format_exc(), self.lang, styled=self._styled()))

    def asset(self, path: str) -> str | None:
        """Return the version of a file, ``None`` when it is gone."""
        reply = self.at(path)
        return reply.version if reply.status == FOUND else None

    def _found(self, preview: Preview, path: str) -> Reply | None:
        served = preview.answer(path)
        if served:
            return Reply(FOUND, served.body, served.version, media_type(path))
        folder = f"{path}/index.html"
        if not path.endswith("index.html") and preview.answer(folder):
            return Reply(MOVED, b"", "", location=address(folder))
        return None

    def _missing(self, preview: Preview, path: str) -> Reply:
        if preview.answer("index.html") is None:
            return self._page(UNREADABLE, unreadable_page(preview.problems(), self.lang))
        near = [(title, address(url)) for title, url in preview.near(path.removesuffix("index.html"))]
        return self._page(MISSING, missing_page(address(path), near, self.lang))

    def _styled(self) -> bool:
        try:
            return bool(self.preview and self.preview.answer("assets/site.css"))
        except Exception:  # noqa: BLE001 -- then the page has no style
            return False

    @staticmethod
    def _page(status: int, text: str) -> Reply:
        body = text.encode("utf-8", "replace")
        return Reply(status, body, f"{status}-{hashlib.sha256(body).hexdigest()[:16]}")
