"""A build that has nothing to do says so, and only then."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pmdocs.cli import run

FUNNEL = """---
kind: funnel
id: funnel-a
title: A
source: analytics
data: rows.csv
---
"""

NOTHING = "nothing has changed"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a small site with everything that a build reads."""
    files = {
        "pmdocs.yml": "site_name: A\ntoday: 2026-06-24\ntheme: own\n",
        "content/a.md": FUNNEL,
        "content/rows.csv": "name,count\nInstall,1000\nRegister,400\n",
        "content/b.md": "# B\n\nText.\n",
        "content/picture.svg": "<svg/>",
        "themes/own/theme.yml": "extends: base\n",
        "themes/own/css/90-own.css": "main { color: red; }\n",
    }
    for name, text in files.items():
        file = tmp_path / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path / "site"


def _says(site: Path, capsys: pytest.CaptureFixture[str], *options: str, code: int = 0) -> str:
    capsys.readouterr()
    assert run(["build", str(site), *options]) == code
    said = capsys.readouterr()
    return said.out + said.err


def _rewrite(file: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(site: Path) -> None:
        text = (site / file).read_text(encoding="utf-8")
        assert old in text
        (site / file).write_text(text.replace(old, new), encoding="utf-8")

    return edit


def _same_size_and_time(site: Path) -> None:
    file = site / "content/b.md"
    stat = file.stat()
    file.write_text("# B\n\nTexT.\n", encoding="utf-8")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))


EDITS: dict[str, Callable[[Path], object]] = {
    "prose": _rewrite("content/b.md", "Text", "Other text"),
    "same size and time": _same_size_and_time,
    "a row of a CSV": _rewrite("content/rows.csv", "400", "401"),
    "an image": _rewrite("content/picture.svg", "<svg/>", "<svg></svg>"),
    "settings": _rewrite("pmdocs.yml", "site_name: A", "site_name: B"),
    "a style of the theme": _rewrite("themes/own/css/90-own.css", "red", "blue"),
    "a new file of the theme": lambda site: (site / "themes/own/css/91-more.css").write_text("a { color: red; }\n"),
    "a new page": lambda site: (site / "content/c.md").write_text("# C\n"),
    "a page that is gone": lambda site: (site / "content/b.md").unlink(),
    "an output file that is gone": lambda site: (site / "output/b/index.html").unlink(),
    "an output file that was edited": _rewrite("output/b/index.html", "Text", "Edited by hand"),
}  # fmt: skip


def test_a_second_build_does_nothing_and_says_the_same(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "content/c.md").write_text("[gone](b.md#nowhere)\n", encoding="utf-8")
    first = _says(site, capsys)
    before = _stats(site)
    second = _says(site, capsys)
    assert "built 4 pages" in first
    assert "W-ANCHOR" in first
    assert NOTHING in second
    assert "4 pages" in second
    assert [line for line in second.splitlines() if "W-ANCHOR" in line] == [
        line for line in first.splitlines() if "W-ANCHOR" in line
    ]
    assert _stats(site) == before


def _stats(folder: Path) -> dict[Path, tuple[int, int, int]]:
    return {f: (f.stat().st_ino, f.stat().st_mtime_ns, f.stat().st_size) for f in folder.rglob("*")}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_whatever_changes_is_seen(
    site: Path, capsys: pytest.CaptureFixture[str], edit: Callable[[Path], object], tmp_path: Path
) -> None:
    _says(site, capsys)
    assert NOTHING in _says(site, capsys)
    edit(site)
    assert NOTHING not in _says(site, capsys)
    _says(site, capsys, "--output", str(tmp_path / "clean"))
    assert _tree(site / "output") == _tree(tmp_path / "clean")
    assert NOTHING in _says(site, capsys)


def test_a_file_that_is_not_ours_in_the_output_stops_the_build(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _says(site, capsys)
    (site / "output/b/more.html").write_text("?")
    before = _stats(site)
    said = _says(site, capsys, code=2)
    assert "output:1:1: E-OUTPUT" in said
    assert "b/more.html" in said
    assert _stats(site) == before


def _tree(folder: Path) -> dict[str, bytes]:
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def test_another_day_is_another_build(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _says(site, capsys, "--today", "2026-07-01")
    assert NOTHING in _says(site, capsys, "--today", "2026-07-01")
    assert NOTHING not in _says(site, capsys, "--today", "2026-07-02")


def test_what_was_not_published_is_not_remembered(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "content/c.md").write_text("[[nothing]]\n", encoding="utf-8")
    for _ in range(2):
        assert "E-REF" in _says(site, capsys, code=1)
    assert not (site / "output").exists()
    assert "built" in _says(site, capsys, "--keep-going", code=1)
    assert "nothing was published" in _says(site, capsys, code=1)


def test_strict_fails_where_the_last_build_did_not(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "content/c.md").write_text("[gone](b.md#nowhere)\n", encoding="utf-8")
    _says(site, capsys)
    assert "nothing was published" in _says(site, capsys, "--strict", code=1)
    assert NOTHING in _says(site, capsys)


def test_explain_says_why(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "b/: it is new" in _says(site, capsys, "--explain")
    _rewrite("content/b.md", "Text", "Other text")(site)
    said = _says(site, capsys, "--explain")
    assert "b/: the text of content/b.md has changed" in said
    assert "1 of 3 pages were made again" in said
    _rewrite("content/b.md", "# B", "# Better")(site)
    said = _says(site, capsys, "--explain")
    assert (
        "a/: the navigation below ‘’ has changed" in said
        or "a/: the page before or after it has changed" in said
    )
    assert "0 of 3 pages were made again" in _says(site, capsys, "--explain")
