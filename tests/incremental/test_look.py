"""What a preview sees of one changed file is what a look at the whole folder sees of it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from pmdocs.stages.discover import MAX_BYTES, discover, read_file
from pmdocs.system.boundary import Boundary

NAMES = (
    "a.md",
    "b.yml",
    "c.csv",
    "d.svg",
    "e",
    "_f.md",
    ".g.md",
    "sub/h.md",
    "_sub/i.md",
    ".sub/j.md",
    "k.MD",
    "文.md",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a site with every sort of file that there is."""
    docs = tmp_path / "site" / "content"
    for name in NAMES:
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(f"text of {name}", encoding="utf-8")
    (docs / "binary.md").write_bytes(b"\xff\xfe\x00")
    (docs / "bom.md").write_bytes(b"\xef\xbb\xbftext\r\nmore\r")
    (docs / "large.md").write_bytes(b"x" * (MAX_BYTES + 1))
    (docs / "folder.md").mkdir()
    (tmp_path / "outside.md").write_text("outside")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/in.md").write_text("outside")
    return docs


def links(docs: Path) -> None:
    (docs / "inside.md").symlink_to(docs / "a.md")
    (docs / "outside.md").symlink_to(docs.parent.parent / "outside.md")
    (docs / "nowhere.md").symlink_to(docs / "nothing.md")
    (docs / "linked").symlink_to(docs / "sub")
    (docs / "away").symlink_to(docs.parent.parent / "outside")
    os.mkfifo(docs / "pipe.md")


def compare(docs: Path) -> None:
    found = discover(Boundary.of(docs.parent), "content")
    names = [path for path in docs.rglob("*") if not path.is_dir() or path.is_symlink()]
    names += [
        docs / "linked/h.md",
        docs / "away/in.md",
        docs / "gone.md",
        docs / "a.md/below.md",
        docs / "folder.md",
    ]
    for file in names:
        path = file.relative_to(docs.parent).as_posix()
        assert read_file(Boundary.of(docs.parent), "content", path) == found.get(path), path


def test_one_file_looks_as_it_does_among_all(folder: Path) -> None:
    compare(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="links")
def test_links_and_pipes_look_as_they_do_among_all(folder: Path) -> None:
    links(folder)
    compare(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="links")
def test_a_link_to_itself_looks_as_it_does_among_all(folder: Path) -> None:
    (folder / "loop.md").symlink_to(folder / "loop.md")
    compare(folder)


@pytest.mark.skipif(sys.platform == "win32" or not os.geteuid(), reason="rights, which root does not need")
def test_what_must_not_be_read_looks_as_it_does_among_all(folder: Path) -> None:
    (folder / "a.md").chmod(0)
    compare(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="links")
def test_a_site_behind_a_link_looks_the_same(folder: Path, tmp_path: Path) -> None:
    links(folder)
    (tmp_path / "link").symlink_to(folder.parent)
    compare(tmp_path / "link" / "content")
    (tmp_path / "other").mkdir()
    (tmp_path / "other/content").symlink_to(folder)
    compare(tmp_path / "other" / "content")
