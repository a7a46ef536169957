"""What lies in an output folder, and which of it pmdocs did not write."""

from __future__ import annotations

import os
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pmdocs.system.files import stamp
from pmdocs.system.manifest import IGNORE, RESERVED, is_own_ignore

_STAYING_FOLDERS = frozenset({".git", ".well-known"})
_STAYING_FILES = frozenset({"CNAME"})
_OF_FILE_MANAGERS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


@dataclass(slots=True)
class Contents:
    """What lies in a folder, by path.

    ``files`` are regular files, ``odd`` what is neither file nor folder: links, pipes, sockets, devices.
    ``staying`` is what belongs to others and is carried over from one generation to the next: the
    repository and other dot files at the top, ``CNAME``, ``.well-known/``, and what file managers leave.
    """

    files: set[str] = field(default_factory=set)
    odd: set[str] = field(default_factory=set)
    staying: set[str] = field(default_factory=set)

    def foreign(self, listed: Container[str]) -> list[str]:
        """Return the paths that are not on a list of our files and cannot stay."""
        return sorted([*self.odd, *(path for path in self.files if path not in listed)])


def contents(folder: Path, listed: Container[str] = ()) -> Contents:
    """Look through a folder, without following links; what is ``listed`` is never somebody else's.

    Raises:
        OSError: a folder in it cannot be read.
    """
    found = Contents()
    if folder.is_dir():
        _scan(str(folder), "", listed, found)
    return found


def holds(folder: Path, seen: Mapping[str, Sequence[Any]], found: Contents | None = None) -> bool:
    """Whether a folder holds the files that were seen in it, as they were, and no others but what may stay.

    ``seen`` is a list for each path that ends with size and time stamp; ``found`` is what is in the folder,
    if somebody has looked.
    """
    root = f"{folder}/"
    if not seen or any(list(stamp(root + path) or ()) != list(state[-2:]) for path, state in seen.items()):
        return False
    try:
        found = found or contents(folder, seen)
    except OSError:
        return False
    return found.files == seen.keys() and not found.odd


def _scan(folder: str, prefix: str, listed: Container[str], found: Contents) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            path = f"{prefix}{entry.name}"
            is_folder = entry.is_dir(follow_symlinks=False)
            if path in listed and not is_folder:
                (found.files if entry.is_file(follow_symlinks=False) else found.odd).add(path)
            elif _is_staying(entry, is_folder=is_folder, at_top=not prefix):
                found.staying.add(path)
            elif is_folder:
                _scan(entry.path, f"{path}/", listed, found)
            elif prefix or not _is_reserved(entry):
                (found.files if entry.is_file(follow_symlinks=False) else found.odd).add(path)


def _is_reserved(entry: os.DirEntry[str]) -> bool:
    return entry.name in RESERVED or (entry.name == IGNORE and is_own_ignore(Path(entry.path)))


def _is_staying(entry: os.DirEntry[str], *, is_folder: bool, at_top: bool) -> bool:
    name = entry.name
    if not at_top:
        return not is_folder and name in _OF_FILE_MANAGERS
    if is_folder:
        return name in _STAYING_FOLDERS
    if name in _STAYING_FILES or name in _OF_FILE_MANAGERS:
        return True
    return name.startswith(".") and not _is_reserved(entry)
