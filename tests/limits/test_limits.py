"""What one file may hold, and that more is refused with its place before any work is done on it."""

from __future__ import annotations

import re
import signal
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from pmdocs.diagnostics import bounded as problems_of_a_file
from pmdocs.diagnostics.bounded import bounded
from pmdocs.diagnostics.problem import Phrase, Problem, build_fails, in_order
from pmdocs.kinds.funnel.checks import MOST_BARS
from pmdocs.kinds.funnel.model import Funnel
from pmdocs.markdown import features, guard, limits, open_blocks, work
from pmdocs.markdown.blocks import read_blocks
from pmdocs.markdown.features import MOST, too_many
from pmdocs.markdown.render import render_here
from pmdocs.markdown.scan import scan
from pmdocs.markdown.work import TooMuchWorkError, Work
from pmdocs.notation import bounds, read_csv, read_yaml, yaml_size
from pmdocs.pipeline import Project, load
from pmdocs.stages import discover
from pmdocs.values.text import MOST_TAGS
from tests.limits.inputs import INPUTS, READ, Files, funnel, tags, unknown_fields, write

FEATURES: Mapping[str, Callable[[int], str]] = {
    "specs": lambda n: "```okr\nid: a\n```\n\n" * n,
    "embeds": lambda n: "![[a]]\n\n" * n,
    "mentions": lambda n: "[[a]] " * n,
    "footnotes": lambda n: "".join(f"[^{i}]: a\n" for i in range(n)),
    "references": lambda n: "a[^b] " * n,
    "abbreviations": lambda n: "".join(f"*[A{i}]: a\n" for i in range(n)),
    "links": lambda n: "[a](b.md) " * n,
    "elements": lambda n: "<b>a</b> " * (n // 2) + "<br>" * (n % 2),
    "nested": lambda n: "<i>" * n,
}
"""Of each limit a text that has so many."""


def problems(site: Path, files: Files) -> list[Problem]:
    write(site, files)
    return load(Project.open(site)).all_problems()


@pytest.mark.parametrize("name", MOST)
def test_a_text_may_have_so_many_and_no_more(name: str) -> None:
    make = FEATURES[name]
    assert not [p for p in scan(make(MOST[name]), {"okr"}).problems if p.code == "E-LIMIT"]
    scanned = scan(f"a\n\n{make(MOST[name] + 1)}", {"okr"})
    said = [
        p for p in scanned.problems if p.message.en == features.SAID[name].fill(most=f"{MOST[name]:,}").en
    ]
    assert [p.code for p in said] == ["E-LIMIT"]
    assert said[0].line >= 3
    assert (scanned.body, scanned.mentions, scanned.fences) == ("", (), ())


def test_code_has_as_many_as_it_likes() -> None:
    text = "```html\n" + "<div>" * 1000 + "[[a]]" * 6000 + "\n```\n\n`" + "<b>" * 1000 + "`"
    assert not list(too_many(read_blocks(text), ()))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a:\n" + "- 1\n" * 1001, (1002, 3)),
        ("a: [" + ", ".join(["1"] * 1001) + "]", (1, 3005)),
        ("".join(f"k{n}: 1\n" for n in range(1001)), (1001, 1)),
        ("".join(f"k{n}: [{'1, ' * 99}1]\n" for n in range(200)), (197, 23)),
    ],
)
def test_data_with_too_many_values_are_refused_at_the_first_one_too_many(
    text: str, place: tuple[int, int]
) -> None:
    node, (problem,) = read_yaml(text, "a.yml")
    assert node is None
    assert problem.code == "E-LIMIT"
    assert (problem.line, problem.column) == place


def test_data_within_the_limits_are_read() -> None:
    for text in (
        "a:\n" + "- 1\n" * 1000,
        "".join(f"k{n}: 1\n" for n in range(1000)),
        "a: |\n" + "  - b: c, d\n" * 50_000,
    ):
        node, found = read_yaml(text, "a.yml")
        assert node is not None
        assert not found


def test_a_table_with_too_many_rows_is_refused_at_the_first_one_too_many() -> None:
    assert not read_csv("a,b\n" + "1,2\n" * yaml_size.MAX_ROWS, "a.csv")[1]
    node, (problem,) = read_csv("a,b\n" + "1,2\n" * 200_000, "a.csv")
    assert node is None
    assert (problem.code, problem.line, problem.column) == ("E-LIMIT", yaml_size.MAX_ROWS + 2, 1)


def test_of_many_problems_the_first_hundred_are_told(tmp_path: Path) -> None:
    found = problems(tmp_path / "site", unknown_fields(900))
    assert len(found) == 101
    assert [p.code for p in found[:100]] == ["E-FIELD"] * 100
    assert (found[-1].code, found[-1].line) == ("E-MORE", found[-2].line)
    assert found[-1].message.en == "and 800 more in this file, 800 of them errors"
    assert found[-1].message.zh == "此文件还有 800 个问题，其中 800 个错误"


