"""A build that says at once that nothing has changed is right about it."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from pmdocs.commands.build import build_site
from pmdocs.incremental.up_to_date import last_build
from pmdocs.pipeline import Project, open_store
from pmdocs.theming.theme import built_in_themes
from tests.incremental.author import files_of
from tests.incremental.conftest import Site
from tests.incremental.sequences import command, same_files

SITE = {
    "pmdocs.yml": "site_name: A\ntheme: own\n",
    "themes/own/theme.yml": "name: own\nextends: mid\n",
    "themes/own/templates/page.html": '<p>{{ it.title }}{{ it.html }}{% include "_mark.html" %}</p>',
    "themes/own/templates/_mark.html": "<i>one</i>",
    "themes/own/assets/.hidden.svg": "<svg/>",
    "themes/mid/theme.yml": "name: mid\n",
    "content/p.md": "---\ntitle: P\n---\n\n![i](i.svg)\n",
    "content/f.md": "---\nkind: bcg-matrix\nid: f\ntitle: F\nas_of: 2026-06\ndata: f.csv\n---\n",
    "content/f.csv": "name,revenue,relative_share,market_growth\nA,9,1.5,4%\nB,2,0.4,21%\n",
    "content/i.svg": "<svg/>",
    "content/_draft.md": "draft",
}

CHANGES: dict[str, Mapping[str, str | None]] = {
    "a page": {"content/p.md": "---\ntitle: P\n---\n\nText.\n"},
    "of the same length": {"content/p.md": "---\ntitle: Q\n---\n\n![i](i.svg)\n"},
    "a data file": {"content/f.csv": "name,revenue,relative_share,market_growth\nA,9,1.5,4%\nB,3,0.4,21%\n"},
    "an image": {"content/i.svg": "<svg></svg>"},
    "a new page": {"content/new/q.md": "Text."},
    "a page less": {"content/p.md": None},
    "a renamed file": {"content/i.svg": None, "content/j.svg": "<svg/>"},
    "a setting": {"pmdocs.yml": "site_name: B\ntheme: own\n"},
    "the theme": {"pmdocs.yml": "site_name: A\n"},
    "a template": {"themes/own/templates/page.html": "<p>{{ it.title }}</p>"},
    "a part of a template": {"themes/own/templates/_mark.html": "<i>two</i>"},
    "a hidden asset of the theme": {"themes/own/assets/.hidden.svg": "<svg></svg>"},
    "a style sheet": {"themes/own/css/90-own.css": ".a {}\n"},
    "a parent of the theme": {"themes/mid/labels.yaml": "page:\n  next: {en: On, zh-CN: 继续}\n"},
    "a theme without a folder": {"themes/own/theme.yml": None},
    "a kind": {".kinds/bcg-matrix/style.css": ".k {}\n"},
}


@pytest.fixture
def built(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Return a site that has been built twice by the command."""
    site.write(SITE)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1782302400")
    for _ in range(2):
        command(site.folder, site.output, keep_going=True)
    assert says_unchanged(site)
    return site


def says_unchanged(site: Site, output: Path | None = None) -> bool:
    return (
        last_build(open_store(site.folder), site.folder / "pmdocs.yml", output or site.output, None)
        is not None
    )


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_every_change_is_seen(built: Site, change: Mapping[str, str | None]) -> None:
    before = {path: text for path, text in SITE.items() if path in change}
    for files in (change, {path: before.get(path) for path in change}):
        built.write(files)
        try:
            clean = built.clean()
        except Exception:  # noqa: BLE001 -- a site that cannot be built is no business of this test
            clean = built.built()
        if clean != built.built():
            assert not says_unchanged(built)
        command(built.folder, built.output, keep_going=True)
        same_files(clean, built.built(), "clean build", "incremental build")


