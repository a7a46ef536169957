from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from pmdocs.charts.builders import (
    Axis,
    Band,
    EstimateRange,
    FunnelStage,
    Guide,
    Indicator,
    Mark,
    Node,
    Point,
    Series,
    Zone,
    bars,
    funnel,
    heatmap,
    intervals,
    inverse_range,
    lines,
    quadrant_map,
    quadrants,
    radar,
    row_height,
    row_heights,
    scatter,
    spark,
    stepped_range,
    tree,
    tree_height,
)
from pmdocs.charts.colors import BAD, CHART, GOOD, SEQ
from pmdocs.charts.widths import text_width

Draw = Callable[..., str]


def base(option: Mapping[str, Any]) -> Any:
    return option.get("baseOption", option)


def texts(svg: str) -> dict[str, tuple[float, float]]:
    """Return where texts stand: the translation plus the offset."""
    found = {}
    for attributes, text in re.findall(r"<text([^>]*)>([^<]*)</text>", svg):
        shift = re.search(r"translate\(([-\d.]+) ([-\d.]+)\)", attributes)
        x, y = (float(shift[1]), float(shift[2])) if shift else (0.0, 0.0)
        own = dict(re.findall(r' (x|y)="([-\d.]+)"', attributes))
        found[text] = (x + float(own.get("x", 0)), y + float(own.get("y", 0)))
    return found


def circles(svg: str) -> list[tuple[float, float, float]]:
    return [
        (float(x), float(y), float(r))
        for x, y, r in re.findall(r'<circle cx="([-\d.]+)" cy="([-\d.]+)" r="([-\d.]+)"', svg)
    ]


ALL = {
    "bars": lambda: bars(["a", "b"], [Series("s", [1, None]), Series("t", [2, 3])]),
    "lines": lambda: lines(["a", "b"], [Series("s", [1, None])], bands=[Band("r", [0, 0], [2, 2])]),
    "scatter": lambda: scatter([Point("a", 1, 2, 3)], x_axis=Axis("x"), y_axis=Axis("y"), zones=[Zone("z")]),
    "radar": lambda: radar([Indicator("a", 5)] * 3, [Series("s", [1, None, 3])]),
    "funnel": lambda: funnel([FunnelStage("a", 3)]),
    "tree": lambda: tree(Node("a", [Node("b")])),
    "intervals": lambda: intervals(
        [EstimateRange("a", 1, 0, 2), EstimateRange("b", None, None, None)], zero_line=True
    ),
    "heatmap": lambda: heatmap(["a"], ["b"], [[0.5]]),
    "spark": lambda: spark([1, None, 3]),
}


@pytest.mark.parametrize("name", ALL)
def test_options_are_plain_json_that_both_sizes_can_draw(name: str, svg: Draw) -> None:
    option = ALL[name]()
    assert json.loads(json.dumps(option, allow_nan=False)) == option
    for width in (760, 344):
        drawn = svg(option, width)
        assert "NaN" not in drawn
        assert drawn.startswith(f'<svg width="{width}"')


EMPTY = {
    "bars": lambda: bars([], [Series("s", [])]),
    "lines": lambda: lines([], [Series("s", [])]),
    "scatter": lambda: scatter([], x_axis=Axis("x"), y_axis=Axis("y")),
    "funnel": lambda: funnel([]),
    "intervals": lambda: intervals([]),
    "heatmap": lambda: heatmap([], [], []),
    "spark": lambda: spark([None]),
}


@pytest.mark.parametrize("name", EMPTY)
def test_nothing_to_draw_is_no_error(name: str, svg: Draw) -> None:
    assert svg(EMPTY[name]()).startswith("<svg")


def test_a_legend_only_where_there_is_more_than_one_series() -> None:
    assert "legend" not in base(bars(["a"], [Series("s", [1])]))
    assert base(bars(["a"], [Series("s", [1]), Series("t", [1])]))["legend"]["data"] == ["s", "t"]


def test_long_legends_get_the_lines_they_need(svg: Draw) -> None:
    names = [f"A series with a long name {n}" for n in range(6)]
    option = lines(["a", "b"], [Series(name, [1, 2]) for name in names])
    drawn = texts(svg(option, 344))
    plot = min(y for text, (_, y) in drawn.items() if re.fullmatch(r"[\d.]+", text))
    assert max(drawn[name][1] for name in names) < plot


def test_an_unknown_value_is_no_bar_and_zero_is_one() -> None:
    (series,) = base(bars(["a", "b"], [Series("s", [None, 0], colors=[GOOD, BAD])]))["series"]
    assert series["data"][0]["value"] == "-"
    assert series["data"][1] == {"value": 0, "itemStyle": {"color": BAD}}


