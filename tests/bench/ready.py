"""What a run needs: everything is looked for, installed and tried before anything is measured."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Error

from tests.bench.browser import chromium
from tests.bench.builds import Say, lay_out
from tests.bench.corpus import WATCHED, corpus
from tests.bench.measure import PROCESSES, FailedError, run
from tests.bench.peers.tool import Tool
from tests.bench.results import Results, ToolState

LINE = "- {what}: {why}"
ADVICE = (
    "Install it, or leave it out. For example, builds of pmdocs alone: make bench PEERS=pmdocs PARTS=builds"
)


class NotReadyError(Exception):
    """Something that was asked for cannot be measured; the text lists all of it."""


def make_ready(tools: Sequence[Tool], parts: Collection[str], results: Results, work: Path, say: Say) -> None:
    """Note the version of each tool, or raise with a list of all that is missing."""
    missing = [*_without(parts), *_left_out(tools, results, work, say)]
    if missing:
        lines = (LINE.format(what=what, why=why.strip().replace("\n", "\n  ")) for what, why in missing)
        raise NotReadyError("\n".join(["Nothing was measured; what is missing:", *lines, ADVICE]))


def _without(parts: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield what the machine lacks for these parts, and why it is needed."""
    if not (PROCESSES / "self" / "smaps_rollup").exists():
        yield "Linux", f"memory and processor time are read from {PROCESSES}"
    if "previews" in parts:
        try:
            with chromium():
                pass
        except (FailedError, Error, OSError) as error:
            yield "a browser for the previews", str(error)


def _left_out(tools: Sequence[Tool], results: Results, work: Path, say: Say) -> Iterator[tuple[str, str]]:
    """Install each tool and build a small site with it, so that none compiles itself in the first run."""
    for tool in tools:
        say(f"{tool.title}: installing, trying")
        try:
            results.tools[tool.name] = ToolState(tool.title, tool.install())
            if tool.builds:
                place = lay_out(tool, work, corpus(WATCHED + 1), patience=120)
                run(tool.build(place.site), place.patience)
                shutil.rmtree(place.site)
        except (FailedError, OSError) as error:
            yield tool.title, str(error)
