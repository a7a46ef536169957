"""The list that pmdocs keeps in a folder of the files that it wrote there: no other file is ever touched."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Mapping
from pathlib import Path

from pmdocs.system.reading import read_regular

MANIFEST = ".pmdocs-manifest.json"
JOURNAL = ".pmdocs-journal"
"""Paths that a build has begun to write since the list was made, each ended by a zero byte."""

IGNORE = ".gitignore"
IGNORE_TEXT = b"# pmdocs: the next generation of the folder beside this one\n*\n"
"""What keeps a spare generation out of git. The file is ours only if it says exactly this."""

_UNFINISHED = ".pmdocs-manifest.new"
RESERVED = frozenset({MANIFEST, JOURNAL, _UNFINISHED})
"""Names at the top of a folder that belong to pmdocs itself."""

_MAX_BYTES = 200_000_000
_NO_SUCH_TEXT = frozenset({errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EINVAL, errno.ENXIO, errno.EFBIG})
"""Errors that say that a file is not there, is no regular file, or is longer."""


def read_manifest(folder: Path) -> dict[str, str] | None:
    """Return digest by path of the files that pmdocs wrote into a folder; ``None`` where it left no list."""
    try:
        data = json.loads(read_regular(folder / MANIFEST, _MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return None
    files = data.get("files") if isinstance(data, dict) and data.get("generator") == "pmdocs" else None
    if not isinstance(files, dict):
        return None
    return {path: known for path, known in files.items() if isinstance(known, str) and is_inside(path)}


def write_manifest(folder: Path, digests: Mapping[str, str]) -> None:
    """Put the list into a folder in one step, in place of one that is there."""
    data = {"generator": "pmdocs", "files": dict(sorted(digests.items()))}
    unfinished = folder / _UNFINISHED
    unfinished.write_text(
        json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8", newline="\n"
    )
    unfinished.chmod(0o644)
    unfinished.replace(folder / MANIFEST)


def read_journal(folder: Path) -> set[str]:
    """Return the paths that a build which did not come to its end has begun to write."""
    try:
        data = read_regular(folder / JOURNAL, _MAX_BYTES)
    except OSError:
        return set()
    # What follows the last zero byte was never written whole, and so neither was the file.
    return {path for path in data.decode(errors="replace").split("\0")[:-1] if is_inside(path)}


def open_journal(folder: Path) -> int:
    """Open the journal to append to it; every process of a build may write to the handle."""
    return os.open(
        folder / JOURNAL, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o644
    )


def is_inside(path: str) -> bool:
    """Whether a path of a list can be that of a file of ours: below the folder, not hidden at its top."""
    parts = path.split("/")
    odd = any(part in {"", ".", ".."} for part in parts) or "\0" in path or path.startswith(".")
    return not odd and (os.sep == "/" or not {"\\", ":"} & set(path))


def is_own_ignore(file: Path) -> bool:
    """Whether a file is the one that keeps a spare generation out of git.

    Raises:
        OSError: that cannot be told, as the file is there and cannot be read.
    """
    try:
        return not file.is_symlink() and read_regular(file, len(IGNORE_TEXT)) == IGNORE_TEXT
    except OSError as error:
        if error.errno in _NO_SUCH_TEXT:
            return False
        raise
