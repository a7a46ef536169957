"""README and guide as they are typed: relative paths, the current folder, an editor that saves, a browser that looks."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from pmdocs.commands.scaffold import init
from pmdocs.pipeline import Project, build, load, open_store
from tests.docs.conftest import blocks
from tests.docs.typing import Served, Terminal, save, typed_lines

pytestmark = pytest.mark.slow

DOCUMENTS = ("README.md", "content/guide/first-steps.md", "content/guide/first-steps.zh-CN.md")
OKR = "content/okr/2026-q2.md"


ROOT = Path(__file__).resolve().parents[2]


def lines_of(document: str) -> list[str]:
    return typed_lines(blocks((ROOT / document).read_text(encoding="utf-8")))


def edit_of(document: str) -> tuple[str, str]:
    """Return what the guide says to change, and into what."""
    text = (ROOT / document.replace("README.md", DOCUMENTS[1])).read_text(encoding="utf-8")
    before, after = re.findall(r"`(current: \d[^`]+)`", text)
    return before, after


def starts() -> dict[tuple[str, str, str, str], str]:
    """Return the lines that start a preview and the edit that follows → the document; what two say is typed once."""
    found: dict[tuple[str, str, str, str], str] = {}
    for document in DOCUMENTS:
        start, serve = [line for line in lines_of(document) if re.match(r"pmdocs (init|serve)", line)]
        found.setdefault((start, serve, *edit_of(document)), document)
    return found


@pytest.fixture
def look(browser: Browser) -> Iterator[Callable[[Served], Page]]:
    """Return a function that opens the page of the objectives in a preview."""
    pages = []

    def open_(served: Served) -> Page:
        pages.append(browser.new_page(reduced_motion="reduce"))
        pages[-1].goto(f"{served.url}okr/2026-q2/")
        pages[-1].evaluate("window.stayed = true")
        return pages[-1]

    yield open_
    for page in pages:
        page.close()


def is_followed(pages: list[Page], site: Path, change: tuple[str, str]) -> None:
    """Save a file three times, as an editor does, and see each time that the open pages follow in place."""
    file = site / OKR
    text = file.read_text(encoding="utf-8")
    for value in (change[1], change[1].replace("24", "23"), change[0]):
        shown = re.compile(rf"\b{value.split()[1].removesuffix('%')}(\.0)?\s?%")
        assert not any(shown.search(page.locator("#content").inner_text()) for page in pages)
        save(file, text.replace(change[0], value))
        for page in pages:
            page.locator("#content", has_text=shown).wait_for()
    assert all(page.evaluate("window.stayed === true") for page in pages)


@pytest.mark.parametrize(("typed", "document"), starts().items(), ids=starts().values())
def test_the_preview_starts_and_follows_as_the_document_says(
    typed: tuple[str, str, str, str], document: str, tmp_path: Path, look: Callable[[Served], Page]
) -> None:
    start, serve, *change = typed
    terminal = Terminal(tmp_path, browser=f"sh -c 'echo %s > {tmp_path}/opened'")
    terminal.run(start)
    site = tmp_path / shlex.split(start)[2]
    served = terminal.serve(serve)
    is_followed([look(served)], site, (change[0], change[1]))
    said = served.stop()
    assert (tmp_path / "opened").read_text(encoding="utf-8").strip() == served.url, document
    assert "E-" not in said, said


FORMS: dict[str, Callable[[Path], tuple[str, str]]] = {
    "inside the site": lambda _: (".", "pmdocs serve"),
    "from a folder below": lambda _: ("content", "pmdocs serve .."),
    "with a relative settings file": lambda _: ("content", "pmdocs serve .. -f ../pmdocs.yml"),
    "by an absolute path": lambda site: ("/", f"pmdocs serve {site}"),
}


def made(site: Path) -> None:
    """Write the starter site and build it once, so that no preview has to draw its charts."""
    init(site, "en")
    build(load(Project.open(site), store=open_store(site)), site / "output")


def test_a_site_can_be_named_in_every_way(tmp_path: Path, look: Callable[[Served], Page]) -> None:
    """Previews of one site side by side, each started in another form."""
    site = tmp_path / "my product"
    made(site)
    typed = [form(Path(shlex.quote(str(site)))) for form in FORMS.values()]
    previews = [Terminal(site / folder).serve(f"{line} --port 0") for folder, line in typed]
    is_followed([look(served) for served in previews], site, edit_of("README.md"))
    said = dict(zip(FORMS, (served.stop() for served in previews), strict=True))
    assert not [form for form, text in said.items() if "E-" in text], said


def test_what_is_reached_by_a_link_is_followed_too(tmp_path: Path, look: Callable[[Served], Page]) -> None:
    """A site whose content is a link, and a link that leads to that site."""
    site = tmp_path / "site"
    made(site)
    (site / "content").rename(site / "docs")
    (site / "content").symlink_to("docs")
    (tmp_path / "link").symlink_to("site")
    previews = [Terminal(tmp_path).serve(f"pmdocs serve {name} --port 0") for name in ("site", "link")]
    is_followed([look(served) for served in previews], site, edit_of("README.md"))
    assert not [text for text in (served.stop() for served in previews) if "E-" in text]
