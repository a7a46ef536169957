"""Requirements: where they stand, what they are for, what each release needs, and what is refused of a log."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

HEAD = """kind: requirements
id: reqs
title: A
releases:
  - {id: v1, title: "1.0", date: 2026-05-28, status: done}
  - {id: v2, title: "2.0", date: 2026-07-04}
items:
"""


def _spec(*items: str, more: str = "") -> str:
    return HEAD + "".join(f"  - {{{item}}}\n" for item in items) + more


FOUR = _spec(
    "id: a, title: A, source: survey, status: done, release: v1, effort: 8, verified_by: Test of A",
    "id: b, title: B, objective: obj-habit, status: in-progress, release: v2, effort: 5",
    "id: c, title: C, source: survey, release: v2, effort: 2.5",
    "id: d, title: D, status: rejected, release: v2",
    "id: e, title: E, source: survey, status: approved",
)


def test_a_release_counts_what_is_still_meant_to_be(make: Any) -> None:
    facts = make(FOUR).facts
    first, second, none = facts.releases
    assert (first.standing, first.open, first.out) == (1, 0, True)
    assert (second.standing, second.open, second.effort_open, second.days_left) == (2, 2, 7.5, 10)
    assert (none.id, none.standing, none.efforts) == ("", 1, None)
    assert facts.next is second
    assert (facts.standing, facts.counts["done"], facts.counts["aside"]) == (4, 1, 1)


def test_what_is_covered_is_out_of_what_can_be(make: Any) -> None:
    covered = {one.name: (one.covered, one.all, one.missing) for one in make(FOUR).facts.coverage}
    assert covered == {
        "reason": (1, 4, ("a", "c", "e")), "acceptance": (0, 4, ("a", "b", "c", "e")),
        "release": (3, 4, ("e",)), "measured": (1, 1, ()),
    }  # fmt: skip


def test_the_trace_has_a_row_for_each_reason(make: Any) -> None:
    rows = {row.title: (row.cells, row.done, row.all) for row in make(FOUR).facts.trace}
    assert rows == {
        "survey": (((1, 1), (0, 1), (0, 1)), 1, 3), "obj-habit": (((0, 0), (0, 1), (0, 0)), 0, 1),
    }  # fmt: skip


LOG = """    changes:
      - {date: 2026-04-10, field: release, from: v1, to: v2, why: x, proposed: 2026-04-01, approved_by: Zhao}
      - {date: 2026-05-20, field: effort, from: 3, to: 5.5, why: x, proposed: 2026-05-19}
"""
LOGGED = HEAD + "  - id: a\n    title: A\n    source: survey\n    release: v2\n    effort: 5.5\n" + LOG


def test_the_log_counts_since_the_baseline(make: Any) -> None:
    facts = make(LOGGED + "baseline: 2026-04-30\n").facts
    assert [(c.change.date, c.before, c.after, c.approved) for c in facts.changes] == [
        (dt.date(2026, 5, 20), "3", "5.5", False), (dt.date(2026, 4, 10), "1.0", "2.0", True),
    ]  # fmt: skip
    assert (facts.since_baseline, facts.lead_days, facts.unapproved) == (1.0, 5.0, 1)
    assert [(m.month.month, m.changes) for m in facts.months] == [(4, 1), (5, 1)]


@pytest.mark.parametrize(
    ("before", "after", "allowed"),
    [
        ("rejected", "done", False), ("rejected", "proposed", True), ("proposed", "done", False),
        ("approved", "in-progress", True), ("done", "in-progress", True), ("done", "approved", False),
    ],
)  # fmt: skip
def test_a_status_follows_from_the_one_before(
    before: str, after: str, *, allowed: bool, make: Any, refused: Any
) -> None:
    change = f"{{date: 2026-05-01, field: status, from: {before}, to: {after}, why: x, approved_by: Z}}"
    text = _spec(f"id: a, title: A, source: s, release: v1, status: {after}, changes: [{change}]")
    if allowed:
        assert "E-RANGE" not in make(text).codes
    else:
        assert [p.code for p in refused(text)] == ["E-RANGE"]


@pytest.mark.parametrize(
    ("written", "missing"),
    [
        ("Works offline", ()),
        ("Given a plant, when it is dry, then it is watered", ()),
        ("Given a plant it is watered", ("when", "then")),
        ("假如有一盆植物，当土干了，那么提醒浇水", ()),
        ("假如有一盆植物，提醒浇水", ("when", "then")),
        ("{given: a, when: b, then: c}", ()),
        ("{then: c}", ("given", "when")),
        ("{en: Given a plant, zh: 植物}", ("when", "then")),
    ],
)
def test_a_criterion_has_three_parts_where_it_begins_so(
    written: str, missing: tuple[str, ...], make: Any
) -> None:
    text = written if written.startswith("{") else f'"{written}"'
    made = make(_spec(f"id: a, title: A, source: s, acceptance: [{text}]"))
    assert made.spec.items[0].acceptance[0].missing == missing
    assert made.codes == ["W-ACCEPT"] * bool(missing)


def test_the_finding_says_what_the_next_release_needs(make: Any) -> None:
    made = make(FOUR)
    assert made.summary() == (
        "1 of 4 requirements are done. 2.0 still needs 2 before Jul 4, 2026. 3 serve no need and no goal."
    )
    assert made.summary("zh-CN") == (
        "4 条需求中已完成 1 条。2.0在2026年7月4日之前还差 2 条。有 3 条不对应任何用户需求或目标。"
    )
    over = make(FOUR.replace("2026-07-04", "2026-06-01"))
    assert over.facts.next is None


def test_progress_is_drawn_in_points_only_where_all_have_them(make: Any) -> None:
    assert make(FOUR).charts()["progress"].option["baseOption"]["xAxis"]["name"] == "Requirements"
    sized = make(FOUR.replace("status: approved", "status: approved, effort: 1")).charts()["progress"]
    assert sized.option["baseOption"]["xAxis"]["name"] == "Points"
    assert [row[-1] for row in sized.table.rows] == [0, 7.5, 1]
