from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from pmdocs.charts.axes import ms
from pmdocs.charts.builders import (
    Series,
    Span,
    TimelineLink,
    TimelineMilestone,
    lines,
    timeline,
    timeline_heights,
)
from pmdocs.charts.colors import CHART
from pmdocs.charts.periods import grain_of, named_days, starts
from pmdocs.charts.widths import text_width

D = date


def _series(option: Any, shape: str) -> Any:
    return next(s for s in option["baseOption"]["series"] if s.get("renderItem") == f"pm:{shape}")


@pytest.mark.parametrize(
    ("first", "last", "grain", "expected"),
    [
        (D(2026, 2, 3), D(2026, 3, 31), "month", [D(2026, 2, 1), D(2026, 3, 1), D(2026, 4, 1)]),
        (D(2026, 2, 3), D(2026, 2, 3), "quarter", [D(2026, 1, 1), D(2026, 4, 1)]),
        (
            D(2025, 11, 1),
            D(2026, 4, 1),
            "quarter",
            [D(2025, 10, 1), D(2026, 1, 1), D(2026, 4, 1), D(2026, 7, 1)],
        ),
        (D(2025, 12, 31), D(2026, 1, 1), "year", [D(2025, 1, 1), D(2026, 1, 1), D(2027, 1, 1)]),
        (D(2026, 12, 1), D(2026, 12, 31), "month", [D(2026, 12, 1), D(2027, 1, 1)]),
    ],
)
def test_periods_cover_the_range(first: date, last: date, grain: Any, expected: list[date]) -> None:
    assert starts(first, last, grain) == expected


@pytest.mark.parametrize(
    ("last", "grain", "most", "expected"),
    [
        (D(2026, 1, 4), "day", 4, ("day", [D(2026, 1, n) for n in (1, 2, 3, 4)])),
        (D(2026, 1, 22), "day", 4, ("day", [D(2026, 1, n) for n in (1, 8, 15, 22)])),
        (D(2026, 12, 1), "day", 4, ("month", [D(2026, n, 1) for n in (1, 4, 7, 10)])),
        (D(2026, 5, 9), "month", 12, ("month", [D(2026, n, 1) for n in (1, 2, 3, 4, 5)])),
        (D(2031, 1, 1), "year", 4, ("year", [D(2026, 1, 1), D(2028, 1, 1), D(2030, 1, 1)])),
        (D(2026, 1, 1), "day", 4, ("day", [D(2026, 1, 1)])),
    ],
)
def test_an_axis_names_few_and_even_days(
    last: date, grain: str, most: int, expected: tuple[str, list[date]]
) -> None:
    assert named_days(D(2026, 1, 1), last, grain, most) == expected


def test_times_are_utc_milliseconds() -> None:
    assert ms(D(1970, 1, 2)) == 86_400_000
    assert ms(D(2026, 6, 20)) == 1_781_913_600_000


def test_bars_that_overlap_share_a_lane_in_rows() -> None:
    spans = [
        Span("a", "L", "A", D(2026, 1, 1), D(2026, 3, 1)),
        Span("b", "L", "B", D(2026, 2, 1), D(2026, 5, 1)),
        Span("c", "L", "C", D(2026, 6, 1), D(2026, 9, 1)),
        Span("d", "M", "D", D(2026, 1, 1), D(2026, 3, 1)),
    ]
    rows = {item["name"]: item["value"][1] for item in _series(timeline(["L", "M"], spans), "span")["data"]}
    assert rows["A"] == rows["C"] < rows["B"] < rows["D"]
    assert timeline_heights(["L", "M"], spans) > timeline_heights(["L"], spans[:1])


def test_a_bar_ends_with_its_last_day() -> None:
    option = timeline(["L"], [Span("a", "L", "A", D(2026, 1, 1), D(2026, 1, 31))])
    start, _, end = _series(option, "span")["data"][0]["value"]
    assert end - start == 31 * 86_400_000


def test_a_name_beside_a_short_bar_keeps_its_row_free() -> None:
    spans = [
        Span("a", "L", "A name that is much longer than its bar", D(2026, 1, 1), D(2026, 1, 10)),
        Span("b", "L", "B", D(2026, 2, 1), D(2026, 12, 1)),
    ]
    rows = [item["value"][1] for item in _series(timeline(["L"], spans), "span")["data"]]
    assert rows[0] != rows[1]


def test_certainty_shows_in_the_outline(svg: Callable[..., str]) -> None:
    def drawn(pattern: Any) -> list[str]:
        made = svg(timeline(["L"], [Span("a", "L", "A", D(2026, 1, 1), D(2026, 6, 1), pattern)]))
        return re.findall(r'stroke-dasharray="([^"]*)"', made)

    solid, dashed, dotted = drawn("solid"), drawn("dashed"), drawn("dotted")
    assert solid == []
    assert len(dashed) == len(dotted) == 1
    assert dashed != dotted


