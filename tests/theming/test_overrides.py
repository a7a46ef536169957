"""A theme of a site that changes one thing of each sort: block, template, view of a kind, style, script, word, token, asset."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmdocs.engine.site_files import SiteFiles
from pmdocs.kinds import load_kind
from pmdocs.pipeline import Project, build, load

_FILES = {
    "pmdocs.yml": "site_name: Mine\ntheme: mine\n",
    "content/index.md": "# Hello\n",
    "content/funnel.md": load_kind("funnel").example("en"),
    "themes/mine/theme.yml": "name: mine\nextends: house\ntokens:\n  radius: 0\n  mine-gap: 3rem\n",
    "themes/mine/labels.yaml": "site: {skip: {en: Over to the text, zh-CN: 直达正文}}\n",
    "themes/mine/templates/layout.html": '{% extends "house/layout.html" %}{% block scripts %}{{ super() }}'
    '<script src="{{ href("assets/mine.js") }}" defer></script>{% endblock %}',
    "themes/mine/templates/home.html": '<article class="mine"><h1>{{ it.title }}!</h1></article>',
    "themes/mine/templates/kinds/funnel/page.html": "{% macro steps(it) %}<p>Drawn by {{ it.id }}</p>{% endmacro %}",
    "themes/mine/css/95-mine.css": ".topbar { gap: var(--mine-gap); }\n",
    "themes/mine/js/mine.js": "document.title += '.';\n",
    "themes/mine/assets/favicon.svg": "<svg/>",
    "themes/house/theme.yml": "name: house\nextends: base\n",
    "themes/house/templates/layout.html": '{% extends "base/layout.html" %}'
    "{% block footer %}<footer>House of {{ site.name }}</footer>{% endblock %}",
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> SiteFiles:
    """Return a site in that theme."""
    folder = tmp_path_factory.mktemp("site")
    for name, text in _FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return load(Project.open(folder))


@pytest.fixture(scope="module")
def home(files: SiteFiles) -> str:
    """Return its first page."""
    return files["index.html"].decode()


def test_a_block_is_replaced_two_themes_deep(home: str) -> None:
    """Each theme of the chain changes its block of the shell; the rest is that of base."""
    assert "<footer>House of Mine</footer>" in home
    assert home.count("<footer") == 1
    assert '<script src="assets/mine.js" defer></script>' in home
    assert 'class="topbar"' in home


def test_a_template_is_replaced_as_a_whole(home: str) -> None:
    """A file of the same name stands in the place of the other."""
    assert '<article class="mine"><h1>Hello!</h1></article>' in home


def test_a_view_of_a_kind_is_replaced(files: SiteFiles) -> None:
    """A theme may draw what a kind has computed in its own way."""
    assert "<p>Drawn by " in files["funnel/index.html"].decode()


def test_styles_words_tokens_and_assets_are_replaced(files: SiteFiles, home: str) -> None:
    """Rules outside the layers win without force; a word, a token, a file by its name."""
    css = files["assets/site.css"].decode()
    assert "\n.topbar { gap: var(--mine-gap); }" in css
    assert "--radius:0;" in css
    assert "--mine-gap:3rem;" in css
    assert "Over to the text" in home
    assert files["assets/favicon.svg"] == b"<svg/>"
    assert files["assets/mine.js"] == b"document.title += '.';\n"


def test_such_a_site_is_published(files: SiteFiles, tmp_path: Path) -> None:
    """Nothing of it is an error."""
    built = build(files, tmp_path / "output")
    assert built.published
    assert [p.code for p in built.problems if p.code.startswith("E-")] == []
