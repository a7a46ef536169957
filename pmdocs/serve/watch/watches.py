"""The folders that the system was asked to watch, and what to say when it will watch no more."""

# Paths are strings here: a look at everything handles ten thousand, and a Path takes longer than a stat.
# ruff: noqa: PTH118

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass

from pmdocs.diagnostics.problem import Phrase
from pmdocs.serve.watch.hints import Events, FolderWatch, Tell

Identity = tuple[int, int]
"""Device and inode of a folder: another one may stand under the same path a moment later."""


def events_of_platform(tell: Tell) -> Events:
    """Return the fastest source of hints there is here. Raises ``OSError`` where there is none."""
    if sys.platform == "linux":
        try:
            from pmdocs.serve.watch.inotify import Inotify  # noqa: PLC0415 -- exists on Linux alone
        except ImportError:
            pass
        else:
            return Inotify(tell)
    from pmdocs.serve.watch.observed import Observed  # noqa: PLC0415 -- not needed with inotify

    return Observed(tell)


@dataclass(slots=True)
class _Held:
    watch: FolderWatch
    identity: Identity | None


class Watches:
    """Watches of single folders. Without events, or with too few, it warns once and carries on."""

    def __init__(self, warn: Callable[[Phrase], None]) -> None:
        self._warn = warn
        self._warned = False
        self._events: Events | None = None
        self._held: dict[str, _Held] = {}
        self.complete = False
        """Whether the system watches every folder that was asked for since the last ``begin``."""

    def start(self, events: Callable[[Tell], Events], tell: Tell) -> None:
        """Open the source of hints."""
        try:
            self._events = events(tell)
        except OSError as error:
            self._give_up(error)

    def stop(self) -> None:
        """End all threads of the source."""
        events, self._events, self.complete = self._events, None, False
        if events is not None:
            events.stop()

    def begin(self) -> None:
        """Ask the system again for what it refused: somebody may have raised its limit."""
        self.complete = self._events is not None

    def enter(self, folder: str, identity: Identity) -> None:
        """Watch a folder before its names are read, so that nothing falls between."""
        held = self._held.get(folder)
        if held and held.watch.alive and held.identity == identity and held.watch.names is None:
            return
        self._drop(folder)
        self._watch(folder, None, identity)

    def anchor(self, folder: str, names: frozenset[str]) -> None:
        """Watch a folder for certain names in it alone, unless all of it is watched."""
        held = self._held.get(folder)
        if held and held.watch.alive and (held.watch.names is None or held.watch.names == names):
            return
        self._drop(folder)
        self._watch(folder, names, None)

    def retain(self, top: str, seen: set[str]) -> None:
        """End the watches at ``top`` (everywhere, if empty) and below, but for the folders that were seen."""
        below = os.path.join(top, "") if top else ""
        for folder in [f for f in self._held if f not in seen and (f == top or f.startswith(below))]:
            self._drop(folder)

    def _watch(self, folder: str, names: frozenset[str] | None, identity: Identity | None) -> None:
        # Once refused, the system is not asked for each of ten thousand folders.
        if self._events is None or not self.complete:
            return
        try:
            self._held[folder] = _Held(self._events.watch(folder, names), identity)
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            # Gone again, or closed to us: no reason to warn about the rest.
            return
        except OSError as error:
            self.complete = False
            self._give_up(error)

    def _drop(self, folder: str) -> None:
        held = self._held.pop(folder, None)
        if held is not None and self._events is not None:
            self._events.unwatch(held.watch)

    def _give_up(self, error: OSError) -> None:
        if not self._warned:
            self._warned = True
            self._warn(_EXHAUSTED.fill(why=error.strerror or str(error)))


_EXHAUSTED = Phrase(
    "changes will be seen a little later: the system watches no more folders ({why}). "
    "On Linux, raise fs.inotify.max_user_watches and fs.inotify.max_user_instances.",
    "文件的改动会稍晚才被发现：系统无法再监视更多文件夹（{why}）。"
    "在 Linux 上，请调高 fs.inotify.max_user_watches 和 fs.inotify.max_user_instances。",
)
