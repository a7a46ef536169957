from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st
from pydantic import BaseModel, TypeAdapter

from pmdocs.values.dates import Day, Moment, Period, quarter_of, show_span
from tests.values.reading import read, refused, wide


def test_days() -> None:
    assert read(Day, "2026-07-01") == dt.date(2026, 7, 1)
    assert read(Day, wide("2026-07-01")) == dt.date(2026, 7, 1)
    assert read(Day, dt.date(2026, 7, 1)) == dt.date(2026, 7, 1)
    day = read(Day, dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC))
    assert type(day) is dt.date


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("2026/7/1", "2026-07-01"), ("2026.07.02", "2026-07-02"),
        ("2026-7-3", "2026-07-03"), ("2026年7月4日", "2026-07-04"), ("20260705", "2026-07-05"),
        ("2026-07-06T10:00", "2026-07-06"), ("soon", "YYYY-MM-DD"), ("2026-07", "YYYY-MM-DD"), ("07/08/2026", "YYYY-MM-DD"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_one_that_is(text: str, offer: str) -> None:
    code, phrase, hint = refused(Day, text)
    assert code == "E-DATE"
    assert text in phrase.en
    assert hint is not None
    assert hint.en in {f"write it as {offer}", f"a date is year, month and day: {offer}"}


@pytest.mark.parametrize(
    ("start", "end", "en", "zh"),
    [
        ("2026-Q1", "2026-Q2", "Q1 – Q2 2026", "2026年第一季度至第二季度"),
        ("2026-Q2", "2026-Q2", "Q2 2026", "2026年第二季度"),
        ("2026-12", "2027-01", "Dec 2026 – Jan 2027", "2026年12月至2027年1月"),
        ("2026-05-04", "2026-05-25", "May 4 – May 25, 2026", "2026年5月4日至5月25日"),
        ("2026", "2026-Q3", "2026 – Q3 2026", "2026年至2026年第三季度"),
    ],
)
def test_a_span_names_its_year_once(start: str, end: str, en: str, zh: str) -> None:
    first, last = Moment.read(start), Moment.read(end)
    assert show_span(first, last, "en").replace("\N{NO-BREAK SPACE}", " ") == en
    assert show_span(first, last, "zh-CN") == zh


def test_a_day_lies_in_a_quarter() -> None:
    days = [dt.date(2026, 1, 1), dt.date(2026, 3, 31), dt.date(2026, 10, 1), dt.date(2026, 12, 31)]
    assert [quarter_of(day).text for day in days] == ["2026-Q1", "2026-Q1", "2026-Q4", "2026-Q4"]


PERIODS = [
    ("2026", "2026-01-01", "2026-12-31", "year"),
    ("2026-Q1", "2026-01-01", "2026-03-31", "quarter"),
    ("2026-Q4", "2026-10-01", "2026-12-31", "quarter"),
    ("2026-07", "2026-07-01", "2026-07-31", "month"),
    ("2026-12", "2026-12-01", "2026-12-31", "month"),
    ("2024-02", "2024-02-01", "2024-02-29", "month"),
    ("2026-W27", "2026-06-29", "2026-07-05", "week"),
    # ISO 8601: the first week has the first Thursday; 2026 has 53 weeks.
    ("2026-W01", "2025-12-29", "2026-01-04", "week"),
    ("2026-W53", "2026-12-28", "2027-01-03", "week"),
    ("9999", "9999-01-01", "9999-12-31", "year"),
]


@pytest.mark.parametrize(("text", "first", "last", "grain"), PERIODS)
def test_periods_have_a_first_and_a_last_day(text: str, first: str, last: str, grain: str) -> None:
    for type_ in (Period, Moment):
        found = read(type_, text)
        assert (found.first.isoformat(), found.last.isoformat()) == (first, last)
        assert (found.text, found.grain) == (text, grain)
        assert type(found) is type_


def test_a_moment_may_be_a_day_and_a_period_not() -> None:
    moment = read(Moment, "2026-07-01")
    assert (moment.first, moment.last, moment.grain) == (dt.date(2026, 7, 1), dt.date(2026, 7, 1), "day")
    assert read(Moment, dt.date(2026, 7, 1)) == moment
    assert refused(Period, "2026-07-01")[0] == "E-DATE"
    assert refused(Period, moment)[0] == "E-DATE"
    assert read(Period, 2026) == read(Period, "2026")
    assert read(Moment, "2026-q3").text == "2026-Q3"


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("2026Q3", "2026-Q3"), ("Q3 2026", "2026-Q3"), ("q3/2026", "2026-Q3"), ("2026年第三季度", "2026-Q3"),
        ("2026年3季度", "2026-Q3"), ("2026年7月", "2026-07"), ("2026/7", "2026-07"), ("2026-7", "2026-07"),
        ("2026年", "2026"), ("W7 2026", "2026-W07"), ("2026-W7", "2026-W07"),
        ("2026H1", "2026-H1"), ("H1 2026", "2026-H1"), ("0000", "YYYY-Q3"), ("last month", "YYYY-Q3"),
    ],
)  # fmt: skip
def test_what_is_no_period_is_refused_with_one_that_is(text: str, offer: str) -> None:
    code, _, hint = refused(Period, text)
    assert code == "E-DATE"
    assert hint is not None
    assert hint.en == f"write it as {offer}" or (offer == "YYYY-Q3" and offer in hint.en)


