"""One generation of a site in a folder of its own: only files that are on the folder's list are ever changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from pmdocs.diagnostics.problem import Phrase, PmdocsError, Problem
from pmdocs.system.files import as_text
from pmdocs.system.manifest import (
    IGNORE,
    IGNORE_TEXT,
    JOURNAL,
    RESERVED,
    is_own_ignore,
    open_journal,
    read_journal,
    write_manifest,
)
from pmdocs.system.ownership import Contents

UNKNOWN = ""
"""The digest of a file that was begun: nobody can say what is in it."""


class Generation:
    """A folder with the ``listed`` files of one generation: digest by path; ``found`` is what was in it.

    A file is never written into, always replaced, so that another link to it keeps what it has. Before a
    path that is not on the list is written it is noted in a journal, so that after a killed build the files
    are still known to be ours. Processes may share a generation; each writes other paths.
    """

    def __init__(self, folder: Path, listed: Mapping[str, str], found: Contents | None = None) -> None:
        self.folder = folder
        self.listed = dict(listed)
        self.found = found or Contents()
        self._root = f"{folder}/"
        self._folders: set[str] = set()
        self._journal: int | None = None

    def begin(self) -> None:
        """Make the folder, if it is not there, and open the journal."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o755)
        self._journal = open_journal(self.folder)

    def put(self, path: str, data: bytes) -> None:
        """Write one file."""

        def write(target: str) -> None:
            with open(target, "xb") as file:  # noqa: PTH123 -- for every file of the site
                file.write(data)
            os.chmod(target, 0o644)  # noqa: PTH101 -- likewise

        self._create(path, write)

    def link(self, path: str, other: Path) -> bool:
        """Take one file from another folder as a second link to it; return whether that was possible."""
        try:
            self._create(path, lambda target: os.link(f"{other}/{path}", target))
        except OSError:
            return False
        return True

    def drop(self, paths: Iterable[str]) -> None:
        """Remove files that are on the list, and the folders that become empty."""
        gone = [path for path in paths if self.listed.pop(path, None) is not None]
        for path in gone:
            with suppress(OSError):  # gone already, or a folder now
                os.unlink(self._root + path)  # noqa: PTH108 -- for every file of the site
        folders = {parent for path in gone for parent in _above(path)}
        for folder in sorted(folders, key=len, reverse=True):
            with suppress(OSError):  # not empty
                os.rmdir(self._root + folder)  # noqa: PTH106 -- likewise
        self._folders -= folders

    def finish(self, digests: Mapping[str, str]) -> None:
        """Leave exactly these files of ours in the folder, with the list of them."""
        self.listed |= dict.fromkeys(read_journal(self.folder) - self.listed.keys(), UNKNOWN)
        self.drop(self.listed.keys() - digests.keys())
        self.listed = dict(digests)
        write_manifest(self.folder, digests)
        self._close_journal()
        if is_own_ignore(self.folder / IGNORE):
            (self.folder / IGNORE).unlink()

    def clear(self) -> None:
        """Remove all files of ours, and the folder if nothing is left in it; problems leave it as it is."""
        self.listed |= dict.fromkeys(read_journal(self.folder), UNKNOWN)
        self.drop(list(self.listed))
        with suppress(OSError):
            self._close_journal()
            if is_own_ignore(self.folder / IGNORE):
                (self.folder / IGNORE).unlink()
            for name in RESERVED:
                (self.folder / name).unlink(missing_ok=True)
            self.folder.rmdir()

    def keep_from_git(self) -> None:
        """Say that git leaves the folder alone, unless somebody says something about it already."""
        with suppress(FileExistsError), (self.folder / IGNORE).open("xb") as file:
            file.write(IGNORE_TEXT)

    def _close_journal(self) -> None:
        if self._journal is not None:
            os.close(self._journal)
            self._journal = None
        (self.folder / JOURNAL).unlink(missing_ok=True)

    def _create(self, path: str, make: Callable[[str], None]) -> None:
        """Make a file at a path, in place of one of ours that is there."""
        target = self._root + path
        if path not in self.listed:
            if os.path.lexists(target):
                self._make_way(path)
            self._note(path)
        else:
            try:
                os.unlink(target)  # noqa: PTH108 -- for every file of the site
            except FileNotFoundError:
                pass
            except OSError:  # a folder is there, or a file is where its folder has to be
                self._make_way(path)
        self._make_folder(path.rpartition("/")[0])
        make(target)

    def _note(self, path: str) -> None:
        """Write to the journal that a path is going to be ours: nothing is there that is not."""
        if self._journal is None:
            self._journal = open_journal(self.folder)
        os.write(self._journal, path.encode() + b"\0")
        self.listed[path] = UNKNOWN

    def _make_way(self, path: str) -> None:
        """Remove what is of ours at a path: a file, or a folder with files of ours alone."""
        target = Path(self._root + path)
        if target.is_dir() and not target.is_symlink():
            below = f"{path}/"
            others = read_journal(self.folder)
            self.listed |= dict.fromkeys(others - self.listed.keys(), UNKNOWN)
            self.drop([one for one in self.listed if one.startswith(below)])
            try:
                _remove_empty(target)
            except OSError:
                raise in_the_way(self.folder, [path]) from None
        elif os.path.lexists(target):
            if path not in self.listed and path not in read_journal(self.folder):
                raise in_the_way(self.folder, [path])
            target.unlink()

    def _make_folder(self, folder: str) -> None:
        """Make a folder and those above it, readable for all whatever the umask says."""
        if not folder or folder in self._folders:
            return
        place = self._root + folder
        try:
            os.mkdir(place)  # noqa: PTH102 -- for every file of the site
        except FileExistsError:
            if os.path.islink(place) or not os.path.isdir(place):  # noqa: PTH112, PTH114 -- likewise
                self._make_way(folder)
                os.mkdir(place)  # noqa: PTH102 -- likewise
        except OSError:
            self._make_folder(folder.rpartition("/")[0])
            with suppress(FileExistsError):  # another process was faster
                os.mkdir(place)  # noqa: PTH102 -- likewise
        os.chmod(place, 0o755)  # noqa: PTH101, S103 -- likewise; a site is for all to read
        self._folders.add(folder)


