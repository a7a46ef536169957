"""The parts that kinds build their views from."""

from __future__ import annotations

import re

import pytest
from markupsafe import Markup

from tests.theming.samples import HOSTILE, THEME


def part(name: str, *arguments: object, of: str = "components.html", **named: object) -> str:
    return str(getattr(THEME.environment.get_template(of).module, name)(*arguments, **named))


@pytest.mark.parametrize(("value", "width"), [(0.62, "62.0"), (1.4, "100"), (-0.2, "0"), (0, "0")])
def test_a_bar_stays_inside_its_track(value: float, width: str) -> None:
    found = re.search(r'class="bar-value" width="([\d.]+)"', part("bar", value))
    assert found
    assert float(found[1]) == float(width)


def test_a_bar_says_what_it_shows_and_where_one_should_be() -> None:
    html = part("bar", 0.5, 0.75, "50% of 75%", "warn")
    assert 'role="img" aria-label="50% of 75%"' in html
    assert 'class="bar warn"' in html
    assert 'class="bar-mark" d="M75.0 0v8"' in html
    assert "bar-mark" not in part("bar", 0.5)


def test_an_unknown_bar_is_not_an_empty_one() -> None:
    assert "bar-value" not in part("bar", None)
    assert "bar-none" in part("bar", None)
    assert "bar-none" not in part("bar", 0)


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Mia Lin", "ML"), ("zoe", "Z"), ("林米娅", "米娅"), ("陈叔", "陈叔"), ("Mia 林米娅", "M林"), ("", "")],
)
def test_initials(name: str, initials: str) -> None:
    assert re.sub("<[^>]*>", "", part("avatar", name)) == initials


@pytest.mark.parametrize(("level", "drawn"), [(0, 0), (3, 1), (None, 0)])
def test_a_harvey_ball_says_its_level(level: int | None, drawn: int) -> None:
    html = part("harvey", level, "good")
    assert html.count("harvey-part") == drawn
    assert '<span class="sr-only">good</span>' in html


@pytest.mark.parametrize("tone", ["good", "warn", "bad", "info"])
def test_a_tone_has_a_sign_of_its_own(tone: str) -> None:
    signs = {
        t: re.findall(r' d="([^"]+)"', part("badge", "word", t)) for t in ("good", "warn", "bad", "info")
    }
    assert len(signs[tone]) == 1
    assert [t for t, sign in signs.items() if sign == signs[tone]] == [tone]


def test_a_badge_without_a_verdict_is_a_word_alone() -> None:
    assert part("badge", "Draft") == '<span class="badge muted">Draft</span>'


def test_labels_without_a_value_are_left_out() -> None:
    assert re.findall("<dt>(.*?)</dt><dd>(.*?)</dd>", part("kv", [("Age", "27"), ("City", ""), ("Job", None)])) == [
        ("Age", "27")
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "arguments"), [("texts", ([],)), ("part", ("Goals", ""))])
def test_where_there_is_nothing_nothing_is_shown(name: str, arguments: tuple[object, ...]) -> None:
    assert part(name, *arguments).strip() == ""


def test_a_table_leaves_out_what_no_row_fills() -> None:
    rows = [("Reminders", ["40%", "", "Mia"], ""), ("Diagnosis", ["", "", "Wei"], Markup(' id="d"'))]
    html = part(
        "table",
        "All",
        ["Item", {"title": "Share", "numeric": True}, "Empty", "Owner"],
        rows,
        of="tables.html",
    )
    assert re.findall('<th scope="col"(?: class="num")?>(.*?)</th>', html) == ["Item", "Share", "Owner"]
    assert re.findall('<td(?: class="num")?>(.*?)</td>', html) == ["40%", "Mia", "–", "Wei"]
    assert '<th scope="row" id="d">Diagnosis' in html


def test_a_row_of_a_matrix_begins_with_ours_and_the_difference_and_keeps_three_others_in_sight() -> None:
    cells = ["3", "5", "1", "2", "4"]
    html = part("row", "Care", cells, "−2", "40%", "behind", [1], of="matrix.html")
    assert re.findall('<td class="(.*?)">(.*?)</td>', html) == [
        ("matrix-cell ours", "3"), ("num matrix-gap", "−2"), ("num matrix-weight", "40%"),
        ("matrix-cell rival best", "5"), ("matrix-cell rival", "1"), ("matrix-cell rival", "2"),
        ("matrix-cell rival rest", "4"),
    ]  # fmt: skip


def test_a_cell_of_a_heat_table_has_its_step_and_its_number() -> None:
    html = part("heat", "All", ["Week", "1", "2"], [("May", [("93%", 5), ("", None)])], of="matrix.html")
    assert '<td class="seq-5">93%</td><td></td>' in html


def test_a_record_has_its_bar_after_the_first_figure() -> None:
    html = part("rows", [("Step", ["84", "10%"], "BAR", "note")], of="records.html")
    assert re.sub("<[^>]*>", " ", html).split() == ["Step", "84", "BAR", "10%", "note"]


WRITTEN: dict[str, tuple[object, ...]] = {
    "badge": (HOSTILE,), "avatar": (HOSTILE,), "quote": (HOSTILE, HOSTILE), "empty": (HOSTILE, HOSTILE),
    "bar": (0.5, None, HOSTILE), "stat": (HOSTILE, HOSTILE), "kv": ([(HOSTILE, HOSTILE)],), "chips": ([HOSTILE],),
    "progress": (0.5, HOSTILE, HOSTILE), "face": (HOSTILE, HOSTILE), "person": (HOSTILE, HOSTILE, HOSTILE),
    "texts": ([HOSTILE], "bare"), "part": (HOSTILE, HOSTILE), "notice": (HOSTILE, HOSTILE), "slider": (3, HOSTILE),
    "board.html item": (HOSTILE, HOSTILE, HOSTILE, HOSTILE),
    "board.html card": (HOSTILE, HOSTILE, HOSTILE, [(HOSTILE, HOSTILE)], HOSTILE),
    "canvas.html box": (HOSTILE, HOSTILE, HOSTILE),
    "lanes.html lane": (HOSTILE, [HOSTILE]), "lanes.html line": (HOSTILE, 3), "lanes.html stage": (HOSTILE, HOSTILE),
    "matrix.html heat": (HOSTILE, [HOSTILE], [(HOSTILE, [(HOSTILE, 1)])]),
    "matrix.html row": (HOSTILE, [HOSTILE], HOSTILE, HOSTILE),
    "profile.html profile": (HOSTILE,) * 7, "records.html checks": ([(HOSTILE, HOSTILE, HOSTILE)],),
    "records.html rows": ([(HOSTILE, [HOSTILE], HOSTILE, HOSTILE)],),
    "tables.html table": (HOSTILE, [HOSTILE, HOSTILE], [(HOSTILE, [HOSTILE], "")]),
}  # fmt: skip


def test_what_people_write_is_text() -> None:
    for name, arguments in WRITTEN.items():
        template, _, macro = name.rpartition(" ")
        html = part(macro, *arguments, of=template or "components.html")
        assert "<script" not in html, name
        assert '" onload' not in html, name
