"""Files that cannot be read or written, as problems."""

from __future__ import annotations

import os
from pathlib import Path

from pmdocs.diagnostics.problem import Phrase, PmdocsError, Problem
from pmdocs.system.files import as_text

_MAX_NAME = 200


def stop_of(error: OSError, folder: Path) -> PmdocsError:
    """Return what stops a command whose file cannot be used: E-FILE, exit code 2; ``folder`` shortens its name."""
    names = [os.fsdecode(one) for one in (error.filename, error.filename2) if isinstance(one, str | bytes)]
    path = Path(names[-1]) if names else folder
    name = str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)
    shown = as_text(name)
    short = shown if len(shown) <= _MAX_NAME else f"{shown[:_MAX_NAME]}…"
    why = error.strerror or str(error) or type(error).__name__
    return PmdocsError(Problem(short, 1, 1, "E-FILE", _FAILED.fill(why=why), _HINT), exit_code=2)


_FAILED = Phrase("cannot be read or written: {why}", "无法读取或写入：{why}")
_HINT = Phrase(
    "see whether it is there, who may use it, and whether the disk is full",
    "请检查它是否存在、权限是否足够、磁盘是否已满",
)
