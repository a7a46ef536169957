"""One server for a long time: nothing grows, and no edit is missed. ``PMDOCS_SOAK=2000`` is the long run."""

from __future__ import annotations

import http.client
import json
import logging
import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest

from pmdocs.commands.scaffold import init

EDITS = int(os.environ.get("PMDOCS_SOAK", "300"))
PAGE = "content/index.md"
WARM = 20
"""Edits until everything that is loaded once has been loaded."""
FULL = max(WARM, min(800, EDITS // 2))
"""Edits until what is kept at hand has as much as it may: texts of the last 500 states of a page."""

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


@dataclass(frozen=True)
class Use:
    """What a process holds: resident kilobytes, open descriptors, threads."""

    memory: int
    descriptors: int
    threads: int

    @classmethod
    def of(cls, pid: int) -> Use:
        """Look at a process."""
        status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
        memory = int(status["VmRSS"].split()[0])
        return cls(memory, len(list(Path(f"/proc/{pid}/fd").iterdir())), int(status["Threads"]))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], Path, int]]:
    """Serve the starter site in a process of its own; yield the process, the site and the port."""
    init(tmp_path / "site", "en")
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "pmdocs", "serve", str(tmp_path / "site")],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert process.stdout
    try:
        port = int(process.stdout.readline().split("127.0.0.1:")[1].split("/")[0])
        yield process, tmp_path / "site", port
    finally:
        process.send_signal(signal.SIGINT)
        process.stdout.close()
        process.wait(10)


def _events(port: int) -> Generator[dict[str, str]]:
    """Yield what the server tells a browser that shows the home page."""
    query = urlencode({"path": "/", "version": "", "since": ""})
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", f"/@pmdocs/events?{query}")
        with connection.getresponse() as reply:
            while line := reply.readline():
                if line.startswith(b"data: "):
                    yield json.loads(line[6:])


def test_nothing_grows_and_nothing_is_missed(server: tuple[subprocess.Popen[str], Path, int]) -> None:
    process, site, port = server
    page = site / PAGE
    text = page.read_text(encoding="utf-8")
    taken, uses = [], []
    with closing(_events(port)) as events:
        for number in range(EDITS):
            started = time.perf_counter()
            page.write_text(f"{text}\nEdit number {number} of many.\n", encoding="utf-8")
            next(e for e in events if f"Edit number {number} of many." in e.get("html", ""))
            taken.append(time.perf_counter() - started)
            if number in {FULL, EDITS - 1}:
                uses.append(Use.of(process.pid))
            if number % 250 == 0:
                logging.getLogger(__name__).info("after %d edits: %s", number, Use.of(process.pid))
    first, last = uses
    middle = [statistics.median(some) * 1000 for some in (taken[WARM : WARM + 100], taken[-100:])]
    logging.getLogger(__name__).info(
        "median of the first and the last hundred: %.1f and %.1f ms; %s, %s", *middle, first, last
    )
    assert last.threads == first.threads
    assert abs(last.descriptors - first.descriptors) <= 2
    assert last.memory - first.memory <= 4096 + (EDITS - FULL)
