"""Files and folders that cannot be used: named in the message, without a traceback, the others built as ever."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pmdocs.serve.preview import Preview
from pmdocs.system.files import MAX_FOLDERS
from tests.incremental.author import files_of
from tests.system.conftest import Typed
from tests.system.failing import install

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes, and names that are not UTF-8")
OWN = "extends: base\n"


def named(folder: Path, name: bytes) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text("# X\n", encoding="utf-8")


def deep(folder: Path) -> None:
    """Make folders so deep that no path leads there."""
    here = os.open(folder, os.O_RDONLY)
    for _ in range(900):
        os.mkdir("d", dir_fd=here)
        inner = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(os.open("x.md", os.O_CREAT | os.O_WRONLY, dir_fd=here))
    os.close(here)


def written(path: str, text: str = "# X\n") -> Callable[[Path], None]:
    def write(content: Path) -> None:
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_text(text, encoding="utf-8")

    return write


SOURCES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a page whose name is not UTF-8": (lambda c: named(c, b"\xff.md"), "content/\\xff.md:1:1: E-FILE"),
    "a file whose name is not UTF-8": (lambda c: named(c, b"\xff.svg"), "content/\\xff.svg:1:1: E-FILE"),
    "a pipe": (lambda c: os.mkfifo(c / "p.md"), "content/p.md:1:1: E-FILE"),
    "a link in a circle": (lambda c: (c / "p.md").symlink_to("p.md"), "content/p.md:1:1: E-FILE"),
    "folders without end": (deep, f"content/{'d/' * MAX_FOLDERS}d:1:1: E-FILE"),
    "the folder of assets": (written("assets.md"), "content/assets.md:1:1: E-URL"),
    "a page in it": (written("assets/site.css.md"), "content/assets/site.css.md:1:1: E-URL"),
    "the page for unknown addresses": (written("404.html.md"), "content/404.html.md:1:1: E-URL"),
    "a file in its place": (written("404.html/x.svg"), "content/404.html/x.svg:1:1: E-URL"),
    "a file in the place of a page": (written("a/index.html/x.svg"), "content/a/index.html/x.svg:1:1: E-URL"),
    "a file in the place of the assets": (written("assets"), "content/assets:1:1: E-URL"),
}


@pytest.mark.parametrize(("make", "said"), SOURCES.values(), ids=SOURCES.keys())
def test_a_source_that_cannot_be_used_is_named(
    typed: Typed, make: Callable[[Path], object], said: str
) -> None:
    assert typed("build", "-q") == 0
    before = files_of(typed.folder / "output")
    make(typed.folder / "content")
    assert typed("build") == 1
    assert said in typed.said
    assert files_of(typed.folder / "output") == before
    assert typed("check", "--format", "json") == 1
    assert typed("build", "--keep-going") == 1
    assert files_of(typed.folder / "output").keys() >= {"index.html", "a/index.html", "picture.svg"}
    preview = Preview(typed.folder)
    answer = preview.answer("a/index.html")
    assert answer is not None
    assert len(preview.problems()) == 1


@pytest.mark.parametrize("path", ["content/a.md", "content/picture.svg", "content/d", "content"])
def test_a_source_that_must_not_be_read_is_named(
    typed: Typed, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed.write({"content/d/e.md": "# E\n"})
    with install(monkeypatch).unreadable(typed.folder / path):
        assert typed("build") == 1
        assert f"{path}:1:1: E-FILE cannot be read: Permission denied" in typed.said
        assert not (typed.folder / "output").exists()
        assert typed("build", "--keep-going") == 1
        assert typed("build", "--keep-going") == 1
    pages = files_of(typed.folder / "output")
    assert ("d/e/index.html" in pages) == (path not in {"content", "content/d"})
    assert typed("build") == 0
    assert "picture.svg" in files_of(typed.folder / "output")


def test_a_file_that_goes_while_the_site_is_built_stops_the_build(
    typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert typed("build", "-q") == 0
    before = files_of(typed.folder / "output")
    typed.write({"content/a.md": "# B\n"})

    def gone(*_: object) -> None:
        (typed.folder / "content/picture.svg").unlink()

    monkeypatch.setattr("pmdocs.commands.build.progress", _after(gone))
    assert typed("build") == 2
    assert (
        "content/picture.svg:1:1: E-FILE cannot be read or written: No such file or directory" in typed.said
    )
    assert files_of(typed.folder / "output") == before


def _after(action: Callable[[], object]) -> Callable[..., object]:
    from pmdocs.commands.progress import progress  # noqa: PLC0415 -- before it is replaced

    def replaced(*arguments: object, **options: object) -> object:
        action()
        return progress(*arguments, **options)  # type: ignore[arg-type]

    return replaced


@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "large", "not UTF-8"])
@pytest.mark.parametrize("named_with", [(), ("-f", "other.yml")], ids=["found", "named"])
@pytest.mark.parametrize("built", [False, True], ids=["first", "again"])
def test_settings_that_are_no_text_are_refused(
    typed: Typed, kind: str, named_with: tuple[str, ...], *, built: bool
) -> None:
    name = named_with[1] if named_with else "pmdocs.yml"
    file = typed.folder / name
    if built:  # what the last build was made of is looked at before the settings are read
        file.write_bytes((typed.folder / "pmdocs.yml").read_bytes())
        assert typed("build", *named_with) == 0
    file.unlink(missing_ok=True)
    match kind:
        case "pipe":
            os.mkfifo(file)
        case "device":
            file.symlink_to("/dev/zero")
        case "folder":
            file.mkdir()
        case "large":
            file.write_bytes(b"a" * 2_000_000)
        case _:
            file.write_bytes(b"site_name: \xff\n")
    for command in ("build", "check"):
        assert typed(command, *named_with) == 2
        assert f"{name}:1:1: E-CONFIG" in typed.said or "zero:1:1: E-CONFIG" in typed.said


@pytest.mark.parametrize("path", ["theme.yml", "labels.yaml", "css/x.css", "templates/page.html"])
@pytest.mark.parametrize("how", ["not UTF-8", "unreadable"])
def test_a_file_of_a_theme_that_cannot_be_used_is_named(
    typed: Typed, path: str, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = typed.folder / "themes/own" / path
    typed.write({"pmdocs.yml": "site_name: A\ntheme: own\n", "themes/own/theme.yml": OWN})
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(
        b"# \xc3\xa9 \xff\n" if how == "not UTF-8" else file.read_bytes() if file.exists() else b""
    )
    with install(monkeypatch).unreadable(file if how == "unreadable" else typed.folder / "nothing"):
        assert typed("build") == 2
    place = "1:5: E-THEME" if how == "not UTF-8" else "1:1: E-"
    assert f"themes/own/{path}:{place}" in typed.said
    assert not (typed.folder / "output").exists()


@pytest.mark.parametrize(
    "arguments", [("-o", "x" * 300), ("x" * 300,), ("-f", "x" * 300), ("-o", "a/" * 3000)]
)
def test_names_that_cannot_be_are_refused(typed: Typed, arguments: tuple[str, ...]) -> None:
    for command in ("build",) if "-o" in arguments else ("build", "check"):
        assert typed(command, *arguments) == 2
        assert ":1:1: E-" in typed.said


def test_a_preview_tells_of_files_that_cannot_be_read(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = Preview(typed.folder)
    assert preview.problems() == []
    name = os.fsdecode(os.fsencode(typed.folder) + b"/content/\xff.md")
    Path(name).write_text("# X\n", encoding="utf-8")
    assert preview.update(frozenset({Path(name)}))
    assert [p["place"] for p in preview.problems()] == ["content/\\xff.md:1:1"]
    Path(name).unlink()
    assert preview.update(frozenset({Path(name)}))
    assert preview.problems() == []
    with install(monkeypatch).unreadable(typed.folder / "pmdocs.yml"):
        assert preview.update(frozenset({typed.folder / "pmdocs.yml"}))
        assert preview.problems()[0]["place"] == "pmdocs.yml:1:1"
    assert preview.update(None)
    assert preview.problems() == []
