"""Files of a folder tree, fast: this runs over every file of the site before every build."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def walk(folder: str | Path, without: tuple[str, ...] = (".", "_")) -> Iterator[os.DirEntry[str]]:
    """Yield every entry below a folder that is no folder, but nothing that starts like one of ``without``.

    Links to folders are not followed.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(without):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from walk(entry.path, without)
            elif not is_folder(entry):
                yield entry


def is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder or a link to one; a link that leads in a circle is not."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def is_file(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a regular file or a link to one: something that can be read to its end."""
    try:
        return entry.is_file()
    except OSError:
        return False


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
