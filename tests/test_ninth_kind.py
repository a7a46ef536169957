"""A kind is one folder: dropped into a copy of the tree it appears everywhere, with no other file touched."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

TEXT = (Path(__file__).parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
FILES = {
    match[1]: match[2]
    for match in re.finditer(r"^`team_mood/(\S+)`\n\n```\w+\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
}
"""The kind that CONTRIBUTING writes, file by file."""


def test_a_kind_that_is_dropped_in_is_everywhere(root: Path, tmp_path: Path) -> None:
    """``in_a_copy.py``, and the tests of every kind, pass in the copy: all in one process."""
    assert list(FILES) == ["__init__.py", "labels.yaml", "icon.svg", "example.en.md", "example.zh-CN.md"]
    tree = with_the_kind(root, tmp_path / "tree")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:cacheprovider",
               "-k", "team-mood or in_a_copy", "tests/in_a_copy.py", "tests/kinds/test_every_kind.py"]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed
    assert int(passed[1]) >= 3 + 15, done.stdout


def test_its_code_keeps_the_rules_of_the_house(root: Path) -> None:
    """What somebody copies from the page passes ruff as it stands."""
    file = "pmdocs/kinds/__init__.py"  # a package: the folder is not there
    for command in (("check", "--output-format", "concise"), ("format", "--check")):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--stdin-filename", file, "-"], cwd=root,
            input=FILES["__init__.py"], capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr


def with_the_kind(root: Path, tree: Path) -> Path:
    """Copy what the kind and its tests need, with what Python has compiled, and add the kind."""
    for folder in ("pmdocs", "themes", "tests/kinds"):
        shutil.copytree(root / folder, tree / folder)
    for test in ("conftest.py", "built.py", "chromium.py", "in_a_copy.py"):
        shutil.copy(root / "tests" / test, tree / "tests" / test)
    kind = tree / "pmdocs" / "kinds" / "team_mood"
    kind.mkdir()
    for name, text in FILES.items():
        (kind / name).write_text(text, encoding="utf-8")
    return tree
