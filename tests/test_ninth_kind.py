"""A kind is one folder: dropped into a copy of the tree it appears everywhere, with no other file touched."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

FILES = {
    "__init__.py": '''"""How a team feels, from 1 to 5, week by week."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pmdocs.charts.builders import Series, lines
from pmdocs.sdk import Chart, Columns, Findings, Kind, Lookup, Spec, Words
from pmdocs.sdk.checks import within
from pmdocs.values.numbers import Number


class TeamMood(Spec):
    """Answers of a team, one mean a week."""

    weeks: tuple[Number, ...]
    """Mean answers, from 1 to 5."""


@dataclass(frozen=True)
class Facts:
    """The mean of all weeks."""

    mean: float


def on_the_scale(spec: TeamMood) -> Findings:
    for index, value in enumerate(spec.weeks):
        yield from within(("weeks", index), value, 1, 5)


WEEKS = Columns(week=lambda row: row[0], mood=(lambda row: row[1], "number"))


def facts(spec: TeamMood, _lookup: Lookup) -> Facts:
    return Facts(sum(spec.weeks) / len(spec.weeks))


def summary(_spec: TeamMood, facts: Facts, words: Words) -> str:
    return words("finding", mean=words.number(facts.mean))


def charts(spec: TeamMood, facts: Facts, words: Words) -> Iterator[Chart]:
    names = [str(n + 1) for n in range(len(spec.weeks))]
    option = lines(names, [Series(words["mood"], list(spec.weeks))])
    yield Chart("trend", summary(spec, facts, words), option, WEEKS.table(zip(names, spec.weeks), words))


KIND = Kind(
    package=__name__, model=TeamMood, checks={TeamMood: (on_the_scale,)}, facts=facts, views=("trend",),
    summary=summary, charts=charts,
)
''',
    "labels.yaml": """name: {en: Team mood, zh-CN: 团队心情}
plural: {en: Team moods, zh-CN: 团队心情}
description: {en: How a team feels week by week, zh-CN: 团队每周的心情}
views:
  trend: {en: Trend, zh-CN: 趋势}
week: {en: Week, zh-CN: 周}
mood: {en: Mood, zh-CN: 心情}
finding: {en: "The mean is {mean}.", zh-CN: "平均为 {mean}。"}
""",
    "icon.svg": '<svg class="icon" viewBox="0 0 24 24"><path d="M4 12h16"/></svg>\n',
    "example.en.md": "---\nkind: team-mood\nid: mood\ntitle: Mood\nweeks: [3, 4, 3.5]\n---\n",
    "example.zh-CN.md": "---\nkind: team-mood\nid: mood\ntitle: 心情\nweeks: [3, 4, 3.5]\n---\n",
}


def test_a_kind_that_is_dropped_in_is_everywhere(root: Path, tmp_path: Path) -> None:
    """``in_a_copy.py``, and the tests of every kind, pass in the copy: all in one process."""
    tree = with_the_kind(root, tmp_path / "tree")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:cacheprovider",
               "-k", "team-mood or in_a_copy", "tests/in_a_copy.py", "tests/kinds/test_every_kind.py"]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed
    assert int(passed[1]) >= 3 + 15, done.stdout


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
