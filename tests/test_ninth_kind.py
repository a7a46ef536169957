"""A kind is one folder: dropped into a copy of the tree it appears everywhere, with no other file touched."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

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


@pytest.fixture(scope="module")
def tree(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("tree")
    for folder in ("pmdocs", "themes", "tests/kinds"):
        shutil.copytree(root / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "tests/conftest.py", copy / "tests/conftest.py")
    kind = copy / "pmdocs" / "kinds" / "team_mood"
    kind.mkdir()
    for name, text in FILES.items():
        (kind / name).write_text(text, encoding="utf-8")
    return copy


def _run(tree: Path, cwd: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_is_listed_described_and_has_a_schema(tree: Path) -> None:
    assert "team-mood" in _run(tree, tree, "pmdocs", "kinds")
    assert "Mean answers, from 1 to 5." in _run(tree, tree, "pmdocs", "kinds", "team-mood")
    assert '"const": "team-mood"' in _run(tree, tree, "pmdocs", "schema", "team-mood")
    assert '"team-mood"' in _run(tree, tree, "pmdocs", "schema")


def test_a_spec_of_it_is_scaffolded_and_built(tree: Path, tmp_path: Path) -> None:
    _run(tree, tmp_path, "pmdocs", "init", "site")
    _run(tree, tmp_path / "site", "pmdocs", "new", "team-mood", "Mood of June")
    _run(tree, tmp_path / "site", "pmdocs", "build")
    page = (tmp_path / "site/output/team-mood/mood-of-june/index.html").read_text(encoding="utf-8")
    assert "The mean is 3.5." in page
    assert "<svg" in page
    # Without an index.html of its own: a register in its folder, a panel on the home page.
    index = (tmp_path / "site/output/team-mood/index.html").read_text(encoding="utf-8")
    assert "<h1>Team moods</h1>" in index
    assert '<a href="mood-of-june/index.html">Mood of June</a>' in index
    assert "The mean is 3.5." in index


def test_the_reference_gains_its_page(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "pmdocs.yml").write_text("site_name: A\nreference: kinds\n", encoding="utf-8")
    (tmp_path / "content/index.md").write_text("# Home\n", encoding="utf-8")
    _run(tree, tmp_path, "pmdocs", "build", "--strict")
    page = (tmp_path / "output/kinds/team-mood/index.html").read_text(encoding="utf-8")
    assert "Mean answers, from 1 to 5." in page
    assert "The mean is 3.5." in page
    listed = (tmp_path / "output/kinds/index.html").read_text(encoding="utf-8")
    assert "How a team feels week by week" in listed


def test_the_tests_of_every_kind_cover_it(tree: Path) -> None:
    said = _run(
        tree, tree, "pytest", "-q", "-p", "no:randomly", "-k", "team-mood", "tests/kinds/test_every_kind.py"
    )
    assert "passed" in said
    assert "failed" not in said