def test_lying_bars_read_from_the_top(svg: Draw) -> None:
    drawn = texts(svg(bars(["first", "second"], [Series("s", [1, 2])], horizontal=True)))
    assert drawn["first"][1] < drawn["second"][1]


def test_shares_add_up_to_the_whole_of_what_is_known() -> None:
    option = bars(["a", "b"], [Series("s", [1, None]), Series("t", [3, 0])], stacked="share")
    one, two = base(option)["series"]
    shares = [item["value"] if isinstance(item, dict) else item for one in (one, two) for item in one["data"]]
    assert shares == [0.25, None, 0.75, None]
    assert base(option)["yAxis"]["max"] == 1


def test_a_part_too_small_for_its_label_has_none() -> None:
    small, large = base(bars(["a"], [Series("s", [1]), Series("t", [99])], stacked=True))["series"]
    assert small["data"][0]["label"] == {"show": False}
    assert large["data"] == [99]


def test_a_narrow_chart_has_room_for_fewer_labels_of_parts() -> None:
    parts = [Series("s", [0.5, None]), Series("t", [0.7, 4])]
    option = bars(["a", "b"], parts, stacked=True, horizontal=True, value_max=5)
    assert [one["data"][0] for one in base(option)["series"]] == [0.5, 0.7]
    one, two = option["media"][0]["option"]["series"]
    assert (one["data"][0], two["data"]) == ({"value": 0.5, "label": {"show": False}}, [0.7, 4])


def test_negative_bars_show_the_zero_line(svg: Draw) -> None:
    assert 'stroke="var(--muted)"' in svg(bars(["a", "b"], [Series("s", [-1, 2])]))
    assert 'stroke="var(--muted)"' not in svg(bars(["a", "b"], [Series("s", [1, 2])]))


def test_a_mark_is_on_the_chart_even_beyond_the_data(svg: Draw) -> None:
    drawn = svg(bars(["a"], [Series("s", [5])], marks=[Mark(40, "Target 40")]))
    where = texts(drawn)
    assert where["40"][1] == pytest.approx(where["Target 40"][1] + 11, abs=8)


def test_names_of_marks_keep_clear_of_each_other(svg: Draw) -> None:
    marks = [Mark(0.7, "Good from here"), Mark(0.74, "Expected today")]
    drawn = svg(bars(["a"], [Series("s", [0.5])], horizontal=True, value_min=0, value_max=1, marks=marks))
    middles = {
        name: float(x)
        for x, name in re.findall(r'text-anchor="middle" x="([\d.]+)"[^>]*>([GE][^<]*)<', drawn)
    }
    gap = middles["Expected today"] - middles["Good from here"]
    assert gap >= (text_width("Good from here") + text_width("Expected today")) / 2


def test_a_label_after_a_full_bar_has_room(svg: Draw) -> None:
    series = Series("s", [1.0], texts=["1.00 · delivered in time"])
    for width in (760, 344):
        drawn = svg(bars(["a"], [series], horizontal=True, value_min=0, value_max=1), width)
        x, _ = texts(drawn)["1.00 · delivered in time"]
        assert x + text_width("1.00 · delivered in time") <= width


def test_words_at_the_ends_of_axes_stand_in_their_names() -> None:
    option = base(
        scatter([], x_axis=Axis("share", low="high", high="low"), y_axis=Axis("growth", low="weak"))
    )
    assert option["xAxis"]["name"] == "high ← share → low"
    assert option["yAxis"]["name"] == "weak ↓ growth"


def test_a_target_beyond_the_bar_carries_its_label_once(svg: Draw) -> None:
    drawn = svg(
        bars(["a", "b"], [Series("s", [52, 97])], horizontal=True, targets=[60, 60], target_name="Target")
    )
    assert [drawn.count(f">{value}</text>") for value in (52, 97)] == [1, 1]


def test_texts_replace_numbers_on_bars(svg: Draw) -> None:
    assert ">3 of 4</text>" in svg(bars(["a"], [Series("s", [0.75], texts=["3 of 4"])]))


def test_the_funnel_keeps_the_order_of_its_steps(svg: Draw) -> None:
    option = funnel([FunnelStage("Visit", 50), FunnelStage("Trial", 90), FunnelStage("Pay", 10)])
    (series,) = base(option)["series"]
    assert series["sort"] == "none"
    assert (series["minSize"], series["funnelAlign"]) == ("0%", "center")
    drawn = texts(svg(option))
    assert drawn["Visit"][1] < drawn["Trial"][1] < drawn["Pay"][1]


