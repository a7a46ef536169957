from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

from pmdocs.charts.builders import Band, Series, bars, lines
from pmdocs.charts.colors import ACCENT, BAD, CHART, TOKENS
from pmdocs.charts.svg import ChartError, finish

HEAD = '<svg width="10" height="10" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'


def _body(inside: str) -> str:
    whole = finish(f"{HEAD}{inside}</svg>", prefix="p", label="l")
    return re.sub(r"^<svg[^>]*>|</svg>$", "", whole)


def test_the_root_says_what_a_screen_reader_should_say() -> None:
    svg = finish(f"{HEAD}</svg>", prefix="p", label='5 > 3 & "so"')
    assert svg.startswith('<svg width="10" height="10" viewBox="0 0 10 10" ')
    root = ET.fromstring(svg)  # noqa: S314 -- made here
    assert root.get("role") == "img"
    assert root.get("aria-label") == '5 > 3 & "so"'


def test_a_whole_chart_has_no_style_class_or_data_and_no_sentinel_left(svg: Callable[..., str]) -> None:
    option = lines(
        ["a", "b", "c"],
        [Series("One", [1, 2, 3], texts=["x", "y", "z"]), Series("Two", [2, None, 1], color=BAD)],
        bands=[Band("range", [0, 1, 2], [2, 3, 4])],
        area=True,
    )
    drawn = svg(option)
    assert not re.search(r"\s(style|class|ecmeta_\w+|xmlns|font-family|on\w+)=", drawn)
    assert "<style" not in drawn
    assert not any(sentinel in drawn.lower() for sentinel in TOKENS)
    assert "c0de" not in drawn
    painted = set(re.findall(r'(?:fill|stroke|stop-color)="([^"]*)"', drawn))
    assert all(colour == "none" or colour.startswith("var(--") for colour in painted)


@pytest.mark.parametrize("sentinel", [*TOKENS])
def test_each_sentinel_becomes_its_token(sentinel: str, svg: Callable[..., str]) -> None:
    drawn = svg(bars(["a"], [Series("s", [1], color=sentinel)], labels=False))
    assert f'fill="var(--{TOKENS[sentinel]})"' in drawn


def test_a_sentinel_with_alpha_keeps_it_as_opacity() -> None:
    assert _body('<path d="M0 0" fill="rgba(192,222,1,0.5)"/>') == (
        '<path d="M0 0" fill="var(--chart-1)" fill-opacity="0.5"/>'
    )
    assert 'stroke-opacity="0.25"' in _body(
        '<path d="M0 0" stroke="rgba(192,222,1,0.5)" stroke-opacity="0.5"/>'
    )


def test_numbers_are_short() -> None:
    assert _body('<path d="M0.12345 -0.0001L1e-7 10.50L3 4" fill="#000"/>') == (
        '<path d="M0.12 0L0 10.5L3 4" fill="#000"/>'
    )


def test_font_size_stays_and_font_family_goes() -> None:
    text = '<text style="font-size:14px;font-family:x;font-weight:bold;" fill="#000">a</text>'
    assert _body(text) == '<text font-size="14" font-weight="bold" fill="#000">a</text>'
    assert _body('<text style="font: italic bold 11px x">a</text>') == (
        '<text font-style="italic" font-weight="bold" font-size="11">a</text>'
    )
    assert _body('<text style="font-size:12px">a</text>') == "<text>a</text>"


def test_ids_are_those_of_the_chart() -> None:
    body = _body(
        '<g clip-path="url(#zr7-c0)"><path d="M0 0" fill="#000"/></g>'
        '<defs><clipPath id="zr7-c0"><path d="M0 0" fill="#000"/></clipPath></defs>'
    )
    assert 'clip-path="url(#p-c0)"' in body
    assert 'id="p-c0"' in body


def test_the_dented_circle_of_echarts_becomes_a_true_one() -> None:
    circle = '<path d="M1 0A1 1 0 1 1 1 -0.1A1 1 0 0 1 1 0" transform="matrix(5,0,0,5,20,30)" '
    circle += 'fill="#fff" stroke="#000" stroke-width="0.4"/>'
    assert _body(circle) == '<circle cx="20" cy="30" r="5" fill="#fff" stroke="#000" stroke-width="2"/>'


@pytest.mark.parametrize(
    "shape",
    [
        '<path d="M0 0" fill="none"/>',
        '<path d="M0 0" fill="#000" fill-opacity="0" stroke="#000" stroke-width="0"/>',
    ],
)
def test_what_only_catches_the_pointer_is_left_out(shape: str) -> None:
    assert _body(shape) == ""


def test_unknown_elements_and_attributes_are_dropped() -> None:
    hostile = (
        '<script>alert(1)</script><path d="M0 0" fill="#000" onload="alert(1)"/><image href="http://x/"/>'
        "<foreignObject><p>x</p></foreignObject>"
    )
    assert _body(hostile) == '<path d="M0 0" fill="#000"/>'


def test_values_are_escaped_again() -> None:
    assert _body('<path d="M0 0" fill="a&quot; onload=&quot;x&lt;"/>') == (
        '<path d="M0 0" fill="a&quot; onload=&quot;x&lt;"/>'
    )


def test_what_is_no_svg_is_refused() -> None:
    with pytest.raises(ChartError):
        finish(f'{HEAD}<path d="a" b"/></svg>', prefix="p", label="l")


def test_a_chart_stays_small(svg: Callable[..., str]) -> None:
    option = bars(["a", "b", "c"], [Series("One", [1, 2, 3]), Series("Two", [3, 2, 1], color=ACCENT)])
    assert len(svg(option)) < 4500
    assert CHART[0] not in svg(option)
