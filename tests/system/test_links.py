"""Links: outside the site only what was named on the command line is read or written, unless links are trusted."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from pmdocs.serve.preview import Preview
from pmdocs.serve.watching import Watching
from tests.incremental.author import files_of
from tests.system.conftest import Typed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links")
PRIVATE = "the runner's own"


@pytest.fixture
def secret(typed: Typed) -> Path:
    """Return a folder outside the site, with files that look like content."""
    folder = typed.folder.parent / "secret"
    for name in ("index.md", "theme.yml", "labels.yaml", "picture.svg", "pmdocs.yml", "templates/page.html"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"# {PRIVATE}\n", encoding="utf-8")
    return folder


def published(typed: Typed, folder: str = "output") -> bytes:
    return b"".join(files_of(typed.folder / folder).values())


# The output


def test_an_output_that_is_a_link_gets_the_site_every_time(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    Path("published").mkdir()
    Path("out").symlink_to(tmp_path / "www")
    Path("output").symlink_to("published")
    for _ in range(3):
        assert typed.edited("-o", "out") == 0
        assert (tmp_path / "www/a/index.html").is_file()
        assert Path("out").is_symlink()
        assert typed.edited() == 0
        assert (typed.folder / "published/a/index.html").is_file()
        assert Path("output").is_symlink()


@pytest.mark.parametrize("settings", ["", "site_dir: up/o\n"])
def test_an_output_of_the_settings_that_leads_out_has_to_be_named(
    typed: Typed, tmp_path: Path, settings: str
) -> None:
    (tmp_path / "www").mkdir()
    (typed.folder / "up").symlink_to("..")
    (typed.folder / "output").symlink_to(tmp_path / "www")
    typed.write({"pmdocs.yml": f"site_name: A\n{settings}"})
    before = files_of(tmp_path)
    assert typed("build") == 2
    assert "E-OUTPUT" in typed.said
    assert "name it with -o" in typed.said
    assert {k: v for k, v in files_of(tmp_path).items() if not k.startswith("stores")} == before
    assert typed("build", "--trust-links") == 0
    assert typed("build") == 2
    named = "up/o" if settings else "output"
    assert typed("build", "-o", named) == 0


@pytest.mark.parametrize("kind", ["a link out", "a link to nothing", "a pipe", "a folder"])
def test_a_lock_that_is_no_file_is_refused(typed: Typed, tmp_path: Path, kind: str) -> None:
    lock, outside = typed.folder / ".output.lock", tmp_path / "outside"
    if kind == "a pipe":
        os.mkfifo(lock)
    elif kind == "a folder":
        lock.mkdir()
    else:
        lock.symlink_to(outside)
        if kind == "a link out":
            outside.write_text(PRIVATE, encoding="utf-8")
    assert typed("build") == 2
    assert ".output.lock:1:1: E-LOCK" in typed.said
    assert kind != "a link to nothing" or not outside.exists()
    assert not (typed.folder / "output").exists()


# The sources

LINKS: dict[str, tuple[str, str, str]] = {
    "the content folder": ("content", "../secret", ""),
    "a folder above it": ("up", "..", "docs_dir: up/secret\n"),
    "the settings": ("pmdocs.yml", "../secret/pmdocs.yml", ""),
    "a page": ("content/a.md", "../../secret/index.md", ""),
    "a file": ("content/picture.svg", "../../secret/picture.svg", ""),
    "a page that is not there": ("content/a.md", "../../secret/nothing.md", ""),
    "the folder of themes": ("themes", "../secret/..", "theme: secret\n"),
    "a theme": ("themes/own", "../../secret", "theme: own\n"),
    "a file of a theme": ("themes/own/labels.yaml", "../../../secret/labels.yaml", "theme: own\n"),
    "a folder of a theme": ("themes/own/templates", "../../../secret/templates", "theme: own\n"),
    "a repository": ("content/config.txt", "../.git/config", ""),
    "a hidden file": ("content/env.txt", "../.env", ""),
}


def linked(typed: Typed, path: str, target: str, settings: str) -> None:
    typed.write({".git/config": PRIVATE, ".env": PRIVATE})
    if settings:
        typed.write({"pmdocs.yml": f"site_name: A\n{settings}"})
    if "own/" in path:
        typed.write({"themes/own/theme.yml": "extends: base\n"})
    file = typed.folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists():
        file.rename(typed.folder.parent / "moved")
    file.symlink_to(target)


@pytest.mark.usefixtures("secret")
@pytest.mark.parametrize("case", LINKS.values(), ids=LINKS.keys())
def test_what_a_site_says_is_never_read_outside_of_it(typed: Typed, case: tuple[str, str, str]) -> None:
    linked(typed, *case)
    for command in (("build",), ("check",), ("build", "--keep-going")):
        assert typed(*command) in {1, 2}
        assert "leads out of the site folder" in typed.said
        assert "--trust-links" in typed.said
        assert PRIVATE not in typed.said
    assert PRIVATE.encode() not in published(typed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pmdocs.engine.site_files.MAX_PAGES_IN_MEMORY", 0)
        preview = Preview(typed.folder)
        assert any("leads out" in p["message"] for p in preview.problems()) or case[0] == "pmdocs.yml"
        assert PRIVATE not in str(
            [preview.answer(url) for url in ("index.html", "a/index.html", "picture.svg")]
        )


@pytest.mark.parametrize(
    "name", ["the content folder", "a folder above it", "a page", "a file", "a hidden file"]
)
def test_links_that_are_trusted_are_followed(typed: Typed, secret: Path, name: str) -> None:
    for file in secret.glob("*.y*ml"):
        file.unlink()
    linked(typed, *LINKS[name])
    assert typed("build", "--trust-links") == 0
    assert typed("check", "--trust-links") == 0
    assert PRIVATE.encode() in published(typed) or "the runner&#39;s own" in str(published(typed))


def test_settings_that_are_named_may_lie_anywhere(typed: Typed, secret: Path) -> None:
    (secret / "pmdocs.yml").write_text("site_name: Named\n", encoding="utf-8")
    (typed.folder / "link.yml").symlink_to(secret / "pmdocs.yml")
    assert typed("build", "-f", "link.yml") == 0
    assert b"Named" in published(typed)


def test_a_site_that_is_named_may_be_a_link(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").symlink_to(typed.folder)
    assert typed("build", str(tmp_path / "elsewhere")) == 0


def test_links_inside_the_site_are_followed(typed: Typed) -> None:
    (typed.folder / "content").rename(typed.folder / "docs")
    (typed.folder / "content").symlink_to("docs")
    typed.write({"texts/b.md": "# Inside\n"})
    (typed.folder / "docs/b.md").symlink_to("../texts/b.md")
    assert typed("build") == 0
    assert b"Inside" in published(typed)


@pytest.mark.parametrize("folder", [".git", ".git/hooks", "a/.git"])
def test_a_repository_is_no_content(typed: Typed, folder: str) -> None:
    typed.write({f"{folder}/config": PRIVATE, "pmdocs.yml": f"site_name: A\ndocs_dir: {folder}\n"})
    assert typed("build") == 2
    assert "pmdocs.yml:2:11: E-CONFIG" in typed.said
    assert PRIVATE.encode() not in published(typed)


@pytest.mark.usefixtures("secret")
@pytest.mark.parametrize("name", ["../../secret", "../secret", "/", "", "..", "own/../../secret", "a\\b"])
@pytest.mark.parametrize("where", ["settings", "extends"])
def test_a_theme_is_named_and_not_pointed_at(typed: Typed, name: str, where: str) -> None:
    quoted = "'" + name + "'"
    own = "own" if where == "extends" else quoted
    typed.write(
        {"pmdocs.yml": f"site_name: A\ntheme: {own}\n", "themes/own/theme.yml": f"extends: {quoted}\n"}
    )
    assert typed("build") in ({2} if name or where == "settings" else {0, 2})
    assert PRIVATE not in typed.said


def test_what_is_watched_ends_at_the_site(typed: Typed, secret: Path) -> None:
    linked(typed, "content", "../secret", "")
    watching = Watching(typed.folder, typed.folder / "pmdocs.yml", None)  # type: ignore[arg-type]
    content = typed.folder / "content"
    assert watching._inside([content, typed.folder / "themes"]) == [typed.folder / "themes"]
    trusting = Watching(typed.folder, typed.folder / "pmdocs.yml", None, trust_links=True)  # type: ignore[arg-type]
    assert trusting._inside([content]) == [content]
    assert secret.is_dir()


# What commands write


def test_a_new_spec_is_written_inside_the_site(typed: Typed, secret: Path) -> None:
    (typed.folder / "content/funnel").symlink_to(secret)
    before = files_of(secret)
    assert typed("new", "funnel", "Sign up") == 2
    assert "leads out" in typed.said
    (typed.folder / "content/funnel").unlink()
    (typed.folder / "content/funnel").mkdir()
    (typed.folder / "content/funnel/sign-up.md").symlink_to(secret / "created.md")
    assert typed("new", "funnel", "Sign up") == 2
    assert files_of(secret) == before


def test_a_workflow_is_written_inside_the_site(typed: Typed, secret: Path) -> None:
    (typed.folder / ".github").symlink_to(secret)
    before = files_of(secret)
    assert typed("init", ".", "--ci", "github") == 2
    assert files_of(secret) == before
    (typed.folder / ".gitlab-ci.yml").symlink_to(secret / "created.yml")
    assert typed("init", ".", "--ci", "gitlab") == 2
    assert files_of(secret) == before


# What templates of a site may do

ESCAPES = {
    "a process": "{{ cycler.__init__.__globals__.os.popen('id > ran').read() }}",
    "a class": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "a format": "{{ '{0.__class__}'.format(t) }}",
    "a model that reads files": "{{ it.spec.parse_file('pmdocs.yml') }}{{ t.parse_file('x') }}",
    "a template outside": '{% include "../../../pmdocs.yml" %}',
    "a file by its full path": '{% include "own//" ~ path %}',
    "a private field": "{{ t._labels }}",
}


@pytest.mark.parametrize("text", ESCAPES.values(), ids=ESCAPES.keys())
def test_a_template_of_a_site_reads_what_it_is_given_and_nothing_else(typed: Typed, text: str) -> None:
    path = (typed.folder / "pmdocs.yml").as_posix()
    typed.write({"pmdocs.yml": "site_name: A\ntheme: own\n", "themes/own/theme.yml": "extends: base\n"})
    typed.write({"themes/own/templates/page.html": text.replace("path", repr(path))})
    assert typed("build") == 2
    assert "E-THEME" in typed.said
    assert "site_name" not in typed.said
    assert not (typed.folder / "ran").exists()
    assert not (typed.folder / "output").exists()
