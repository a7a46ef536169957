"""VitePress' development server: hot module replacement with Vite."""

from __future__ import annotations

from pathlib import Path

from tests.bench.corpus import Page
from tests.bench.peers.install import npm_package
from tests.bench.peers.tool import Command, Tool

VERSION = "1.6.4"


class VitePress(Tool):
    """The fastest preview there is; it renders the page that is asked for and no other."""

    name = "vitepress"
    title = "VitePress"
    caches = (".vitepress/cache",)
    serves = True
    largest = 1_000

    def install(self) -> str:
        """Install VitePress from npm."""
        npm_package(self.home, "vitepress", VERSION)
        return VERSION

    def serve(self, site: Path, port: int) -> Command:
        """Preview as ``vitepress dev`` does."""
        program = str(self.home / "node_modules" / ".bin" / "vitepress")
        return Command((program, "dev", str(site), "--host", "127.0.0.1", "--port", str(port)), site)

    def url(self, page: Page) -> str:
        """Return the address of a page."""
        return f"{page.folder}/{page.name}.html"

    def settings(self, site: Path) -> None:
        """Write the settings; the packages are found through a link, as if installed in the site."""
        files = {
            "package.json": '{"private": true, "type": "module"}\n',
            ".vitepress/config.js": 'export default { title: "Bench" };\n',
        }
        self.put(site, files)
        (site / "node_modules").symlink_to(self.home / "node_modules")
