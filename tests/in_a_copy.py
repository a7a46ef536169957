"""What holds in a copy of the tree with one kind more; ``test_ninth_kind.py`` runs it there, in one process."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmdocs.cli import run

Said = pytest.CaptureFixture[str]


def said(capsys: Said, *arguments: str) -> str:
    """Run pmdocs as it is typed and return what it prints."""
    capsys.readouterr()
    code, printed = run(list(arguments)), capsys.readouterr()
    assert code == 0, printed.out + printed.err
    return printed.out


def test_it_is_listed_described_and_has_a_schema(capsys: Said) -> None:
    assert "team-mood" in said(capsys, "kinds")
    assert "Mean answers, from 1 to 5." in said(capsys, "kinds", "team-mood")
    assert '"const": "team-mood"' in said(capsys, "schema", "team-mood")
    assert '"team-mood"' in said(capsys, "schema")


def test_a_spec_of_it_is_scaffolded_and_built(
    capsys: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said(capsys, "init", "site")
    monkeypatch.chdir(tmp_path / "site")
    said(capsys, "new", "team-mood", "Mood of June")
    said(capsys, "build")
    page = Path("output/team-mood/mood-of-june/index.html").read_text(encoding="utf-8")
    assert "The mean is 3.5." in page
    assert "<svg" in page
    # Without an index.html of its own: a register in its folder, a panel on the home page.
    index = Path("output/team-mood/index.html").read_text(encoding="utf-8")
    assert "<h1>Team moods</h1>" in index
    assert '<a href="mood-of-june/index.html">Mood of June</a>' in index
    assert "The mean is 3.5." in index


def test_the_reference_gains_its_page(capsys: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("content").mkdir()
    Path("pmdocs.yml").write_text("site_name: A\nreference: kinds\n", encoding="utf-8")
    Path("content/index.md").write_text("# Home\n", encoding="utf-8")
    said(capsys, "build", "--strict")
    page = Path("output/kinds/team-mood/index.html").read_text(encoding="utf-8")
    assert "Mean answers, from 1 to 5." in page
    assert "The mean is 3.5." in page
    listed = Path("output/kinds/index.html").read_text(encoding="utf-8")
    assert "How a team feels week by week" in listed
