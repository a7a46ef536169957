"""Every manner of saving is seen, and what is seen is whole."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from pmdocs.diagnostics.problem import Phrase
from pmdocs.serve.watch import pace, settle
from pmdocs.serve.watch.hints import Events, Tell
from pmdocs.serve.watch.observed import Observed
from pmdocs.serve.watch.snapshot import signature
from pmdocs.serve.watch.watcher import Watcher
from pmdocs.serve.watch.watches import events_of_platform

SAVES = int(os.environ.get("PMDOCS_SAVES", "30"))
PATIENCE = 60.0
STALL = 0.2
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux says when a file is closed")


class Watched:
    """A watcher at work, and what it reported: batches, and the contents read on being notified."""

    def __init__(
        self,
        *paths: Path,
        ignore: Callable[[Path], bool] = lambda _: False,
        events: Callable[[Tell], Events] = events_of_platform,
    ) -> None:
        self.watcher = Watcher(paths, self._notified, self._warned, ignore, events)
        self.batches: list[frozenset[Path]] = []
        self.contents: dict[Path, list[bytes | None]] = {}
        self.warnings: list[Phrase] = []
        self._changed = threading.Condition()

    def __enter__(self) -> Self:
        self.watcher.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.watcher.stop()

    @property
    def reported(self) -> set[Path]:
        return set().union(*self.batches)

    def last(self, path: Path) -> bytes | None:
        return self.contents.get(path, [None])[-1]

    def until(self, condition: Callable[[], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(condition, PATIENCE), f"only {len(self.batches)} batches came"

    def until_reported(self, paths: Iterable[Path]) -> None:
        wanted = set(paths)
        self.until(lambda: wanted <= self.reported)

    def clear(self) -> None:
        with self._changed:
            self.batches.clear()
            self.contents.clear()

    def _notified(self, paths: frozenset[Path] | None) -> None:
        assert paths is not None
        read = {path: contents_of(path) for path in paths}
        with self._changed:
            for path, contents in read.items():
                # Someone may have begun the next save before it was read: that says nothing.
                if signature(str(path)) == self.watcher._snapshot.get(str(path)):
                    self.contents.setdefault(path, []).append(contents)
            self.batches.append(paths)
            self._changed.notify_all()

    def _warned(self, phrase: Phrase) -> None:
        self.warnings.append(phrase)


def contents_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def without_rescans(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the watcher to its hints alone."""
    for name in ("PACE", "BLIND_PACE", "AFTERWARDS"):
        monkeypatch.setattr(pace, name, 3_600.0)


Save = Callable[[Path, bytes, Path], None]


def in_place(file: Path, data: bytes, _: Path) -> None:
    with file.open("r+b") as out:
        out.write(data)
        out.truncate()


