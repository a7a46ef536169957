"""theme.yml: what a theme may say, what it takes from those it extends, and mistakes with their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmdocs.cli import run
from pmdocs.diagnostics.problem import PmdocsError
from pmdocs.system.boundary import Boundary
from pmdocs.theming.chain import read_chain

SETTINGS = "site_name: Sprout\ntheme: own\n"

MISTAKES = {
    "unknown token": ("name: own\ntokens:\n  surfce: red\n", "themes/own/theme.yml:3:3: E-THEME", "surface"),
    "far from any token": ("tokens: {zzqqzz: red}\n", "themes/own/theme.yml:1:10: E-THEME", "own-"),
    "missing parent": ("extends: bse\n", "themes/own/theme.yml:1:10: E-THEME", "did you mean base"),
    "itself": ("extends: own\n", "themes/own/theme.yml:1:10: E-THEME", "circle"),
    "unknown field": ("extnds: base\n", "themes/own/theme.yml:1:1: E-FIELD", "extends"),
    "end of the rule": ('tokens: {hue: "20; } body{"}\n', "themes/own/theme.yml:1:10: E-THEME", "hue"),
    "half a colour": ("tokens:\n  surface: {light: red}\n", "themes/own/theme.yml:2:12: E-REQ", "dark"),
    "no YAML": ("tokens: [\n", "themes/own/theme.yml:", ""),
}


def site(folder: Path, theme: str, settings: str = SETTINGS) -> Path:
    files = {"pmdocs.yml": settings, "themes/own/theme.yml": theme, "content/a.md": "# A\n"}
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("text", "place", "told"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_has_its_place_and_nothing_is_published(
    text: str, place: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["build", str(site(tmp_path, text)), "-q"]) == 2
    said = capsys.readouterr().err
    assert said.startswith(place)
    assert told in said
    assert not (tmp_path / "output").exists()


def test_an_unknown_theme_is_told_where_it_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["build", str(site(tmp_path, "", SETTINGS.replace("own", "onw"))), "-q"]) == 2
    assert capsys.readouterr().err.startswith("pmdocs.yml:2:8: E-THEME")


def test_a_theme_adds_tokens_under_its_own_name_and_takes_the_rest(tmp_path: Path) -> None:
    text = 'tokens:\n  own-margin: 2rem\n  hue: "20"\n  surface: {light: "#fff", dark: "#000"}\n'
    chain = read_chain(Boundary.of(site(tmp_path, text)), "own")
    assert [folder.name for folder in chain.folders] == ["own", "base"]
    assert chain.tokens["own-margin"] == "2rem"
    assert chain.tokens["hue"] == "20"
    assert chain.tokens["surface"] == {"light": "#fff", "dark": "#000"}
    assert "line" in chain.tokens


def test_a_longer_chain(tmp_path: Path) -> None:
    site(tmp_path, "extends: middle\ntokens: {middle-gap: 2rem}\n")
    middle = tmp_path / "themes/middle/theme.yml"
    middle.parent.mkdir()
    middle.write_text("tokens: {middle-gap: 1rem}\n", encoding="utf-8")
    assert read_chain(Boundary.of(tmp_path), "own").tokens["middle-gap"] == "2rem"
    middle.write_text("extends: own\n", encoding="utf-8")
    with pytest.raises(PmdocsError, match="circle"):
        read_chain(Boundary.of(tmp_path), "own")
