"""Work spread over processes: forked ones, which have all that this process has, so that nothing is sent but results.

Where processes cannot be forked safely (Windows, macOS, a process with threads) the work is done here.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing import get_context
from typing import Any

PAYS_FROM = 40
"""Values from which starting processes is won back."""

_job: Callable[[Any], Any] = id


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def can_fork() -> bool:
    """Whether a copy of this process would be whole: threads are not copied, but what they hold is."""
    return sys.platform.startswith("linux") and threading.active_count() == 1


def spread(jobs: int) -> Callable[[Callable[[Any], Any], Sequence[Any]], Iterable[Any]]:
    """Return a ``map`` over ``jobs`` processes (0: all cores) that keeps the order and starts them only if it pays."""
    jobs = jobs or cores()

    def apply(function: Callable[[Any], Any], values: Sequence[Any]) -> Iterable[Any]:
        if jobs == 1 or len(values) < PAYS_FROM or not can_fork():
            return map(function, values)
        return _forked(function, values, jobs)

    return apply


def _forked(function: Callable[[Any], Any], values: Sequence[Any], jobs: int) -> Iterator[Any]:
    global _job  # noqa: PLW0603 -- what a forked process finds when it starts; it cannot be sent
    _job = function
    size = max(1, min(32, len(values) // (jobs * 8)))
    pool = get_context("fork").Pool(jobs)
    try:
        yield from pool.imap(_do, values, chunksize=size)
    except BaseException:
        pool.terminate()
        raise
    # The processes end by themselves, so that they write what they still have to.
    pool.close()
    pool.join()


def _do(value: Any) -> Any:
    return _job(value)
