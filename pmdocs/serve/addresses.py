"""From the address a browser asks for to a path of the site, by text alone: no folder is ever looked at."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote_to_bytes

OWN = "/@pmdocs/"
"""Where the server's own files are; no page can have an address like it."""

_FORBIDDEN = re.compile(rb"%(?:2f|5c|0\d|1[0-9a-f]|7f)|[\\\x00-\x20\x7f]", re.IGNORECASE)
"""An escaped slash, a backslash and control signs mean no page, and something else to some program."""


def output_path(target: bytes) -> str | None:
    """Return the output path of a request's path as it was sent; ``None`` where it can be no address."""
    if not target.startswith(b"/") or _FORBIDDEN.search(target):
        return None
    try:
        path = unquote_to_bytes(target).decode("utf-8")[1:]
    except UnicodeDecodeError:
        return None
    return f"{path}index.html" if not path or path.endswith("/") else path


def address(path: str) -> str:
    """Return the address of an output path, or of a page's URL, on this server."""
    folder = path.removesuffix("index.html") if path.endswith("/index.html") or path == "index.html" else path
    return "/" + quote(folder)
