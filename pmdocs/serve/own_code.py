"""pmdocs' own code: which of its files changed, and whether Python could load them."""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pmdocs
from pmdocs.diagnostics.problem import Phrase
from pmdocs.pages.notes import frame

_CODE = frozenset({".py", ".yaml", ".html", ".js", ".css", ".svg", ".md"})
_ELSEWHERE = ("themes", "assets", "starter")
"""Followed by the preview itself, or not used by it."""

CLIENT = Path(__file__).resolve().parent / "client"
PACKAGE = Path(pmdocs.__file__).resolve().parent


def in_checkout(package: Path = PACKAGE) -> bool:
    """Whether the package is one that people edit: installed from a wheel, it has the themes inside."""
    return not (package / "themes").is_dir()


class Code:
    """The package as it was loaded, against the package on the disk; ``followed`` is whether that may change."""

    def __init__(self, package: Path, *, followed: bool = True) -> None:
        self.package, self.followed = package, followed
        self._loaded: dict[Path, bytes] = {}
        self._began = time.time()

    def remember(self) -> None:
        """Take the files for what is loaded, but for those that were written after this process began."""
        if not self._loaded:
            self._loaded = {path: digest for path, digest in self._digests().items() if self._older(path)}

    def changed(self) -> list[Path]:
        """Return the files that are not what was loaded; one that was changed back is."""
        self.remember()
        now = self._digests()
        return sorted(path for path in now.keys() | self._loaded if now.get(path) != self._loaded.get(path))

    def owns(self, path: Path) -> bool:
        """Tell whether a file is code whose change needs a new process."""
        if not self.followed or not path.is_relative_to(self.package) or path.suffix not in _CODE:
            return False
        inside = path.relative_to(self.package).parts
        return inside[0] not in _ELSEWHERE and not path.is_relative_to(CLIENT) and "__pycache__" not in inside

    def _older(self, path: Path) -> bool:
        try:
            return path.stat().st_mtime <= self._began
        except OSError:
            return True

    def _digests(self) -> dict[Path, bytes]:
        found = {}
        for path in filter(self.owns, self.package.rglob("*") if self.followed else ()):
            # A file may be gone by now; what cannot be read cannot be loaded either.
            with contextlib.suppress(OSError):
                found[path] = hashlib.blake2b(path.read_bytes()).digest()
        return found


def mistakes(files: Iterable[Path], package: Path, lang: str) -> list[dict[str, Any]]:
    """Return what keeps Python from reading the files, as problems of every page."""
    return [m for file in files if file.suffix == ".py" if (m := _mistake(file, package, lang))]


def _mistake(file: Path, package: Path, lang: str) -> dict[str, Any] | None:
    source = ""
    try:
        source = file.read_text(encoding="utf-8")
        compile(source, str(file), "exec", dont_inherit=True)
    except FileNotFoundError:
        return None
    except (SyntaxError, ValueError, OSError) as error:
        line, column = getattr(error, "lineno", None) or 1, getattr(error, "offset", None) or 1
        hint = Phrase("the code loaded before still runs", "仍在运行之前加载的代码")
        return {
            "severity": "error", "code": "E-CODE", "message": getattr(error, "msg", None) or str(error),
            "hint": hint.within(lang), "url": None, "everywhere": True,
            "place": f"{file.relative_to(package.parent).as_posix()}:{line}:{column}",
            "frame": frame((getattr(error, "text", None) and source) or "", line, column),
        }  # fmt: skip
    return None
