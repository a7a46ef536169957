"""Work spread over processes: forked ones, which have all that this process has, so that nothing is sent but results.

Where processes cannot be forked safely (Windows, macOS, a process with threads) the work is done here.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

MIN_PARALLEL_VALUES = 40
"""Values from which starting processes is won back."""

_job: Callable[[Any], Any] = id


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def can_fork() -> bool:
    """Whether a copy of this process would be whole: threads are not copied, but what they hold is."""
    return sys.platform.startswith("linux") and threading.active_count() == 1


def parallel_map(jobs: int) -> Callable[[Callable[[Any], Any], Sequence[Any]], Iterable[Any]]:
    """Return a ``map`` over ``jobs`` processes (0: all cores) that keeps the order and starts them only if it pays."""
    jobs = jobs or cores()

    def apply(function: Callable[[Any], Any], values: Sequence[Any]) -> Iterable[Any]:
        if jobs == 1 or len(values) < MIN_PARALLEL_VALUES or not can_fork():
            return map(function, values)
        return _forked(function, values, jobs)

    return apply


def _forked(function: Callable[[Any], Any], values: Sequence[Any], jobs: int) -> Iterator[Any]:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 -- a small build needs none of this
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 -- likewise
    from multiprocessing import get_context  # noqa: PLC0415 -- likewise

    global _job  # noqa: PLW0603 -- what a forked process finds when it starts; it cannot be sent
    _job = function
    size = max(1, min(32, len(values) // (jobs * 8)))
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("fork"), initializer=_ignore_interrupts)
    done = 0
    try:
        for result in pool.map(_do, values, chunksize=size):
            yield result
            done += 1
    except BrokenProcessPool:
        # One was killed, or has crashed: what it took with it is made here.
        yield from map(function, values[done:])
    finally:
        # They end by themselves, so that they write what they still have to.
        pool.shutdown(cancel_futures=True)


def _ignore_interrupts() -> None:
    """Leave Ctrl-C to the process that has started this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _do(value: Any) -> Any:
    return _job(value)