def in_two_writes(file: Path, data: bytes, _: Path) -> None:
    """Save as VS Code does: truncated and written in one open."""
    with file.open("wb", buffering=0) as out:
        out.write(data[: len(data) // 2])
        out.write(data[len(data) // 2 :])


def backup_rename(file: Path, data: bytes, _: Path) -> None:
    """Save as Vim does."""
    probe, backup = file.with_name("4913"), file.with_name(file.name + "~")
    probe.touch()
    probe.unlink()
    file.rename(backup)
    file.write_bytes(data)
    file.chmod(0o644)
    backup.unlink()


def backup_with_suffix(file: Path, data: bytes, _: Path) -> None:
    backup = file.with_suffix(".bak")
    file.rename(backup)
    file.write_bytes(data)


def atomic_rename(file: Path, data: bytes, _: Path) -> None:
    part = file.with_name(f".{file.name}.part")
    part.write_bytes(data)
    part.replace(file)


def atomic_rename_from_tilde(file: Path, data: bytes, _: Path) -> None:
    part = file.with_name(f"{file.name}~")
    part.write_bytes(data)
    part.replace(file)


def atomic_rename_from_elsewhere(file: Path, data: bytes, elsewhere: Path) -> None:
    part = elsewhere / "part"
    part.write_bytes(data)
    part.replace(file)


def truncate_then_write(file: Path, data: bytes, _: Path) -> None:
    file.write_bytes(b"")
    time.sleep(0.05)
    file.write_bytes(data)


def delete_then_create(file: Path, data: bytes, _: Path) -> None:
    file.unlink()
    time.sleep(0.1)
    file.write_bytes(data)


def swap_link(file: Path, data: bytes, elsewhere: Path) -> None:
    version = elsewhere / str(time.monotonic_ns())
    version.write_bytes(data)
    link = file.with_name(".link")
    link.symlink_to(version)
    link.replace(file)


def link_anew(file: Path, data: bytes, elsewhere: Path) -> None:
    version = elsewhere / str(time.monotonic_ns())
    version.write_bytes(data)
    file.unlink()
    file.symlink_to(version)


def into_the_past(file: Path, data: bytes, _: Path) -> None:
    file.write_bytes(data)
    os.utime(file, (1_000_000_000, 1_000_000_000))


def with_the_old_time(file: Path, data: bytes, _: Path) -> None:
    before = file.stat()
    file.write_bytes(data)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


MANNERS: list[Save] = [
    in_place, in_two_writes, backup_rename, backup_with_suffix, atomic_rename, atomic_rename_from_tilde,
    atomic_rename_from_elsewhere, truncate_then_write, delete_then_create, swap_link, link_anew, into_the_past,
    with_the_old_time,
]  # fmt: skip


def save_again_and_again(
    folder: Path, save: Save, saves: int, events: Callable[[Tell], Events] = events_of_platform
) -> None:
    site, elsewhere = folder / "site", folder / "elsewhere"
    site.mkdir()
    elsewhere.mkdir()
    file = site / "page.md"
    # All of one length: size alone shows no difference.
    texts = [f"save {n:04}\n".encode() * 3_000 for n in range(saves + 1)]
    file.write_bytes(texts[0])
    with Watched(site, events=events) as watched:
        slowest = 0.0
        for text in texts[1:]:
            begun = time.monotonic()
            save(file, text, elsewhere)
            slowest = max(slowest, time.monotonic() - begun)
            watched.until(lambda text=text: watched.last(file) == text)  # type: ignore[misc]
        # On a machine that stalls in the middle of a save, the file was really empty or gone for long.
        if slowest < STALL:
            assert set(watched.contents[file]) <= set(texts), "something was reported that is not whole"
        assert watched.reported <= {file, file.with_suffix(".bak")}


@pytest.mark.parametrize("save", MANNERS)
def test_every_save_is_seen_and_seen_whole(save: Save, tmp_path: Path) -> None:
    save_again_and_again(tmp_path, save, SAVES)


@pytest.mark.parametrize("save", MANNERS)
def test_the_observer_of_other_platforms_sees_them_too(save: Save, tmp_path: Path) -> None:
    save_again_and_again(tmp_path, save, 3, Observed)


@LINUX
@pytest.mark.parametrize("save", MANNERS)
def test_no_save_needs_a_rescan_or_a_long_wait(
    save: Save, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_rescans(monkeypatch)
    monkeypatch.setattr(settle, "OPEN", 3_600.0)
    monkeypatch.setattr(settle, "OPEN_EMPTY", 3_600.0)
    save_again_and_again(tmp_path, save, 5)


@LINUX
@pytest.mark.parametrize("mode", ["wb", "r+b"])
def test_half_a_file_is_not_reported_while_its_writer_takes_a_rest(
    mode: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settle, "OPEN", 3_600.0)
    monkeypatch.setattr(settle, "OPEN_EMPTY", 3_600.0)
    file = tmp_path / "page.md"
    old, new = b"old" * 100, b"new" * 200
    file.write_bytes(old)
    with Watched(tmp_path) as watched:
        with file.open(mode, buffering=0) as out:
            time.sleep(0.3)
            out.write(new[:300])
            time.sleep(0.3)
            out.write(new[300:])
        watched.until(lambda: watched.last(file) == new)
        assert watched.contents[file] == [new]


def test_a_file_that_stays_open_is_reported_in_the_end(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    with Watched(tmp_path) as watched, file.open("wb", buffering=0) as out:
        out.write(b"so far")
        watched.until(lambda: watched.last(file) == b"so far")


def test_a_file_that_is_emptied_or_deleted_for_good_is_reported(tmp_path: Path) -> None:
    emptied, deleted = tmp_path / "emptied.md", tmp_path / "deleted.md"
    emptied.write_bytes(b"old")
    deleted.write_bytes(b"old")
    with Watched(tmp_path) as watched:
        emptied.write_bytes(b"")
        deleted.unlink()
        watched.until_reported({emptied, deleted})
        assert watched.last(emptied) == b""
        assert watched.last(deleted) is None


def test_a_deleted_file_does_not_hold_up_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settle, "GRACE", 3_600.0)
    gone, saved = tmp_path / "gone.md", tmp_path / "saved.md"
    gone.write_bytes(b"old")
    saved.write_bytes(b"old")
    with Watched(tmp_path) as watched:
        gone.unlink()
        saved.write_bytes(b"new")
        watched.until(lambda: watched.last(saved) == b"new")
        assert watched.reported == {saved}


def test_the_last_of_a_thousand_quick_saves_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_bytes(b"old")
    with Watched(tmp_path) as watched:
        for n in range(1000):
            file.write_bytes(b"%04d" % n)
        watched.until(lambda: watched.last(file) == b"0999")


def test_nothing_is_reported_where_nothing_differs(tmp_path: Path) -> None:
    file, last = tmp_path / "page.md", tmp_path / "zz.md"
    file.write_bytes(b"old")
    # A file just written may be written again within the same tick of the clock that stamps it.
    time.sleep(0.05)
    with Watched(tmp_path) as watched:
        for _ in range(20):
            file.open("ab").close()
            file.read_bytes()
        watched.watcher.rescan()
        last.write_bytes(b"new")
        watched.until_reported({last})
        assert watched.reported == {last}


def test_a_fault_in_the_notified_does_not_end_the_watch(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    calls: list[frozenset[Path] | None] = []
    enough = threading.Event()

    def notify(paths: frozenset[Path] | None) -> None:
        calls.append(paths)
        if len(calls) > 1:
            enough.set()
        raise ValueError("a bug")

    watcher = Watcher([tmp_path], notify, lambda _: None, lambda _: False)
    watcher.start()
    try:
        (tmp_path / "one.md").write_bytes(b"1")
        while not calls:
            time.sleep(0.01)
        (tmp_path / "two.md").write_bytes(b"2")
        assert enough.wait(PATIENCE)
    finally:
        watcher.stop()
    assert "a bug" in caplog.text
