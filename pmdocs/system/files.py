"""Files of a folder tree, fast: this runs over every file of the site before every build."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

# `4913` is the probe with which Vim finds out whether it may write into a folder.
_DROPPINGS = frozenset({"4913", "__pycache__", "node_modules"})
_DROPPED_ENDS = ("~", ".swp", ".swx", ".swo", ".tmp", "___jb_tmp___", "___jb_old___")
# `sed -i` writes into `sed` and six random signs, and then renames that; GNOME's editors do so with `.goutputstream-`.
_DROPPED_BY_SED = re.compile(r"sed[A-Za-z0-9]{6}")
MAX_FOLDERS = 60
"""Folders inside each other; what lies deeper is not looked at."""


def is_dropping(name: str) -> bool:
    """Tell whether a name is hidden, or one that an editor or a tool uses while it saves."""
    return (
        name.startswith(".")
        or name.endswith(_DROPPED_ENDS)
        or name in _DROPPINGS
        or (name.startswith("#") and name.endswith("#"))
        or bool(_DROPPED_BY_SED.fullmatch(name))
    )


def is_left_out(name: str) -> bool:
    """Tell whether a name in the content folder is none of the site's: hidden, private or dropped by a tool."""
    return name.startswith("_") or is_dropping(name)


class TooDeepError(OSError):
    """A folder lies too deep to be looked at."""


def walk(
    folder: str | Path, without: Callable[[str], bool], unread: Callable[[str, OSError], None],
    linked: Callable[[os.DirEntry[str]], bool] = lambda _: False, depth: int = 0,
) -> Iterator[os.DirEntry[str]]:  # fmt: skip
    """Yield every entry below a folder that is no folder, but nothing whose name is ``without``.

    A link to a folder is followed where ``linked`` says so. ``unread`` is called with each folder that cannot be read.
    """
    try:
        if depth > MAX_FOLDERS:
            raise TooDeepError
        with os.scandir(folder) as found:
            entries = [entry for entry in found if not without(entry.name)]
    except OSError as error:
        unread(str(folder), error)
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False) or (is_folder(entry) and linked(entry)):
            yield from walk(entry.path, without, unread, linked, depth + 1)
        elif not is_folder(entry):
            yield entry


def as_text(path: str) -> str:
    """Return a path as text that can be printed, even if its name is none in UTF-8."""
    return path.encode(errors="surrogateescape").decode(errors="backslashreplace")


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


def stamp(path: str) -> tuple[int, int] | None:
    """Return size and time stamp in nanoseconds; ``None`` for a file that is not there."""
    try:
        stat = os.stat(path)  # noqa: PTH116 -- a third of the time of Path.stat
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns
