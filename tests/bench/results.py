"""All figures of one run of the bench, kept as JSON."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

from tests.bench.builds import Build
from tests.bench.limits import Limit
from tests.bench.previews import Preview
from tests.bench.search import Search
from tests.bench.tables import TableRead


@dataclass(slots=True)
class ToolState:
    """A tool of the run: its name for readers, its version, or why it is missing."""

    title: str
    version: str = ""
    failure: str = ""


@dataclass(slots=True)
class Results:
    """What was measured, when and where."""

    date: str = ""
    machine: str = ""
    settings: str = ""
    tools: dict[str, ToolState] = field(default_factory=dict)
    builds: list[Build] = field(default_factory=list)
    previews: list[Preview] = field(default_factory=list)
    searches: list[Search] = field(default_factory=list)
    tables: list[TableRead] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)

    @classmethod
    def begin(cls, settings: str) -> Results:
        """Return empty results of this day and this machine."""
        return cls(dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H:%M UTC"), _machine(), settings)

    @classmethod
    def load(cls, file: Path) -> Results:
        """Read what ``save`` wrote."""
        data = json.loads(file.read_text(encoding="utf-8"))
        tools = {name: ToolState(**state) for name, state in data["tools"].items()}
        builds = [Build(**one) for one in data["builds"]]
        previews = [Preview(**one) for one in data["previews"]]
        searches = [Search(**one) for one in data.get("searches", ())]
        tables = [TableRead(**one) for one in data.get("tables", ())]
        limits = [Limit(**one) for one in data.get("limits", ())]
        about = data["date"], data["machine"], data["settings"], tools
        return cls(*about, builds, previews, searches, tables, limits)

    def save(self, file: Path) -> None:
        """Write everything, raw."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    def build(self, tool: str, pages: int, *, charts: bool = False) -> Build | None:
        """Return the builds of a tool that did not fail."""
        found = (b for b in self.builds if (b.tool, b.pages, b.charts) == (tool, pages, charts))
        return next((b for b in found if not b.failure), None)

    def preview(self, tool: str, pages: int) -> Preview | None:
        """Return the preview of a tool that did not fail."""
        found = (p for p in self.previews if (p.tool, p.pages) == (tool, pages))
        return next((p for p in found if not p.failure), None)

    def step(self, tool: str, pages: int, name: str) -> float | None:
        """Return the median of a build's step in seconds."""
        build = self.build(tool, pages)
        return median(build.seconds[name]) if build and build.seconds[name] else None

    def save_to_visible(self, tool: str, pages: int) -> float | None:
        """Return the median from a save to its words on the screen, in seconds."""
        preview = self.preview(tool, pages)
        return median(preview.saves) if preview and preview.saves else None


def _machine() -> str:
    cpus = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{cpus} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
