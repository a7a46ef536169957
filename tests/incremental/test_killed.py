"""A build that is killed at any moment leaves the old site or the new one, and the next build is right."""

from __future__ import annotations

import signal
import sys
from contextlib import closing
from pathlib import Path
from random import Random
from typing import ClassVar

import pytest

from pmdocs.incremental.store import Store
from pmdocs.pipeline import Project, build, load
from pmdocs.system.output_folder import spare_of
from tests.incremental.author import Files, files_of
from tests.incremental.conftest import Site
from tests.incremental.one_build import MOMENTS, Moment, start
from tests.incremental.sequences import same_files

LINUX = sys.platform == "linux"
EDITED = "content/guide/style.md"
OTHERS = {"CNAME": b"docs.example.com", ".git/HEAD": b"ref: refs/heads/main", ".well-known/x/y": b"y"}
"""Files in the output that pmdocs did not write."""


class Killed:
    """A site in two states, and builds from one to the other that do not come to their end."""

    states: ClassVar[list[Files]] = []
    """What clean builds of the two come to: the same in each test, so that the first one asks for all."""

    def __init__(self, site: Site, tmp_path: Path) -> None:
        self.site, self.store, self.output = site, tmp_path / "stores" / "s.db", tmp_path / "killed"
        for state in () if self.states else (0, 1):
            self.set(state)
            self.states.append(site.clean())

    def set(self, state: int) -> None:
        """Bring the sources into a state that changes many pages."""
        self.site.write({EDITED: f"# Style {state}\n\n## Names\n"})
        self.site.write({"themes/own/labels.yaml": f"own:\n  mark: {{en: Mark {state}, zh-CN: 记}}\n"})

    def build(self) -> None:
        """Build to the end."""
        with closing(Store(self.store)) as store:
            build(load(Project.open(self.site.folder), store=store), self.output, keep_going=True)

    def check(self, before: int, after: int) -> None:
        """The output is one state or the other, and the next build is right and leaves nothing lying about."""
        output, spare = files_of(self.output), files_of(spare_of(self.output))
        found = {path: data for path, data in output.items() if path not in OTHERS}
        for path, data in OTHERS.items():
            assert [files[path] for files in (output, spare) if path in files] == [data]
        if found != self.states[before]:
            same_files(self.states[after], found, "clean build", "output of the killed one")
        self._is(after, "after a killed one")
        self.set(before)
        self._is(before, "second after a killed one")
        self.set(after)
        self._is(after, "third after a killed one")
        assert {f.name for f in self.output.parent.glob(".killed*")} == {".killed.lock", ".killed.spare"}

    def _is(self, state: int, when: str) -> None:
        """Build; what is published is a state of the site and what others have put there."""
        self.build()
        same_files(self.states[state] | OTHERS, files_of(self.output), "clean build", when)


@pytest.fixture
def killed(rich: Site, tmp_path: Path) -> Killed:
    """Return the site, built in its first state."""
    made = Killed(rich, tmp_path)
    made.set(0)
    made.build()
    for path, data in OTHERS.items():
        (made.output / path).parent.mkdir(parents=True, exist_ok=True)
        (made.output / path).write_bytes(data)
    return made


@pytest.mark.skipif(not LINUX, reason="signals, and folders exchanged in one step")
@pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: f"{moment[0].rpartition('.')[2]}-{moment[1]}")
def test_a_build_that_dies_leaves_the_old_or_the_new_site(killed: Killed, moment: Moment) -> None:
    killed.set(1)
    process = start(killed.site.folder, killed.store, killed.output, moment)
    process.join()
    assert process.exitcode == -signal.SIGKILL
    killed.check(0, 1)


@pytest.mark.skipif(not LINUX, reason="signals, and folders exchanged in one step")
def test_a_build_that_is_killed_leaves_the_old_or_the_new_site(killed: Killed) -> None:
    random = Random(3)  # noqa: S311 -- to be repeatable
    ended = 0
    before, after = 0, 1
    for _ in range(10):
        killed.set(after)
        process = start(killed.site.folder, killed.store, killed.output)
        process.join(random.uniform(0.02, 0.8))
        process.kill()
        process.join()
        ended += process.exitcode == 0
        killed.check(before, after)
        before, after = after, before
    assert ended < 10
