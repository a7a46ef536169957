"""One thread for everything that touches the preview: what somebody waits for first, the rest in idle time."""

from __future__ import annotations

import heapq
import threading
from collections.abc import Callable
from concurrent.futures import Future
from enum import IntEnum
from itertools import count
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Priority(IntEnum):
    """Who waits: a browser or an author for ``NOW``, nobody yet for ``SOON``."""

    NOW = 0
    SOON = 1


REST = 0.15
"""Seconds after a call before ``idle`` begins: a browser that has its page asks for the rest of it at once."""


class PriorityExecutor:
    """Runs calls in one thread, by priority and then in turn; between them it does a bit of ``idle``.

    ``idle`` gets a function that tells it to make way, and returns whether it has more to do.
    """

    def __init__(self, idle: Callable[[Callable[[], bool]], bool]) -> None:
        self._idle = idle
        self._turn = count()
        self._waiting: list[tuple[int, int, Callable[[], None], Future[Any]]] = []
        self._changed = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="pmdocs-preview", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def submit(
        self, priority: Priority, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        """Ask for a call; its result or exception is in the future."""
        future: Future[T] = Future()

        def run() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(call(*args, **kwargs))
            except BaseException as error:  # noqa: BLE001 -- whoever waits for the result gets it
                future.set_exception(error)

        with self._changed:
            if self._closed:
                future.cancel()
            else:
                heapq.heappush(self._waiting, (priority, next(self._turn), run, future))
                self._changed.notify()
        return future

    def close(self, timeout: float) -> bool:
        """Drop what waits and end the thread; return whether it ended within ``timeout`` seconds."""
        with self._changed:
            self._closed = True
            dropped, self._waiting = self._waiting, []
            self._changed.notify()
        for *_, future in dropped:
            future.cancel()
        if self._thread.is_alive():
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def _make_way(self) -> bool:
        return self._closed or bool(self._waiting)

    def _run(self) -> None:
        more, asked = True, False
        while not self._closed:
            run = self._next(REST if asked else 0.0 if more else None)
            asked = run is not None
            if run:
                run()
                more = True
            elif not self._closed:
                more = self._idle(self._make_way)

    def _next(self, patience: float | None) -> Callable[[], None] | None:
        """Return what is to be called; nothing where nobody has asked within ``patience`` seconds (``None``: wait)."""
        with self._changed:
            self._changed.wait_for(self._make_way, patience)
            return heapq.heappop(self._waiting)[2] if self._waiting else None