def test_that_there_are_more_comes_last() -> None:
    word = Phrase("a", "a")
    found = bounded(Problem("a.md", 1, 1, "E-REQ", Phrase(f"{n}", "a")) for n in range(300))
    assert [p.code for p in in_order([*found, Problem("a.md", 1, 1, "E-TYPE", word)])][-1] == "E-MORE"


def test_no_error_is_lost_behind_warnings() -> None:
    word = Phrase("a", "a")
    warnings = [Problem("a.md", n, 1, "W-SMALL", word) for n in range(1, 300)]
    found = bounded(
        [*warnings, Problem("a.md", 500, 1, "E-REF", word), Problem("b.md", 1, 1, "W-SMALL", word)]
    )
    assert [p.code for p in found if p.severity == "error"] == ["E-REF"]
    assert [p.code for p in found if p.path == "b.md"] == ["W-SMALL"]
    assert sum(p.code == "W-MORE" for p in found) == 1
    errors = bounded(Problem("a.md", n, 1, "E-REF", word) for n in range(1, 300))
    assert build_fails(errors[100:])
    assert bounded(warnings[:101]) == warnings[:101]


@pytest.mark.parametrize("name", [name for name in INPUTS if name not in READ])
def test_what_took_too_long_is_refused(name: str, tmp_path: Path) -> None:
    found = problems(tmp_path / "site", INPUTS[name]())
    assert {p.code for p in found} & {"E-LIMIT", "E-SIZE", "E-LEN", "E-MARKDOWN"}
    assert len(found) <= 202


def test_a_long_funnel_is_no_mistake(tmp_path: Path) -> None:
    assert not [p for p in problems(tmp_path / "site", funnel(300)) if p.severity != "info"]


def test_a_page_with_too_many_tags_is_refused(tmp_path: Path) -> None:
    assert not problems(tmp_path / "a", tags(MOST_TAGS))
    assert [p.code for p in problems(tmp_path / "b", tags(MOST_TAGS + 1))] == ["E-LEN"]


def steps(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how many steps a text takes."""
    spent: list[int] = []
    spend = Work.spend

    def noted(self: Work, steps: int) -> None:
        spent.append(steps)
        spend(self, steps)

    with monkeypatch.context() as patched:
        patched.setattr(Work, "spend", noted)
        render_here(text, lang="en")
    return sum(spent)


@pytest.mark.parametrize(
    "part",
    [
        "[a](b.md) and *c* in `d`.\n\n",
        "- ![a](b.png) <b>c</b> https://a.example\n",
        "| a | *b* |\n|---|---|\n| [c](d) | e |\n\n",
    ],
)
def test_work_grows_with_the_text_and_no_faster(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    one, ten = (steps(part * n, monkeypatch) for n in (50, 500))
    assert one > 0
    assert ten <= 10.5 * one
    assert ten < work.MOST_STEPS / 100


def test_a_text_with_too_much_work_is_refused_by_counting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "MOST_STEPS", 100_000)
    for text in ("[a" * 1_500, "[a](b" * 1_000):
        (problem,) = render_here(text, lang="en").problems
        assert problem.code == "E-MARKDOWN"


def test_work_is_counted_anew_for_each_text() -> None:
    spent = Work()
    with pytest.raises(TooMuchWorkError):
        spent.spend(work.MOST_STEPS + 1)
    spent.begin()
    spent.spend(work.MOST_STEPS)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timers of processor time here")
def test_no_clock_ends_what_other_programs_hold_up(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[object] = []
    run = subprocess.run

    def noted(*arguments: Any, **options: Any) -> subprocess.CompletedProcess[str]:
        given.append(options["timeout"])
        return run(*arguments, **options)

    monkeypatch.setattr(subprocess, "run", noted)
    assert guard.run_guarded("a", "en", 30.0)
    assert given == [None]


def test_the_guide_has_every_limit(root: Path) -> None:
    steps_, groups = Funnel.model_fields["steps"], Funnel.model_fields["segments"]
    most = [
        next(m.max_length for m in field.metadata if hasattr(m, "max_length")) for field in (steps_, groups)
    ]
    known = [
        discover.MAX_BYTES // 1_000_000, yaml_size.MAX_MEMBERS, yaml_size.MAX_VALUES, bounds.MAX_DEPTH,
        yaml_size.MAX_ROWS, MOST_TAGS, *most, MOST_BARS, problems_of_a_file.MOST, limits.LONGEST, limits.MOST_LINES,
        *MOST.values(), open_blocks.MAX_DEPTH, work.MOST_STEPS // 1_000_000,
    ]  # fmt: skip
    for name in ("limits.md", "limits.zh-CN.md"):
        text = (root / "content/guide" / name).read_text(encoding="utf-8")
        assert re.findall(r"^\| .* \| ([0-9,]+) \| `", text, re.MULTILINE) == [f"{n:,}" for n in known], name
        assert f" {limits.SECONDS:g} " in text
