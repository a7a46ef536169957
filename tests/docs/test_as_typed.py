"""Every command that README and guide show is typed as it stands there, inside a site, and does what it should."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pmdocs.commands.scaffold import init
from tests.docs.conftest import blocks
from tests.docs.typing import Terminal, typed_lines

_SERVER = "/srv/www/product"
"""The one path of the documents that a test must not write to."""


def shown(root: Path) -> list[str]:
    documents = [root / "README.md", *sorted((root / "content/guide").glob("*.md"))]
    lines = [line for file in documents for line in typed_lines(blocks(file.read_text(encoding="utf-8")))]
    return [line for line in dict.fromkeys(lines) if not line.startswith("pmdocs serve")]


@pytest.mark.slow
def test_every_command_runs_where_the_documents_say(root: Path, tmp_path: Path) -> None:
    site = tmp_path / "my-product"
    init(site, "en")
    lines = shown(root)
    tables = blocks((root / "content/guide/tables.md").read_text(encoding="utf-8"))
    (site / "export.csv").write_text(
        next(text for language, text in tables if language == "csv"), encoding="utf-8"
    )
    assert len(lines) > 10
    for number, line in enumerate(lines):
        typed = line.replace(_SERVER, "../www")
        # A second site is started beside the first one; what names the first is typed beside it, too.
        beside = re.match(r"pmdocs init (?!\.)", line) or line.endswith(" my-product")
        if line.startswith("pmdocs init") and beside:
            typed = re.sub(r"init (\S+)", rf"init \1-{number}", typed)
        said = Terminal(tmp_path if beside else site).run(typed)
        for wrong in ("Traceback", "Usage:", ": E-"):
            assert wrong not in said, f"{line}\n{said}"
    assert (tmp_path / "www/index.html").is_file()
    assert (site / "schema.json").is_file()
    assert (site / "content/okr/objectives-q3-2026.md").is_file()
