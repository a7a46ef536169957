"""A small site, and the commands that are typed in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from pmdocs.cli import run
from pmdocs.incremental.store import VARIABLE
from tests.incremental.stand_ins import install

FILES = {
    "pmdocs.yml": "site_name: A\ntoday: 2026-06-24\n",
    "content/index.md": "# Home\n",
    "content/a.md": "# A\n",
    "content/picture.svg": "<svg/>",
}


@dataclass
class Typed:
    """A site folder, and what commands in it say; ``said`` is the last command's."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    said: str = ""

    def write(self, files: Mapping[str, str]) -> None:
        """Write files into the site folder."""
        for path, text in files.items():
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    def __call__(self, *arguments: str) -> int:
        """Run a command, return its exit code; it never ends in a traceback."""
        self.capsys.readouterr()
        code = run(list(arguments))
        out = self.capsys.readouterr()
        self.said = out.out + out.err
        assert "Traceback" not in self.said, self.said
        return code

    def edited(self, *arguments: str) -> int:
        """Change a page and build."""
        page = self.folder / "content/a.md"
        page.write_text(f"{page.read_text(encoding='utf-8')}\nMore.\n", encoding="utf-8")
        return self("build", "-q", *arguments)


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typed:
    """Return a small site, which is also the current folder, with a store of its own."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "stores"))
    made = Typed(tmp_path / "site", capsys)
    install(monkeypatch, made.folder)
    made.write(FILES)
    monkeypatch.chdir(made.folder)
    return made


Edit = Callable[[Path], object]
