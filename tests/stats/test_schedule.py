"""Slack and chains against worked examples."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from pmdocs.stats.schedule import Activity, duration_days, horizon, overlap_days, schedule

DAY = dt.timedelta(days=1)
FIRST = dt.date(2026, 1, 1)


def early(*rows: str) -> list[Activity]:
    """Read rows of id, duration, predecessors, ``"D 10 B C"``, and put each on its earliest days, in that order."""
    made: dict[str, Activity] = {}
    for id_, days, *before in (row.split() for row in rows):
        start = max((_after(made[one]) for one in before), default=FIRST)
        made[id_] = Activity(id_, start, start + DAY * (int(days) - 1), tuple(before))
    return [*made.values()]


def _after(activity: Activity) -> dt.date:
    assert activity.end
    return activity.end + DAY


def on(id_: str, start: str, end: str, *before: str) -> Activity:
    return Activity(id_, dt.date.fromisoformat(start), dt.date.fromisoformat(end), before)


def test_a_worked_example_with_nine_activities() -> None:
    # MCPTC assignment week 17, example 3 (total float 0 0 4 0 9 4 0 4 0; 33 days).
    plan = schedule(
        early("A 3", "B 5 A", "C 8 A", "D 10 B", "E 5 B", "F 7 C", "G 12 D", "H 8 E F", "I 3 G H")
    )
    assert plan.end == FIRST + DAY * 32
    assert plan.path == ("A", "B", "D", "G", "I")
    assert list(plan.slack.values()) == [0, 0, 4, 0, 9, 4, 0, 4, 0]


def test_a_worked_example_with_slack_shared_along_a_branch() -> None:
    # studylib 8378728, example 1: A-B-D-E-G takes 16 hours; C and F have 1 hour of slack.
    plan = schedule(early("A 6", "B 2 A", "C 2 A", "D 3 B", "F 2 C", "E 4 D F", "G 1 E"))
    assert (plan.end, plan.path) == (FIRST + DAY * 15, ("A", "B", "D", "E", "G"))
    assert plan.slack == {"A": 0, "B": 0, "C": 1, "D": 0, "F": 1, "E": 0, "G": 0}


def test_the_laser_scanning_machine() -> None:
    # Render, Stair & Hanna, Quantitative Analysis for Management, Dave Fletcher: B-E-G, 23 weeks.
    plan = schedule(early("A 7", "B 8", "C 3 A", "D 1 A", "E 4 B", "F 5 B", "G 11 C E", "H 7 D F"))
    assert (plan.end, plan.path) == (FIRST + DAY * 22, ("B", "E", "G"))
    assert plan.slack == {"A": 2, "B": 0, "C": 2, "D": 8, "E": 0, "F": 3, "G": 0, "H": 3}


def test_what_ends_last_has_no_slack_though_its_chain_is_short() -> None:
    plan = schedule([on("A", "2026-01-01", "2026-06-30"), on("B", "2026-06-01", "2026-09-30", "A"),
                     on("C", "2026-05-01", "2026-08-31"), on("D", "2026-09-01", "2026-09-30", "C")])  # fmt: skip
    assert plan.slack == {"A": 0, "B": 0, "C": 0, "D": 0}


def test_an_overlap_is_kept_and_not_counted_as_days() -> None:
    # B starts 30 days before A ends: 181 + 122 days of work, of which 273 pass on the calendar.
    plan = schedule([on("A", "2026-01-01", "2026-06-30"), on("B", "2026-06-01", "2026-09-30", "A")])
    assert (plan.end, plan.path, plan.slack) == (dt.date(2026, 9, 30), ("A", "B"), {"A": 0, "B": 0})


def test_a_gap_is_slack_of_what_comes_before() -> None:
    plan = schedule([on("A", "2026-01-01", "2026-01-31"), on("B", "2026-02-11", "2026-02-20", "A")])
    assert plan.slack == {"A": 10, "B": 0}
    later = schedule([on("A", "2026-01-01", "2026-01-31"), on("B", "2026-02-11", "2026-02-20", "A"),
                      on("C", "2026-02-01", "2026-02-25")])  # fmt: skip
    assert later.slack == {"A": 15, "B": 5, "C": 0}


def test_of_chains_that_end_together_the_first_named_and_the_tightest() -> None:
    assert schedule(early("A 5", "B 5", "C 1 B A")).path == ("B", "C")
    assert schedule(early("A 5", "B 4", "C 1 B A")).path == ("A", "C")
    assert schedule(early("A 5", "B 5")).path == ()


def test_work_without_dates_links_what_it_joins() -> None:
    middle = Activity("M", None, None, ("A",))
    plan = schedule([on("A", "2026-01-01", "2026-01-05"), middle, on("B", "2026-01-08", "2026-01-09", "M")])
    assert (plan.path, plan.slack) == (("A", "B"), {"A": 2, "B": 0})


def test_a_plan_without_dates() -> None:
    assert schedule([]) == schedule([Activity("A", None, None)])
    assert schedule([]).slack == {}


@st.composite
def plans(draw: st.DrawFn) -> list[Activity]:
    made: list[Activity] = []
    for n in range(draw(st.integers(1, 8))):
        before = draw(st.sets(st.sampled_from([one.id for one in made]))) if made else set[str]()
        start = FIRST + DAY * draw(st.integers(0, 60))
        made.append(Activity(str(n), start, start + DAY * draw(st.integers(0, 30)), tuple(sorted(before))))
    return made


def _delayed(activities: list[Activity], id_: str, days: int) -> dt.date:
    """Return the last end of a plan in which one activity ends later and pushes what waits for it."""
    old, ends = {one.id: one for one in activities}, dict[str, dt.date]()
    for one in activities:
        assert one.start
        assert one.end
        pushed = dt.timedelta()
        for before in one.depends:
            planned = old[before].end
            assert planned
            room = max(dt.timedelta(), one.start - planned - DAY)
            pushed = max(pushed, ends[before] - planned - room)
        ends[one.id] = one.end + pushed + DAY * days * (one.id == id_)
    return max(ends.values())


@given(plans(), st.data())
@settings(max_examples=80)
def test_slack_is_how_much_later_an_activity_may_end(activities: list[Activity], data: st.DataObject) -> None:
    plan = schedule(activities)
    chosen = data.draw(st.sampled_from(activities)).id
    assert plan.slack[chosen] >= 0
    last = plan.end
    assert last is not None
    assert _delayed(activities, chosen, plan.slack[chosen]) == last
    assert _delayed(activities, chosen, plan.slack[chosen] + 1) == last + DAY


@given(plans())
@settings(max_examples=40)
def test_the_chain_is_one_of_dependent_work_that_ends_last(activities: list[Activity]) -> None:
    path, by_id = schedule(activities).path, {one.id: one for one in activities}
    waiting = [one.end or FIRST for one in activities if one.depends]
    assert bool(path) == bool(waiting)
    assert all(before in by_id[after].depends for before, after in pairwise(path))
    if path:
        assert by_id[path[-1]].end == max(waiting)
        assert not by_id[path[0]].depends


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([on("A", "2026-01-01", "2026-01-02"), on("A", "2026-01-01", "2026-01-02")], "twice"),
        ([on("A", "2026-01-02", "2026-01-01")], "lies before"),
        ([Activity("A", None, None, ("X",))], "unknown dependency: X"),
        ([Activity("A", None, None, ("B",)), Activity("B", None, None, ("A",))], "A → B → A"),
    ],
)
def test_impossible_plans_are_refused(rows: list[Activity], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        schedule(rows)


def test_durations_count_both_ends() -> None:
    assert duration_days(dt.date(2026, 4, 1), dt.date(2026, 6, 30)) == 91
    assert duration_days(dt.date(2026, 4, 1), dt.date(2026, 4, 1)) == 1
    with pytest.raises(ValueError, match="lies before"):
        duration_days(dt.date(2026, 4, 2), dt.date(2026, 4, 1))


@pytest.mark.parametrize(
    ("start", "today", "expected"),
    [
        ("2026-01-01", "2026-06-24", "now"), ("2026-06-30", "2026-06-24", "now"), ("2026-07-01", "2026-06-24", "next"),
        ("2026-12-31", "2026-06-24", "next"), ("2027-01-01", "2026-06-24", "later"),
        ("2027-06-30", "2026-12-31", "next"), ("2027-07-01", "2026-12-31", "later"),
    ],
)  # fmt: skip
def test_what_comes_next_starts_within_two_quarters_after_this_one(
    start: str, today: str, expected: str
) -> None:
    assert horizon(dt.date.fromisoformat(start), dt.date.fromisoformat(today)) == expected


def test_overlap_is_how_much_later_to_start() -> None:
    # Offline mode starts in May, photo diagnosis ends with Q2: all of May and June, 31 + 30 days.
    assert overlap_days(dt.date(2026, 5, 1), dt.date(2026, 6, 30)) == 61
    assert overlap_days(dt.date(2026, 6, 30), dt.date(2026, 6, 30)) == 1
    assert overlap_days(dt.date(2026, 7, 1), dt.date(2026, 6, 30)) == 0
