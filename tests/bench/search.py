"""What the search of a site costs: seconds in a cold build, and bytes a reader loads."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.builds import Place
from tests.bench.measure import FailedError

_STAGE = re.compile(r"^(\w+) +([\d.]+) ms", re.MULTILINE)


@dataclass(slots=True)
class Search:
    """Figures of one site. ``index`` is what the first search loads, ``texts`` what ten results do at most.

    ``seconds`` are those of the processor for the search, ``total`` those of all stages, in one process.
    """

    pages: int
    charts: bool = False
    seconds: float = 0.0
    total: float = 0.0
    index_bytes: int = 0
    index_gzip: int = 0
    index_files: int = 0
    texts_bytes: int = 0
    texts_gzip: int = 0
    texts_files: int = 0


def measure(place: Place, pages: Sequence[object], *, charts: bool = False) -> Search:
    """Build a site cold in one process, and weigh its search."""
    place.forget()
    command = place.tool.build(place.site)
    line = [*command.line, "-v", "-j", "1"]
    done = subprocess.run(line, cwd=command.folder, env={**os.environ, **command.env}, text=True,
                          capture_output=True, check=False, timeout=10 * place.patience)  # fmt: skip
    stages = {name: float(ms) / 1000 for name, ms in _STAGE.findall(done.stdout + done.stderr)}
    if done.returncode or "search" not in stages:
        raise FailedError(done.stderr[-500:])
    found = Search(len(pages), charts, stages["search"], stages["total"])
    folder = place.output / "assets/search"
    texts = list(folder.glob("*-t*.js"))
    index = [
        *(f for f in folder.glob("*.js") if f not in texts),
        *(folder.parent / n for n in ("minisearch.js", "search-terms.js", "search.js")),
    ]
    found.index_bytes, found.index_gzip, found.index_files = _weight(index)
    found.texts_bytes, found.texts_gzip, found.texts_files = _weight(texts)
    return found


def _weight(files: Iterable[Path]) -> tuple[int, int, int]:
    data = [file.read_bytes() for file in files]
    return sum(map(len, data)), sum(len(gzip.compress(one, mtime=0)) for one in data), len(data)
