"""Files of a folder tree, fast: this runs over every file of the site before every build."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def walk(folder: str | Path) -> Iterator[os.DirEntry[str]]:
    """Yield every entry below a folder that is no folder, but nothing hidden and nothing that starts with _.

    Links to folders are not followed.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith((".", "_")):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from walk(entry.path)
            elif not entry.is_dir():
                yield entry


def read(path: str) -> bytes:
    """Return the bytes of a file."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 -- a third of the time of Path.read_bytes
        return file.readall()


def stamp(path: str) -> tuple[int, int] | None:
    """Return size and time stamp in nanoseconds; ``None`` for a file that is not there."""
    try:
        stat = os.stat(path)  # noqa: PTH116 -- likewise
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns
