"""A small site whose settings ask for the reference."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from pmdocs import pipeline
from pmdocs.engine.site_files import SiteFiles
from pmdocs.pipeline import Project, load

TODAY = dt.date(2026, 6, 24)
Write = Callable[..., SiteFiles]

HOME = "---\ntitle: Home\n---\n\nHello.\n"
SETTINGS = "site_name: A\nreference: guide/kinds\n"


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """Let there be few kinds, so that their pages are quickly made."""
    kinds = ("funnel", "journey-map", "persona")
    monkeypatch.setattr(pipeline, "kind_ids", lambda: kinds)
    return kinds


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return what writes files below the site's folder and loads the site."""

    def written(files: dict[str, str | None] | None = None, today: dt.date = TODAY) -> SiteFiles:
        for name, text in {"pmdocs.yml": SETTINGS, "content/index.md": HOME, **(files or {})}.items():
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.unlink(missing_ok=True) if text is None else file.write_text(text, encoding="utf-8")
        return load(Project.open(tmp_path, today=today))

    return written
