"""What the server says, written in a thread of its own: a terminal that is held up holds up no preview."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from queue import SimpleQueue

import click

MOST = 1_000
"""Lines that wait; whoever holds a terminal for longer misses some."""


def write(line: str) -> None:
    """Write a line to the error stream, past Python's buffer: that has a lock, which the end of the process needs."""
    if sys.platform == "win32":
        click.echo(line, err=True)
    else:
        os.write(sys.stderr.fileno(), f"{line}\n".encode(errors="replace"))


class Terminal:
    """Takes lines from any thread and never waits."""

    def __init__(self, write: Callable[[str], None] = write) -> None:
        self._write = write
        self._lines = SimpleQueue[str]()
        threading.Thread(target=self._run, name="terminal", daemon=True).start()

    def say(self, line: str) -> None:
        """Let a line be written after those before it."""
        if self._lines.qsize() < MOST:
            self._lines.put(line)

    def _run(self) -> None:
        while True:
            line = self._lines.get()
            try:
                self._write(line)
            except OSError:  # nobody reads it any more
                return
