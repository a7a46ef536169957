"""The process that ``run_guarded`` starts: reads one request from standard input, writes what it rendered."""

from __future__ import annotations

import json
import signal
import sys

from pmdocs.markdown.render import render_here
from pmdocs.system.codec import encoded

MEMORY = 512 * 1024 * 1024
"""Bytes that this process may take, where the system can hold it to that."""


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 -- Windows has none
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _limit_processor(seconds: float) -> None:
    """End this process by a signal once it has used a processor for so long; time that others used does not count."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _serve_one() -> None:
    _limit_memory()
    seconds, request = json.load(sys.stdin)
    _limit_processor(seconds)
    sys.stdout.write(encoded(render_here(**request)))


if __name__ == "__main__":
    _serve_one()
