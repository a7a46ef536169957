"""README and guide as they are typed: relative paths, the current folder, an editor that saves, a browser that looks."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from pmdocs.commands.scaffold import init
from tests.docs.conftest import blocks
from tests.docs.typing import Served, Terminal, save, typed_lines

pytestmark = pytest.mark.slow

DOCUMENTS = ("README.md", "content/guide/first-steps.md", "content/guide/first-steps.zh-CN.md")
OKR = "content/okr/2026-q2.md"


@pytest.fixture
def screen(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    yield page
    page.close()


def lines_of(root: Path, document: str) -> list[str]:
    return typed_lines(blocks((root / document).read_text(encoding="utf-8")))


def edit_of(root: Path, document: str) -> tuple[str, str]:
    """Return what the guide says to change, and into what."""
    text = (root / document.replace("README.md", DOCUMENTS[1])).read_text(encoding="utf-8")
    before, after = re.findall(r"`(current: \d[^`]+)`", text)
    return before, after


def is_followed(served: Served, site: Path, page: Page, change: tuple[str, str]) -> None:
    """Save a file twice, as an editor does, and see each time that the open page follows in place."""
    page.goto(f"{served.url}okr/2026-q2/")
    page.evaluate("window.stayed = true")
    file = site / OKR
    text = file.read_text(encoding="utf-8")
    for value in (change[1], change[1].replace("24", "23"), change[0]):
        shown = re.compile(rf"\b{value.split()[1].removesuffix('%')}(\.0)?\s?%")
        assert not shown.search(page.locator("#content").inner_text())
        save(file, text.replace(change[0], value))
        page.locator("#content", has_text=shown).wait_for()
    assert page.evaluate("window.stayed === true")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_preview_starts_and_follows_as_the_document_says(
    document: str, root: Path, tmp_path: Path, screen: Page
) -> None:
    terminal = Terminal(tmp_path, browser=f"sh -c 'echo %s > {tmp_path}/opened'")
    start, serve = [line for line in lines_of(root, document) if re.match(r"pmdocs (init|serve)", line)]
    terminal.run(start)
    site = tmp_path / shlex.split(start)[2]
    served = terminal.serve(serve)
    is_followed(served, site, screen, edit_of(root, document))
    said = served.stop()
    assert (tmp_path / "opened").read_text(encoding="utf-8").strip() == served.url
    assert "E-" not in said, said


FORMS: dict[str, Callable[[Path], tuple[str, str]]] = {
    "inside the site": lambda _: (".", "pmdocs serve"),
    "from a folder below": lambda _: ("content", "pmdocs serve .."),
    "with a relative settings file": lambda _: ("content", "pmdocs serve .. -f ../pmdocs.yml"),
    "by an absolute path": lambda site: ("/", f"pmdocs serve {site}"),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_site_can_be_named_in_every_way(form: str, root: Path, tmp_path: Path, screen: Page) -> None:
    site = tmp_path / "my product"
    init(site, "en")
    folder, line = FORMS[form](Path(shlex.quote(str(site))))
    served = Terminal(site / folder).serve(f"{line} --port 0")
    is_followed(served, site, screen, edit_of(root, "README.md"))
    assert "E-" not in served.stop()


@pytest.mark.parametrize("linked", ["content", "site"])
def test_what_is_reached_by_a_link_is_followed_too(
    linked: str, root: Path, tmp_path: Path, screen: Page
) -> None:
    site = tmp_path / "site"
    init(site, "en")
    if linked == "content":
        (site / "content").rename(site / "docs")
        (site / "content").symlink_to("docs")
    else:
        site.rename(tmp_path / "real")
        site.symlink_to("real")
    served = Terminal(tmp_path).serve("pmdocs serve site --port 0")
    is_followed(served, site, screen, edit_of(root, "README.md"))
    assert "E-" not in served.stop()
