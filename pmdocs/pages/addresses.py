"""Relative addresses: the same output works from the disk, at the root of a host and below a path."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

_PLAIN = re.compile(r"[\w./~-]*")
"""What needs no quoting, which is nearly every address."""


def file_of(url: str) -> str:
    """Return the output file of an address: ``okr/q2/`` → ``okr/q2/index.html``."""
    return f"{url}index.html" if (not url or url.endswith("/")) and url != "assets/" else url


@lru_cache(4096)  # lists name the same tags in every row
def href(page_url: str, target: str) -> str:
    """Return the link from the page at ``page_url`` to ``target``, an address with or without anchor."""
    path, mark, anchor = target.partition("#")
    if mark and path == page_url:
        return f"#{quote(anchor)}"
    there, folder, ups = file_of(path), page_url[: page_url.rfind("/") + 1], 0
    while not there.startswith(folder):
        folder, ups = folder[: folder.rfind("/", 0, -1) + 1], ups + 1
    relative = "../" * ups + there[len(folder) :]
    if relative.isascii() and _PLAIN.fullmatch(relative):
        return relative + (f"#{quote(anchor)}" if mark else "")
    return quote(relative) + (f"#{quote(anchor)}" if mark else "")