def test_an_arrow_goes_from_where_a_point_was_to_where_it_is(svg: Draw) -> None:
    points, axis = [Point("", 1, 1, 2), Point("a", 3, 2, 4)], Axis(min=0, max=4)
    option = scatter(points, x_axis=axis, y_axis=axis, arrows=[((1, 1), (3, 2))], labels=False)
    assert [[end["coord"] for end in arrow] for arrow in base(option)["series"][0]["markLine"]["data"]] == [
        [[1, 1], [3, 2]]
    ]
    plain = scatter(points, x_axis=axis, y_axis=axis, labels=False)
    assert svg(option).count("<path") > svg(plain).count("<path")
    assert "markLine" not in base(plain)["series"][0]


@pytest.mark.parametrize(("inverse", "first"), [(False, (0, 1)), (True, (1, 4))])
def test_the_fields_of_a_matrix_are_named_as_they_are_drawn(
    svg: Draw, first: tuple[float, float], *, inverse: bool
) -> None:
    x_axis = Axis(min=0, max=4, inverse=inverse)
    zones = quadrants(list("ABCD"), x_axis, 1, 2)
    drawn = texts(svg(scatter([Point("p", 1, 1)], x_axis=x_axis, y_axis=Axis(min=0, max=4), zones=zones)))
    a, b, c, d = (drawn[name] for name in "ABCD")
    assert (a[0] < b[0], c[0] < d[0], a[1] < c[1], b[1] < d[1]) == (True,) * 4
    assert zones[0].x == first
    with pytest.raises(ValueError, match="zip"):
        quadrants(["A"], x_axis, 1, 2)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], (0, 0.1)), ([0.04, 0.34], (0, 0.4)), ([0.15], (0, 0.2)), ([0.16], (0, 0.25)),
        ([-0.03, 0.1], (-0.1, 0.2)), ([-0.31], (-0.4, 0.1)),
    ],
)  # fmt: skip
def test_an_axis_in_steps_holds_zero_and_has_room(values: list[float], expected: tuple[float, float]) -> None:
    assert stepped_range(values, 0.05) == expected


def test_a_range_around_one_grows_in_round_numbers() -> None:
    ends = [inverse_range(values)[1] for values in ([], [1], [10], [10.1], [0.03], [0.01, 3], [101])]
    assert ends == [10, 10, 10, 20, 50, 100, 200]
    assert inverse_range([30]) == (1 / 50, 50)


def test_an_inverse_log_axis_runs_from_ten_to_a_tenth(svg: Draw) -> None:
    points = [Point(str(x), x, 0.5) for x in (10, 1, 0.1)]
    x_axis = Axis("share", log=True, inverse=True, min=0.1, max=10)
    drawn = svg(scatter(points, x_axis=x_axis, y_axis=Axis(min=0, max=1), labels=False))
    places = sorted(x for x, _, _ in circles(drawn))
    ticks = texts(drawn)
    assert [ticks[name][0] for name in ("10", "1", "0.1")] == pytest.approx(places, abs=0.02)
    assert places[1] - places[0] == pytest.approx(places[2] - places[1], abs=0.02)


def test_quadrants_meet_at_their_thresholds_on_an_inverse_axis(svg: Draw) -> None:
    x_axis = Axis("share", log=True, inverse=True, min=0.1, max=10)
    zones = [Zone("Stars", (1, None), (0.5, None), GOOD), Zone("Dogs", (None, 1), (None, 0.5), BAD)]
    drawn = svg(scatter([], x_axis=x_axis, y_axis=Axis(min=0, max=1), zones=zones))
    boxes = {
        colour: [float(number) for number in re.findall(r"-?[\d.]+", path)]
        for path, colour in re.findall(r'<path d="([^"]+)" fill="var\(--(good|bad)\)"', drawn)
    }
    (sx, sy, sw, *_), (dx, dy, *_) = boxes["good"], boxes["bad"]
    ticks = texts(drawn)
    # Shares of 1 and more are left of the threshold, large growth above it.
    assert sx + max(sw, -sw) == pytest.approx(ticks["1"][0], abs=1)
    assert dx == pytest.approx(ticks["1"][0], abs=1)
    assert sy < dy


