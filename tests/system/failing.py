"""Operations on files that fail on demand: what an audit hook sees, and writes to open files."""

from __future__ import annotations

import builtins
import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

EVENTS = frozenset(
    {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.scandir", "os.chmod", "os.listdir", "write"}
)  # fmt: skip
ERRORS = {"ENOSPC": errno.ENOSPC, "EIO": errno.EIO, "EACCES": errno.EACCES}


class Failing:
    """Counts the operations on files below a folder, and lets the one with a number fail; ``which`` 0 is none."""

    def __init__(self) -> None:
        self.folder, self.which, self.error, self.count = "", 0, 0, 0
        self.seen: list[str] = []
        self.forbidden = ""
        self.on = False

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Take notice of an operation."""
        if not self.on or event not in EVENTS:
            return
        path = os.fsdecode(arguments[0]) if isinstance(arguments[0], str | bytes | os.PathLike) else ""
        if not path.startswith(self.folder):
            return
        self.count += 1
        self.seen.append(f"{event} {path.removeprefix(self.folder)}")
        if self.count == self.which or self.forbidden in (path, f"{path}/"):
            raise OSError(self.error, os.strerror(self.error), path)

    @contextmanager
    def at(self, folder: Path, which: int, error: int = 0) -> Iterator[None]:
        """Count the operations below a folder, and let one of them fail."""
        self.folder, self.which, self.error, self.count, self.seen = str(folder), which, error, 0, []
        self.on = True
        try:
            yield
        finally:
            self.on = False

    @contextmanager
    def unreadable(self, path: Path) -> Iterator[None]:
        """Let a file or folder be one that this user must not open."""
        self.forbidden = str(path)
        with self.at(path, 0, errno.EACCES):
            yield
        self.forbidden = ""


FAILING = Failing()
_hooked: list[bool] = []


class _Writer(io.FileIO):
    """A file opened to be written, whose writes are operations as well."""

    def write(self, data: Any, /) -> int:
        """Write, or fail as a full disk does."""
        FAILING("write", (os.fsdecode(self.name) if not isinstance(self.name, int) else "",))
        return super().write(data)


def install(patch: pytest.MonkeyPatch) -> Failing:
    """Let operations of this process be counted; a hook cannot be taken away again, only be idle."""
    if not _hooked:
        sys.addaudithook(FAILING)
        _hooked.append(True)
    real = builtins.open

    def opened(file: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
        if not FAILING.on or isinstance(file, int) or mode not in {"xb", "wb"} or options.get("opener"):
            return real(file, mode, *arguments, **options)
        return _Writer(file, mode.replace("b", ""))

    patch.setattr(builtins, "open", opened)
    patch.setattr(io, "open", opened)
    return FAILING
