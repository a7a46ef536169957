"""How long each stage took, its own time only: a stage inside another stops the outer clock."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from time import perf_counter


class Timings:
    """Seconds by stage, in the order in which the stages first ran."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._running: list[str] = []
        self._since = perf_counter()
        self._process = os.getpid()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time of a block towards a stage."""
        self._charge()
        self.seconds[name] += 0.0
        self._running.append(name)
        try:
            yield
        finally:
            self._charge()
            self._running.pop()

    def _charge(self) -> None:
        now = perf_counter()
        if self._running:
            self.seconds[self._running[-1]] += now - self._since
        self._since = now

    def since(self, before: Mapping[str, float]) -> dict[str, float]:
        """Return what was added since a copy of ``seconds``, for the process that this one was forked from."""
        if os.getpid() == self._process:
            return {}
        return {name: value - before.get(name, 0.0) for name, value in self.seconds.items()}

    def add(self, other: Mapping[str, float]) -> None:
        """Add the times of another process."""
        for name, seconds in other.items():
            self.seconds[name] += seconds
