"""Style sheets, scripts and images that browsers have fetched, and which of them changed since."""

from __future__ import annotations

import json
import secrets
from collections import OrderedDict
from collections.abc import Callable, Collection
from pathlib import Path, PurePosixPath

EVERYTHING = "*"
"""Stands for "whatever you have": a browser that fetched its files from another run of the server."""

_MOST = 500
_MADE = ".css"
"""The style sheet is made of several files and of the kinds in use: any change may be one of it."""


class AssetLog:
    """Versions of the files given out, and the order of their changes."""

    def __init__(self, before: str = "") -> None:
        """Start anew, or go on with what the process before this one wrote down."""
        noted = json.loads(before) if before else {}
        self._run: str = noted.get("run") or secrets.token_hex(4)
        self._changes: int = noted.get("changes", 0)
        self._given: OrderedDict[str, str] = OrderedDict(noted.get("given", {}))
        self._changed: dict[str, tuple[int, str]] = {}

    @property
    def state(self) -> str:
        """Name of the present state; a page carries it, and says it when it connects."""
        return f"{self._run}.{self._changes}"

    def write_down(self) -> str:
        """Return the state as text, for the process that goes on after this one."""
        return json.dumps({"run": self._run, "changes": self._changes, "given": self._given})

    def give(self, path: str, version: str) -> None:
        """Note that a browser has fetched a file."""
        self._given[path] = version
        self._given.move_to_end(path)
        if len(self._given) > _MOST:
            self._given.popitem(last=False)

    def compare(
        self, version_of: Callable[[str], str | None], files: Collection[Path] | None = None
    ) -> dict[str, str]:
        """Return path → version of the files given out that are different now; empty for one that is gone.

        Scripts and images can only have changed where one of ``files`` has their name.
        """
        names = None if files is None else {file.name for file in files}
        changed = {
            path: now
            for path, before in self._given.items()
            if (names is None or path.endswith(_MADE) or PurePosixPath(path).name in names)
            and (now := version_of(path) or "") != before
        }  # fmt: skip
        self._given |= changed
        if changed:
            self._changes += 1
            self._changed |= {path: (self._changes, version) for path, version in changed.items()}
        return changed

    def since(self, state: str) -> dict[str, str]:
        """Return what changed since a state of this run; everything when it is another run's."""
        run, _, number = state.partition(".")
        if run != self._run or not number.isdigit():
            return {EVERYTHING: self._run}
        return {path: version for path, (n, version) in self._changed.items() if n > int(number)}
