"""Every promise of the guide names tests, and the tests are there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from tests.docs.conftest import LANGS, in_code


def test_every_promise_has_its_test(root: Path, pages: Mapping[str, Mapping[str, str]]) -> None:
    source = "\n".join(file.read_text(encoding="utf-8") for file in (root / "tests").rglob("test_*.py"))
    there = set(re.findall(r"^def (test_\w+)", source, re.MULTILINE))
    named = [
        [c for c in re.findall(r"`([^`\n]+)`", pages[lang]["promises"]) if c.startswith("test_")]
        for lang in LANGS
    ]
    assert named[0] == named[1]
    assert set(named[0]) <= there
    for lang in LANGS:
        rows = [row for row in pages[lang]["promises"].splitlines() if row.startswith("| ")]
        promises = [row for row in rows if "---" not in row and not row.startswith(("| promise", "| 承诺"))]
        assert len(promises) > 10
        assert all(any(code.startswith("test_") for code in in_code(row)) for row in promises)