def test_bubbles_have_areas_in_proportion(svg: Draw) -> None:
    points = [Point("a", 1, 1, 100), Point("b", 2, 1, 400), Point("c", 3, 1, 25)]
    drawn = svg(scatter(points, x_axis=Axis(min=0, max=4), y_axis=Axis(min=0, max=2), labels=False))
    radius = {round(x): r for x, _, r in circles(drawn)}
    b, a, c = sorted(radius.values(), reverse=True)
    assert (b, b / a, a / c) == pytest.approx((28, 2, 2), abs=0.01)
    assert math.pi * b**2 / (math.pi * a**2) == pytest.approx(4, abs=0.01)


def test_names_of_crowded_dots_do_not_cover_each_other(svg: Draw) -> None:
    points = [Point(f"Requirement number {n}", 2 + n * 0.05, 2 + n * 0.04) for n in range(6)]
    drawn = svg(scatter(points, x_axis=Axis(min=0, max=5), y_axis=Axis(min=0, max=5)))
    boxes = []
    label = r'<text[^>]*?(?: text-anchor="(\w+)")? x="([\d.]+)" y="([\d.]+)"[^>]*>(Req[^<]*)<'
    for anchor, x, y, name in re.findall(label, drawn):
        left = float(x) - {"": 0, "middle": 0.5, "end": 1}[anchor] * text_width(name)
        boxes.append((left, left + text_width(name), float(y)))
    assert len(boxes) == 6
    pairs = [(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :]]
    assert not [1 for a, b in pairs if abs(a[2] - b[2]) < 12 and a[0] < b[1] and b[0] < a[1]]


def test_groups_differ_by_symbol_as_well_as_by_colour() -> None:
    option = scatter([Point("a", 1, 1, group="x"), Point("b", 1, 1, group="y")], x_axis=Axis(), y_axis=Axis())
    drawn = [series for series in base(option)["series"] if series["type"] == "scatter"]
    assert drawn[0]["symbol"] != drawn[1]["symbol"]
    many = base(lines(["a"], [Series(name, [1]) for name in "stuv"]))["series"]
    assert len({series["symbol"] for series in many}) == 4


def test_every_axis_of_a_radar_states_both_ends() -> None:
    indicators = base(radar([Indicator("a", 5, 1), Indicator("b", 10)], [Series("s", [3, 4])]))["radar"][
        "indicator"
    ]
    assert indicators == [{"name": "a", "max": 5, "min": 1}, {"name": "b", "max": 10, "min": 0}]


def test_whiskers_reach_from_low_to_high(svg: Draw) -> None:
    option = intervals([EstimateRange("a", 2, 1, 4)], bounds=(0, 5), zero_line=True, zero_text="none")
    drawn = svg(option)
    ticks = texts(drawn)
    ends = re.search(r'<path d="M([\d.]+) ([\d.]+)L([\d.]+) \2" fill="none" stroke="var\(--chart-1\)"', drawn)
    assert ends is not None
    assert (float(ends[1]), float(ends[3])) == pytest.approx((ticks["1"][0], ticks["4"][0]), abs=1)
    assert circles(drawn)[0][0] == pytest.approx(ticks["2"][0], abs=0.1)
    assert ticks["none"][0] == pytest.approx(ticks["0"][0], abs=1)


def test_a_scale_of_intervals_has_round_ends_within_its_bounds() -> None:
    def ends(point: float, low: float, high: float, **more: Any) -> tuple[Any, Any]:
        axis = base(intervals([EstimateRange("a", point, low, high)], **more))["xAxis"]
        return axis.get("min"), axis.get("max")

    anything = (-math.inf, math.inf)
    assert ends(2.2, 0.6, 3.8, bounds=anything) == (0, 4)
    assert ends(2.2, 0.6, 3.8, bounds=anything, marks=[Mark(-2.5)]) == (-4, 6)
    assert ends(2.2, 1.6, 3.8, bounds=anything, zero_line=True) == (-1, 5)
    assert ends(0.97, 0.9, 0.999, bounds=(0, 1)) == pytest.approx((0.875, 1))
    assert ends(5, 5, 5, bounds=anything)[0] < 5 < ends(5, 5, 5, bounds=anything)[1]
    assert ends(2.2, 0.6, 3.8) == (None, None)


def test_the_text_of_the_zero_line_gives_way_to_a_mark_beside_it(svg: Draw) -> None:
    def named(at: float) -> set[str]:
        rows, marks = [EstimateRange("a", 2, 1, 9)], [Mark(at, "planned")]
        option = intervals(rows, marks=marks, zero_line=True, zero_text="none", bounds=(-math.inf, math.inf))
        return {"planned", "none"} & texts(svg(option)).keys()

    assert named(1) == {"planned"}
    assert named(8) == {"planned", "none"}


