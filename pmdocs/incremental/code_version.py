"""Which code is at work: a digest that changes with pmdocs, with its themes and with its dependencies.

What was worked out by other code is not trusted. Size and time of the files stand for their contents, as
for a compiler's own cache; whoever installs or edits a package changes them.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

from pmdocs.system.hashing import digest

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def code_digest() -> str:
    """Return the digest of the code of this process."""
    return digest(sys.version, *_files(_PACKAGE), *_distributions())


def _files(folder: Path) -> list[tuple[str, int, int]]:
    """Return path, size and time of every file of the package."""
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if f != "__pycache__")
        for name in sorted(names):
            stat = os.stat(os.path.join(place, name))  # noqa: PTH116, PTH118 -- this runs before every command
            found.append((f"{place[len(str(folder)) :]}/{name}", stat.st_size, stat.st_mtime_ns))
    return found


def _distributions() -> list[str]:
    """Return the names of the installed packages with their versions, as their folders say them."""
    found: set[str] = set()
    for place in sys.path:
        try:
            found.update(name for name in os.listdir(place or ".") if name.endswith(".dist-info"))  # noqa: PTH208 -- see above
        except OSError:
            continue
    return sorted(found)
