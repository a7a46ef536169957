"""The documents say what is so: the spec of the README builds, its commands and files exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pmdocs.cli import cli
from pmdocs.diagnostics.problem import Severity
from pmdocs.kinds import kind_ids
from pmdocs.pipeline import Project, load

_LINK = re.compile(r"\]\((?!https?:)([^)#]+)[^)]*\)")
_PATH = re.compile(r"`(pmdocs/[\w/.-]+|tests/[\w/.-]+|themes/[\w/.-]+)`")


def test_the_spec_of_the_readme_makes_the_page_it_promises(root: Path, tmp_path: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    spec = re.search(r"```yaml\n(kind: funnel.*?)```", readme, re.DOTALL)
    assert spec
    assert spec[1].count("\n") == 10
    (tmp_path / "content").mkdir()
    (tmp_path / "pmdocs.yml").write_text("site_name: A\n", encoding="utf-8")
    (tmp_path / "content/signup.yml").write_text(spec[1], encoding="utf-8")
    files = load(Project.open(tmp_path))
    assert [p.text() for p in files.all_problems() if p.severity is not Severity.INFO] == []
    page = files["signup/index.html"].decode()
    for promised in ("Register loses most: 8,400 users", "95% interval", "Best chance at the end"):
        assert promised in page


def test_the_mistakes_of_the_readme_give_the_messages_it_shows(root: Path, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "pmdocs.yml").write_text("site_name: A\n", encoding="utf-8")
    lines = ["---", "kind: funnel", "id: a", "title: A", "source: A", "steps: [Install, Register]",
             "counts: [900, 400]", "targets: {Register: 45}", "traget: 3", "---", ""]  # fmt: skip
    (tmp_path / "content/signup.md").write_text("\n".join(lines), encoding="utf-8")
    said = "\n".join(p.text() for p in load(Project.open(tmp_path)).all_problems())
    readme = (root / "README.md").read_text(encoding="utf-8")
    for line in said.splitlines():
        assert line.strip() in readme


def test_every_command_and_kind_of_the_readme_exists(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`pmdocs (\w+)", readme)) == set(cli.commands)
    listed = re.search(r"\*\*Kinds\*\* so far: [^.]*", readme)
    assert listed
    assert set(re.findall(r"`([a-z-]+)`", listed[0])) == set(kind_ids())


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_file_that_a_document_names_exists(name: str, root: Path) -> None:
    text = (root / name).read_text(encoding="utf-8")
    named = {*_LINK.findall(text), *_PATH.findall(text)}
    assert [path for path in sorted(named) if not (root / path).exists()] == []
