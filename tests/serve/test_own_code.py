"""pmdocs' own code is followed where somebody may edit it, and nowhere else."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

import pmdocs
from pmdocs.serve.own_code import Code, in_checkout


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "pmdocs"
    folder.mkdir()
    (folder / "a.py").write_text("A = 1\n", encoding="utf-8")
    return folder


def test_a_checkout_has_its_themes_beside_the_package_and_a_wheel_inside(package: Path) -> None:
    assert in_checkout(package)
    (package / "themes").mkdir()
    assert not in_checkout(package)
    assert in_checkout(Path(pmdocs.__file__).resolve().parent), "these tests run in a checkout"


@pytest.mark.parametrize("followed", [True, False])
def test_changed_code_is_seen_where_it_is_followed(package: Path, *, followed: bool) -> None:
    file = package / "a.py"
    os.utime(file, (time.time() - 60,) * 2)
    code = Code(package, followed=followed)
    code.remember()
    file.write_text("A = 2\n", encoding="utf-8")
    assert code.owns(file) is followed
    assert code.changed() == [file] * followed
