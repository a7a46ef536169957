"""The bench as it is typed: it runs where ``make browser`` has run, or says first what is missing."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.__main__ import PARTS
from tests.bench.corpus import WATCHED
from tests.bench.results import Results
from tests.chromium import NAMES, chromium_program

SMALL = WATCHED + 1
MAKEFILE = (Path(__file__).parents[2] / "Makefile").read_text(encoding="utf-8")


def typed(root: Path, work: Path, settings: str, path: str) -> subprocess.CompletedProcess[str]:
    """Run what ``make bench`` with these settings runs, away from the checkout's own results."""
    line = ["make", "-n", "-o", "browser", "bench", *shlex.split(settings)]
    made = subprocess.run(line, cwd=root, capture_output=True, text=True, check=True)
    command = shlex.split(made.stdout.replace("\\\n", " "))
    assert command[1:3] == ["-m", "tests.bench"], made.stdout
    folders = (f"--{name}={work / name}" for name in ("cache", "work", "results"))
    return subprocess.run(
        [sys.executable, *command[1:], *folders], cwd=root, env={**os.environ, "PATH": path},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_whatever_make_browser_installs_is_found() -> None:
    recipe = MAKEFILE[MAKEFILE.index("\nbrowser:") :].split("\n\n")[0]
    installed = set(re.findall(r"apt,(chrom[\w-]+)", recipe))
    content_with = set(re.findall(r"command -v ([\w -]+)", recipe)[1].split())
    assert installed == {"chromium-headless-shell", "chromium"}
    assert installed | content_with <= set(NAMES)


@pytest.mark.slow
def test_all_parts_run_with_the_browser_that_make_installs(root: Path, tmp_path: Path) -> None:
    program = chromium_program()
    if program is None:
        pytest.skip("no Chromium; `make browser` installs one")
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / NAMES[0]).symlink_to(program)
    settings = f"SIZES={SMALL} CHART_SIZES={SMALL} RUNS=1 SAVES=1 PEERS=pmdocs PARTS='{' '.join(PARTS)}'"
    done = typed(root, tmp_path, settings, f"{programs}{os.pathsep}/usr/bin{os.pathsep}/bin")
    assert done.returncode == 0, done.stderr
    (figures,) = (tmp_path / "results").glob("*.json")
    results = Results.load(figures)
    assert [(b.charts, b.failure) for b in results.builds] == [(False, ""), (True, "")]
    assert [(p.failure, len(p.saves), p.lost) for p in results.previews] == [("", 1, 0)]
    assert [bool(s.index_bytes) for s in results.searches] == [True]
    assert f"| {results.tools['pmdocs'].title}" in figures.with_suffix(".md").read_text(encoding="utf-8")


def test_what_is_missing_is_said_before_anything_is_measured(root: Path, tmp_path: Path) -> None:
    """No browser and no npm: both are named, with what needs them; a tool that works does not hide them."""
    programs = tmp_path / "bin"
    programs.mkdir()
    settings = f"SIZES={SMALL} PEERS='eleventy vitepress' PARTS='builds previews'"
    done = typed(root, tmp_path, settings, str(programs))
    assert done.returncode == 2, done.stderr
    said = done.stderr[done.stderr.index("what is missing:") :].splitlines()
    assert [line.partition(": ")[0] for line in said if line.startswith("- ")] == [
        "- a browser for the previews", "- Eleventy", "- VitePress",
    ]  # fmt: skip
    assert "make browser" in said[1]
    assert "npm" in said[2]
    assert "make bench PEERS=pmdocs PARTS=builds" in said[-1]
    assert not (tmp_path / "results").exists()
