"""pmdocs itself, as the checkout has it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import ClassVar

from tests.bench.corpus import Page
from tests.bench.peers.tool import Command, Tool


class Pmdocs(Tool):
    """The tool that is measured."""

    name = "pmdocs"
    title = "pmdocs"
    docs = "content"
    # The generation before belongs to what a build leaves behind: a cold one has not even that to remove.
    caches: ClassVar[tuple[str, ...]] = (".bench-store", ".output.spare")
    builds = True
    serves = True

    @property
    def _program(self) -> str:
        return str(Path(sys.executable).with_name("pmdocs"))

    def install(self) -> str:
        """Return the version of the checkout."""
        done = subprocess.run([self._program, "--version"], capture_output=True, text=True, check=True)
        return done.stdout.split()[-1]

    def build(self, site: Path) -> Command:
        """Build with a store that belongs to this site alone."""
        return Command((self._program, "build", str(site), "-o", str(site / self.output)), site, _store(site))

    def serve(self, site: Path, port: int) -> Command:
        """Preview with the same store."""
        return Command((self._program, "serve", str(site), "--port", str(port)), site, _store(site))

    def fill(self, site: Path) -> Command:
        """Fill the store, which builds and previews share, with every page."""
        return self.build(site)

    def front_matter(self, page: Page) -> str:
        """Add the fields of a typed spec, which only pmdocs knows."""
        return super().front_matter(page) + page.fields

    def settings(self, site: Path) -> None:
        """Write the settings; a fixed date keeps the output the same every day."""
        (site / "pmdocs.yml").write_text("site_name: Bench\ntoday: 2026-06-24\n", encoding="utf-8")


def _store(site: Path) -> dict[str, str]:
    return {"PMDOCS_STORE": str(site / ".bench-store")}
