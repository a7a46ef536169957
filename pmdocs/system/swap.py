"""Whole folders swapped in one step, and one build at a time."""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pmdocs.diagnostics.problem import Phrase, PmdocsError, Problem
from pmdocs.system.reading import BINARY, NOFOLLOW, NONBLOCK

_LINUX = sys.platform.startswith("linux")
_NOREPLACE, _EXCHANGE = 1, 2
_HERE = -100


def exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step (Linux: renameat2); false where that is not to be had."""
    return _renamed(one, other, _EXCHANGE) == 0


def move(one: Path, other: Path) -> None:
    """Give a file or folder another place on the same disk.

    Raises:
        FileExistsError: something is there already.
        OSError: it cannot be moved.
    """
    error = _renamed(one, other, _NOREPLACE)
    if error in {errno.ENOSYS, errno.EINVAL}:  # the file system, or the platform, can only look first
        if os.path.lexists(other):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(other))
        one.rename(other)
    elif error:
        raise OSError(error, os.strerror(error), str(one), None, str(other))


def _renamed(one: Path, other: Path, how: int) -> int:
    """Return 0, or the number of the error; ENOSYS where there is no renameat2."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if _LINUX else None
    if rename is None:
        return errno.ENOSYS
    done = rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), how)
    return 0 if done == 0 else ctypes.get_errno()


@contextmanager
def only_build(output: Path) -> Iterator[None]:
    """Hold the lock of an output folder; the system releases it when the process ends, however it ends."""
    lock = output.parent / f".{output.name}.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    with _opened(lock) as handle:
        if not _lock(handle):
            problem = Problem(output.name, 1, 1, "E-LOCK", _LOCKED, _LOCKED_HINT)
            raise PmdocsError(problem, exit_code=2)
        yield


def _opened(lock: Path) -> IO[bytes]:
    """Open the file of the lock; a link is not followed, and nothing but a file is opened."""
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | NONBLOCK | NOFOLLOW | BINARY
    try:
        handle = os.open(lock, flags, 0o666)
    except OSError as error:
        why = _NO_FILE if lock.is_symlink() or lock.is_dir() else Phrase(*[str(error.strerror)] * 2)
        raise _bad_lock(lock, why) from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise _bad_lock(lock, _NO_FILE)
    return os.fdopen(handle, "a+b")


def _bad_lock(lock: Path, why: Phrase) -> PmdocsError:
    problem = Problem(lock.name, 1, 1, "E-LOCK", _BAD_LOCK.fill(why=why), _BAD_LOCK_HINT)
    return PmdocsError(problem, exit_code=2)


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


_BAD_LOCK = Phrase(
    "the lock of the output folder cannot be opened: {why}", "无法打开输出文件夹的锁文件：{why}"
)
_BAD_LOCK_HINT = Phrase("remove it, or choose another folder with -o", "请删除它，或用 -o 选择其他文件夹")
_NO_FILE = Phrase("it is no regular file", "它不是普通文件")
_LOCKED = Phrase("another build is writing this output folder", "另一个构建正在写入这个输出文件夹")
_LOCKED_HINT = Phrase("wait until it has ended", "请等它结束")
