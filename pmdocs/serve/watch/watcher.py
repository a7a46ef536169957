"""Tells which files of a site really changed: at once, whole, and without missing any."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from math import inf
from pathlib import Path
from queue import Empty, SimpleQueue

from pmdocs.diagnostics.problem import Phrase
from pmdocs.serve.watch.follow import Follower
from pmdocs.serve.watch.hints import Events, Hint, HintKind, Tell
from pmdocs.serve.watch.pace import Pace
from pmdocs.serve.watch.scope import Scope
from pmdocs.serve.watch.snapshot import Snapshot, signature
from pmdocs.serve.watch.survey import Survey
from pmdocs.serve.watch.watches import Watches, events_of_platform

# Seconds. In a burst hints are taken together, which costs less and delays nothing: it waits anyway.
BREATH = 0.01
# Nobody waits longer than this, so that a clock that jumps does no harm (and Windows knows no infinity).
LONGEST = 60.0

_log = logging.getLogger(__name__)


class Watcher:
    """Watches folders, with all below, and single files; either may be missing now and come back.

    ``notify`` gets the absolute paths of files whose contents may have changed, appeared or vanished, one
    batch at a time, on the watcher's thread. (``None`` would mean "look at everything"; this watcher always
    knows the paths.) ``warn`` is called at most once, when changes will be seen later than they could be.
    ``ignore`` is asked about files and folders below the roots, and its answers are remembered.

    What the system tells of files are hints only. The truth is on the disk, held against a snapshot of what
    was reported last; a look at everything, every two seconds or so, finds what no hint told of.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        notify: Callable[[frozenset[Path] | None], None],
        warn: Callable[[Phrase], None],
        ignore: Callable[[Path], bool],
        events: Callable[[Tell], Events] = events_of_platform,
    ) -> None:
        self._notify, self._events = notify, events
        scope, self._snapshot = Scope(paths, ignore), Snapshot()
        self._watches, self._pace = Watches(warn), Pace()
        self._survey = Survey(scope, self._snapshot, self._watches)
        self._follower = Follower(scope, self._snapshot, self._survey)
        self._hints = SimpleQueue[tuple[Hint, ...]]()
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="watcher", daemon=True)
        self._look: Iterator[str | None] | None = None
        self._cost = 0.0

    def start(self) -> None:
        """Take the snapshot; changes after the return are seen."""
        self._watches.start(self._events, self._hints.put)
        begun = time.thread_time()
        # Each folder is watched before it is read: what changes meanwhile is hinted at and differs.
        for path in self._survey.everything():
            if path is not None:
                self._snapshot.record(path, signature(path))
        self._looked(time.thread_time() - begun)
        self._thread.start()

    def stop(self) -> None:
        """End all threads; a notification under way is waited for no longer than half a second."""
        self._stopped = True
        self._hints.put(())
        if self._thread.ident is not None and self._thread is not threading.current_thread():
            self._thread.join(0.4)
        self._watches.stop()

    def rescan(self) -> None:
        """Ask for a look at everything now."""
        self._hints.put((Hint(HintKind.ALL),))

    def _run(self) -> None:
        while not self._stopped:
            hints = self._wait()
            now = time.monotonic()
            if self._follower.take(hints, now):
                self._look = None
                self._pace.hurry()
                self._follower.doubt(now)
            self._report(now)
            self._look_on()

    def _wait(self) -> list[Hint]:
        """Return the hints that came, once there are any or something is due."""
        hints: list[Hint] = []
        try:
            hints += self._hints.get(timeout=self._pause())
            if self._follower.settling.bursting:
                time.sleep(BREATH)
            while True:
                hints += self._hints.get_nowait()
        except Empty:
            return hints

    def _pause(self) -> float:
        due = -inf if self._look else min(self._follower.settling.ready_at(), self._pace.next)
        return min(LONGEST, max(0.0, due - time.monotonic()))

    def _report(self, now: float) -> None:
        settled = self._follower.collect(now)
        if not settled or self._stopped:
            return
        if self._follower.surprised:
            self._pace.surprise(now)
        try:
            self._notify(frozenset(map(Path, settled)))
        except Exception:  # noqa: BLE001 -- whatever was wrong with these files, the next save has to be seen
            _log.exception("a change was not taken in")
        self._pace.batch(time.monotonic())

    def _look_on(self) -> None:
        """Go on with a look at everything, or begin one that is due, until something else is to be done."""
        if self._look is None:
            if time.monotonic() < self._pace.next:
                return
            self._look, self._cost = self._survey.everything(), 0.0
        begun, due = time.thread_time(), self._follower.settling.ready_at()
        for path in self._look:
            if path is not None:
                self._follower.found(path, time.monotonic())
            if self._stopped or not self._hints.empty() or time.monotonic() >= due:
                self._cost += time.thread_time() - begun
                return
        self._look = None
        self._looked(self._cost + time.thread_time() - begun)

    def _looked(self, cost: float) -> None:
        self._pace.done(time.monotonic(), cost, blind=not self._watches.complete)