@pytest.mark.parametrize(
    "text",
    ["2026-13-45", "2026-02-30", "2025-02-29", "2021-W53", "2026-W00", "2026-Q5", "2026-H3", "2026-13"],
)
@pytest.mark.parametrize("type_", [Day, Moment, Period])
def test_what_no_calendar_has_is_said_to_be_so_and_no_other_is_offered(type_: Any, text: str) -> None:
    if type_ is Period and text.count("-") > 1:
        text = "2026-Q0"
    code, phrase, hint = refused(type_, text)
    assert (code, hint) == ("E-DATE", None)
    assert "there is no such" in phrase.en


def test_a_half_of_a_year_is_a_period() -> None:
    half = read(Period, "2026-H2")
    assert (half.first, half.last, half.grain) == (dt.date(2026, 7, 1), dt.date(2026, 12, 31), "half")
    assert (half.shift(1).text, half.shift(-1).text) == ("2027-H1", "2026-H1")
    assert (half.show("en"), half.show("zh-CN")) == ("H2 2026", "2026年下半年")


def test_a_loosely_written_day_is_offered_for_a_moment() -> None:
    _, _, hint = refused(Moment, "2026/7/1")
    assert hint is not None
    assert hint.en == "write it as 2026-07-01"
    assert refused(Moment, None)[0] == "E-REQ"


@pytest.mark.parametrize(
    ("text", "en", "zh"),
    [
        ("2026-06-20", "Jun 20, 2026", "2026年6月20日"),
        ("2026", "2026", "2026年"),
        ("2026-Q2", "Q2 2026", "2026年第二季度"),
        ("2026-06", "Jun 2026", "2026年6月"),
        ("2026-W27", "W27 2026", "2026年第27周"),
        ("2026-W01", "W01 2026", "2026年第1周"),
    ],
)
def test_moments_are_shown_in_both_languages(text: str, en: str, zh: str) -> None:
    moment = read(Moment, text)
    assert moment.show("en") == en
    assert moment.show("zh-CN") == zh


@pytest.mark.parametrize(
    ("text", "count", "shifted"),
    [
        ("2026", -1, "2025"), ("2026-Q1", -1, "2025-Q4"), ("2026-Q3", 2, "2027-Q1"), ("2026-01", -1, "2025-12"),
        ("2026-06", -12, "2025-06"), ("2026-W53", 1, "2027-W01"), ("2026-W01", -1, "2025-W52"), ("2026-06", 0, "2026-06"),
    ],
)  # fmt: skip
def test_periods_can_be_shifted(text: str, count: int, shifted: str) -> None:
    assert read(Period, text).shift(count).text == shifted


@given(st.sampled_from(["2026", "2026-Q2", "2026-05", "2026-W20"]), st.integers(-300, 300))
def test_shifting_leaves_no_gap_and_comes_back(text: str, count: int) -> None:
    period = read(Period, text).shift(count)
    assert period.shift(1).first == period.last + dt.timedelta(days=1)
    assert period.shift(-count) == read(Period, text)


def test_moments_sort_and_compare_by_time() -> None:
    texts = ["2026-Q2", "2026-03-31", "2026", "2026-04-01", "2026-04"]
    assert [moment.text for moment in sorted(read(Moment, text) for text in texts)] == [
        "2026", "2026-03-31", "2026-04-01", "2026-04", "2026-Q2",
    ]  # fmt: skip
    assert read(Moment, "2026-Q2") == read(Period, "2026-Q2") != read(Moment, "2026-04")
    assert len({read(Moment, "2026"), read(Period, "2026")}) == 1
    assert read(Moment, "2026") != "2026"
    assert read(Period, "2024-02").days == 29


class Plan(BaseModel):
    start: Moment
    during: Period | None = None
    on: Day | None = None


def test_models_can_be_built_from_typed_values() -> None:
    plan = Plan(start=Moment.read("2026-Q3"), during=Period.read("2026"), on=dt.date(2026, 7, 1))
    assert plan.start.first == plan.on
    assert Plan(start=Period.read("2026")).start.text == "2026"


def test_editors_see_the_forms() -> None:
    assert "2026-07-01" in TypeAdapter(Moment).json_schema()["examples"]
    assert "2026-07-01" not in TypeAdapter(Period).json_schema()["examples"]
    assert TypeAdapter(Day).json_schema()["format"] == "date"


def test_reading_values_does_not_load_babel(root: Path) -> None:
    code = (
        "import sys; from pmdocs.values.dates import Moment; from pmdocs.values import money, numbers, text; "
        "Moment.read('2026-Q3'); sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
