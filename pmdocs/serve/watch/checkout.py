"""Whether git is changing the files of a site right now."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

LONGEST = 30.0
"""Seconds for which a lock is believed."""


def git_at_work(paths: Iterable[str]) -> Callable[[], bool]:
    """Return a function that tells whether git holds the lock of a work tree with one of the paths.

    It does from before the first file of a checkout is written until after the last.
    """
    locks = sorted({lock for path in paths if (lock := _lock(Path(path)))})
    return lambda: any(map(_is_fresh, locks))


def _is_fresh(lock: str) -> bool:
    """Tell whether a lock exists, not left behind by a crash nor held by a commit that is being described."""
    try:
        return abs(time.time() - Path(lock).stat().st_mtime) < LONGEST
    except OSError:
        return False


def _lock(path: Path) -> str | None:
    for folder in (path, *path.parents):
        git = folder / ".git"
        if git.is_dir():
            return str(git / "index.lock")
        if git.is_file():
            return _lock_of_linked(git)
    return None


def _lock_of_linked(git: Path) -> str | None:
    """Return the lock of a linked work tree or a submodule, whose ``.git`` is a file with an address."""
    try:
        key, _, folder = git.read_text(encoding="utf-8", errors="surrogateescape").strip().partition(": ")
    except OSError:
        return None
    return str(git.parent / folder / "index.lock") if key == "gitdir" else None
