"""Observable Framework's preview server."""

from __future__ import annotations

from pathlib import Path

from tests.bench.corpus import Page
from tests.bench.peers.install import npm_package
from tests.bench.peers.tool import Command, Tool

VERSION = "1.13.4"

# Without the style sheet of fonts, which is another host's.
SETTINGS = 'export default { root: "src", title: "Bench", globalStylesheets: [] };\n'


class Observable(Tool):
    """The generator of data apps, whose preview patches the page in place."""

    name = "observable"
    title = "Observable Framework"
    docs = "src"
    caches = ("src/.observablehq/cache",)
    serves = True
    largest = 1_000

    def install(self) -> str:
        """Install Framework from npm."""
        npm_package(self.home, "@observablehq/framework", VERSION)
        return VERSION

    def serve(self, site: Path, port: int) -> Command:
        """Preview as ``observable preview`` does, without a browser of its own."""
        program = str(self.home / "node_modules" / ".bin" / "observable")
        line = (program, "preview", "--host", "127.0.0.1", "--port", str(port), "--no-open")
        return Command(line, site, {"OBSERVABLE_TELEMETRY_DISABLE": "true"})

    def url(self, page: Page) -> str:
        """Return the address of a page."""
        return f"{page.folder}/{page.name}"

    def link(self, folder: str, name: str) -> str:
        """Return the address of the page."""
        return f"../{folder}/{name}"

    def settings(self, site: Path) -> None:
        """Write the settings; the packages are found through a link, as if installed in the site."""
        self.put(
            site,
            {"package.json": '{"private": true, "type": "module"}\n', "observablehq.config.js": SETTINGS},
        )
        (site / "node_modules").symlink_to(self.home / "node_modules")
