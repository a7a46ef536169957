"""Regular files read to their end: never a pipe, a device or a folder, and never more than a limit."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

NONBLOCK = getattr(os, "O_NONBLOCK", 0)
NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
BINARY = getattr(os, "O_BINARY", 0)


def read_regular(path: str | Path, limit: int | None = None) -> bytes:
    """Return the bytes of a regular file, or of one that a link leads to.

    Raises:
        OSError: it cannot be opened or read, is no regular file, or has more than ``limit`` bytes (EFBIG).
    """
    handle = os.open(path, os.O_RDONLY | NONBLOCK | BINARY)
    with os.fdopen(handle, "rb", buffering=0) as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        if limit is None:
            return file.readall()
        data = bytearray()
        while part := file.read(limit + 1 - len(data)):
            data += part
            if len(data) > limit:
                raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
        return bytes(data)
