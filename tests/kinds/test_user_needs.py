"""Needs: opportunities in order, what serves them through references alone, and the tree that follows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pmdocs.pipeline import Project, load

HEAD = "kind: user-needs\nid: needs\ntitle: Needs\nneeds:\n"


def _spec(*needs: str) -> str:
    return HEAD + "".join(f"  - {{{one}}}\n" for one in needs)


SIX = _spec(
    "id: diagnose, title: Diagnose, importance: 9.1, satisfaction: 5.4, evidence: {interview: 9, survey: 4}",
    "id: remind, title: Remind, importance: 8.0, satisfaction: 6.5, evidence: {survey: 4}",
    "id: travel, title: Travel, importance: 7.6, satisfaction: 2.9",
    "id: trust, title: Trust, importance: 8.4, satisfaction: 4.6",
    "id: show, title: Show, importance: 5.2, satisfaction: 5.8",
    "id: unrated, title: Unrated",
)


def test_needs_are_ranked_by_opportunity(make: Any) -> None:
    facts = make(SIX).facts
    assert [(one.id, round(one.opportunity, 1), one.band) for one in facts.ranked] == [
        ("diagnose", 12.8, "high"), ("travel", 12.3, "high"), ("trust", 12.2, "high"), ("remind", 9.5, "served"),
        ("show", 5.2, "served"),
    ]  # fmt: skip
    assert [one.id for one in facts.underserved] == ["diagnose", "travel", "trust"]
    assert [one.id for one in facts.needs if one.overserved] == ["show"]
    assert facts.triangulated == 1


def test_answers_give_the_score(make: Any) -> None:
    need = "id: a, title: A, importance_answers: {1: 1, 4: 5, 5: 4}, satisfaction_answers: {2: 8, 4: 2}"
    (fact,) = make(_spec(need)).facts.needs
    assert (fact.importance, fact.satisfaction, fact.opportunity) == (9.0, 2.0, 16.0)


def test_the_finding_names_the_largest_and_what_nobody_serves(make: Any) -> None:
    said = make(SIX).summary()
    assert said == (
        "Largest opportunity: “Diagnose” (12.8), with importance 9.1 and satisfaction 5.4. 3 of 5 needs are "
        "underserved. 6 have no requirement."
    )
    assert make(SIX).summary("zh-CN").startswith("最大的机会是“Diagnose”（12.8）")
    assert make(_spec("id: a, title: A")).summary() == "1 need; it is not rated."
    assert set(make(_spec("id: a, title: A")).charts()) == {"tree"}


@pytest.mark.parametrize(
    ("job", "missing"),
    [
        ("When I am away I want somebody to water, so I come home to living plants", ()),
        ("I want an encyclopedia", ("when", "so")),
        ("当我出门时，我想有人浇水，以便回来时植物还活着", ()),
        ("有人浇水", ("when", "want", "so")),
    ],
)
def test_a_job_has_three_parts(job: str, missing: tuple[str, ...], make: Any) -> None:
    made = make(_spec(f'id: a, title: A, job: "{job}"'))
    assert made.spec.needs[0].missing_parts == missing
    assert made.codes.count("I-JOB") == bool(missing)


REQUIREMENTS = """kind: requirements
id: reqs
title: R
releases: [{id: v1, title: One, status: done}]
items:
  - {id: req-a, title: Guest mode, needs: [diagnose], status: done, release: v1, verified_by: ab-a}
  - {id: req-b, title: Photo, needs: [diagnose, trust], status: approved}
  - {id: req-c, title: Robot, needs: [travel], status: rejected}
"""
EXPERIMENT = """kind: ab-test
id: ab-a
title: Test of guest mode
hypothesis: More people stay
variants:
  A: {name: Old, control: true, visitors: 1000, conversions: 200}
  B: {name: New, visitors: 1000, conversions: 260}
"""


def test_the_tree_and_the_coverage_come_from_references_alone(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "pmdocs.yml").write_text("site_name: A\ntoday: 2026-06-24\n", encoding="utf-8")
    needs = SIX.replace("id: trust,", "id: trust, parent: diagnose,").replace(
        "id: unrated, title: Unrated", "id: late, title: Late, importance: 10, satisfaction: 10"
    )
    for name, text in {"needs": needs, "reqs": REQUIREMENTS, "ab": EXPERIMENT}.items():
        (tmp_path / f"content/{name}.yml").write_text(text, encoding="utf-8")
    files = load(Project.open(tmp_path))
    facts = files.computed(files.site.specs("en")["needs"]).facts
    diagnose = facts.tree.branches[0]
    assert [(one.noun, one.id) for one in diagnose.branches] == [
        ("need", "trust"), ("requirement", "req-a"), ("requirement", "req-b"),
    ]  # fmt: skip
    assert [(one.noun, one.id) for one in diagnose.branches[1].branches] == [("test", "ab-a")]
    assert [one.id for one in facts.unserved] == ["remind", "travel", "show", "late"]
    assert facts.weighted
    total = 9.1 + 8.0 + 7.6 + 8.4 + 5.2 + 10
    assert (facts.served, facts.released) == (pytest.approx(17.5 / total), pytest.approx(9.1 / total))
    assert facts.untested == ("Photo",)
