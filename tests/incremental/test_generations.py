"""The output folder and its spare one: whatever was in them, what is published is what a clean build writes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pmdocs.diagnostics.problem import PmdocsError
from tests.incremental.conftest import Site
from tests.incremental.sequences import same_files

FUNNEL = "---\nkind: funnel\nid: f\ntitle: F\nsource: x\nsteps: [A, B]\ncounts: [{counts}]\n---\n\n{prose}\n"


def page(text: str) -> str:
    return f"---\ntitle: Page\n---\n\n{text}\n"


def right(site: Site) -> None:
    site.build()
    same_files(site.clean(), site.built(), "clean build", "incremental build")


def test_a_page_of_which_one_file_is_as_it_was_in_a_new_spare_folder(site: Site) -> None:
    site.write({"content/f.md": FUNNEL.format(counts="2, 1", prose="One."), "content/p.md": page("One.")})
    right(site)
    shutil.rmtree(site.output.parent / f".{site.output.name}.spare", ignore_errors=True)
    site.write({"content/f.md": FUNNEL.format(counts="2, 1", prose="Two.")})
    right(site)
    (site.output / "f/data.json").write_text("touched")
    shutil.rmtree(site.output.parent / f".{site.output.name}.spare", ignore_errors=True)
    right(site)


def test_an_edit_to_and_fro(site: Site) -> None:
    for number in range(6):
        site.write({
            "content/f.md": FUNNEL.format(counts=f"4, {number % 2 + 1}", prose=f"{number % 3}"),
            "content/a/p.md": page("One.") if number % 2 else None, "content/b/p.md": None if number % 2 else page("One."),
        } if number else {"content/f.md": FUNNEL.format(counts="4, 1", prose="0"), "content/b/p.md": page("One.")})  # fmt: skip
        right(site)


def test_a_file_becomes_a_folder_and_a_file_again(site: Site) -> None:
    site.write({"content/p.md": page("One."), "content/x": "asset"})
    right(site)
    for _ in range(2):
        site.write({"content/x": None, "content/x.md": page("Two.")})
        right(site)
        right(site)
        site.write({"content/x.md": None, "content/x": "asset"})
        right(site)


@pytest.mark.parametrize(
    "name", ["p/index.html", "f/data.json", "site.json", "404.html", "assets/site.css", "p"]
)
def test_an_asset_under_the_name_of_another_file(site: Site, name: str) -> None:
    site.write({"content/f.md": FUNNEL.format(counts="2, 1", prose="One."), "content/p.md": page("One.")})
    right(site)
    site.write({f"content/{name}": "mine"})
    for _ in range(3):
        right(site)
    site.write({f"content/{name}": "changed"})
    right(site)
    site.write({f"content/{name}": None})
    right(site)


Hand = Callable[[Path, Path], object]


def exchanged(path: Path) -> None:
    """Put a file where a folder is, and the other way round."""
    if path.is_dir():
        shutil.rmtree(path)
        path.write_text("by hand")
    else:
        path.unlink()
        path.mkdir()


HANDS: dict[str, Hand] = {
    "an edited file": lambda output, _: (output / "p/index.html").write_text("by hand"),
    "a truncated file": lambda output, _: os.truncate(output / "p/index.html", 3),
    "a removed file": lambda output, _: (output / "p/index.html").unlink(),
    "a removed folder": lambda output, _: shutil.rmtree(output / "p"),
    "a further file": lambda output, _: (output / "p/further.html").write_text("by hand"),
    "a further folder": lambda output, _: (output / "more/deep").mkdir(parents=True),
    "a removed output": lambda output, _: shutil.rmtree(output),
    "a removed spare": lambda _, spare: shutil.rmtree(spare, ignore_errors=True),
    "an edited spare": lambda _, spare: spare.is_dir() and (spare / "p/index.html").write_text("by hand"),
    "a further file in the spare": lambda _, spare: spare.is_dir() and (spare / "further").write_text("by hand"),
    "a folder in place of a file": lambda output, _: exchanged(output / "p/index.html"),
    "a file in place of a folder": lambda output, _: exchanged(output / "p"),
}  # fmt: skip


@pytest.mark.parametrize("hand", HANDS.values(), ids=HANDS.keys())
def test_what_others_do_to_the_folders_is_undone(site: Site, hand: Hand) -> None:
    site.write({"content/f.md": FUNNEL.format(counts="2, 1", prose="One."), "content/p.md": page("One.")})
    right(site)
    site.write({"content/q.md": page("Two.")})
    right(site)
    hand(site.output, site.output.parent / f".{site.output.name}.spare")
    try:
        right(site)
    except PmdocsError as error:  # what does not look like an output folder is not touched
        assert "E-OUTPUT" in str(error)  # noqa: PT017 -- most do not raise
        return
    for text in ("Three.", "Four."):
        site.write({"content/q.md": page(text)})
        right(site)
