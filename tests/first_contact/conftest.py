"""What an author sees who writes a few files: problems, and pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pmdocs.diagnostics.problem import Problem
from pmdocs.engine.site_files import SiteFiles
from pmdocs.pipeline import Project, load

TODAY = dt.date(2026, 6, 24)

Files = Mapping[str, str | bytes]
Told = Callable[[Files], list[Problem]]
Load = Callable[[Files], SiteFiles]


@pytest.fixture
def site_of(tmp_path: Path) -> Load:
    """Return what makes a site of files, whose paths are below the site's folder."""

    def load_files(files: Files) -> SiteFiles:
        for name, content in {"pmdocs.yml": "site_name: T\n", **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return load(Project.open(tmp_path, today=TODAY))

    return load_files


@pytest.fixture
def told(site_of: Load) -> Told:
    """Return what makes a site of files and returns what is wrong with it; notes without a reason to act left out."""

    def problems(files: Files) -> list[Problem]:
        return [p for p in site_of(files).all_problems() if p.code not in {"W-SOURCE", "W-LANG"}]

    return problems
