"""Whole processes, measured from outside: seconds on the clock and on the processors, memory of the tree."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tests.bench.peers.tool import Command

SAMPLE = 0.02
"""Seconds between two samples of memory, at least."""
PROCESSES = Path("/proc")
"""Where Linux tells about its processes."""
GRACE = 5.0
"""Seconds between asking a process to end and ending it."""
LAST_LINES = 8

_SETTINGS_OF_THIS_PROCESS = ("PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV", "NODE_OPTIONS", "CI")


class FailedError(Exception):
    """A command failed or took too long; the text is the end of what it said."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What one command took: seconds, processor seconds of it and all it started."""

    seconds: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Memory:
    """Highest sum over the processes of a tree in bytes: shared pages divided among their users, or not."""

    pss: int = 0
    rss: int = 0


def run(command: Command, patience: float) -> Usage:
    """Run a command to its end."""
    with tempfile.TemporaryFile() as said:
        begin = time.perf_counter()
        process = _start(command, said)
        usage = _wait(process, patience)
        seconds = time.perf_counter() - begin
        if process.returncode:
            raise FailedError(_failure(process.returncode, said))
    return Usage(seconds, usage.ru_utime + usage.ru_stime)


def peak_memory(command: Command, patience: float) -> Memory:
    """Run a command to its end and watch its memory; sampling slows it down, so its time is not told."""
    with tempfile.TemporaryFile() as said:
        process = _start(command, said)
        with sampled(process.pid) as peak:
            _wait(process, patience)
        if process.returncode:
            raise FailedError(_failure(process.returncode, said))
    return peak[0]


class Server:
    """A command that runs until it is ended, by its id and with all that it started."""

    def __init__(self, command: Command) -> None:
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 -- open as long as the server runs
        self._process = _start(command, self._said)
        self.pid = self._process.pid

    def check(self) -> None:
        """Raise when the server has ended."""
        if self._process.poll() is not None:
            raise FailedError(_failure(self._process.returncode, self._said))

    def end(self) -> None:
        """End the server."""
        # Not Ctrl-C's signal: a bench that was started in the background hands on that it is ignored.
        _signal(self._process, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(GRACE)
        _signal(self._process, signal.SIGKILL)
        self._process.wait()
        self._said.close()


@contextmanager
def sampled(pid: int) -> Iterator[list[Memory]]:
    """Sample the memory of a process and its descendants; the list's one value is the peak so far."""
    peak, done = [Memory()], threading.Event()

    def watch() -> None:
        wait = SAMPLE
        while not done.wait(wait):
            begin = time.perf_counter()
            now = tree_memory(pid)
            peak[0] = Memory(max(now.pss, peak[0].pss), max(now.rss, peak[0].rss))
            # Adding up the pages of two gigabytes takes a while and holds the process up.
            wait = max(SAMPLE, 4 * (time.perf_counter() - begin))

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        done.set()
        thread.join()


def tree_memory(pid: int) -> Memory:
    """Return the memory of a process and its descendants now."""
    sums: dict[str, int] = defaultdict(int)
    for member in _tree(pid):
        for line in _read(PROCESSES / f"{member}/smaps_rollup").splitlines()[1:]:
            name, _, rest = line.partition(":")
            if name in {"Pss", "Rss"}:
                sums[name] += int(rest.split()[0]) * 1024
    return Memory(sums["Pss"], sums["Rss"])


def _tree(pid: int) -> list[int]:
    children: dict[int, list[int]] = defaultdict(list)
    for name in (entry.name for entry in PROCESSES.iterdir()):
        # The name of a program may hold spaces and parentheses; the parent is the second field after it.
        fields = _read(PROCESSES / f"{name}/stat").rpartition(")")[2].split() if name.isdigit() else []
        if fields:
            children[int(fields[1])].append(int(name))
    found = [pid]
    for member in found:
        found += children[member]
    return found


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def environment(command: Command) -> dict[str, str]:
    """Return the environment of a command: that of a person, with nothing that a test machine sets."""
    kept = {k: v for k, v in os.environ.items() if k not in _SETTINGS_OF_THIS_PROCESS}
    return kept | {"PYTHONUTF8": "1", "NO_COLOR": "1"} | dict(command.env)


def _start(command: Command, said: IO[bytes]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            command.line, cwd=command.folder, env=environment(command), stdin=subprocess.DEVNULL,
            stdout=said, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise FailedError(str(error)) from error


def _wait(process: subprocess.Popen[bytes], patience: float) -> resource.struct_rusage:
    late = threading.Event()

    def stop() -> None:
        late.set()
        _signal(process, signal.SIGKILL)

    timer = threading.Timer(patience, stop)
    timer.start()
    try:
        # Popen.wait() with a time limit looks only every 50 ms.
        _, status, usage = os.wait4(process.pid, 0)
    except BaseException:
        _signal(process, signal.SIGKILL)
        raise
    finally:
        timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    if late.is_set():
        raise FailedError(f"took longer than {patience:.0f} s")
    return usage


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    # Each command leads a session of its own, so the group is what it started and nothing else.
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def _failure(code: int, said: IO[bytes]) -> str:
    return f"exit code {code}: {_end_of(said)}"


def _end_of(said: IO[bytes]) -> str:
    said.seek(0)
    lines = said.read().decode(errors="replace").strip().splitlines()
    return " / ".join(line.strip() for line in lines[-LAST_LINES:])
