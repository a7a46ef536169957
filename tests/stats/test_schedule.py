"""Critical paths against worked examples."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from pmdocs.stats.schedule import Activity, critical_path, duration_days, horizon, overlap_days


def plan(*rows: str) -> list[Activity]:
    """Read rows of id, duration, predecessors: ``"D 10 B C"``."""
    split = [row.split() for row in rows]
    return [Activity(id_, int(days), tuple(before)) for id_, days, *before in split]


def test_a_worked_example_with_nine_activities() -> None:
    # MCPTC assignment week 17, example 3 (total float 0 0 4 0 9 4 0 4 0; 33 days).
    activities = plan("A 3", "B 5 A", "C 8 A", "D 10 B", "E 5 B", "F 7 C", "G 12 D", "H 8 E F", "I 3 G H")
    schedule = critical_path(activities)
    assert schedule.days == 33
    assert schedule.path == ("A", "B", "D", "G", "I")
    assert list(schedule.slack.values()) == [0, 0, 4, 0, 9, 4, 0, 4, 0]


def test_a_worked_example_with_slack_shared_along_a_branch() -> None:
    # studylib 8378728, example 1: A-B-D-E-G takes 16 hours; C and F have 1 hour of slack.
    activities = plan("A 6", "B 2 A", "C 2 A", "D 3 B", "F 2 C", "E 4 D F", "G 1 E")
    schedule = critical_path(activities)
    assert (schedule.days, schedule.path) == (16, ("A", "B", "D", "E", "G"))
    assert schedule.slack == {"A": 0, "B": 0, "C": 1, "D": 0, "F": 1, "E": 0, "G": 0}


def test_the_laser_scanning_machine() -> None:
    # Render, Stair & Hanna, Quantitative Analysis for Management, Dave Fletcher: B-E-G, 23 weeks.
    activities = plan("A 7", "B 8", "C 3 A", "D 1 A", "E 4 B", "F 5 B", "G 11 C E", "H 7 D F")
    schedule = critical_path(activities)
    assert (schedule.days, schedule.path) == (23, ("B", "E", "G"))
    assert schedule.slack == {"A": 2, "B": 0, "C": 2, "D": 8, "E": 0, "F": 3, "G": 0, "H": 3}


def test_order_of_the_list_does_not_matter() -> None:
    assert critical_path(plan("C 1 B", "B 2 A", "A 3")).path == ("A", "B", "C")


def test_of_equal_chains_the_first_named() -> None:
    assert critical_path(plan("A 5", "B 5")).path == ("A",)
    assert critical_path(plan("A 5", "B 5", "C 1 B A")).path == ("B", "C")


def test_work_without_days_links_what_it_joins() -> None:
    schedule = critical_path(plan("A 5", "M 0 A", "B 2 M"))
    assert (schedule.days, schedule.path) == (7, ("A", "M", "B"))


def test_an_empty_plan() -> None:
    schedule = critical_path([])
    assert (schedule.days, schedule.path, schedule.slack) == (0, (), {})


@st.composite
def plans(draw: st.DrawFn) -> list[Activity]:
    size = draw(st.integers(1, 8))
    return [
        Activity(
            str(n),
            draw(st.integers(0, 30)),
            tuple(draw(st.sets(st.sampled_from(earlier)))) if earlier else (),
        )
        for n in range(size)
        for earlier in [[str(k) for k in range(n)]]
    ]


@given(plans())
@settings(max_examples=40)
def test_the_path_is_the_longest_chain(activities: list[Activity]) -> None:
    schedule = critical_path(activities)
    by_id = {activity.id: activity for activity in activities}

    def longest(id_: str) -> int:
        return by_id[id_].days + max(map(longest, by_id[id_].depends), default=0)

    assert schedule.days == max(map(longest, by_id)) == sum(by_id[id_].days for id_ in schedule.path)
    assert all(before in by_id[after].depends for before, after in pairwise(schedule.path))
    assert all(schedule.slack[id_] == 0 for id_ in schedule.path)


@given(plans(), st.data())
@settings(max_examples=40)
def test_slack_is_how_far_an_activity_may_grow(activities: list[Activity], data: st.DataObject) -> None:
    schedule = critical_path(activities)
    place = data.draw(st.integers(0, len(activities) - 1))
    chosen = activities[place]
    for extra, grown in ((0, 0), (1, 1)):
        longer = Activity(chosen.id, chosen.days + schedule.slack[chosen.id] + extra, chosen.depends)
        changed = [*activities[:place], longer, *activities[place + 1 :]]
        assert critical_path(changed).days == schedule.days + grown


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["A 1", "A 2"], "twice"),
        (["A -1"], "negative"),
        (["A 1 X"], "unknown dependency: X"),
        (["A 1 B", "B 1 A"], "A → B → A"),
    ],
)
def test_impossible_plans_are_refused(rows: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        critical_path(plan(*rows))


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
