"""When to look at everything again: soon where hints are known to be lost, never at more than its share."""

from __future__ import annotations

from math import inf

# All in seconds.
PACE = 2.0
"""Between two looks."""
BLIND_PACE = 0.5
"""The same where hints are lost: too few watches, or a network drive."""
BLIND_FOR = 60.0
"""How long a change that no hint told of keeps the faster pace."""
AFTERWARDS = 0.25
"""From a batch to the next look, when the page is out."""
SHARE = 20
"""A look may use one part in so many of a core."""


class Pace:
    """The time of the next look. Times are seconds of a monotonic clock, costs seconds of a core."""

    def __init__(self) -> None:
        self.next = -inf
        self._earliest = -inf
        self._surprised = -inf

    def done(self, now: float, cost: float, *, blind: bool) -> None:
        """Plan the next look at the end of one; ``blind`` where not every folder is watched."""
        fast = blind or now - self._surprised < BLIND_FOR
        self._earliest = now + cost * SHARE
        self.next = max(now + (BLIND_PACE if fast else PACE), self._earliest)

    def surprise(self, now: float) -> None:
        """Note a change that no hint told of: there are more of its kind."""
        self._surprised = now

    def batch(self, now: float) -> None:
        """Look soon after a batch: what changes one file often changes another."""
        self.next = min(self.next, max(now + AFTERWARDS, self._earliest))

    def hurry(self) -> None:
        """Look at once, whatever it costs."""
        self.next = -inf
