"""emit: files → a sink. A directory gets a whole new generation beside the old one, swapped in at once."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Protocol

from pmdocs.problem import Phrase, PmdocsError, Problem

MARK = "site.json"
"""The file by which an output folder is known to be ours: nothing else is ever replaced."""

_EXCHANGE = 2
_HERE = -100


Seen = dict[str, tuple[str, int, int]]
"""What was published, by path: digest of the contents, size and time stamp of the file."""


class Sink(Protocol):
    """Where a site is written."""

    def write(self, path: str, data: bytes) -> None:
        """Add one file; ``path`` is POSIX and relative."""

    def keep(self, path: str, digest: str) -> bool:
        """Add a file as it was published before, if it is still there with these contents."""


class DirectorySink:
    """Writes a new generation to ``.NAME.next`` beside the output folder and swaps the two.

    A file whose bytes are the same as before is linked, so that it keeps its inode and time stamp;
    ``seen`` tells without reading it. Where the platform cannot exchange two folders in one step, the
    old one is moved aside first: for an instant there is none. Dot files at the top, such as
    ``.gitignore``, are carried over.
    """

    def __init__(self, output: Path, seen: Mapping[str, Sequence[Any]] | None = None) -> None:
        self.output = output
        self._seen = seen or {}
        self._next = output.parent / f".{output.name}.next"
        self._refuse_foreign()
        remove(self._next)
        self._next.mkdir(parents=True)

    def write(self, path: str, data: bytes) -> None:
        """Add one file to the next generation."""
        target, old = self._next / path, self.output / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if _same(old, data) and _link(old, target):
            return
        target.write_bytes(data)
        target.chmod(0o644)

    def keep(self, path: str, digest: str) -> bool:
        """Link a file of the old generation, if nobody has touched it since it was published."""
        known = self._seen.get(path)
        old, target = f"{self.output}/{path}", f"{self._next}/{path}"
        if known is None or known[0] != digest or _stat(old) != (known[1], known[2]):
            return False
        with suppress(FileNotFoundError):
            os.link(old, target)
            return True
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        return _link(Path(old), Path(target))

    def published(self, digests: Mapping[str, str]) -> Seen:
        """Return what there is in the output folder now, by the digests of what was written."""
        seen: Seen = {}
        for path, digest in digests.items():
            stat = _stat(f"{self.output}/{path}")
            if stat:
                seen[path] = (digest, *stat)
        return seen

    def publish(self) -> None:
        """Swap the generations and remove the old one."""
        for file in _dot_files(self.output):
            shutil.copy2(file, self._next / file.name)
        for folder in (self._next, *(f for f in self._next.rglob("*") if f.is_dir())):
            folder.chmod(0o755)
        self.output.parent.mkdir(parents=True, exist_ok=True)
        if not self.output.exists():
            self._next.rename(self.output)
        elif _exchange(self._next, self.output):
            remove(self._next)
        else:
            self._replace()

    def abandon(self) -> None:
        """Leave the output as it was."""
        remove(self._next)

    def _replace(self) -> None:
        old = self.output.parent / f".{self.output.name}.old"
        remove(old)
        self.output.rename(old)
        self._next.rename(self.output)
        remove(old)

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


def remove(folder: Path) -> None:
    """Remove a folder of ours, if it is there."""
    if folder.exists():
        shutil.rmtree(folder)


def _dot_files(folder: Path) -> Iterable[Path]:
    return [f for f in folder.glob(".*") if f.is_file()] if folder.is_dir() else []


def _stat(file: str) -> tuple[int, int] | None:
    """Return size and time stamp, ``None`` for a file that is not there."""
    try:
        stat = os.stat(file)  # noqa: PTH116 -- for every file of the site, in every build
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns


def _same(file: Path, data: bytes) -> bool:
    try:
        return file.stat().st_size == len(data) and file.read_bytes() == data
    except OSError:
        return False


def _link(old: Path, new: Path) -> bool:
    try:
        os.link(old, new)
    except OSError:
        return False
    return True


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step (Linux: renameat2); false where that is not to be had."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


@contextmanager
def only_build(output: Path) -> Iterator[None]:
    """Hold the lock of an output folder; the system releases it when the process ends, however it ends."""
    lock = output.parent / f".{output.name}.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a+b") as handle:
        if not _lock(handle):
            problem = Problem(output.name, 1, 1, "E-LOCK", _LOCKED, _LOCKED_HINT)
            raise PmdocsError(problem, exit_code=2)
        yield


def _lock(handle: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 -- exists on Windows only

            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 -- does not exist on Windows

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


_FOREIGN = Phrase(
    "the output folder holds files that pmdocs did not write", "输出文件夹中有不是 pmdocs 写的文件"
)
_FOREIGN_HINT = Phrase(
    "choose another folder with -o, or empty it yourself", "请用 -o 选择其他文件夹，或自行清空"
)
_LOCKED = Phrase("another build is writing this output folder", "另一个构建正在写入这个输出文件夹")
_LOCKED_HINT = Phrase("wait until it has ended", "请等它结束")
