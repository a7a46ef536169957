"""The parts that kinds build their views from."""

from __future__ import annotations

import re

import pytest

from tests.theming.samples import HOSTILE, THEME

PARTS = THEME.environment.get_template("components.html").module


def part(name: str, *arguments: object) -> str:
    return str(getattr(PARTS, name)(*arguments))


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


@pytest.mark.parametrize("name", ["badge", "bar", "avatar", "quote", "empty", "stat", "kv", "chips"])
def test_what_people_write_is_text(name: str) -> None:
    arguments = {
        "bar": (0.5, None, HOSTILE), "stat": (HOSTILE, HOSTILE), "kv": ([(HOSTILE, HOSTILE)],), "chips": ([HOSTILE],),
    }.get(name, (HOSTILE,))  # fmt: skip
    html = part(name, *arguments)
    assert "<script" not in html
    assert '" onload' not in html
