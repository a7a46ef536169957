"""When a changed file is worth looking at: not while it is empty, half-written, or one of many to come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

from pmdocs.serve.watch.hints import HintKind
from pmdocs.serve.watch.snapshot import Signature

# All in seconds.
STILL = 0.03
"""How long a file must not change before it is believed, where nobody says that it was closed."""
GRACE = 0.25
"""How long a file must stay empty or gone: editors truncate, or delete and write anew."""
OPEN = 1.0
"""How long a file that a program keeps open must not change."""
OPEN_EMPTY = 5.0
"""The same while it is empty: a slow program fills it in the end (``report > page.md``)."""
GAP = 0.01
"""Between two batches with different files, so that the second of many is not reported alone."""
WAVE = 1.0
"""How long a burst may hold back what is settled."""
CHECKOUT = 30.0
"""The same while git holds its lock."""

HANDFUL = 8
"""More files than that in a row are a burst, which waits for its end."""


@dataclass(slots=True)
class _Pending:
    found: Signature | None
    state: HintKind
    since: float
    forced: bool

    def due(self) -> float:
        """Return when to believe what was found, if nothing more happens."""
        if self.found is None:
            return self.since if self.state is HintKind.AWAY else self.since + GRACE
        writing = self.state in {HintKind.WRITING, HintKind.CREATED}
        if self.found[0] == 0:
            return self.since + (OPEN_EMPTY if writing else GRACE)
        if writing:
            return self.since + OPEN
        return self.since if self.state is HintKind.FINAL else self.since + STILL


class Settling:
    """Files that differ from what was last reported, until they are settled.

    ``look`` reads a signature from the disk, ``differs`` holds it against the last report, ``busy`` tells
    whether git is at work. Times are seconds of a monotonic clock.
    """

    def __init__(
        self,
        look: Callable[[str], Signature | None],
        differs: Callable[[str, Signature | None], bool],
        busy: Callable[[], bool],
    ) -> None:
        self._look, self._differs, self._busy = look, differs, busy
        self._pending: dict[str, _Pending] = {}
        self._wave: set[str] = set()
        self._reported: set[str] = set()
        self._begun = self._last = self._bound = self._not_before = self._gap_ends = -inf

    def __contains__(self, path: str) -> bool:
        return path in self._pending

    @property
    def bursting(self) -> bool:
        """Whether so many files change that all wait for the last."""
        return bool(self._pending) and len(self._wave) > HANDFUL

    def hint(self, path: str, kind: HintKind, now: float, *, forced: bool = False) -> bool:
        """Take a hint that a file changed; return whether it did. ``forced`` believes it unseen."""
        found, old = self._look(path), self._pending.get(path)
        forced = forced or (old is not None and old.forced)
        if not forced and not self._differs(path, found):
            self._pending.pop(path, None)
            return False
        self._count(path, now)
        if old is None or kind is not HintKind.TOUCHED:
            self._pending[path] = _Pending(found, kind, now, forced)
        elif old.found != found:
            # That something happened does not take back that the file is whole, or still open.
            self._pending[path] = _Pending(found, old.state, now, forced)
        return True

    def doubt(self) -> None:
        """Forget who has files open: the hints that would end it were lost."""
        for pending in self._pending.values():
            pending.state = HintKind.TOUCHED

    def ready_at(self) -> float:
        """Return when ``collect`` may have something; infinity while nothing is pending."""
        if not self._pending:
            return inf
        dues = [pending.due() for pending in self._pending.values()]
        first = min(dues)
        if self.bursting:
            first = max(first, min(max(*dues, self._last + self._quiet()), self._bound))
        if not self._pending.keys() <= self._reported:
            first = max(first, self._gap_ends)
        return max(first, self._not_before)

    def collect(self, now: float) -> dict[str, Signature | None]:
        """Return the settled files and what they are now; they are pending no more."""
        is_due = now >= self.ready_at()
        if not (is_due or self.bursting) or self._wait_for_git(now) or not is_due:
            return {}
        settled = {}
        for path, pending in list(self._pending.items()):
            if pending.due() > now or not self._is_same(path, pending, now):
                continue
            del self._pending[path]
            if pending.forced or self._differs(path, pending.found):
                settled[path] = pending.found
        self._wave.clear()
        if settled:
            self._reported, self._gap_ends = set(settled), now + GAP
        return settled

    def _count(self, path: str, now: float) -> None:
        if not self._pending or (now - self._last > STILL and not self.bursting):
            self._wave.clear()
        if not self._wave:
            self._begun, self._bound = now, now + WAVE
        self._wave.add(path)
        self._last = now

    def _quiet(self) -> float:
        """Return how long a burst must pause before it is over: longer for more files, up to 0.15 s."""
        return min(0.15, STILL + len(self._wave) / 10_000)

    def _wait_for_git(self, now: float) -> bool:
        """Put the batch off while git holds its lock: for a moment, or in a burst until it is done."""
        if not self._busy():
            return False
        end = self._begun + (CHECKOUT if self.bursting else STILL)
        if now >= end:
            return False
        self._not_before = min(now + STILL, end)
        self._bound = min(now + WAVE, end)
        return True

    def _is_same(self, path: str, pending: _Pending, now: float) -> bool:
        found = self._look(path)
        if found == pending.found:
            return True
        # Somebody is at it again; the hint that says so is on its way.
        state = HintKind.TOUCHED if pending.state in {HintKind.FINAL, HintKind.AWAY} else pending.state
        self._pending[path] = _Pending(found, state, now, pending.forced)
        return False
