"""Hints from Linux' inotify(7), folder by folder, a moment after they happen.

watchdog's own observers cannot be used for this. A recursive one watches every folder below, so a
`node_modules` or `.git` uses up the watches of the whole account; one per folder is a thread per folder; and
its emitter holds back a file that was renamed away for half a second, in case the other half of the rename
comes. So the folders are registered here one by one, and the callbacks of watchdog's reader are taken raw.
"""

# Paths are strings here: a look at everything handles ten thousand, and a Path takes longer than a stat.
# ruff: noqa: PTH118

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from watchdog.observers.inotify_c import (
    CallbackId,
    InotifyConstants,
    InotifyEvent,
    InotifyFD,
    Mask,
    WatchDescriptor,
)

from pmdocs.serve.watch.hints import FolderWatch, Hint, HintKind, Tell, is_rename
from pmdocs.system.files import is_dropping

# IN_EXCL_UNLINK: no more about files that are deleted but still open.
_MASK = Mask(
    InotifyConstants.IN_CREATE
    | InotifyConstants.IN_MODIFY
    | InotifyConstants.IN_ATTRIB
    | InotifyConstants.IN_CLOSE_WRITE
    | InotifyConstants.IN_MOVE
    | InotifyConstants.IN_DELETE
    | InotifyConstants.IN_ONLYDIR
    | InotifyConstants.IN_EXCL_UNLINK
)
_KINDS = (
    (InotifyConstants.IN_CLOSE_WRITE | InotifyConstants.IN_MOVED_TO, HintKind.FINAL),
    (InotifyConstants.IN_MODIFY, HintKind.WRITING),
    (InotifyConstants.IN_CREATE, HintKind.CREATED),
    (
        InotifyConstants.IN_MOVED_FROM | InotifyConstants.IN_DELETE | InotifyConstants.IN_ATTRIB,
        HintKind.TOUCHED,
    ),
)


_NO_WATCH = WatchDescriptor(-1)


@dataclass(slots=True, eq=False)
class InotifyFolder:
    """One watched folder; watchdog's reader calls it, on its own thread."""

    folder: str
    names: frozenset[str] | None
    events: Inotify
    number: CallbackId
    descriptor: WatchDescriptor = _NO_WATCH
    alive: bool = True

    def on_event(self, event: InotifyEvent) -> None:
        """Pass on what happened to a name in the folder."""
        name = os.fsdecode(event.name)
        # Most noise ends here: an editor touches several names for one save.
        if name and not is_dropping(name) and (self.names is None or name in self.names):
            self.events.tell(tuple(self.events.hints(os.path.join(self.folder, name), event)))

    def on_watch_deleted(self, wd: WatchDescriptor) -> None:
        """Note that the folder is gone; another may stand in its place already."""
        del wd
        self.alive = False
        self.events.tell((Hint(HintKind.FOLDER, self.folder),))

    def on_queue_overflow(self) -> None:
        """Say that hints were lost."""
        self.events.tell((Hint(HintKind.ALL),))


class Inotify:
    """The hints of one inotify instance, read by one thread. Raises ``OSError`` where there is none to have."""

    def __init__(self, tell: Tell) -> None:
        self.tell = tell
        self._numbers = count(1)
        self._moved = (0, "")
        self._reader = InotifyFD()
        self._reader.start()

    def watch(self, folder: str, names: frozenset[str] | None) -> FolderWatch:
        """Watch one folder, not what is below."""
        watch = InotifyFolder(folder, names, self, CallbackId(next(self._numbers)))
        # watchdog keeps silent about a folder that may not be read.
        if not os.access(folder, os.R_OK):
            watch.alive = False
            return watch
        watch.descriptor = self._reader.add_callback(os.fsencode(folder), _MASK, watch, watch.number)
        return watch

    def unwatch(self, watch: FolderWatch) -> None:
        """End the watch of one folder."""
        if isinstance(watch, InotifyFolder) and watch.alive:
            watch.alive = False
            self._reader.remove_callbacks([(watch.descriptor, watch.number)])

    def stop(self) -> None:
        """Close the instance and end its thread."""
        self._reader.stop()
        self._reader.join()

    def hints(self, path: str, event: InotifyEvent) -> Iterator[Hint]:
        """Put an event into words."""
        if event.mask & InotifyConstants.IN_MOVED_TO and self._moved[0] == event.cookie:
            source, self._moved = self._moved[1], (0, "")
            if is_rename(source, path, is_folder=event.is_directory):
                yield Hint(HintKind.AWAY, source)
        elif event.mask & InotifyConstants.IN_MOVED_FROM:
            self._moved = (event.cookie, path)
        if event.mask & InotifyConstants.IN_ISDIR:
            moved = event.mask & InotifyConstants.IN_MOVED_TO
            yield Hint(HintKind.ARRIVED if moved else HintKind.FOLDER, path)
            return
        for mask, kind in _KINDS:
            if event.mask & mask:
                yield Hint(kind, path)
                return
