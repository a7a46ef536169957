"""Where the machine's Chromium is, for the tests and for the bench."""

from __future__ import annotations

import shutil

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""Programs that ``make browser`` installs or is content with; the first one is the fastest."""
MISSING = "no Chromium; `make browser` installs one"


def chromium_program() -> str | None:
    """Return the path of the first of them that there is."""
    return next(filter(None, map(shutil.which, NAMES)), None)
