"""What the operating system says about files: hints, never the truth, which is read from the disk."""

# Paths are strings here: a look at everything handles ten thousand, and a Path takes longer than a stat.
# ruff: noqa: PTH119, PTH122

from __future__ import annotations

import os
from collections.abc import Callable
from enum import IntEnum, auto
from typing import NamedTuple, Protocol

from pmdocs.system.files import is_dropping


class HintKind(IntEnum):
    """What a hint says about its path; integers, since thousands are compared."""

    TOUCHED = auto()
    """Something happened; no word on whether it is over."""
    CREATED = auto()
    """A name appeared; where it was opened for writing, the end of that will be said."""
    WRITING = auto()
    """Written to by someone who has the file open; the end of that will be said."""
    FINAL = auto()
    """Closed after writing, or moved into place: what is there is whole."""
    AWAY = auto()
    """Renamed to another name that counts: it will not come back in a moment."""
    FOLDER = auto()
    """Anything may have changed in this folder and below."""
    ARRIVED = auto()
    """A folder was moved into place: what is in it is whole."""
    ALL = auto()
    """Hints were lost, or somebody asked: anything may have changed anywhere."""


class Hint(NamedTuple):
    """One thing that happened, to an absolute path."""

    kind: HintKind
    path: str = ""


Tell = Callable[[tuple[Hint, ...]], None]
"""Takes hints that belong together, from any thread, without blocking."""


def is_rename(source: str, target: str, *, is_folder: bool) -> bool:
    """Tell whether something now lives under the other name, so that the old one will not come back.

    An editor that keeps a backup also renames, to ``page.md~`` or ``page.bak``: then the file itself is
    back in a moment.
    """
    if is_dropping(os.path.basename(target)):
        return False
    return is_folder or os.path.splitext(source)[1] == os.path.splitext(target)[1]


class FolderWatch(Protocol):
    """The system's promise to say what happens in one folder."""

    names: frozenset[str] | None
    """The only names that matter in the folder; ``None`` is all."""

    @property
    def alive(self) -> bool:
        """Whether the promise still holds: it ends when the folder is deleted."""


class Events(Protocol):
    """Where hints come from."""

    def watch(self, folder: str, names: frozenset[str] | None) -> FolderWatch:
        """Give hints about a folder from now on; raise ``OSError`` where the system has no more to give."""

    def unwatch(self, watch: FolderWatch) -> None:
        """Give no more hints about a folder."""

    def stop(self) -> None:
        """End all threads and free all descriptors."""