def test_cells_are_in_five_equal_steps_and_unknown_ones_are_empty() -> None:
    (series,) = base(heatmap(list("abcdef"), ["r"], [[0, 0.19, 0.2, 0.999, 1, None]], low=0, high=1))[
        "series"
    ]
    assert [cell["itemStyle"]["color"] for cell in series["data"]] == [SEQ[0], SEQ[0], SEQ[1], SEQ[4], SEQ[4]]
    assert [cell["value"] for cell in series["data"]][:2] == [[0, 0, 0], [1, 0, 0.19]]


def test_a_line_has_a_gap_where_a_value_is_unknown(svg: Draw) -> None:
    drawn = svg(lines(list("abcd"), [Series("s", [1, None, 3, 2])]))
    (path,) = re.findall(r'<path d="([^"]+)" fill="none" stroke="var\(--chart-1\)"', drawn)
    assert path.count("M") == 2
    assert len(circles(drawn)) == 3


def test_a_second_axis_is_that_of_the_series_that_ask_for_it() -> None:
    option = base(
        lines(["a"], [Series("s", [1]), Series("t", [0.5], second=True)], second=Axis("rate", "rate:0"))
    )
    assert len(option["yAxis"]) == 2
    assert [series.get("yAxisIndex", 0) for series in option["series"]] == [0, 1]


def test_a_band_may_have_gaps_and_follows_steps(svg: Draw) -> None:
    band = Band("r", [0, 0, None, 1, 1], [2, 2, None, 3, 3])
    drawn = svg(lines(list("abcde"), [Series("s", [1, 1, 1, 2, 2])], bands=[band], step="end"))
    assert drawn.count("<polygon") == 2


def test_a_sparkline_marks_the_last_known_value(svg: Draw) -> None:
    drawn = svg(spark([1, 3, None]), 120, 32)
    assert len(circles(drawn)) == 1
    assert "<text" not in drawn


def test_heights_grow_with_rows() -> None:
    assert row_height(6) - row_height(5) == 36


def test_a_narrow_chart_is_higher_for_long_names_and_a_long_legend() -> None:
    wide, narrow = row_heights(["a", "b"])
    assert wide == narrow == row_height(2, name=True)
    assert row_heights(["a", "b" * 50])[1] > narrow
    few, many = (row_heights(["a"], 44, ["criterion"] * n)[1] for n in (2, 20))
    assert few == row_height(1, legend=True, name=True, each=44)
    assert many > few
    assert tree_height(Node("a", [Node("b"), Node("c")])) > tree_height(Node("a"))
    assert CHART[0] != CHART[1]


def test_few_lines_are_named_where_they_end_and_a_narrow_chart_has_a_legend(svg: Draw) -> None:
    option = lines(list("abcd"), [Series("Now", [1, 2, 3, 4]), Series("Before", [1, 1, 2, 4])])
    wide, narrow = texts(svg(option)), texts(svg(option, 344))
    right = max(x for text, (x, _) in wide.items() if text in "abcd")
    assert wide["Now"][0] > right
    assert abs(wide["Now"][1] - wide["Before"][1]) > 10
    assert narrow["Now"][1] < min(y for text, (_, y) in narrow.items() if re.fullmatch(r"[\d.]+", text))


def test_lines_that_end_early_and_long_names_keep_the_legend(svg: Draw) -> None:
    for names, last in (
        (("Now", "Before"), None),
        (("A name that would take half of the plot", "Before"), 3),
    ):
        drawn = texts(svg(lines(list("ab"), [Series(names[0], [1, last]), Series(names[1], [1, 2])])))
        assert drawn[names[0]][1] == drawn[names[1]][1]


def test_a_guide_slants_between_two_places_and_says_its_name(svg: Draw) -> None:
    axis = Axis("x", min=0, max=10)
    guide = Guide((5, 0), (10, 10), "limit 10")
    drawn = svg(scatter([Point("A", 8, 2)], x_axis=axis, y_axis=axis, guides=[guide]))
    assert drawn.count("limit 10") == 1
    assert "stroke-dasharray" in drawn


def test_a_quadrant_map_is_a_scatter_with_cuts_and_named_fields() -> None:
    axis, points = Axis("x", min=0, max=10), [Point("A", 8, 2)]
    made = quadrant_map(points, x_axis=axis, y_axis=axis, cuts=(5, 4), names=list("ABCD"))
    marks = [Mark(5, axis="x"), Mark(4, axis="y")]
    assert made == scatter(
        points, x_axis=axis, y_axis=axis, marks=marks, zones=quadrants(list("ABCD"), axis, 5, 4)
    )
