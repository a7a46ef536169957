"""The gallery of all components: a site of its own that builds in every theme, and in which every macro is used."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jinja2 import nodes
from jinja2.runtime import Macro

from pmdocs.config import ThemeSetting
from pmdocs.diagnostics.problem import Severity
from pmdocs.engine.site_files import SiteFiles
from pmdocs.pipeline import Project, load
from tests.built import THEMES, lay_out_gallery
from tests.theming.samples import THEME

KIT = (
    "board.html", "canvas.html", "components.html", "lanes.html", "matrix.html", "profile.html", "records.html",
    "register.html", "tables.html",
)  # fmt: skip
LISTS = {"index", "home", "pages", "refused"}
"""Macros of register.html that pmdocs itself calls: what stands in for a kind's own, and lists of several kinds."""


def gallery(folder: Path, theme: str) -> SiteFiles:
    """Return the gallery with the examples of all kinds in a theme."""
    lay_out_gallery(folder)
    project = Project.open(folder)
    config = project.config.model_copy(update={"theme": ThemeSetting(name=f"gallery-{theme}")})
    return load(replace(project, config=config))


@cache
def macros(template: str) -> frozenset[str]:
    """Return the macros that a template of the theme offers."""
    source, *_ = THEME.environment.loader.get_source(THEME.environment, template)  # type: ignore[union-attr]
    found = THEME.environment.parse(source).find_all(nodes.Macro)
    return frozenset(one.name for one in found if not one.name.startswith("_")) - LISTS


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    """Return the macros that are called, each with the name of its template."""
    seen: set[tuple[str, str]] = set()
    invoke = Macro._invoke  # every call of a macro passes there

    def noted(macro: Any, *arguments: Any) -> str:
        seen.add((Path(macro._func.__code__.co_filename).name, macro.name))
        return invoke(macro, *arguments)

    monkeypatch.setattr(Macro, "_invoke", noted)
    return seen


@pytest.mark.parametrize("theme", THEMES)
def test_the_gallery_has_no_problems_and_shows_every_macro(
    theme: str, tmp_path: Path, called: set[tuple[str, str]]
) -> None:
    files = gallery(tmp_path / "site", theme)
    assert [p.text() for p in files.all_problems() if p.severity is not Severity.INFO] == []
    for url in files:
        if url.endswith("index.html"):
            assert files[url]
    offered = {(template, name) for template in KIT for name in macros(template)}
    assert len(offered) >= 50
    assert offered - called == set()


def test_all_components_stand_on_one_page_in_both_languages(tmp_path: Path) -> None:
    files = gallery(tmp_path / "site", "base")
    english, chinese = (files[f"{root}components/index.html"].decode() for root in ("", "zh-CN/"))
    mains = [page[page.index("<main") : page.index("</main")] for page in (english, chinese)]
    shapes = [re.findall(r"<(\w+)(?: class=\"([^\"]*)\")?", re.sub(r" hue-\d", "", main)) for main in mains]
    assert len(shapes[0]) > 500
    assert shapes[0] == shapes[1]
    assert not re.search("[\u4e00-\u9fff]", mains[0])
