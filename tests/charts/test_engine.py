from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pmdocs.charts import engine
from pmdocs.charts.builders import (
    Axis,
    FunnelStage,
    Indicator,
    Mark,
    Node,
    Point,
    Series,
    Span,
    TimelineLink,
    Zone,
    bars,
    funnel,
    lines,
    radar,
    scatter,
    timeline,
    tree,
)

ROOT = Path(__file__).parents[2]

HOSTILE = "</script><img src=x onerror=alert(1)>&\"'\u2028--x_x--0_0--alert(1)--x_x--0_0--"

SHAPES = {"svg", "g", "defs", "clipPath", "path", "circle", "rect", "polygon", "polyline", "text"}

SAME = """
import hashlib, sys
sys.path.insert(0, "tests/charts")
from test_engine import gallery
from pmdocs.charts.engine import draw
for option in gallery("x"):
    for width in (760, 344):
        svg = draw(option, width=width, height=300, prefix="p", lang="zh-CN", label="l")
        print(hashlib.sha256(svg.encode()).hexdigest())
"""


def gallery(name: str) -> list[dict[str, object]]:
    """One chart of every sort, with ``name`` wherever an author may write."""
    day = date(2026, 1, 5)
    return [
        bars([name, "b"], [Series(name, [1, 2]), Series("t", [2, 1])], x_name=name, marks=[Mark(1.5, name)]),
        bars([name, "b"], [Series(name, [1, 2])], horizontal=True, targets=[2, 2], target_name=name),
        lines([name, "b"], [Series(name, [1, 2], texts=[name, "x"])], y_name=name, zones=[Zone(name, y=(1, None))]),
        lines([day, date(2026, 3, 1)], [Series(name, [1, 2])], grain="month"),
        scatter([Point(name, 1, 2, 3, group=name), Point("b", 2, 1, 1)], x_axis=Axis(name), y_axis=Axis(name)),
        radar([Indicator(name, 5), Indicator("b", 5), Indicator("c", 5)], [Series(name, [1, 2, 3])]),
        funnel([FunnelStage(name, 3, name), FunnelStage("b", 1)]),
        tree(Node(name, [Node(name), Node("b")])),
        timeline(
            [name],
            [
                Span("a", name, name, day, date(2026, 6, 1)),
                Span("b", name, "b", day, date(2026, 2, 1), "dashed"),
            ],
            links=[TimelineLink("b", "a")],
            today=day,
            today_text=name,
        ),
    ]  # fmt: skip


@pytest.mark.parametrize("index", range(9))
def test_hostile_text_is_text(index: int, svg: Callable[..., str]) -> None:
    root = ET.fromstring(svg(gallery(HOSTILE)[index]))  # noqa: S314 -- drawn here
    assert {element.tag for element in root.iter()} <= SHAPES
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]
    assert index == 3 or "<img" in "".join(root.itertext())


@pytest.mark.parametrize(
    "name", ["__proto__", "constructor", "toString", "pm:rate:1", "{b}", "{a|x}", "", "\x00\x08"]
)
def test_names_that_mean_something_to_machines_are_names(name: str, svg: Callable[..., str]) -> None:
    drawn = [svg(option) for option in gallery(name)]
    assert all(one.startswith("<svg") and "NaN" not in one for one in drawn)
    if name.isprintable() and name:
        assert f">{name}</text>" in drawn[1]


@pytest.mark.parametrize("text", ["long " * 4000, "长" * 20000, "W" * 20000])
def test_endless_names_are_cut_in_time(text: str, svg: Callable[..., str]) -> None:
    context = engine._context()
    context.set_time_limit(5)
    for option in gallery(text):
        assert len(svg(option, 344)) < 20_000
    context.set_time_limit(engine.SECONDS)


@pytest.mark.parametrize("text", ["😀" * 200, "a" + "😀" * 200, "𠮷" * 100])
def test_characters_are_not_cut_in_halves(text: str, svg: Callable[..., str]) -> None:
    drawn = [svg(option, 344) for option in gallery(text)]
    assert "\ufffd" not in "".join(drawn)


def test_half_a_character_is_replaced(svg: Callable[..., str]) -> None:
    option = {
        "series": [
            {"type": "tree", "data": [{"name": "a" + "😀" * 90}], "label": {"width": 50, "overflow": "break"}}
        ]
    }
    assert "\ufffd" in svg(option)


def test_the_same_option_gives_the_same_svg_in_every_process() -> None:
    def run(seed: str, zone: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        command = [sys.executable, "-c", SAME]
        return subprocess.run(
            command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
        ).stdout

    first = run("1", "UTC")
    assert first == run("2", "Asia/Shanghai")
    assert len(set(first.split())) == 18


def test_what_was_drawn_before_leaves_no_trace(svg: Callable[..., str]) -> None:
    option = gallery("x")[4]
    first = svg(option)
    for other in gallery("y"):
        svg(other, 344)
    assert svg(option) == first


def test_each_thread_has_an_engine_of_its_own(svg: Callable[..., str]) -> None:
    option = gallery("x")[0]
    expected = svg(option)
    results: list[str] = []
    threads = [threading.Thread(target=lambda: results.append(svg(option))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [expected] * 2


def test_a_chart_that_takes_too_long_is_given_up_and_the_next_is_drawn(svg: Callable[..., str]) -> None:
    engine._thread.context = None
    context = engine._context()
    context.eval("globalThis.draw = () => { for (;;); }")
    context.set_time_limit(0.2)
    with pytest.raises(engine.ChartError, match="interrupted"):
        svg(gallery("x")[0])
    assert svg(gallery("x")[0]).startswith("<svg")


def test_a_chart_that_takes_too_much_memory_is_given_up_and_the_next_is_drawn(
    svg: Callable[..., str],
) -> None:
    engine._thread.context = None
    context = engine._context()
    context.eval("globalThis.draw = () => { const all = []; for (;;) all.push(new Array(1e6).fill(1)); }")
    with pytest.raises(engine.ChartError):
        svg(gallery("x")[0])
    assert svg(gallery("x")[0]).startswith("<svg")


def test_a_faulty_option_is_a_chart_error(svg: Callable[..., str]) -> None:
    with pytest.raises(engine.ChartError):
        svg(
            {
                "series": [
                    {
                        "type": "sankey",
                        "data": [{"name": "a"}, {"name": "a"}],
                        "links": [{"source": "a", "target": "a"}],
                    }
                ]
            }
        )


def test_a_digest_of_the_page_is_not_a_matter_of_the_clock(svg: Callable[..., str]) -> None:
    option = {
        "series": [
            {
                "type": "graph",
                "layout": "force",
                "data": [{"name": n} for n in "abc"],
                "links": [{"source": "a", "target": "b"}],
            }
        ]
    }
    digests = {hashlib.sha256(svg(option).encode()).hexdigest() for _ in range(2)}
    assert len(digests) == 1
