"""What the bench knows of a tool: how to install it, to lay out a site, to build it and to preview it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from tests.bench.corpus import Page

FOREVER = 10**9


@dataclass(frozen=True, slots=True)
class Command:
    """A command line, the folder it runs in and what it needs in the environment."""

    line: tuple[str, ...]
    folder: Path
    env: Mapping[str, str] = field(default_factory=dict)


class Tool:
    """A static-site generator; ``home`` is the folder it is installed into."""

    name: ClassVar[str]
    title: ClassVar[str]
    docs: ClassVar[str] = ""
    """Folder of the Markdown files below the site."""
    home_name: ClassVar[str] = "index.md"
    output: ClassVar[str] = "output"
    caches: ClassVar[tuple[str, ...]] = ()
    """Folders below the site that a cold start does without."""
    builds: ClassVar[bool] = False
    serves: ClassVar[bool] = False
    largest: ClassVar[int] = FOREVER
    """Number of pages that it is asked for at most."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def install(self) -> str:
        """Install the tool unless it is there, and return its version."""
        raise NotImplementedError

    def build(self, site: Path) -> Command:
        """Return the command that builds a site into ``output``."""
        raise NotImplementedError

    def serve(self, site: Path, port: int) -> Command:
        """Return the command that previews a site at a port of 127.0.0.1."""
        raise NotImplementedError

    def fill(self, site: Path) -> Command | None:
        """Return the command that fills the caches of the preview, if starting it once does not."""
        del site
        return None

    def settings(self, site: Path) -> None:
        """Write the settings and the layout of a site."""
        raise NotImplementedError

    def link(self, folder: str, name: str) -> str:
        """Return what a page writes to lead to another page."""
        return f"../{folder}/{name}.md"

    def home_link(self, page: Page) -> str:
        """Return the target of a link of the home page."""
        return self.link(page.folder, page.name).removeprefix("../")

    def url(self, page: Page) -> str:
        """Return the address of a page below that of the server."""
        return f"{page.folder}/{page.name}/"

    def html(self, page: Page) -> str:
        """Return the file of a page below ``output``."""
        return f"{page.folder}/{page.name}/index.html"

    def front_matter(self, page: Page) -> str:
        """Return the front matter of a page, YAML in every tool."""
        tags = ", ".join(page.tags)
        return (
            f"title: {json.dumps(page.title, ensure_ascii=False)}\nowner: {page.owner}\nstatus: {page.status}\n"
            f"tags: [{tags}]\nupdated: {page.updated}\n"
        )

    def markdown(self, page: Page) -> str:
        """Return the whole file of a page."""
        return f"---\n{self.front_matter(page)}---\n\n{page.text(self.link)}"

    def source(self, site: Path, page: Page) -> Path:
        """Return where the file of a page is."""
        return site / self.docs / page.folder / f"{page.name}.md"

    def home_page(self, pages: Sequence[Page]) -> str:
        """Return the file of the home page, which leads to the first page of every folder."""
        first = {page.folder: page for page in reversed(pages)}
        links = [f"- [{p.title}]({self.home_link(p)})" for p in reversed(first.values())]
        return "---\ntitle: Specs\n---\n\n# Specs\n\n" + "\n".join(links) + "\n"

    def write(self, site: Path, pages: Sequence[Page]) -> None:
        """Write a whole site."""
        for page in pages:
            file = self.source(site, page)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(self.markdown(page), encoding="utf-8")
        (site / self.docs / self.home_name).write_text(self.home_page(pages), encoding="utf-8")
        self.settings(site)

    @staticmethod
    def put(site: Path, files: Mapping[str, str]) -> None:
        """Write files of settings and layout."""
        for name, text in files.items():
            file = site / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