def test_the_fill_of_a_bar_is_what_is_done_of_it(svg: Callable[..., str]) -> None:
    def tinted(progress: float) -> int:
        span = Span("a", "L", "A", D(2026, 1, 1), D(2026, 6, 1), color=CHART[0], progress=progress)
        return svg(timeline(["L"], [span])).count('fill="var(--chart-1)"')

    assert [tinted(progress) for progress in (0, 0.4, 1)] == [1, 2, 2]
    wide = Span("a", "L", "A", D(2026, 1, 1), D(2026, 6, 1), progress=0.25)
    (item,) = _series(timeline(["L"], [wide]), "span")["data"]
    assert item["progress"] == 0.25


LONG = "Push notifications that respect working hours in the time zone of whoever receives them"


def test_names_are_whole_beside_their_bars_and_keep_clear_of_each_other(svg: Callable[..., str]) -> None:
    spans = [
        Span(
            str(n),
            "L",
            f"{n} {LONG}",
            D(2026 + n // 4, 1 + 3 * (n % 4), 1),
            D(2026 + n // 4, 3 + 3 * (n % 4), 28),
        )
        for n in range(8)
    ]
    for index, width in enumerate((984, 344)):
        height = timeline_heights(["L"], spans, (), 984)[index]
        made = svg(timeline(["L"], spans, width=984), width, height)
        assert "…" not in made
        lines = []
        label = r'<text[^>]*?(?: text-anchor="(\w+)")? x="([-\d.]+)" y="([-\d.]+)"[^>]*>([^<]{9,})<'
        for anchor, x, y, text in re.findall(label, made):
            left = float(x) - {"": 0.0, "middle": 0.5, "end": 1.0}[anchor] * text_width(text)
            lines.append((left, left + text_width(text), float(y)))
        assert len(lines) >= 8
        assert all(left >= -1 and right <= width + 1 for left, right, _ in lines)
        pairs = [(a, b) for i, a in enumerate(lines) for b in lines[i + 1 :]]
        assert not [1 for a, b in pairs if abs(a[2] - b[2]) < 12 and a[0] < b[1] and b[0] < a[1]]


def test_dependencies_end_in_arrows_and_late_ones_are_dashed(svg: Callable[..., str]) -> None:
    spans = [
        Span("a", "L", "A", D(2026, 1, 1), D(2026, 3, 1)),
        Span("b", "L", "B", D(2026, 2, 1), D(2026, 6, 1)),
    ]
    milestones = [TimelineMilestone("m", "L", "Launch", D(2026, 7, 1))]
    fine = svg(timeline(["L"], spans, milestones, [TimelineLink("b", "m")]))
    late = svg(timeline(["L"], spans, milestones, [TimelineLink("a", "b", late=True)]))
    assert fine.count("<polyline") == late.count("<polyline") == 1
    assert "var(--bad)" in late
    assert "stroke-dasharray" in late
    assert "stroke-dasharray" not in fine
    assert "<polyline" not in svg(timeline(["L"], spans, links=[TimelineLink("a", "nobody")]))


def test_today_and_the_calendar_are_named_in_the_language(svg: Callable[..., str]) -> None:
    option = timeline(
        ["L"], [Span("a", "L", "A", D(2026, 1, 1), D(2027, 1, 1))], today=D(2026, 6, 20), today_text="今天"
    )
    drawn = svg(option, 760, 200, "zh-CN")
    assert ">今天</text>" in drawn
    assert ">2026年</text>" in drawn
    assert re.findall(r">(Q\d)</text>", drawn) == ["Q1", "Q2", "Q3", "Q4", "Q1"]


@pytest.mark.parametrize(
    ("today", "drawn"),
    [((2025, 12, 31), False), ((2026, 1, 1), True), ((2026, 3, 31), True), ((2026, 4, 1), False)],
)
def test_today_is_drawn_where_the_axis_has_it(today: tuple[int, int, int], *, drawn: bool) -> None:
    span = Span("a", "L", "A", D(2026, 1, 10), D(2026, 3, 10))
    option = timeline(["L"], [span], today=D(*today), today_text="Today")
    assert ("Today" in str(option)) is drawn


@pytest.mark.parametrize(
    ("last", "grain"),
    [((2026, 1, 31), "month"), ((2026, 12, 31), "month"), ((2027, 1, 1), "quarter"), ((2029, 12, 31), "quarter"),
     ((2030, 1, 1), "year")],
)  # fmt: skip
def test_the_longer_the_plan_the_longer_the_periods(last: tuple[int, int, int], grain: str) -> None:
    assert grain_of(D(2026, 1, 1), D(*last)) == grain


def test_an_empty_timeline_is_drawn(svg: Callable[..., str]) -> None:
    assert svg(timeline([], [])).startswith("<svg")
    assert svg(timeline(["L"], [])).startswith("<svg")


def test_days_of_lines_are_spaced_by_time(svg: Callable[..., str]) -> None:
    drawn = svg(lines([D(2026, 1, 1), D(2026, 1, 11), D(2026, 1, 31)], [Series("s", [1, 1, 1])]))
    first, second, third = sorted(float(x) for x in re.findall(r'<circle cx="([\d.]+)"', drawn))
    assert (third - second) / (second - first) == pytest.approx(2, abs=0.01)
