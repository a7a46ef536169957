"""emit: files → a sink. A directory gets a whole new generation beside the old one, swapped in at once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from pmdocs.diagnostics.problem import Phrase, PmdocsError, Problem
from pmdocs.incremental.store import Store
from pmdocs.system.files import holds, stamp
from pmdocs.system.hashing import digest
from pmdocs.system.swap import exchange, remove

MARK = "site.json"
"""The file by which an output folder is known to be ours: nothing else is ever replaced."""

Seen = Mapping[str, Sequence[Any]]
"""What a folder holds, by path: digest of the contents, size and time stamp of the file."""


class Sink(Protocol):
    """Where a site is written."""

    def write(self, path: str, data: bytes) -> None:
        """Add one file; ``path`` is POSIX and relative."""

    def keep(self, path: str, known: str) -> bool:
        """Add a file of this digest as it was published before, if it is still there."""


class DirectorySink:
    """Makes the next generation of an output folder in ``.NAME.spare`` beside it and swaps the two.

    What was the output becomes the spare one, and the next build has to change only what is different in
    it, so that a small edit costs little in a large site. Files that both have are one file with two
    links: an unchanged file keeps its inode and time stamp, and a file is never written into, always
    replaced. What each of the two folders holds is in the ``store``, and is believed of a file only if
    its size and time are still the same. Where the platform cannot exchange two folders in one step,
    the old one is moved aside first (for an instant there is none) and no spare one is kept. Dot files
    at the top of the output, such as ``.gitignore``, are carried over.
    """

    def __init__(self, output: Path, store: Store | None = None) -> None:
        self.output = output
        self.spare = output.parent / f".{output.name}.spare"
        self._store = store or Store()
        self._refuse_foreign()
        self._old = self._store.fact(output_name(output)) or {}
        self._replaces = output.exists()
        self._folders: set[str] = set()
        self._has = self._store.fact(self._spare_name) or {}
        # From here on the spare folder is neither the one nor the other, until it is published.
        self._store.put_fact(self._spare_name, None)
        self._store.flush()
        if not (self._has and holds(self.spare, self._has)):
            self._has = {}
            remove(self.spare)
            self.spare.mkdir(parents=True)
            self.spare.chmod(0o755)

    @property
    def _spare_name(self) -> str:
        return f"spare {self.output.resolve()}"

    def write(self, path: str, data: bytes) -> None:
        """Add one file to the next generation."""
        if self.keep(path, digest(data)):
            return
        target = f"{self.spare}/{path}"
        old = self.output / path
        if self._replaces and _same(old, data) and self._link(path):
            return
        self._clear(path)
        with open(target, "xb") as file:  # noqa: PTH123 -- for every file of the site
            file.write(data)
        os.chmod(target, 0o644)  # noqa: PTH101 -- likewise

    def keep(self, path: str, known: str) -> bool:
        """Take a file from the spare folder or link one of the output, if nobody has touched it since."""
        seen = self._has.get(path)
        if seen and seen[0] == known:
            return True
        seen = self._old.get(path)
        return bool(seen and seen[0] == known and _is(self.output, path, seen)) and self._link(path)

    def _link(self, path: str) -> bool:
        self._clear(path)
        try:
            os.link(f"{self.output}/{path}", f"{self.spare}/{path}")
        except OSError:
            return False
        return True

    def _clear(self, path: str) -> None:
        """Make room for a file, whatever is in its place."""
        target = f"{self.spare}/{path}"
        try:
            os.unlink(target)  # noqa: PTH108 -- likewise
        except FileNotFoundError:
            self._make_folder(path.rpartition("/")[0])
        except NotADirectoryError:
            self._make_folder(path.rpartition("/")[0])
        except OSError:
            shutil.rmtree(target)
            self._folders.clear()

    def _make_folder(self, folder: str) -> None:
        """Make a folder and those above it, readable for all whatever the umask says."""
        if not folder or folder in self._folders:
            return
        place = f"{self.spare}/{folder}"
        try:
            os.mkdir(place)  # noqa: PTH102 -- likewise
        except OSError:
            self._make_folder(folder.rpartition("/")[0])
            if os.path.isfile(place):  # noqa: PTH113 -- likewise
                os.unlink(place)  # noqa: PTH108 -- likewise
            with suppress(FileExistsError):  # it was there, or another process was faster
                os.mkdir(place)  # noqa: PTH102 -- likewise
        os.chmod(place, 0o755)  # noqa: PTH101, S103 -- likewise; a site is for all to read
        self._folders.add(folder)

    def publish(self, digests: Mapping[str, str]) -> None:
        """Swap the generations; ``digests`` are those of all files that were added, by path."""
        self._drop(self._has.keys() - digests.keys())
        for file in _dot_files(self.spare):
            file.unlink()
        for file in _dot_files(self.output):
            shutil.copy2(file, self.spare / file.name)
        self.output.parent.mkdir(parents=True, exist_ok=True)
        swapped = self.output.exists() and exchange(self.spare, self.output)
        if not swapped:
            self._replace()
        self._remember(digests, self._old if swapped else {})

    def abandon(self) -> None:
        """Leave the output as it was."""
        remove(self.spare)

    def _drop(self, paths: Collection[str]) -> None:
        """Remove files, and the folders that become empty."""
        for path in paths:
            with suppress(OSError):  # gone already, or a folder now
                os.unlink(f"{self.spare}/{path}")  # noqa: PTH108 -- likewise
        folders = {parent for path in paths for parent in _above(path)}
        for folder in sorted(folders, key=len, reverse=True):
            with suppress(OSError):  # not empty
                os.rmdir(f"{self.spare}/{folder}")  # noqa: PTH106 -- likewise

    def _remember(self, digests: Mapping[str, str], old: Seen) -> None:
        """Note what output and spare folder hold now; the first spare one is made of links."""
        new = {path: [known, *(stamp(f"{self.output}/{path}") or ())] for path, known in digests.items()}
        self._store.put_fact(output_name(self.output), new)
        if not old:
            remove(self.spare)
            old = self._linked(new)
        if old:
            (self.spare / ".gitignore").write_text("*\n", encoding="utf-8")
            self._store.put_fact(self._spare_name, old)

    def _linked(self, new: Seen) -> Seen:
        """Fill a spare folder with links to the output, so that the next build is a quick one already."""
        self.spare.mkdir()
        self.spare.chmod(0o755)
        self._has, self._folders = {}, set()
        for path in new:
            if not self._link(path):
                remove(self.spare)
                return {}
        return new

    def _replace(self) -> None:
        aside = self.output.parent / f".{self.output.name}.old"
        remove(aside)
        if self.output.exists():
            self.output.rename(aside)
        self.spare.rename(self.output)
        remove(aside)

    def _refuse_foreign(self) -> None:
        if not self.output.exists():
            return
        names = (
            [f.name for f in self.output.iterdir() if not f.name.startswith(".")]
            if self.output.is_dir()
            else [""]
        )
        if names and MARK not in names:
            problem = Problem(self.output.name, 1, 1, "E-OUTPUT", _FOREIGN, _FOREIGN_HINT)
            raise PmdocsError(problem, exit_code=2)


def output_name(output: Path) -> str:
    """Return the name under which the store keeps what was published to a folder."""
    return f"output {output.resolve()}"


def _dot_files(folder: Path) -> Iterable[Path]:
    return [f for f in folder.glob(".*") if f.is_file()] if folder.is_dir() else []


def _above(path: str) -> list[str]:
    """Return all folders above a path."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[: n + 1]) for n in range(len(parts))]


def _is(folder: Path, path: str, seen: Sequence[Any]) -> bool:
    """Whether a file is still the one that was seen."""
    return list(stamp(f"{folder}/{path}") or ()) == list(seen[1:])


def _same(file: Path, data: bytes) -> bool:
    try:
        return file.stat().st_size == len(data) and file.read_bytes() == data
    except OSError:
        return False


_FOREIGN = Phrase(
    "the output folder holds files that pmdocs did not write", "输出文件夹中有不是 pmdocs 写的文件"
)
_FOREIGN_HINT = Phrase(
    "choose another folder with -o, or empty it yourself", "请用 -o 选择其他文件夹，或自行清空"
)
