"""Which paths a watcher looks at: those below its roots, without what editors and tools drop there."""

# Paths are strings here: a look at everything handles ten thousand, and a Path takes longer than a stat.
# ruff: noqa: PTH100, PTH118

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from pmdocs.system.files import is_dropping

_REMEMBERED = 50_000


class Scope:
    """The roots, and what is left out below them.

    ``ignore`` is asked about a path once and its answer remembered.
    """

    def __init__(self, paths: Sequence[Path], ignore: Callable[[Path], bool]) -> None:
        self.roots = tuple(sorted({os.path.abspath(path) for path in paths}))
        self._ignore = ignore
        self._answers: dict[str, bool] = {}
        self._folders: dict[str, bool] = {}

    def keeps(self, path: str, name: str) -> bool:
        """Tell whether a path counts, given that its folder does."""
        return not is_dropping(name) and not self._ignored(path)

    def counts(self, path: str) -> bool:
        """Tell whether a path is a root, or below one with nothing on the way that is left out."""
        if path in self.roots:
            return True
        folder, name = os.path.split(path)
        return folder != path and self._holds(folder) and self.keeps(path, name)

    def leads(self, path: str) -> bool:
        """Tell whether a path is above a root: the root may have come or gone with it."""
        return any(root.startswith(os.path.join(path, "")) for root in self.roots)

    def _holds(self, folder: str) -> bool:
        """Tell whether what is in a folder counts."""
        answer = self._folders.get(folder)
        if answer is None:
            _make_room(self._folders)
            answer = self._folders[folder] = self.counts(folder)
        return answer

    def _ignored(self, path: str) -> bool:
        answer = self._answers.get(path)
        if answer is None:
            _make_room(self._answers)
            answer = self._answers[path] = self._ignore(Path(path))
        return answer


def _make_room(answers: dict[str, bool]) -> None:
    """Keep names that come and go for weeks from filling the memory."""
    if len(answers) >= _REMEMBERED:
        answers.clear()
