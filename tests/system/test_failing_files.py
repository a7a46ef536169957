"""Whichever operation on files fails, a build says so, and the output is the old site or the new one, whole."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

from tests.incremental.author import files_of
from tests.system.conftest import Typed
from tests.system.failing import ERRORS, Failing, install

WHOLE = "PMDOCS_ALL_OPERATIONS"
"""Set in the environment, it lets every operation fail with every error: some thousand builds."""
SLICE = 12
FIRST, SECOND = "# A\n", "# A\n\nMore, and [a picture](picture.svg).\n"


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Failing:
    return install(monkeypatch)


def prepare(typed: Typed, *, again: bool) -> None:
    """Leave a site to be built, for the first time or ``again``."""
    for path in typed.folder.parent.iterdir():
        if path != typed.folder:
            shutil.rmtree(path)
    for name in ("output", ".output.spare", ".output.old"):
        shutil.rmtree(typed.folder / name, ignore_errors=True)
    typed.write({"content/a.md": FIRST, "themes/own/theme.yml": "extends: base\n"})
    typed.write(
        {"pmdocs.yml": "site_name: A\ntoday: 2026-06-24\ntheme: own\n", "content/b.csv": "a,b\n1,2\n"}
    )
    if again:
        assert typed("build", "-q") == 0
        typed.write({"content/a.md": SECOND})


def published(folder: Path) -> dict[str, bytes]:
    return files_of(folder / "output")


@pytest.mark.parametrize("again", [False, True], ids=["first", "again"])
def test_whichever_operation_fails_the_output_is_whole(
    typed: Typed, failing: Failing, *, again: bool
) -> None:
    prepare(typed, again=again)
    before = published(typed.folder)
    with failing.at(typed.folder.parent, 0):
        assert typed("build", "-q", "-j", "1") == 0, typed.said
    total, after = failing.count, published(typed.folder)
    assert total > 60
    assert after != before
    cases = [(n, name) for n in range(1, total + 1) for name in ERRORS]
    if WHOLE not in os.environ:
        cases = random.Random(total).sample(cases, SLICE)  # noqa: S311 -- the same ones each time
    for number, name in cases:
        prepare(typed, again=again)
        with failing.at(typed.folder.parent, number, ERRORS[name]):
            code = typed("build", "-q", "-j", "1")
        what = f"{failing.seen[number - 1] if len(failing.seen) >= number else number} {name}: {typed.said}"
        assert code in {0, 1, 2}, what
        assert code == 0 or typed.said.strip(), what
        assert published(typed.folder) in ([after] if code == 0 else [before, after]), what
        assert typed("build", "-q", "-j", "1") == 0, what
        assert published(typed.folder) == after, what
