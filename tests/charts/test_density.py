"""Beyond what a form can hold it becomes another one, and what it names keeps clear of everything."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from pmdocs.charts.builders import (
    Axis,
    Indicator,
    Mark,
    Node,
    Point,
    Series,
    bars,
    group_heights,
    heat_heights,
    radar,
    radar_heights,
    scatter,
    tree,
    tree_height,
)
from pmdocs.charts.widths import text_width

Draw = Callable[..., str]
Box = tuple[float, float, float, float]
LONG = "Administrators can undo anything that they did within the last thirty days"


def types(option: Mapping[str, Any]) -> set[str]:
    return {one["type"] for one in option.get("baseOption", option)["series"]}


def segments(count: int) -> list[Series]:
    return [Series(f"Segment {n}", [n / 10, 0.5, 0.25]) for n in range(count)]


def boxes(svg: str, pattern: str) -> list[tuple[str, Box]]:
    """Return where the lines of the texts are that match: left, top, right, bottom."""
    found = []
    label = rf'<text[^>]*?(?: text-anchor="(\w+)")? x="([-\d.]+)" y="([-\d.]+)"[^>]*>({pattern}[^<]*)<'
    for anchor, x, y, text in re.findall(label, svg):
        width = text_width(text)
        left = float(x) - {"": 0, "middle": 0.5, "end": 1}[anchor] * width
        found.append((text, (left, float(y) - 7, left + width, float(y) + 7)))
    return found


def apart(one: Box, other: Box) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@pytest.mark.parametrize(("count", "expected"), [(1, "bar"), (4, "bar"), (5, "heatmap"), (8, "heatmap")])
def test_more_than_four_bars_in_a_group_are_a_heat_table(count: int, expected: str) -> None:
    option = bars(["a", "b", "c"], segments(count), unit_format="rate:0")
    assert expected in types(option)
    if expected == "heatmap":
        base = option["baseOption"]
        assert (base["xAxis"]["data"][0], base["yAxis"]["data"]) == ("Segment 0", ["a", "b", "c"])
        assert [cell["value"] for cell in base["series"][0]["data"]][:2] == [[0, 0, 0], [1, 0, 0.1]]


def test_bars_nearer_than_their_labels_are_wide_are_a_heat_table() -> None:
    names = [f"Step {n}" for n in range(12)]
    series = [Series(name, [0.123] * 12) for name in "abc"]
    assert types(bars(names, series, unit_format="rate:1")) == {"heatmap"}
    assert types(bars(names[:3], [Series(s.name, [0.1] * 3) for s in series])) == {"bar"}


def test_bars_that_were_asked_for_stay_bars_and_drop_labels_that_would_touch() -> None:
    months = [f"2026-{n:02}" for n in range(1, 7)]
    dense = [Series(name, [123456.7] * 6) for name in "abc"]
    assert types(bars(months, dense)) == {"heatmap"}
    kept = bars(months, dense, keep_form=True)
    assert types(kept) == {"bar"}
    assert not any("label" in one for one in kept["baseOption"]["series"])
    roomy = bars(["a"], segments(5), unit_format="rate:0", keep_form=True)
    assert types(roomy) == {"bar"}
    assert all(one["label"]["show"] for one in roomy["baseOption"]["series"])


def test_what_stacks_or_lies_keeps_its_form() -> None:
    assert types(bars(["a", "b", "c"], segments(8), stacked=True)) == {"bar"}
    assert types(bars(["a", "b", "c"], segments(8), horizontal=True)) == {"bar"}


def test_the_height_follows_the_form() -> None:
    names = [f"Step {n}" for n in range(9)]
    few = [Series("a", [1.0] * 9)]
    many = [Series(f"Segment {n}", [0.5] * 9) for n in range(8)]
    assert group_heights(names, few, 360, 340) == (360, 340)
    wide, narrow = group_heights(names, many, 360, 340)
    assert (wide, narrow) == heat_heights([one.name for one in many], names)
    assert wide >= 9 * 30
    assert narrow >= 9 * 30


def test_more_than_four_polygons_are_a_heat_table() -> None:
    axes = [Indicator(name, 5) for name in "abc"]
    people = [Series(f"Person {n}", [1, 3, 5]) for n in range(6)]
    assert types(radar(axes, people[:4])) == {"radar"}
    assert types(radar(axes, people)) == {"heatmap"}
    assert radar_heights(axes, people[:4], 440, 360) == (440, 360)
    assert radar_heights(axes, people, 440, 360) != (440, 360)
    mixed = [*axes[:2], Indicator("c", 10)]
    assert types(radar(mixed, people)) == {"radar"}  # one scale of colour would lie


def test_a_tree_of_many_leaves_is_indented_and_names_every_node(svg: Draw) -> None:
    few = Node("All", [Node(f"{n} {LONG}") for n in range(8)])
    many = Node("All", [Node(f"{n} {LONG}", [Node(f"{n}.{m} {LONG}") for m in range(3)]) for n in range(5)])
    assert types(tree(few)) == {"tree"}
    assert types(tree(many)) == {"custom"}
    for width in (760, 344):
        drawn = svg(tree(many), width, tree_height(many))
        lines = boxes(drawn, r"\w")
        assert len([text for text, _ in lines if re.match(r"\d", text)]) == 20
        assert "…" not in drawn
        assert all(box[2] <= width for _, box in lines)
        clear = [(a, b) for i, (_, a) in enumerate(lines) for _, b in lines[i + 1 :]]
        assert all(apart(a, b) for a, b in clear)


def test_names_of_dots_keep_clear_of_the_lines_of_marks(svg: Draw) -> None:
    points = [Point("Workflow core", 1.95, 5), Point("Classic editor", 2.02, 3), Point("Forms", 2.3, 2.1)]
    marks = [Mark(2, axis="x"), Mark(2, axis="y")]
    axis = Axis(min=0, max=4)
    drawn = svg(scatter(points, x_axis=axis, y_axis=Axis(min=0, max=6), marks=marks))
    upright = re.search(r'<path d="M([\d.]+) [\d.]+L\1 ', drawn[drawn.index("stroke-dasharray") - 400 :])
    assert upright is not None
    x = float(upright[1])
    found = boxes(drawn, "(?:Workflow|Classic|Forms)")
    assert len(found) == 3
    assert all(box[2] < x or x < box[0] for _, box in found)


def test_a_name_without_room_is_left_out_rather_than_printed_over_another(svg: Draw) -> None:
    points = [Point(f"Requirement number {n}", 2 + (n % 3) * 0.01, 2 + n * 0.002) for n in range(30)]
    drawn = boxes(svg(scatter(points, x_axis=Axis(min=0, max=4), y_axis=Axis(min=0, max=4)), 344), "Req")
    assert 3 < len(drawn) < 30
    pairs = [(a, b) for i, (_, a) in enumerate(drawn) for _, b in drawn[i + 1 :]]
    assert all(apart(a, b) for a, b in pairs)
