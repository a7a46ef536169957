"""Hints from watchdog's observer of the platform: FSEvents, ReadDirectoryChangesW and the like.

These watch whole trees at no cost per folder, so only the roots are registered.
"""

# Paths are strings here: a look at everything handles ten thousand, and a Path takes longer than a stat.
# ruff: noqa: PTH118

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass

from watchdog.events import (
    EVENT_TYPE_CLOSED,
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch
from watchdog.observers.polling import PollingObserver

from pmdocs.serve.watch.hints import FolderWatch, Hint, HintKind, Tell, is_rename

# Most platforms do not say when a file is closed, so a beginning is a touch like any other.
_KINDS = {
    EVENT_TYPE_CLOSED: HintKind.FINAL,
    EVENT_TYPE_CREATED: HintKind.TOUCHED,
    EVENT_TYPE_DELETED: HintKind.TOUCHED,
    EVENT_TYPE_MODIFIED: HintKind.TOUCHED,
}


@dataclass(slots=True, eq=False)
class ObservedFolder:
    """A folder that is observed, or that lies below an observed one."""

    names: frozenset[str] | None
    events: Observed
    watch: ObservedWatch
    is_top: bool

    @property
    def alive(self) -> bool:
        """Whether the thread that observes it still runs."""
        return self.events.observes(self.watch)


class Observed(FileSystemEventHandler):
    """The hints of one observer. Raises ``OSError`` where there is none to have."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._observer = Observer()
        # It would read all folders again and again, as the watcher does without it.
        if isinstance(self._observer, PollingObserver):
            raise OSError("the platform gives no hints")
        self._observer.start()
        self._trees: dict[str, ObservedWatch] = {}

    def watch(self, folder: str, names: frozenset[str] | None) -> FolderWatch:
        """Observe a folder: with all below, unless only certain names in it matter."""
        if names is not None:
            return ObservedFolder(names, self, self._observer.schedule(self, folder), is_top=True)
        for top, tree in self._trees.items():
            if folder.startswith(os.path.join(top, "")) and self.observes(tree):
                return ObservedFolder(None, self, tree, is_top=False)
        tree = self._trees[folder] = self._observer.schedule(self, folder, recursive=True)
        return ObservedFolder(None, self, tree, is_top=True)

    def unwatch(self, watch: FolderWatch) -> None:
        """Observe a folder no more."""
        if isinstance(watch, ObservedFolder) and watch.is_top:
            self._trees = {top: tree for top, tree in self._trees.items() if tree is not watch.watch}
            # Unscheduled before, or its thread died with the folder.
            with suppress(KeyError):
                self._observer.unschedule(watch.watch)

    def observes(self, watch: ObservedWatch) -> bool:
        """Tell whether the thread of a watch runs."""
        return any(emitter.watch == watch and emitter.is_alive() for emitter in self._observer.emitters)

    def stop(self) -> None:
        """End all threads."""
        self._observer.stop()
        self._observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Put an event into words."""
        source, target = os.fsdecode(event.src_path), os.fsdecode(event.dest_path)
        if event.event_type == EVENT_TYPE_MOVED:
            away = is_rename(source, target, is_folder=event.is_directory)
            arrived = HintKind.ARRIVED if event.is_directory else HintKind.FINAL
            self._tell((Hint(HintKind.AWAY if away else HintKind.TOUCHED, source), Hint(arrived, target)))
        # That a folder changed is said of every save in it; the file's own hint says more.
        elif event.is_directory and event.event_type != EVENT_TYPE_MODIFIED:
            self._tell((Hint(HintKind.FOLDER, source),))
        elif not event.is_directory and event.event_type in _KINDS:
            self._tell((Hint(_KINDS[event.event_type], source),))
