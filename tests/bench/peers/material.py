"""MkDocs with Material: the closest in looks and features, and in what it is written in."""

from __future__ import annotations

from pathlib import Path

from tests.bench.peers.install import python_package
from tests.bench.peers.tool import Command, Tool

VERSION = "9.8.1"

SETTINGS = """\
site_name: Bench
docs_dir: docs
site_dir: output
theme:
  name: material
  font: false
plugins: [search]
markdown_extensions: [admonition, attr_list, footnotes, pymdownx.highlight, pymdownx.superfences]
"""


class Material(Tool):
    """Comes with search and a whole theme, as pmdocs does."""

    name = "material"
    title = "MkDocs Material"
    docs = "docs"
    builds = True
    largest = 1_000

    def install(self) -> str:
        """Install Material, which brings MkDocs."""
        python_package(self.home, "mkdocs-material", VERSION)
        return VERSION

    def build(self, site: Path) -> Command:
        """Build the whole site."""
        return Command((str(self.home / "bin" / "mkdocs"), "build", "--quiet"), site)

    def settings(self, site: Path) -> None:
        """Write the settings; the theme is Material's own."""
        self.put(site, {"mkdocs.yml": SETTINGS})
