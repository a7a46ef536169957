"""Reads the folders again and says which files look different from what was last reported of them."""

# Paths are strings here: a look at everything handles ten thousand, and a Path takes longer than a stat.
# ruff: noqa: PTH112, PTH114, PTH116, PTH118, PTH120

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator

from pmdocs.serve.watch.scope import Scope
from pmdocs.serve.watch.snapshot import Signature, Snapshot, of, signature
from pmdocs.serve.watch.watches import Watches


class Survey:
    """Walks through what is in scope, and sees to the watches on the way.

    Its generators yield ``None`` now and then, where a caller may pause, and paths that *may* differ: a file
    may have changed again in a pause. Whoever takes a path looks at it himself.
    """

    def __init__(self, scope: Scope, snapshot: Snapshot, watches: Watches) -> None:
        self._scope, self._snapshot, self._watches = scope, snapshot, watches

    def everything(self) -> Iterator[str | None]:
        """Look at all roots."""
        self._watches.begin()
        anchors, seen = self._anchor(), set[str]()
        for root in self._scope.roots:
            if os.path.isdir(root):
                yield from self._walk(root, seen)
            elif signature(root) != self._snapshot.get(root):
                yield root
        yield from self._missing("", seen)
        self._watches.retain("", seen | anchors)

    def below(self, top: str) -> Iterator[str | None]:
        """Look at one folder and all below; it may be gone."""
        seen = set[str]()
        # What lies behind a link is no part of the site, unless it is a root itself.
        if top in self._scope.roots or not os.path.islink(top):
            yield from self._walk(top, seen)
        yield from self._missing(top, seen)
        self._watches.retain(top, seen)

    def _anchor(self) -> set[str]:
        """Watch the folder above each root, since a root may come and go; return these folders."""
        names: dict[str, set[str]] = {}
        for root in self._scope.roots:
            folder, name = _above(root)
            names.setdefault(folder, set()).add(name)
        for folder, wanted in names.items():
            self._watches.anchor(folder, frozenset(wanted))
        return set(names)

    def _walk(self, top: str, seen: set[str]) -> Iterator[str | None]:
        waiting = [top]
        while waiting:
            folder = waiting.pop()
            if folder in seen:
                continue
            seen.add(folder)
            try:
                # The watch first, then the names: what comes between is seen twice rather than never.
                info = os.stat(folder)
                self._watches.enter(folder, (info.st_dev, info.st_ino))
                entries = os.scandir(folder)
            except (FileNotFoundError, NotADirectoryError):
                seen.discard(folder)
                continue
            except OSError:
                # It cannot be read, which does not mean that its files are gone.
                continue
            with entries:
                yield from self._read(folder, entries, waiting)

    def _read(
        self, folder: str, entries: Iterable[os.DirEntry[str]], waiting: list[str]
    ) -> Iterator[str | None]:
        known, found = self._snapshot.names(folder), set[str]()
        for entry in entries:
            yield None
            name, path = entry.name, entry.path
            if name not in known and not self._scope.keeps(path, name):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
                continue
            found.add(name)
            if _signature(entry) != known.get(name):
                yield path
        for name in known.keys() - found:
            yield os.path.join(folder, name)

    def _missing(self, top: str, seen: set[str]) -> Iterator[str | None]:
        """Yield what was known of folders that are not there any more."""
        for folder in self._snapshot.folders(top):
            if folder not in seen:
                for name in list(self._snapshot.names(folder)):
                    yield os.path.join(folder, name)


def _above(root: str) -> tuple[str, str]:
    """Return the nearest folder above a root that exists, and the name in it that leads to the root."""
    folder, name = os.path.split(root)
    while not os.path.isdir(folder) and folder != os.path.dirname(folder):
        folder, name = os.path.split(folder)
    return folder, name


def _signature(entry: os.DirEntry[str]) -> Signature | None:
    # Windows keeps old figures in its folders.
    if sys.platform == "win32":
        return signature(entry.path)
    try:
        return of(entry.stat())
    except OSError:
        return signature(entry.path)
