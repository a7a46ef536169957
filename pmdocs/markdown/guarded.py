"""The process that ``run_guarded`` starts: reads one request from standard input, writes what it rendered."""

from __future__ import annotations

import json
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


def _serve_one() -> None:
    _limit_memory()
    request = json.load(sys.stdin)
    sys.stdout.write(encoded(render_here(**request)))


if __name__ == "__main__":
    _serve_one()
