"""Sections that show their pages in full follow every change of them, and nothing else is made again."""

from __future__ import annotations

from tests.incremental.conftest import Site

SETTINGS = "site_name: A\ntheme: paper\ntoday: 2026-06-24\n"
PAGES = {
    "pmdocs.yml": SETTINGS,
    "content/a/one.md": "# One\n\n## Part\n\nSee [two](two.md).\n",
    "content/a/two.md": "# Two\n\n## Part\n",
    "content/b/three.md": "# Three\n",
    "content/b/sub/four.md": "# Four\n",
}


def test_a_section_follows_its_pages(site: Site) -> None:
    site.build(dict(PAGES))
    edits: list[tuple[dict[str, str | None], set[str]]] = [
        ({"content/a/two.md": "# Two\n\n## Part\n\nMore words.\n"}, {"a/", "a/two/"}),
        ({"content/b/sub/four.md": "# Four\n\nMore words.\n"}, {"b/", "b/sub/", "b/sub/four/"}),
        ({"content/b/three.md": "# Third\n"}, {"", "b/", "b/three/"}),
        ({"content/a/nil.md": "# Nil\n"}, {"", "a/", "a/nil/", "a/one/", "a/two/"}),
        ({"content/a/nil.md": None}, {"", "a/", "a/one/", "a/two/"}),
    ]
    for edit, made in edits:
        site.build(edit)
        assert set(site.rendered) == made
        assert site.built() == site.clean()


def test_a_site_changes_into_a_report_and_back(rich: Site) -> None:
    settings = (rich.folder / "pmdocs.yml").read_text(encoding="utf-8")
    for theme in ("base", "paper", "own"):
        rich.build({"pmdocs.yml": settings.replace("theme: own", f"theme: {theme}")})
        assert rich.built() == rich.clean()
    rich.build({"themes/own/theme.yml": "name: own\nextends: paper\n"})
    assert rich.built() == rich.clean()
    rich.build({"themes/own/theme.yml": "name: own\nextends: paper\nwhole_sections: no\n"})
    assert rich.built() == rich.clean()
