"""When a file is believed, with a clock made by hand; and what is in scope."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from pmdocs.serve.watch import pace, settle
from pmdocs.serve.watch.checkout import git_at_work
from pmdocs.serve.watch.hints import HintKind, is_rename
from pmdocs.serve.watch.pace import Pace
from pmdocs.serve.watch.scope import Scope
from pmdocs.serve.watch.settle import Settling
from pmdocs.serve.watch.snapshot import Signature, Snapshot, signature
from pmdocs.system.files import is_dropping

OLD, NEW, NEWER, EMPTY = (9, 1, 1, 1), (9, 2, 2, 1), (9, 3, 3, 1), (0, 4, 4, 1)


class Disk:
    """Files as they are and as they were reported, and a Settling that looks at them."""

    def __init__(self) -> None:
        self.files: dict[str, Signature | None] = {}
        self.known: dict[str, Signature | None] = {}
        self.git = False
        self.settling = Settling(
            self.files.get,
            lambda path, found: found != self.known.get(path),
            lambda: self.git,
        )

    def put(self, path: str, found: Signature | None, kind: HintKind, now: float) -> None:
        self.known.setdefault(path, OLD)
        self.files[path] = found
        self.settling.hint(path, kind, now)

    def settled(self, now: float) -> set[str]:
        return set(self.settling.collect(now))


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.mark.parametrize(
    ("found", "kind", "wait"),
    [
        (NEW, HintKind.FINAL, 0.0),
        (NEW, HintKind.TOUCHED, settle.STILL),
        (NEW, HintKind.WRITING, settle.OPEN),
        (NEW, HintKind.CREATED, settle.OPEN),
        (EMPTY, HintKind.FINAL, settle.GRACE),
        (EMPTY, HintKind.TOUCHED, settle.GRACE),
        (EMPTY, HintKind.WRITING, settle.OPEN_EMPTY),
        (None, HintKind.TOUCHED, settle.GRACE),
        (None, HintKind.FINAL, settle.GRACE),
        (None, HintKind.AWAY, 0.0),
    ],
)
def test_how_long_a_file_is_waited_for(disk: Disk, found: Signature, kind: HintKind, wait: float) -> None:
    disk.put("a", found, kind, 100.0)
    assert disk.settling.ready_at() == 100.0 + wait
    if wait:
        assert disk.settled(100.0 + wait * 0.9) == set()
    assert disk.settled(100.0 + wait) == {"a"}
    assert disk.settled(200.0) == set()


def test_contents_after_emptiness_are_believed_at_once(disk: Disk) -> None:
    disk.put("a", EMPTY, HintKind.FINAL, 100.0)
    disk.put("a", NEW, HintKind.FINAL, 100.05)
    assert disk.settled(100.05) == {"a"}


def test_closing_ends_the_wait_for_a_writer(disk: Disk) -> None:
    disk.put("a", NEW, HintKind.WRITING, 100.0)
    disk.put("a", NEWER, HintKind.FINAL, 100.4)
    assert disk.settled(100.4) == {"a"}


def test_a_touch_does_not_take_back_that_the_file_is_open(disk: Disk) -> None:
    disk.put("a", NEW, HintKind.WRITING, 100.0)
    disk.put("a", NEWER, HintKind.TOUCHED, 100.1)
    assert disk.settled(100.5) == set()


def test_lost_hints_end_the_wait_for_one(disk: Disk) -> None:
    disk.put("a", NEW, HintKind.WRITING, 100.0)
    disk.settling.doubt()
    assert disk.settled(100.1) == {"a"}


def test_a_file_that_changes_while_it_is_waited_for_is_waited_for_again(disk: Disk) -> None:
    disk.put("a", NEW, HintKind.TOUCHED, 100.0)
    disk.files["a"] = NEWER
    assert disk.settled(100.03) == set()
    assert disk.settled(100.07) == {"a"}


def test_a_file_that_is_again_as_reported_is_forgotten(disk: Disk) -> None:
    disk.put("a", None, HintKind.TOUCHED, 100.0)
    disk.put("a", OLD, HintKind.FINAL, 100.1)
    assert disk.settled(101.0) == set()
    assert "a" not in disk.settling


def test_a_burst_is_one_batch(disk: Disk) -> None:
    for n in range(100):
        disk.put(f"{n}", NEW, HintKind.FINAL, 100.0 + n / 1000)
        if n > settle.HANDFUL:
            assert disk.settled(100.0 + n / 1000) == set()
    assert len(disk.settled(100.2)) == 100


def test_a_burst_waits_for_what_is_gone_but_not_for_ever(disk: Disk) -> None:
    for n in range(20):
        disk.put(f"{n}", NEW if n else EMPTY, HintKind.WRITING if n == 0 else HintKind.FINAL, 100.0)
    assert disk.settled(100.9) == set()
    assert len(disk.settled(100.0 + settle.WAVE)) == 19


def test_a_burst_waits_for_git(disk: Disk) -> None:
    disk.git = True
    for n in range(20):
        disk.put(f"{n}", NEW, HintKind.FINAL, 100.0)
    for now in (100.1, 101.5, 103.0, 105.0):
        assert disk.settled(now) == set()
    disk.put("late", NEW, HintKind.TOUCHED, 105.0)
    disk.git = False
    assert disk.settled(105.01) == set()
    assert len(disk.settled(105.1)) == 21


def test_what_is_gone_stays_gone_however_often_it_is_looked_at(disk: Disk) -> None:
    disk.put("a", None, HintKind.TOUCHED, 100.0)
    disk.put("a", None, HintKind.TOUCHED, 100.2)
    assert disk.settled(100.25) == {"a"}


def test_a_single_file_waits_for_git_a_moment(disk: Disk) -> None:
    disk.git = True
    disk.put("a", NEW, HintKind.FINAL, 100.0)
    assert disk.settled(100.0) == set()
    assert disk.settled(100.0 + settle.STILL) == {"a"}


def test_saves_one_after_the_other_are_no_burst(disk: Disk) -> None:
    for n in range(50):
        disk.put(f"{n}", NEW, HintKind.FINAL, 100.0 + n)
        assert disk.settled(100.0 + n) == {f"{n}"}


def test_a_second_file_waits_a_moment_for_a_third_and_the_same_file_does_not(disk: Disk) -> None:
    disk.put("a", NEW, HintKind.FINAL, 100.0)
    assert disk.settled(100.0) == {"a"}
    disk.known["a"] = NEW
    disk.put("a", NEWER, HintKind.FINAL, 100.001)
    assert disk.settled(100.001) == {"a"}
    disk.known["a"] = NEWER
    disk.put("b", NEW, HintKind.FINAL, 100.002)
    assert disk.settled(100.002) == set()
    assert disk.settled(100.02) == {"b"}


def test_a_file_may_be_believed_unseen(disk: Disk) -> None:
    disk.files["a"] = disk.known["a"] = OLD
    assert not disk.settling.hint("a", HintKind.FINAL, 100.0)
    assert disk.settling.hint("a", HintKind.FINAL, 100.0, forced=True)
    assert disk.settled(100.0) == {"a"}


def test_looks_keep_to_their_share() -> None:
    steps = Pace()
    steps.done(100.0, 0.03, blind=False)
    assert steps.next == 100.0 + pace.PACE
    steps.batch(100.0)
    assert steps.next == 100.0 + 0.03 * pace.SHARE
    steps.done(100.0, 1.0, blind=True)
    assert steps.next == 100.0 + pace.SHARE
    steps.done(100.0, 0.001, blind=True)
    assert steps.next == 100.0 + pace.BLIND_PACE
    steps.surprise(100.0)
    steps.done(101.0, 0.001, blind=False)
    assert steps.next == 101.0 + pace.BLIND_PACE
    steps.hurry()
    assert steps.next < 0


@pytest.mark.parametrize("name", [".a", ".#a", "#a#", "a~", "a.swp", "a.tmp", "4913", "__pycache__"])
def test_droppings(name: str) -> None:
    assert is_dropping(name)


@pytest.mark.parametrize("name", ["a.md", "_a.md", "#a", "tmp", "4914", "a.md.bak", "路线图.md"])
def test_no_droppings(name: str) -> None:
    assert not is_dropping(name)


def test_scope(tmp_path: Path) -> None:
    hidden_root = tmp_path / ".venv" / "pmdocs"
    scope = Scope([tmp_path / "site", hidden_root], lambda path: path.name == "output")
    site = str(tmp_path / "site")
    assert scope.counts(f"{site}/okr/q2.md")
    assert scope.counts(site)
    assert scope.counts(f"{hidden_root}/cli.py")
    assert not scope.counts(f"{site}/.git/index")
    assert not scope.counts(f"{site}/output/okr/index.html")
    assert not scope.counts(f"{site}2/page.md")
    assert scope.leads(str(tmp_path))
    assert not scope.leads(site + "2")


@pytest.mark.parametrize(
    ("target", "for_good"),
    [("b.md", True), ("a.md~", False), ("a.bak", False), ("a.md.orig", False), (".a.md", False)],
)
def test_a_backup_is_no_rename(target: str, for_good: bool) -> None:  # noqa: FBT001 -- an expected value
    assert is_rename("a.md", target, is_folder=False) is for_good


def test_git_at_work_in_a_work_tree_and_a_linked_one(tmp_path: Path) -> None:
    main, linked = tmp_path / "main", tmp_path / "linked"
    run = ["git", "-c", "user.name=Mia", "-c", "user.email=mia@example.org", "-C", str(tmp_path)]
    subprocess.run([*run, "init", "-q", str(main)], check=True)
    run[-1] = str(main)
    subprocess.run([*run, "commit", "-q", "--allow-empty", "-m", "one"], check=True)
    subprocess.run([*run, "worktree", "add", "-q", str(linked)], check=True, capture_output=True)
    for tree, lock in ((main, main / ".git"), (linked, main / ".git" / "worktrees" / "linked")):
        busy = git_at_work([str(tree / "content")])
        assert not busy()
        (lock / "index.lock").touch()
        assert busy()
        os.utime(lock / "index.lock", (1_000_000_000, 1_000_000_000))
        assert not busy()
        (lock / "index.lock").unlink()
    assert not git_at_work([str(tmp_path / "nowhere")])()


def test_a_file_looked_at_within_a_tick_of_its_change_is_young(tmp_path: Path) -> None:
    page, snapshot = tmp_path / "page.md", Snapshot()
    page.write_bytes(b"new")
    found = signature(str(page))
    assert found is not None
    snapshot.record(str(page), (*found[:2], found[2] - 1_000_000_000, found[3]))
    assert not snapshot.is_young(str(page))
    snapshot.record(str(page), (*found[:2], found[2] + 3_600_000_000_000, found[3]))
    assert not snapshot.is_young(str(page))
    assert snapshot.get(str(page)) is not None
    snapshot.record(str(page), None)
    assert len(snapshot) == 0


def test_a_broken_link_counts_and_a_folder_does_not(tmp_path: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to(tmp_path / "nowhere")
    assert signature(str(link)) is not None
    assert signature(str(tmp_path)) is None
    assert signature(str(tmp_path / "nowhere")) is None
