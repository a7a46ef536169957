"""Packages of peers, put into a folder of their own by the ordinary clients, whichever index those are set up with."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PATIENCE = 900
"""Seconds that an installation may take."""


class NotInstalledError(OSError):
    """A peer is not there; the text says why."""


def python_package(home: Path, name: str, version: str) -> Path:
    """Install a package from PyPI into a virtual environment and return that environment's folder of programs."""
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    stamp = home / f".{name}-{version}"
    if not stamp.exists():
        shutil.rmtree(home, ignore_errors=True)
        _run(home.parent, sys.executable, "-m", "venv", str(home))
        _run(home, str(programs / "python"), "-m", "pip", "install", "-qq", "--no-input",
             "--disable-pip-version-check", f"{name}=={version}")  # fmt: skip
        stamp.touch()
    return programs


def npm_package(home: Path, name: str, version: str, overrides: Mapping[str, str] | None = None) -> Path:
    """Install a package from npm and return the folder of its programs."""
    stamp = home / f".{name.replace('/', '-')}-{version}"
    if not stamp.exists():
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        wanted = {"private": True, "dependencies": {name: version}, "overrides": dict(overrides or {})}
        (home / "package.json").write_text(json.dumps(wanted), encoding="utf-8")
        _run(home, "npm", "install", "--no-audit", "--no-fund", "--loglevel=error")
        stamp.touch()
    return home / "node_modules" / ".bin"


def _run(folder: Path, *line: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    try:
        done = subprocess.run(line, cwd=folder, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotInstalledError(str(error)) from error
    if done.returncode:
        raise NotInstalledError("\n".join((done.stderr or done.stdout).strip().splitlines()[-5:]))
