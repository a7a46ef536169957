"""What was last reported of every file, as a stat signature: the truth that hints are held against."""

# Paths are strings here: a look at everything handles ten thousand, and a Path takes longer than a stat.
# ruff: noqa: PTH116, PTH118

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator

Signature = tuple[int, int, int, int]
"""Size, time of modification, time of change (both in ns) and inode. The third differs even where a writer
sets the second back; the fourth differs where a file is replaced."""

# Kernels before Linux 6.13 stamp files with the time of the last timer tick, up to 10 ms ago: two writes
# between ticks look the same.
_TICK_NS = 20_000_000


def signature(path: str) -> Signature | None:
    """Return the signature of what a path leads to; ``None`` for nothing and for a folder."""
    try:
        info = os.stat(path)
    except OSError:
        return _of_broken_link(path)
    return of(info)


def _of_broken_link(path: str) -> Signature | None:
    try:
        return of(os.lstat(path))
    except OSError:
        return None


def of(info: os.stat_result) -> Signature | None:
    """Return the signature in a stat result; ``None`` for a folder."""
    if stat.S_ISDIR(info.st_mode):
        return None
    return info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino


class Snapshot:
    """Signatures by folder and name."""

    def __init__(self) -> None:
        self._folders: dict[str, dict[str, Signature]] = {}
        self._young: set[str] = set()

    def __len__(self) -> int:
        return sum(map(len, self._folders.values()))

    def get(self, path: str) -> Signature | None:
        """Return what was last reported of a path; ``None`` where nothing was there."""
        folder, name = os.path.split(path)
        return self._folders.get(folder, _NOTHING).get(name)

    def names(self, folder: str) -> dict[str, Signature]:
        """Return the known files of one folder."""
        return self._folders.get(folder, _NOTHING)

    def record(self, path: str, found: Signature | None) -> None:
        """Remember what is reported of a path."""
        self._young.discard(path)
        folder, name = os.path.split(path)
        if found is not None:
            self._folders.setdefault(folder, {})[name] = found
            if abs(time.time_ns() - found[2]) < _TICK_NS:
                self._young.add(path)
        elif name in (names := self._folders.get(folder, _NOTHING)):
            del names[name]
            if not names:
                del self._folders[folder]

    def is_young(self, path: str) -> bool:
        """Tell whether a file was looked at so soon that a further write may have left the same stamps."""
        return path in self._young

    def grow_old(self) -> list[str]:
        """Forget which files are young, and return them."""
        young, self._young = self._young, set()
        return sorted(young)

    def has_folder(self, folder: str) -> bool:
        """Tell whether files are known in a folder or below it."""
        return next(self.folders(folder), None) is not None

    def folders(self, top: str = "") -> Iterator[str]:
        """Yield the folders with known files at ``top`` and below; all of them by default."""
        below = os.path.join(top, "") if top else ""
        for folder in list(self._folders):
            if folder == top or folder.startswith(below):
                yield folder

    def files(self, top: str) -> list[str]:
        """Return the known files below a folder."""
        return [os.path.join(folder, name) for folder in self.folders(top) for name in self._folders[folder]]


_NOTHING: dict[str, Signature] = {}


def is_linked(path: str) -> bool:
    """Tell whether a name was made by linking, with nobody writing to it: the file is whole."""
    try:
        info = os.lstat(path)
    except OSError:
        return False
    return stat.S_ISLNK(info.st_mode) or info.st_nlink > 1
