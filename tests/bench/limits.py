"""One hostile or very large file each, built by a process of its own: seconds of a processor, memory, and what it said."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.limits.inputs import INPUTS, WITHIN, write

PATIENCE = 300.0
_MEASURED = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, text=True, errors="replace")
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss, done.stderr]))
"""


@dataclass(slots=True)
class Limit:
    """What one input took: seconds of a processor, peak memory in KiB, and the first thing that was said."""

    name: str
    code: int
    seconds: float
    memory: int
    said: str


def measure(say: Callable[[str], None]) -> list[Limit]:
    """Build every input once."""
    found = []
    for name, make in {**INPUTS, **WITHIN}.items():
        say(f"limits: {name}")
        with tempfile.TemporaryDirectory() as folder:
            site = Path(folder, "site")
            write(site, make())
            found.append(_built(name, site))
    return found


def _built(name: str, site: Path) -> Limit:
    build = [sys.executable, "-m", "pmdocs", "build", "--keep-going", "-q", "-j", "1", str(site)]
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, *build],
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    code, seconds, memory, said = json.loads(done.stdout)
    return Limit(name, code, seconds, memory, said.partition("\n")[0])
