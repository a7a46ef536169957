"""Mistakes in a site's own templates: told with their place, nothing is published, the preview goes on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pmdocs.cli import run
from pmdocs.kinds import load_kind
from pmdocs.pipeline import Project, load
from pmdocs.serve.preview import Preview
from pmdocs.theming.theme import built_in_themes

PAGE = (built_in_themes() / "base/templates/page.html").read_text(encoding="utf-8")
LINES = PAGE.count("\n")
LAYOUT = (built_in_themes() / "base/templates/layout.html").read_text(encoding="utf-8")

MISTAKES = {
    "asks for what is not there": ("{{ it.nothing }}", "has no attribute 'nothing'"),
    "cannot be read": ("{% if %}", "Expected an expression"),
    "takes in what is not there": ('{% include "nowhere.html" %}', "there is no template ‘nowhere.html’"),
    "fails": ("{{ 1 // 0 }}", "ZeroDivisionError"),
    "asks a word that is not there": ('{{ t["no.such.word"] }}', "no.such.word"),
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a theme of its own and 50 pages, so that worker processes make them."""
    files = {
        "pmdocs.yml": "site_name: Sprout\ntheme: own\n",
        "themes/own/theme.yml": "name: own\nextends: base\n",
        **{f"content/p{n:02}.md": f"# Page {n}\n\nText.\n" for n in range(50)},
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def template(site: Path, text: str, name: str = "page.html") -> Path:
    file = site / "themes/own/templates" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(("mistake", "told"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_told_with_its_place(
    mistake: str, told: str, jobs: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["build", str(site), "-q"]) == 0
    before = {file: file.read_bytes() for file in (site / "output").rglob("*") if file.is_file()}
    template(site, f"{PAGE}{mistake}\n")
    capsys.readouterr()
    assert run(["build", str(site), "-q", "-j", jobs]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"themes/own/templates/page.html:{LINES + 1}:1: E-THEME ")
    assert told in said
    assert {file: file.read_bytes() for file in (site / "output").rglob("*") if file.is_file()} == before


def test_a_mistake_in_the_layout_is_told(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template(site, LAYOUT.replace("{{ page.title }}", "{{ page.heading }}", 1), "layout.html")
    assert run(["build", str(site), "-q"]) == 2
    assert "themes/own/templates/layout.html:" in capsys.readouterr().err


def test_the_preview_keeps_what_it_had_and_goes_on(site: Path) -> None:
    preview = Preview(site)
    good = preview.answer("p01/index.html")
    file = template(site, PAGE + "{{ it.nothing }}\n")
    preview.update(frozenset({file}))
    assert preview.answer("p01/index.html") == good
    assert [p["code"] for p in preview.problems()] == ["E-THEME"]
    file.write_text(f"{PAGE}<p>mended</p>\n", encoding="utf-8")
    preview.update(frozenset({file}))
    assert (made := preview.answer("p01/index.html"))
    assert b"<p>mended</p>" in made.body
    assert preview.problems() == []
    while preview.work(lambda: False):
        pass


def test_a_theme_of_the_site_may_be_a_copy_of_all_templates(site: Path) -> None:
    (site / "content/okr.md").write_text(load_kind("okr").example("en"), encoding="utf-8")
    (site / "content/test.md").write_text(load_kind("ab-test").example("en"), encoding="utf-8")
    before = dict(load(Project.open(site)))
    shutil.copytree(built_in_themes() / "base/templates", site / "themes/own/templates")
    assert dict(load(Project.open(site))) == before
