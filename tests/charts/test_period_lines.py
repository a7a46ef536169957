"""Lines over periods: what is not finished is dashed and joins the line."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pmdocs.charts.builders import Mark, Series, period_lines
from pmdocs.charts.colors import CHART

DAYS = [dt.date(2026, month, 1) for month in range(1, 5)]


def _drawn(values: list[float | None], finished: int, **given: Any) -> dict[str, Any]:
    option = period_lines(
        DAYS, [Series("Users", values)], finished=finished, so_far="So far", grain="month", **given
    )
    return {one["name"]: one for one in option["baseOption"]["series"] if one["type"] == "line"}


def _values(one: dict[str, Any]) -> list[float | None]:
    return [value for _, value in one["data"]]


def test_the_unfinished_part_is_dashed_and_starts_where_the_line_ends() -> None:
    drawn = _drawn([1, 2, 3, 4], 3)
    assert _values(drawn["Users"]) == [1, 2, 3, None]
    assert _values(drawn["So far"]) == [None, None, 3, 4]
    assert drawn["So far"]["lineStyle"] == {"color": CHART[0], "type": "dashed"}


def test_it_joins_the_last_value_that_is_known() -> None:
    assert _values(_drawn([1, None, None, 4], 3)["So far"]) == [1, None, None, 4]
    assert _values(_drawn([None, None, None, 4], 3)["So far"]) == [None, None, None, 4]


def test_a_finished_series_is_one_line_and_a_target_another() -> None:
    assert list(_drawn([1, 2, 3, 4], 4)) == ["Users"]
    drawn = _drawn(
        [1, 2, 3, 4], 4, target=Series("Target", [2, 2, 2, 2]), events=[Mark(DAYS[2], "2.0", axis="x")]
    )
    assert list(drawn) == ["Users", "Target"]
    assert drawn["Target"]["lineStyle"]["type"] == "dashed"


def test_names_of_events_are_not_printed_over_each_other() -> None:
    happened = ((3, 4, "Third"), (1, 20, "First"), (3, 2, "Second"))
    events = [Mark(dt.date(2026, month, day), text, axis="category") for month, day, text in happened]
    option = period_lines(
        DAYS, [Series("Users", [1, 2, 3, 4])], finished=4, so_far="", grain="month", events=events
    )
    marks = next(one for one in option["baseOption"]["series"] if one["type"] == "custom")["data"]
    assert [one["text"] for one in marks] == ["First", "Second", ""]
