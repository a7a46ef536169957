"""Eleventy, with a small layout of its own and no search."""

from __future__ import annotations

from pathlib import Path

from tests.bench.corpus import Page
from tests.bench.peers.hugo import STYLE
from tests.bench.peers.install import npm_package
from tests.bench.peers.tool import Command, Tool

VERSION = "3.1.8"
OVERRIDES = {"@11ty/recursive-copy": "4.0.4"}
"""That version asks for a release of its copier which not every mirror of npm has."""

SETTINGS = """\
export default function (eleventy) {
  eleventy.addGlobalData("layout", "page.njk");
  eleventy.addPassthroughCopy("src/site.css");
  eleventy.addCollection("folders", (api) => {
    const folders = {};
    for (const page of api.getAll()) {
      const folder = page.filePathStem.split("/")[1];
      folders[folder] ??= [];
      if (folders[folder].length < 40) folders[folder].push({ url: page.url, title: page.data.title });
    }
    return folders;
  });
  eleventy.addFilter("siblings", (folders, stem) => folders[stem.split("/")[1]]);
  return {
    dir: { input: "src", output: "output" },
    markdownTemplateEngine: false,
  };
}
"""

LAYOUT = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title }} · Bench</title>
<link rel="stylesheet" href="/site.css">
</head>
<body>
<header><a href="/">Bench</a></header>
<nav><ul>
{%- for p in collections.folders | siblings(page.filePathStem) %}
<li><a href="{{ p.url }}">{{ p.title }}</a></li>
{%- endfor %}
</ul></nav>
<main>
<article>{{ content | safe }}</article>
<footer>{% if tags %}{{ owner }} · {{ status }} · {{ tags | join(", ") }} · {{ updated }}{% endif %}</footer>
</main>
</body>
</html>
"""


class Eleventy(Tool):
    """The JavaScript generator."""

    name = "eleventy"
    title = "Eleventy"
    docs = "src"
    caches = (".cache",)
    builds = True

    def install(self) -> str:
        """Install Eleventy from npm."""
        npm_package(self.home, "@11ty/eleventy", VERSION, OVERRIDES)
        return VERSION

    def build(self, site: Path) -> Command:
        """Build the whole site."""
        return Command((str(self.home / "node_modules" / ".bin" / "eleventy"), "--quiet"), site)

    def link(self, folder: str, name: str) -> str:
        """Return the address of the page."""
        return f"../../{folder}/{name}/"

    def home_link(self, page: Page) -> str:
        """Return the target of a link of the home page."""
        return f"{page.folder}/{page.name}/"

    def settings(self, site: Path) -> None:
        """Write settings, one template and a style sheet."""
        files = {
            "package.json": '{"private": true, "type": "module"}\n',
            "eleventy.config.js": SETTINGS,
            "src/_includes/page.njk": LAYOUT,
            "src/site.css": STYLE,
        }
        self.put(site, files)
