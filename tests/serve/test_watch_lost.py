"""Hints get lost, watches run out, threads have to end: nothing is missed and nothing is left behind."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import threading
import time
from pathlib import Path

import pytest

from pmdocs.serve.watch.hints import Events, FolderWatch, Hint, HintKind, Tell
from pmdocs.serve.watch.watches import events_of_platform
from tests.serve.test_watch import LINUX, PATIENCE, Watched, without_rescans

if sys.platform == "linux":
    from watchdog.observers.inotify_c import CallbackId, WatchDescriptor

    from pmdocs.serve.watch.inotify import Inotify, InotifyFolder


class DeafWatch:
    names: frozenset[str] | None = None
    alive = True


class Deaf:
    """Events that never come, as from a network drive."""

    def __init__(self, _: Tell) -> None:
        self.ended = 0

    def watch(self, folder: str, names: frozenset[str] | None) -> FolderWatch:
        del folder
        watch = DeafWatch()
        watch.names = names
        return watch

    def unwatch(self, watch: FolderWatch) -> None:
        del watch
        self.ended += 1

    def stop(self) -> None: ...


def test_a_rescan_finds_what_no_hint_told_of(tmp_path: Path) -> None:
    (tmp_path / "gone.md").write_bytes(b"old")
    (tmp_path / "page.md").write_bytes(b"old")
    with Watched(tmp_path, events=Deaf) as watched:
        (tmp_path / "gone.md").unlink()
        (tmp_path / "page.md").write_bytes(b"new")
        (tmp_path / "folder").mkdir()
        (tmp_path / "folder" / "new.md").write_bytes(b"new")
        wanted = {tmp_path / "gone.md", tmp_path / "page.md", tmp_path / "folder" / "new.md"}
        watched.until_reported(wanted)
        assert watched.reported == wanted
        assert not watched.warnings


def test_a_rescan_ends_the_watches_of_folders_that_are_gone(tmp_path: Path) -> None:
    page = tmp_path / "folder" / "below" / "page.md"
    page.parent.mkdir(parents=True)
    page.write_bytes(b"old")
    with Watched(tmp_path, events=Deaf) as watched:
        shutil.rmtree(tmp_path / "folder")
        watched.until_reported({page})
        assert isinstance(watched.watcher._watches._events, Deaf)
        assert watched.watcher._watches._events.ended == 2


@LINUX
def test_the_end_of_a_watch_makes_its_folder_be_looked_at() -> None:
    told: list[tuple[Hint, ...]] = []
    events = Inotify(told.append)
    try:
        watch = InotifyFolder("folder", None, events, CallbackId(1))
        watch.on_watch_deleted(WatchDescriptor(1))
        assert not watch.alive
        assert told == [(Hint(HintKind.FOLDER, "folder"),)]
    finally:
        events.stop()


def test_a_rescan_can_be_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_rescans(monkeypatch)
    with Watched(tmp_path, events=Deaf) as watched:
        page = tmp_path / "page.md"
        page.write_bytes(b"new")
        watched.watcher.rescan()
        watched.until_reported({page})


def test_without_any_events_it_warns_once_and_looks_for_itself(tmp_path: Path) -> None:
    def none(_: Tell) -> Events:
        raise OSError(errno.EMFILE, "inotify instance limit reached")

    with Watched(tmp_path, events=none) as watched:
        for n in range(3):
            page = tmp_path / f"page{n}.md"
            page.write_bytes(b"new")
            watched.until_reported({page})
        assert len(watched.warnings) == 1
        assert "instance limit" in watched.warnings[0].en
        assert "instance limit" in watched.warnings[0].zh


@LINUX
def test_exhausted_watches_are_said_once_and_all_is_seen(tmp_path: Path) -> None:
    class Scarce(Inotify):
        left = 3

        def watch(self, folder: str, names: frozenset[str] | None) -> FolderWatch:
            if not self.left:
                raise OSError(errno.ENOSPC, "inotify watch limit reached")
            self.left -= 1
            return super().watch(folder, names)

    pages = [tmp_path / f"folder{n}" / "page.md" for n in range(10)]
    for page in pages:
        page.parent.mkdir()
        page.write_bytes(b"old")
    with Watched(tmp_path, events=Scarce) as watched:
        for page in pages:
            page.write_bytes(b"new")
        watched.until_reported(pages)
        (tmp_path / "late").mkdir()
        (tmp_path / "late" / "page.md").write_bytes(b"new")
        watched.until_reported([tmp_path / "late" / "page.md"])
        assert len(watched.warnings) == 1
        assert "watch limit" in watched.warnings[0].en
        # Somebody raises the limit: all folders are watched again, and the one above.
        watches = watched.watcher._watches
        assert not watches.complete
        assert isinstance(watches._events, Scarce)
        watches._events.left = 100
        watched.watcher.rescan()
        deadline = time.monotonic() + PATIENCE
        while len(watches._held) < 13 and time.monotonic() < deadline:
            time.sleep(0.02)
        assert len(watches._held) == 13
        assert watches.complete


def limit() -> int:
    try:
        return int(Path("/proc/sys/fs/inotify/max_queued_events").read_text(encoding="ascii"))
    except OSError:
        return sys.maxsize


@LINUX
@pytest.mark.skipif(limit() > 70_000, reason="the queue is too long to be filled in a test")
def test_an_overflow_of_the_queue_is_answered_by_a_rescan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_rescans(monkeypatch)
    go_on = threading.Event()

    def stalled(tell: Tell) -> Events:
        def wait(hints: tuple[object, ...]) -> None:
            go_on.wait(PATIENCE)
            tell(hints)  # type: ignore[arg-type]

        return events_of_platform(wait)

    noise = [tmp_path / "noise0.md", tmp_path / "noise1.md"]
    page, deep = tmp_path / "page.md", tmp_path / "a" / "b" / "deep.md"
    for path in noise:
        path.write_bytes(b"old")
    with Watched(tmp_path, events=stalled) as watched:
        try:
            # The same event twice in a row would be one in the queue.
            for n in range(limit() + 5_000):
                os.utime(noise[n % 2])
            page.write_bytes(b"new")
            deep.parent.mkdir(parents=True)
            deep.write_bytes(b"new")
        finally:
            go_on.set()
        watched.until_reported({page, deep})
        # The folders that appeared meanwhile are followed from then on.
        deep.write_bytes(b"newer")
        watched.until(lambda: watched.last(deep) == b"newer")


def descriptors() -> int:
    """Return how many files this process has open."""
    folder = Path("/dev/fd")
    return len(list(folder.iterdir())) if folder.is_dir() else 0


def test_many_saves_leave_nothing_behind(tmp_path: Path) -> None:
    page, folder = tmp_path / "page.md", tmp_path / "folder"
    with Watched(tmp_path) as watched:

        def work(saves: int) -> tuple[int, int, int]:
            for n in range(saves):
                text = b"%d of %d" % (n, saves)
                page.write_bytes(text)
                folder.mkdir()
                (folder / "new.md").write_bytes(b"new")
                watched.until(lambda text=text: watched.last(page) == text)  # type: ignore[misc]
                (folder / "new.md").unlink()
                folder.rmdir()
            watched.clear()
            return threading.active_count(), descriptors(), len(watched.watcher._watches._held)

        before = work(20)
        assert work(300) == pytest.approx(before, abs=1)


def test_stop_ends_every_thread_and_frees_every_descriptor(tmp_path: Path) -> None:
    with Watched(tmp_path):
        pass
    before = threading.active_count(), descriptors()
    for _ in range(10):
        with Watched(tmp_path):
            (tmp_path / "page.md").write_bytes(b"new")
    assert (threading.active_count(), descriptors()) == before


def test_stop_before_start_and_from_within(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    watched.watcher.stop()
    ended = threading.Event()

    class Ending(Watched):
        def _notified(self, paths: frozenset[Path] | None) -> None:
            del paths
            self.watcher.stop()
            ended.set()

    with Ending(tmp_path):
        (tmp_path / "page.md").write_bytes(b"new")
        assert ended.wait(PATIENCE)


def test_stop_does_not_wait_for_a_slow_notification(tmp_path: Path) -> None:
    begun, go_on = threading.Event(), threading.Event()

    class Slow(Watched):
        def _notified(self, paths: frozenset[Path] | None) -> None:
            del paths
            begun.set()
            go_on.wait(PATIENCE)

    with Slow(tmp_path):
        (tmp_path / "page.md").write_bytes(b"new")
        assert begun.wait(PATIENCE)
    # Only now is the notification let go: had `stop` waited for it, this line would not be reached.
    go_on.set()
