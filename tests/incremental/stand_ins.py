"""What the sequences replace to be fast, and to edit what lies in the package: the rest is pmdocs as it is."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

from pmdocs.incremental import code_version as code
from pmdocs.kinds import LoadedKind
from pmdocs.system.hashing import digest
from tests.incremental.author import files_of

KINDS = ".kinds"
CLOCK = ".clock"
NOON = "1782302400"
"""24 June 2026 at twelve."""


def install(patch: pytest.MonkeyPatch, site: Path) -> None:
    """Put the stand-ins in place for one site; a folder ``.kinds`` in it edits the kinds of the package."""
    patch.setenv("SOURCE_DATE_EPOCH", NOON)
    patch.setattr("pmdocs.stages.chart.draw", drawn)
    patch.setattr("pmdocs.engine.static_files.browser_files", lambda: {"charts.js": b"charts"})
    patch.setattr(Environment, "compile", _compile)
    file = LoadedKind.file
    patch.setattr(LoadedKind, "file", lambda kind, name: edited(site, kind.id, name) or file(kind, name))
    for module in ("pipeline", "engine.inputs", "incremental.up_to_date"):
        patch.setattr(
            f"pmdocs.{module}.code_digest", lambda: digest(code.code_digest(), files_of(site / KINDS))
        )


def set_clock(site: Path) -> None:
    """Let it be the day that a file of the site says."""
    file = site / CLOCK
    os.environ["SOURCE_DATE_EPOCH"] = file.read_text(encoding="utf-8") if file.is_file() else NOON


def drawn(option: Mapping[str, Any], **asked: object) -> str:
    """Return, in place of a picture, the digest of all that it would be drawn from."""
    return f'<svg data-drawn="{digest(option, asked)}"></svg>'


def edited(site: Path, kind: str, name: str) -> str:
    """Return the edited file of a kind, empty where it is that of the package."""
    file = site / KINDS / kind / name
    return file.read_text(encoding="utf-8") if file.is_file() else ""


_COMPILED: dict[tuple[object, ...], Any] = {}
_compile_anew: Callable[..., Any] = Environment.compile


def _compile(environment: Environment, source: Any, *named: Any, **options: Any) -> Any:
    """Compile a template once: that is two thirds of the time of a clean build of a small site."""
    key = (source, named, tuple(sorted(options.items())))
    if key not in _COMPILED:
        _COMPILED[key] = _compile_anew(environment, source, *named, **options)
    return _COMPILED[key]
