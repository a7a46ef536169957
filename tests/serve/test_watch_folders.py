"""Folders come, go and are renamed; many files change at once; what is left out is left alone."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pmdocs.serve.watch import settle
from pmdocs.serve.watch.hints import Events, Tell
from pmdocs.serve.watch.observed import Observed
from pmdocs.serve.watch.watches import events_of_platform
from tests.serve.test_watch import LINUX, Watched, without_rescans

EVENTS = pytest.mark.parametrize("events", [events_of_platform, Observed])
# watchdog's own observer on Linux warns of folders that it sees twice.
pytestmark = pytest.mark.filterwarnings("ignore:Callback with id:RuntimeWarning")
Source = Callable[[Tell], Events]


def tree(top: Path, folders: int = 3, files: int = 4) -> set[Path]:
    """Make a tree of nested folders with files in each."""
    made = set()
    for n in range(folders):
        top = top / f"folder{n}"
        top.mkdir(parents=True)
        for m in range(files):
            (top / f"page{m}.md").write_text(f"{n} {m}", encoding="utf-8")
            made.add(top / f"page{m}.md")
    return made


@EVENTS
def test_files_in_new_nested_folders_are_seen(events: Source, tmp_path: Path) -> None:
    with Watched(tmp_path, events=events) as watched:
        for n in range(20):
            made = tree(tmp_path / f"new{n}")
            watched.until_reported(made)
        # The folders are followed from then on.
        page = tmp_path / "new7" / "folder0" / "folder1" / "page1.md"
        page.write_bytes(b"edited")
        watched.until(lambda: watched.last(page) == b"edited")


@LINUX
def test_new_folders_need_no_rescan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_rescans(monkeypatch)
    with Watched(tmp_path) as watched:
        for n in range(50):
            watched.until_reported(tree(tmp_path / f"new{n}", folders=6, files=1))


@EVENTS
def test_a_folder_is_renamed(events: Source, tmp_path: Path) -> None:
    before = tree(tmp_path / "old")
    with Watched(tmp_path, events=events) as watched:
        (tmp_path / "old").rename(tmp_path / "new")
        after = {tmp_path / "new" / path.relative_to(tmp_path / "old") for path in before}
        watched.until_reported(before | after)
        page = min(after)
        page.write_bytes(b"edited")
        watched.until(lambda: watched.last(page) == b"edited")


@LINUX
def test_old_and_new_name_are_reported_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settle, "GRACE", 3_600.0)
    before = tree(tmp_path / "old", folders=1, files=2)
    with Watched(tmp_path) as watched:
        (tmp_path / "old").rename(tmp_path / "new")
        after = {tmp_path / "new" / path.relative_to(tmp_path / "old") for path in before}
        watched.until_reported(before | after)
        assert watched.batches == [before | after]
        watched.clear()
        one, other = min(after), tmp_path / "other.md"
        one.rename(other)
        watched.until_reported({one, other})
        assert watched.batches == [{one, other}]


@EVENTS
def test_a_folder_is_deleted_and_comes_back(events: Source, tmp_path: Path) -> None:
    made = tree(tmp_path / "top")
    with Watched(tmp_path, events=events) as watched:
        shutil.rmtree(tmp_path / "top")
        watched.until_reported(made)
        watched.clear()
        assert tree(tmp_path / "top") == made
        watched.until_reported(made)


@LINUX
def test_a_folder_is_moved_out_of_sight(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_rescans(monkeypatch)
    made = tree(tmp_path / "content" / "top")
    with Watched(tmp_path / "content") as watched:
        (tmp_path / "content" / "top").rename(tmp_path / "elsewhere")
        watched.until_reported(made)
        assert set(watched.watcher._watches._held) == {str(tmp_path), str(tmp_path / "content")}


@EVENTS
def test_a_folder_is_replaced_in_a_moment(
    events: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if events is events_of_platform and sys.platform == "linux":
        without_rescans(monkeypatch)
    made = tree(tmp_path / "top")
    tree(tmp_path / ".next")
    with Watched(tmp_path, events=events) as watched:
        for n in range(5):
            watched.clear()
            (tmp_path / "top").rename(tmp_path / ".last")
            (tmp_path / ".next").rename(tmp_path / "top")
            (tmp_path / ".last").rename(tmp_path / ".next")
            watched.until_reported(made)
            page = max(made)
            page.write_bytes(b"edited %d" % n)
            watched.until(lambda n=n, page=page: watched.last(page) == b"edited %d" % n)  # type: ignore[misc]


@EVENTS
def test_a_root_that_is_missing_comes_and_goes(events: Source, tmp_path: Path) -> None:
    root = tmp_path / "far" / "away" / "content"
    with Watched(root, events=events) as watched:
        for _ in range(3):
            made = tree(root)
            watched.until_reported(made)
            watched.clear()
            shutil.rmtree(tmp_path / "far")
            watched.until_reported(made)
            watched.clear()


@EVENTS
def test_a_single_file_is_watched_and_nothing_beside_it(events: Source, tmp_path: Path) -> None:
    config, content = tmp_path / "pmdocs.yml", tmp_path / "content"
    content.mkdir()
    config.write_bytes(b"old")
    with Watched(config, content, events=events) as watched:
        (tmp_path / "beside.md").write_bytes(b"no matter")
        (tmp_path / "other").mkdir()
        (tmp_path / "other" / "page.md").write_bytes(b"no matter")
        for n in range(10):
            text = b"site_name: %d" % n
            config.unlink()
            time.sleep(0.02)
            config.write_bytes(text)
            watched.until(lambda text=text: watched.last(config) == text)  # type: ignore[misc]
        page = content / "page.md"
        page.write_bytes(b"new")
        watched.until_reported({page})
        assert watched.reported == {config, page}


def test_a_config_that_is_gone_for_half_a_second(tmp_path: Path) -> None:
    config = tmp_path / "pmdocs.yml"
    config.write_bytes(b"old")
    with Watched(config) as watched:
        config.unlink()
        time.sleep(0.5)
        config.write_bytes(b"new")
        watched.until(lambda: watched.last(config) == b"new")


@LINUX
def test_a_linked_root_is_followed_and_a_link_below_is_not(tmp_path: Path) -> None:
    for name in ("one", "two", "outside"):
        tree(tmp_path / name, folders=1)
    root = tmp_path / "content"
    root.symlink_to(tmp_path / "one")
    (tmp_path / "one" / "loop").symlink_to(tmp_path)
    with Watched(root) as watched:
        page = root / "folder0" / "page0.md"
        page.write_bytes(b"edited")
        watched.until(lambda: watched.last(page) == b"edited")
        (tmp_path / "next").symlink_to(tmp_path / "two")
        (tmp_path / "next").replace(root)
        watched.until(lambda: watched.last(page) == b"0 0")
        watched.until_reported({page})
        assert not [path for path in watched.reported if "loop" in path.parts]


def edit_at_random(dice: random.Random, top: Path, step: int) -> None:
    """Do one of the things that people do to files and folders."""
    files = sorted(path for path in top.rglob("*") if path.is_file())
    folders = [top, *sorted(path for path in top.rglob("*") if path.is_dir())]
    file, other = (
        dice.choice([*files, top / "first.md"]),
        dice.choice(folders) / f"page{dice.randrange(20)}.md",
    )
    folder = dice.choice(folders)
    match dice.randrange(8):
        case 0 | 1 | 2:
            file.write_bytes(b"edit %d" % step)
        case 3:
            file.unlink(missing_ok=True)
        case 4 if file.exists() and not other.is_dir():
            file.replace(other)
        case 5:
            tree(folder / f"new{step}", folders=2, files=2)
        case 6 if folder != top:
            shutil.rmtree(folder)
        case 7 if folder != top:
            target = dice.choice(folders)
            if not target.is_relative_to(folder):
                folder.rename(target / f"moved{step}")
        case _:
            other.write_bytes(b"create %d" % step)


def mirror(top: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in top.rglob("*") if path.is_file()}


@LINUX
@pytest.mark.parametrize("seed", range(8))
def test_after_any_edits_what_was_reported_is_what_is_there(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Half of the seeds have to do without rescans.
    if seed % 2:
        without_rescans(monkeypatch)
    dice = random.Random(seed)  # noqa: S311 -- the same edits in every run
    tree(tmp_path / "start")
    before = mirror(tmp_path)
    with Watched(tmp_path) as watched:
        for step in range(120):
            edit_at_random(dice, tmp_path, step)
            time.sleep(dice.choice([0, 0, 0, 0.001, 0.01]))
        after = mirror(tmp_path)

        def is_known() -> bool:
            told = {path: watched.last(path) for path in watched.contents}
            return {path: text for path, text in {**before, **told}.items() if text is not None} == after

        watched.until(is_known)


LEFT_OUT = (
    ".hidden.md", ".git/index", "node_modules/x/index.js", "__pycache__/x.pyc", "page.md~", "#page.md#",
    ".#page.md", ".page.md.swp", "page.tmp", "4913", "page.md___jb_tmp___", "output/index.html",
)  # fmt: skip


@EVENTS
def test_what_editors_and_tools_drop_is_left_out(events: Source, tmp_path: Path) -> None:
    ignored = tmp_path / "output"
    for name in LEFT_OUT:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    with Watched(tmp_path, ignore=lambda path: path == ignored, events=events) as watched:
        for name in LEFT_OUT:
            (tmp_path / name).write_bytes(b"new")
        kept = {tmp_path / "_partial.md", tmp_path / "4913.md"}
        for path in kept:
            path.write_bytes(b"new")
        watched.watcher.rescan()
        watched.until_reported(kept)
        assert watched.reported == kept


@LINUX
def test_folders_left_out_cost_no_watches(tmp_path: Path) -> None:
    for name in ("content/okr", "node_modules/x/y", ".git/objects", "output/okr"):
        (tmp_path / name).mkdir(parents=True)
    with Watched(tmp_path, ignore=lambda path: path.name == "output") as watched:
        held = set(watched.watcher._watches._held)
    kept = {tmp_path, tmp_path / "content", tmp_path / "content" / "okr", tmp_path.parent}
    assert held == set(map(str, kept))


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Mia", "-c", "user.email=mia@example.org", "-c", "commit.gpgsign=false")
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(
        ["git", *who, *arguments], cwd=folder, check=True, env=environment, capture_output=True, timeout=60
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a work tree with two branches: 1,000 files differ, 40 exist on each alone."""
    git(tmp_path, "init", "-q", "-b", "one")
    for branch in ("one", "two"):
        if branch == "two":
            git(tmp_path, "checkout", "-q", "-b", "two")
            shutil.rmtree(tmp_path / "content" / "only")
        for n in range(1000):
            page = tmp_path / "content" / f"folder{n % 20}" / f"page{n}.md"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(f"{branch} {n}\n" * 20, encoding="utf-8")
        for n in range(40):
            page = tmp_path / "content" / "only" / branch / f"page{n}.md"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(f"{branch} {n}\n", encoding="utf-8")
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-q", "-m", branch)
    return tmp_path


@LINUX
def test_a_checkout_of_a_thousand_files_is_one_batch_or_two(repository: Path) -> None:
    content = repository / "content"
    with Watched(content) as watched:
        for branch in ("one", "two", "one", "two"):
            gone = set((content / "only").rglob("*.md"))
            git(repository, "checkout", "-q", branch)
            present = set(content.rglob("*.md"))
            watched.until_reported(gone | present)
            assert len(watched.batches) <= 2
            for path in present:
                assert watched.last(path) == path.read_bytes()
            assert all(watched.last(path) is None for path in gone)
            watched.clear()


def test_many_files_are_few_batches_without_git_too(tmp_path: Path) -> None:
    with Watched(tmp_path) as watched:
        pages = {tmp_path / f"page{n}.md" for n in range(500)}
        for page in pages:
            page.write_bytes(b"new")
        watched.until_reported(pages)
        assert len(watched.batches) < 50
