"""A table of 100,000 rows read by column, beside Python's csv module: seconds in turns, memory in a process of its own."""

from __future__ import annotations

import csv
import io
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

ROWS = 100_000
TURNS = 15
MEGABYTE = 1_000_000
_PAGES = ("Home", "Diagnose", "Result", "Reminder", "Search", "Plant page", "Community")


@dataclass(slots=True)
class TableRead:
    """Processor seconds of each turn, of the csv module and of ours, and what our peak memory grew by in bytes."""

    rows: int = ROWS
    quoted: bool = False
    csv: list[float] = field(default_factory=list)
    ours: list[float] = field(default_factory=list)
    memory: int = 0


def measure() -> list[TableRead]:
    """Read the table in turns, with and without quotes around its cells."""
    return [_measured(quoted=quoted) for quoted in (False, True)]


def _measured(*, quoted: bool) -> TableRead:
    command = [sys.executable, "-m", "tests.bench.tables", "quoted" if quoted else "plain"]
    turns, memory = (json.loads(_said([*command, part])) for part in ("turns", "memory"))
    return TableRead(ROWS, quoted, turns[0], turns[1], memory)


def _said(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def table(*, quoted: bool = False) -> str:
    """Return rows of session, time and page, about 2.5 MB."""
    row = '"s{}","{}","{}"\n' if quoted else "s{},{},{}\n"
    rows = (row.format(n // 5, 1000 + 7 * n, _PAGES[n * n % len(_PAGES)]) for n in range(ROWS))
    return "session,time,page\n" + "".join(rows)


def _reader() -> Callable[[str], object]:
    from pmdocs.notation.csv_columns import open_csv  # noqa: PLC0415 -- its memory is not that of the reading
    from pmdocs.values.cell_columns import CellTable, numbers, texts  # noqa: PLC0415 -- likewise

    class Visits(CellTable):
        takes: ClassVar = {"session": texts(), "time": numbers(), "page": texts()}

    return lambda text: Visits.read(open_csv(text, "visits.csv")[0])


def _turns(text: str) -> tuple[list[float], list[float]]:
    read = _reader()
    by_csv: list[float] = []
    by_us: list[float] = []
    for _ in range(TURNS):
        by_csv.append(_seconds(lambda: list(csv.reader(io.StringIO(text, newline="")))))
        by_us.append(_seconds(lambda: read(text)))
    return by_csv, by_us


def _seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    done = work()
    seconds = time.process_time() - begin
    del done
    return seconds


def _memory(text: str) -> int:
    read = _reader()
    read("session,time,page\na,1,b\n")
    before = _peak()
    done = read(text)
    grown = _peak() - before
    del done
    return grown


def _peak() -> int:
    """Return the most memory that this process has had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    part = _turns if sys.argv[2] == "turns" else _memory
    print(json.dumps(part(table(quoted=sys.argv[1] == "quoted"))))  # noqa: T201 -- its output
