"""A build spread over processes comes to what one process comes to, however it ends."""

from __future__ import annotations

import shutil
import signal
import sys
import time
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from pmdocs.incremental.store import Store
from tests.incremental.author import files_of
from tests.incremental.edits import step
from tests.incremental.one_build import Moment, start
from tests.incremental.sequences import Run, build_once, same_files
from tests.incremental.stand_ins import install

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="builds are spread on Linux only")
JOBS = 3


class Spread:
    """A sequence whose builds are spread over processes."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.run = Run.of(seed, folder, thorough=True)
        self.store, self.output = folder / "stores" / "s.db", folder / "spread"

    def start(self, dies_at: Moment | None = None) -> ForkServerProcess:
        """Start a build of the site as it is."""
        return start(self.run.site, self.store, self.output, dies_at, jobs=JOBS)

    def build(self) -> int | None:
        """Build, and again as long as what is left of another build holds the output folder."""
        codes = (self._once() for _ in range(200))
        return next((code for code in codes if code == 0), 1)

    def _once(self) -> int | None:
        process = self.start()
        process.join()
        if process.exitcode:
            time.sleep(0.05)
        return process.exitcode

    def check(self) -> None:
        """Compare with a clean build by one process."""
        clean = self.run.folder / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        build_once(self.run.site, clean, Store(None), keep_going=True)
        same_files(files_of(clean), files_of(self.output), "clean build", "build by several processes")


@pytest.fixture
def spread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Spread:
    """Return a sequence of edits that break nothing but content."""
    made = Spread(5, tmp_path)
    install(monkeypatch, made.run.site)
    return made


def test_many_processes_are_as_right_as_one(spread: Spread) -> None:
    assert spread.build() == 0
    for _ in range(4):
        spread.run.edit()
        if "pmdocs.yml" in spread.run.author.wounds:
            continue
        assert spread.build() == 0
        spread.check()


@pytest.mark.parametrize("calls", [1, 5])
def test_many_processes_that_lose_the_first_one(spread: Spread, calls: int) -> None:
    assert spread.build() == 0
    spread.run.edit()
    process = spread.start(("pmdocs.engine.directory_sink.DirectorySink.publish", 1))
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert spread.build() == 0
    spread.check()
    step(spread.run.author)
    process = spread.start()
    process.join(0.1 * calls)
    process.kill()
    process.join()
    assert spread.build() == 0
    spread.check()


def test_one_of_many_that_is_lost_does_not_hang_the_others(spread: Spread) -> None:
    process = spread.start(("pmdocs.pipeline.render_page", 4))
    process.join(60)
    hangs = process.exitcode is None
    process.kill()
    process.join()
    assert not hangs
    assert spread.build() == 0
    spread.check()
