"""An output folder: what pmdocs did not write is never deleted or overwritten, whatever the folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pmdocs.stages import emit
from pmdocs.system.hashing import digest
from pmdocs.system.manifest import JOURNAL, MANIFEST, is_inside, read_manifest
from tests.incremental.author import files_of
from tests.system.conftest import Typed

STAYS = {
    "CNAME": "docs.example.com", ".well-known/acme/t": "token", ".git/objects/0": "work", ".nojekyll": "",
    ".gitignore": "*\n", ".DS_Store": "finder",
}  # fmt: skip


def put(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def texts(folder: Path, files: dict[str, str]) -> dict[str, str]:
    return {path: (folder / path).read_text(encoding="utf-8") for path in files if (folder / path).exists()}


# The lines of the report, as they were typed


def test_a_repository_in_the_output_stays(typed: Typed) -> None:
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.example"]
    subprocess.run([*git, "init", "-q", "output"], check=True)
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "unpushed"], cwd="output", check=True)
    for _ in range(3):
        assert typed.edited() == 0
        done = subprocess.run(["git", "log", "--format=%s"], cwd="output", check=True, capture_output=True)
        assert done.stdout == b"unpushed\n"


@pytest.mark.parametrize(
    "files",
    [{".ssh/id": "key"}, {"photos/p": "p", "site.json": "{}"}, {"index.html": "mine"}, {"a/b/c": ""}],
    ids=lambda files: next(iter(files)),
)
def test_a_folder_with_files_of_others_is_refused_and_left_alone(typed: Typed, files: dict[str, str]) -> None:
    put(typed.folder / "www", files)
    for _ in range(2):
        assert typed("build", "-o", "www") == 2
        assert "www:1:1: E-OUTPUT" in typed.said
        assert files_of(typed.folder / "www") == {path: text.encode() for path, text in files.items()}
        assert not (typed.folder / ".www.spare").exists()


def test_the_refusal_names_some_files_and_how_many_more(typed: Typed) -> None:
    put(typed.folder / "www", {f"{n}.txt": "x" for n in range(5)})
    assert typed("build", "-o", "www") == 2
    assert "0.txt, 1.txt, 2.txt and 2 more" in typed.said
    assert "choose another folder with -o" in typed.said


@pytest.mark.parametrize(
    "place", [".", "content", "content/pub", "themes", "themes/own", "themes/new", ".git/hooks"]
)
def test_an_output_among_the_sources_is_refused(typed: Typed, place: str) -> None:
    typed.write({"themes/own/theme.yml": "extends: base\n", "themes/.x/y": "hi", "site.json": "{}"})
    typed.write({"pmdocs.yml": f"site_name: A\nsite_dir: {place}\n"})
    before = files_of(typed.folder)
    for _ in range(3):
        assert typed("build") == 2
        assert "E-OUTPUT" in typed.said
    assert {k: v for k, v in files_of(typed.folder).items() if not k.endswith(".lock")} == before
    typed.write({"pmdocs.yml": "site_name: A\n"})
    before = files_of(typed.folder)
    for named in (typed.folder / place, typed.folder / "content/.." / place):
        for _ in range(3):
            assert typed("build", "-o", str(named)) == 2
            assert "E-OUTPUT" in typed.said
    assert {k: v for k, v in files_of(typed.folder).items() if not k.endswith(".lock")} == before


def test_an_output_that_holds_the_site_is_refused(typed: Typed) -> None:
    assert typed("build", "-o", "..") == 2
    assert "E-OUTPUT" in typed.said
    assert (typed.folder / "pmdocs.yml").is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="links")
def test_links_do_not_hide_that_an_output_is_a_source(typed: Typed) -> None:
    Path("other").symlink_to("content")
    assert typed("build", "-o", "other") == 2
    assert typed("build", "-o", "other/pub") == 2
    assert "‘content’" in typed.said


def test_an_output_inside_another_one_is_refused(typed: Typed) -> None:
    assert typed("build") == 0
    assert typed("build", "-o", "output/sub") == 2
    assert typed("build", "-o", ".output.spare") == 2
    assert typed.edited() == 0


# What may stay


@pytest.mark.parametrize("steps", ["one step", "two steps"])
def test_what_may_stay_stays_in_the_output(
    typed: Typed,
    steps: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if steps == "two steps":
        monkeypatch.setattr("pmdocs.system.output_folder.exchange", lambda *_: False)
    put(typed.folder / "output", STAYS)
    for _ in range(3):
        assert typed.edited() == 0
        assert texts(typed.folder / "output", STAYS) == STAYS
        assert texts(typed.folder / ".output.spare", STAYS).keys() <= {".gitignore"}
        assert (typed.folder / "output/a/index.html").is_file()
        assert sorted(p.name for p in typed.folder.glob(".output*")) == [".output.lock", ".output.spare"]


def test_what_may_stay_does_not_make_a_build_of_nothing_longer(typed: Typed) -> None:
    put(typed.folder / "output", STAYS)
    assert typed("build") == 0
    assert typed("build") == 0
    assert "nothing has changed" in typed.said


def test_what_stays_comes_back_from_the_spare_folder(typed: Typed) -> None:
    assert typed.edited() == 0
    put(typed.folder / ".output.spare", {"CNAME": "mine"})
    assert typed.edited() == 0
    assert texts(typed.folder / "output", {"CNAME": ""}) == {"CNAME": "mine"}


def test_two_of_what_may_stay_are_nobodys_to_choose_between(typed: Typed) -> None:
    assert typed.edited() == 0
    put(typed.folder / ".output.spare", {"CNAME": "one"})
    put(typed.folder / "output", {"CNAME": "other"})
    assert typed.edited() == 2
    assert ".output.spare:1:1: E-OUTPUT" in typed.said
    assert (typed.folder / ".output.spare/CNAME").read_text(encoding="utf-8") == "one"
    assert (typed.folder / "output/CNAME").read_text(encoding="utf-8") == "other"


@pytest.mark.parametrize(("mine", "code"), [("docs.example.com", 0), ("other.example.com", 2)])
def test_a_file_of_the_site_takes_the_place_of_one_that_says_the_same(
    typed: Typed, mine: str, code: int
) -> None:
    put(typed.folder / "output", {"CNAME": mine})
    typed.write({"content/CNAME": "docs.example.com"})
    assert typed.edited() == code
    assert (typed.folder / "output/CNAME").read_text(encoding="utf-8") == mine
    if code == 0:
        assert typed.edited() == 0
        (typed.folder / "content/CNAME").unlink()
        assert typed.edited() == 0
        assert not (typed.folder / "output/CNAME").exists()


def test_a_file_that_comes_while_the_site_is_made_stops_it(
    typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert typed.edited() == 0
    original = emit._emit_search

    def late(*arguments: object) -> object:
        put(typed.folder / "output", {"a/late.txt": "mine"})
        return original(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(emit, "_emit_search", late)
    assert typed.edited() == 2
    assert "a/late.txt" in typed.said
    assert (typed.folder / "output/a/late.txt").read_text(encoding="utf-8") == "mine"


# The list


@pytest.mark.parametrize("edits", [1, 2])
def test_the_list_names_every_file_with_its_digest(typed: Typed, edits: int) -> None:
    for _ in range(edits):
        assert typed.edited() == 0
    for folder in ("output", ".output.spare"):
        found = files_of(typed.folder / folder)
        found = {path: data for path, data in found.items() if not path.startswith(".")}
        assert read_manifest(typed.folder / folder) == {path: digest(data) for path, data in found.items()}
    assert json.loads((typed.folder / "output" / MANIFEST).read_bytes())["generator"] == "pmdocs"


def test_a_file_of_ours_that_was_edited_is_made_again(typed: Typed) -> None:
    assert typed.edited() == 0
    put(typed.folder / "output", {"a/index.html": "edited"})
    assert typed.edited() == 0
    assert (typed.folder / "output/a/index.html").read_text(encoding="utf-8") != "edited"


@pytest.mark.parametrize(
    "path", ["../x", "/etc/x", "a/../../x", "", ".", "a//b", ".git/config", ".output", "a\0b"]
)
def test_a_list_leads_nowhere_else(path: str) -> None:
    assert not is_inside(path)


def test_a_list_that_somebody_wrote_removes_nothing_outside(typed: Typed) -> None:
    put(typed.folder, {"precious": "mine"})
    put(typed.folder / "output", {".git/config": "mine"})
    hostile = {
        "generator": "pmdocs",
        "files": {"../precious": "0", "../../site/precious": "0", ".git/config": "0"},
    }
    put(typed.folder / "output", {MANIFEST: json.dumps(hostile), JOURNAL: "../precious\0.git/config\0"})
    shutil.copytree(typed.folder / "output", typed.folder / ".output.spare", ignore=lambda *_: [".git"])
    assert typed.edited() == 0
    assert (typed.folder / "precious").read_text(encoding="utf-8") == "mine"
    assert (typed.folder / "output/.git/config").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "text", ["", "[" * 100_000, '{"generator": "pmdocs", "files": 3}', "\0", '{"files": {}}']
)
def test_a_list_that_is_none_proves_nothing(typed: Typed, text: str) -> None:
    put(typed.folder / "www", {MANIFEST: text, "index.html": "mine"})
    assert typed("build", "-o", "www") == 2
    assert (typed.folder / "www/index.html").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes")
def test_links_and_pipes_in_the_output_are_not_ours(typed: Typed) -> None:
    assert typed.edited() == 0
    page = typed.folder / "output/a/index.html"
    put(typed.folder, {"precious/index.html": "mine"})
    page.unlink()
    page.symlink_to(typed.folder / "precious/index.html")
    assert typed.edited() == 2
    page.unlink()
    page.parent.rename(typed.folder / "aside")
    page.parent.symlink_to(typed.folder / "precious")
    assert typed.edited() == 2
    page.parent.unlink()
    os.mkfifo(page.parent)
    assert typed.edited() == 2
    assert (typed.folder / "precious/index.html").read_text(encoding="utf-8") == "mine"


# An output of a pmdocs that kept no list


def as_before(typed: Typed) -> None:
    """Make of output and spare folder what they were before there was a list."""
    for folder in ("output", ".output.spare"):
        (typed.folder / folder / MANIFEST).unlink()
    put(typed.folder, {".output.spare/.gitignore": "*\n"})


def test_an_earlier_output_is_taken_over_as_far_as_the_store_proves_it(typed: Typed) -> None:
    assert typed.edited() == 0
    as_before(typed)
    assert typed.edited() == 0
    assert read_manifest(typed.folder / "output")
    assert not (typed.folder / "output/.gitignore").exists()
    as_before(typed)
    put(typed.folder / "output", {"a/index.html": "edited by hand", "mine": "mine"})
    assert typed.edited() == 2
    assert "a/index.html, mine" in typed.said


def test_the_store_of_another_version_proves_it_too(typed: Typed, tmp_path: Path) -> None:
    assert typed.edited() == 0
    as_before(typed)
    (store,) = (tmp_path / "stores").glob("*/*.db")
    for file in store.parent.glob(f"{store.stem}*"):
        if file.is_file():
            file.rename(file.with_name(file.name.replace(store.stem, "0123456789abcdef")))
    assert typed.edited() == 0
    assert read_manifest(typed.folder / "output")


def test_an_earlier_output_that_nothing_proves_is_refused(typed: Typed, tmp_path: Path) -> None:
    assert typed.edited() == 0
    as_before(typed)
    shutil.rmtree(tmp_path / "stores")
    before = files_of(typed.folder / "output")
    assert typed.edited() == 2
    assert "without the list by which pmdocs knows its own files" in typed.said
    assert "delete the folder and build again" in typed.said
    assert files_of(typed.folder / "output") == before


# Neighbours


def test_an_old_generation_left_by_a_killed_build_is_used_or_removed(typed: Typed) -> None:
    assert typed.edited() == 0
    (typed.folder / "output").rename(typed.folder / ".output.old")
    put(typed.folder / ".output.old", {"CNAME": "mine"})
    assert typed.edited() == 0
    assert (typed.folder / "output/CNAME").read_text(encoding="utf-8") == "mine"
    shutil.copytree(typed.folder / "output", typed.folder / ".output.old", ignore=lambda *_: ["CNAME"])
    assert typed.edited() == 0
    assert not (typed.folder / ".output.old").exists()


@pytest.mark.parametrize("name", [".output.spare", ".output.old"])
def test_neighbours_with_files_of_others_are_left_alone(typed: Typed, name: str) -> None:
    put(typed.folder / name, {"thesis.txt": "mine", "index.html": "mine"})
    assert typed.edited() == 2
    assert f"{name}:1:1: E-OUTPUT" in typed.said
    assert files_of(typed.folder / name) == {"thesis.txt": b"mine", "index.html": b"mine"}
    assert not (typed.folder / "output").exists()


def test_a_failing_build_leaves_no_trace_of_its_own(typed: Typed) -> None:
    typed.write({"content/wrong.md": "[[nowhere]]\n"})
    assert typed("build") == 1
    assert sorted(p.name for p in typed.folder.glob(".output*")) == [".output.lock"]


def test_the_cache_folder_keeps_what_is_not_of_the_cache(typed: Typed, tmp_path: Path) -> None:
    assert typed.edited() == 0
    (store,) = (tmp_path / "stores").glob("*/*.db")
    put(store.parent, {"notes.txt": "mine", "photos/p": "mine", "0123456789abcdef.db": "of another version"})
    assert typed.edited() == 0
    assert texts(store.parent, {"notes.txt": "", "photos/p": ""}) == {"notes.txt": "mine", "photos/p": "mine"}
    assert not (store.parent / "0123456789abcdef.db").exists()
