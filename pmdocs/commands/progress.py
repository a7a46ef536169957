"""A progress bar on a terminal for what takes over a second; nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic


@contextmanager
def progress(total: int, *, quiet: bool) -> Iterator[Callable[[], None]]:
    """Yield a function to call after each of ``total`` steps."""
    if quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415 -- only where somebody is looking
    from rich.progress import Progress  # noqa: PLC0415 -- only where somebody is looking

    bar = Progress(console=Console(stderr=True), transient=True)
    started, task, done = monotonic(), bar.add_task("pages", total=total), 0

    def advance() -> None:
        nonlocal done
        done += 1
        if monotonic() - started > 1 and not bar.live.is_started:
            bar.start()
        bar.update(task, completed=done)

    try:
        yield advance
    finally:
        bar.stop()
