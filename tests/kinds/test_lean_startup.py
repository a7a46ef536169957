"""Hypotheses: state from dates, results and verdicts of linked experiments; risk; the speed of learning."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pmdocs.kinds.lean_startup.facts import HypothesisFacts
from pmdocs.pipeline import Project, load

HEAD = "kind: lean-startup\nid: lean\ntitle: L\nhypotheses:\n"


def _spec(*hypotheses: str) -> str:
    return HEAD + "".join(
        f"  - {{id: hyp-{n}, we_believe: B{n}, {one}}}\n" for n, one in enumerate(hypotheses)
    )


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ('metric: M, success: "> 3"', "to-test"),
        ('test: survey, success: "> 3"', "building"),
        ('test: survey, success: "> 3", started: 2026-06-01', "measuring"),
        ('test: survey, success: "> 3", started: 2026-06-01, ended: 2026-06-02', "inconclusive"),
        ('test: survey, success: "> 3", result: 3', "invalidated"),
        ('test: survey, success: ">= 3", result: 3', "validated"),
        ('test: survey, success: "<= 20%", result: 20%', "validated"),
        ('test: survey, success: "< 20%", result: 20%', "invalidated"),
        ("test: survey, success: 不低于 70%, result: 0.7", "validated"),
        ("test: survey, success: at least 3, result: 2.9999999999999996", "validated"),
    ],
)  # fmt: skip
def test_a_hypothesis_stands_where_its_dates_and_result_say(written: str, state: str, make: Any) -> None:
    written = written.replace("result: 0.7", "result: 70%")
    assert make(_spec(written)).facts.hypotheses[0].state == state


# Visitors and conversions of the variant against 1,000 of 5,000, planned for five points.
VERDICTS = {
    "better": (5000, 1300), "worse": (5000, 800), "no_difference": (5000, 1005), "invalid": (4000, 800),
}  # fmt: skip


def _site(folder: Path, experiment: str, hypotheses: str) -> HypothesisFacts:
    """Write a site of both and return the facts of its first hypothesis."""
    (folder / "content").mkdir(exist_ok=True)
    (folder / "pmdocs.yml").write_text("site_name: A\ntoday: 2026-06-24\n", encoding="utf-8")
    (folder / "content/ab.yml").write_text(experiment, encoding="utf-8")
    (folder / "content/lean.yml").write_text(hypotheses, encoding="utf-8")
    files = load(Project.open(folder))
    found: HypothesisFacts = files.computed(files.site.specs("en")["lean"]).facts.hypotheses[0]
    return found


def _experiment(verdict: str) -> str:
    visitors, conversions = VERDICTS[verdict]
    return (
        "kind: ab-test\nid: ab-a\ntitle: T\nhypothesis: hyp-0\nplanned: {baseline: 20%, mde: 5pp}\nvariants:\n"
        "  A: {name: A, control: true, visitors: 5000, conversions: 1000}\n"
        f"  B: {{name: B, visitors: {visitors}, conversions: {conversions}}}\n"
    )


@pytest.mark.parametrize(
    ("verdict", "success", "state"),
    [
        ("better", "better", "validated"), ("worse", "better", "invalidated"),
        ("no_difference", "better", "invalidated"), ("invalid", "better", "invalid"),
        ("better", "no worse", "validated"), ("no_difference", "no worse", "validated"),
        ("worse", "no worse", "invalidated"), ("invalid", "no worse", "invalid"),
    ],
)  # fmt: skip
def test_the_verdict_of_an_experiment_is_taken_over(
    verdict: str, success: str, state: str, tmp_path: Path
) -> None:
    fact = _site(tmp_path, _experiment(verdict), _spec(f"test: ab-a, success: {success}"))
    assert (fact.verdict, fact.state) == (verdict, state)


def test_the_page_follows_when_the_experiment_changes(tmp_path: Path) -> None:
    lean = _spec("test: ab-a, success: better")
    assert [_site(tmp_path, _experiment(one), lean).state for one in ("better", "worse", "invalid")] == [
        "validated", "invalidated", "invalid",
    ]  # fmt: skip


def test_a_verdict_needs_an_experiment(tmp_path: Path) -> None:
    _site(tmp_path, _experiment("better"), _spec("test: hyp-1, success: better", 'metric: M, success: "> 3"'))
    assert [p.code for p in load(Project.open(tmp_path)).all_problems() if p.code == "E-REQ"] == ["E-REQ"]


def test_what_to_test_first_is_important_and_unknown(make: Any) -> None:
    made = make(_spec(
        'metric: M, success: "> 3", importance: 9, evidence: 8', 'metric: M, success: "> 3", importance: 7, evidence: 1',
        'test: survey, success: "> 3", importance: 10, evidence: 0, started: 2026-06-01',
    ))  # fmt: skip
    assert (made.facts.riskiest.id, made.facts.riskiest.risk) == ("hyp-1", 63)
    assert made.summary() == "Of 3 hypotheses, 0 proved right and 0 wrong. Test first: B1."
    assert made.summary("zh-CN") == "3 个假设中，0 个已证实，0 个被推翻。最先验证：B1。"
    assert [row[3] for row in made.charts()["assumptions"].table.rows] == [18, 63, 100]


def test_learning_is_counted_by_month_and_a_test_by_its_days(make: Any) -> None:
    facts = make(_spec(
        'test: s, success: "> 3", result: 4, started: 2026-03-01, ended: 2026-03-10',
        'test: s, success: "> 3", result: 2, started: 2026-05-01, ended: 2026-05-04',
        'test: s, success: "> 3", result: 2, started: 2026-05-01, ended: 2026-05-20', 'metric: M, success: "> 3"',
    )).facts  # fmt: skip
    assert [(month.first.month, sum(month.counts.values())) for month in facts.months] == [
        (3, 1),
        (4, 0),
        (5, 2),
    ]
    assert (facts.cycle, facts.refuted) == (10, pytest.approx(2 / 3))


def test_nothing_rated_and_nothing_ended_draws_nothing(make: Any) -> None:
    assert make(_spec('metric: M, success: "> 3"')).charts() == {}


@pytest.mark.parametrize("wrong", ["much", "=> 3", "> many", "3", "[better]", "> "])
def test_a_criterion_has_to_be_plain(wrong: str, refused: Any) -> None:
    text = _spec(f"test: survey, success: {wrong if wrong.startswith('[') else repr(wrong)}")
    assert [(p.code, p.field) for p in refused(text)] == [("E-TYPE", "hypotheses.0.success")]