def test_a_theme_in_place_of_the_built_in_one(built: Site) -> None:
    shutil.copytree(built_in_themes() / "base", built.folder / "themes/base")
    (built.folder / "themes/base/css/99-more.css").write_text(".more {}\n")
    assert not says_unchanged(built)
    command(built.folder, built.output, keep_going=True)
    same_files(built.clean(), built.built(), "clean build", "incremental build")


def test_what_is_no_input_is_none(built: Site) -> None:
    built.write({"content/_draft.md": "other", "content/.hidden": "x", "README.md": "x"})
    assert says_unchanged(built)


def test_the_date_is_an_input(built: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1782388800")
    assert not says_unchanged(built)
    command(built.folder, built.output, keep_going=True)
    same_files(built.clean(), built.built(), "clean build", "incremental build")
    assert (
        last_build(open_store(built.folder), built.folder / "pmdocs.yml", built.output, "2026-06-24") is None
    )


def test_another_output_folder_is_another_build(built: Site, tmp_path: Path) -> None:
    other = tmp_path / "other"
    assert not says_unchanged(built, other)
    command(built.folder, other, keep_going=True)
    same_files(built.clean(), files_of(other), "clean build", "other output")
    assert says_unchanged(built)


@pytest.mark.parametrize("path", ["p/index.html", "f/data.json", "i.svg", "robots.txt", "assets/site.css"])
@pytest.mark.parametrize("by", ["edited", "removed"])
def test_the_output_is_looked_at_too(built: Site, path: str, by: str) -> None:
    file = built.output / path
    file.write_text("by hand") if by == "edited" else file.unlink()
    assert not says_unchanged(built)
    command(built.folder, built.output, keep_going=True)
    same_files(built.clean(), built.built(), "clean build", "incremental build")


def test_a_failed_build_is_not_the_last_one(built: Site) -> None:
    good = built.built()
    built.write({"content/p.md": "[[nowhere]]"})
    failed = command(built.folder, built.output, keep_going=False)
    assert (failed.failed, failed.published) == (True, False)
    again = command(built.folder, built.output, keep_going=False)
    assert again == failed
    assert built.built() == good
    kept = command(built.folder, built.output, keep_going=True)
    assert (kept.failed, kept.published) == (True, True)
    assert command(built.folder, built.output, keep_going=True) == kept
    assert not command(built.folder, built.output, keep_going=False).published


def test_being_strict_once_is_not_being_strict(built: Site) -> None:
    built.write({"content/p.md": "[here](#nowhere)"})
    settings, store = built.folder / "pmdocs.yml", open_store(built.folder)
    build_site(
        Project.open(built.folder),
        settings,
        built.output,
        store,
        strict=True,
        keep_going=True,
        jobs=1,
        quiet=True,
    )
    assert not command(built.folder, built.output, keep_going=True).failed


ODD: dict[str, Callable[[Path], object]] = {
    "a link to nothing": lambda docs: (docs / "n.md").symlink_to(docs / "nothing.md"),
    "a link to itself": lambda docs: (docs / "n.md").symlink_to(docs / "n.md"),
    "a link out of the site": lambda docs: (docs / "n.md").symlink_to(Path(__file__)),
    "a pipe": lambda docs: os.mkfifo(docs / "n.md"),
    "no text": lambda docs: (docs / "n.md").write_bytes(b"\xff"),
    "a folder with the name of a page": lambda docs: (docs / "n.md").mkdir(),
}


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes")
@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_odd_files_are_problems_and_nothing_worse(built: Site, odd: Callable[[Path], object]) -> None:
    odd(built.folder / "content")
    with not_for_ever():
        first = command(built.folder, built.output, keep_going=True)
        assert first.published
        assert command(built.folder, built.output, keep_going=True) == first
        same_files(built.clean(), built.built(), "clean build", "incremental build")


@contextmanager
def not_for_ever() -> Iterator[None]:
    """Fail rather than wait for a pipe into which nobody writes."""

    def give_up(*_: object) -> None:
        raise AssertionError("it hangs")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(60)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