def in_the_way(folder: Path, paths: Iterable[str]) -> PmdocsError:
    """Return the refusal of a folder that holds what pmdocs did not write."""
    found = sorted(paths)
    names = ", ".join(as_text(path) for path in found[:_MAX_NAMES])
    more = _MORE.fill(n=len(found) - _MAX_NAMES) if len(found) > _MAX_NAMES else Phrase("", "")
    message = _FOREIGN.fill(folder=as_text(folder.name), names=names, more=more)
    return PmdocsError(Problem(as_text(folder.name), 1, 1, "E-OUTPUT", message, _FOREIGN_HINT), exit_code=2)


def _remove_empty(folder: Path) -> None:
    """Remove a folder in which there are only empty folders."""
    for place, _, _ in os.walk(folder, topdown=False):
        os.rmdir(place)  # noqa: PTH106 -- a path as os.walk gives it


def _above(path: str) -> list[str]:
    """Return all folders above a path."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[: n + 1]) for n in range(len(parts))]


_MAX_NAMES = 3
_MORE = Phrase(" and {n} more", " 等，另有 {n} 个")
_FOREIGN = Phrase(
    "‘{folder}’ holds files that pmdocs did not write: {names}{more}",
    "‘{folder}’中有不是 pmdocs 写的文件：{names}{more}",
)
_FOREIGN_HINT = Phrase(
    "move them out of it, or choose another folder with -o; nothing was touched",
    "请把它们移走，或用 -o 选择其他文件夹；没有改动任何内容",
)
