"""The colours of the themes can be read and told apart, in both modes, whatever the brand's hue."""

from __future__ import annotations

from itertools import combinations, pairwise, product
from pathlib import Path
from typing import Any

import pytest
import yaml

from pmdocs.charts.colors import TOKENS as CHART_TOKENS
from tests.theming.colours import VISION, Vector, contrast, distance, linear, oklab

ROOT = Path(__file__).resolve().parents[2] / "themes"


def tokens_of(theme: str) -> dict[str, Any]:
    """Return the tokens that a theme gives itself."""
    return dict(yaml.safe_load((ROOT / theme / "theme.yml").read_text(encoding="utf-8"))["tokens"])


TOKENS = tokens_of("base")
THEMES = {"base": TOKENS, "paper": TOKENS | tokens_of("paper")}
COLOURS = [name for name, value in TOKENS.items() if isinstance(value, dict) and name != "shadow"]

MODES = ("light", "dark")
HUES = range(0, 360, 10)
GROUNDS = ("surface", "raised")
CODE = ("code-word", "code-text", "code-number", "code-name")
CHARTS = tuple(f"chart-{n}" for n in range(1, 9))
SEQUENCE = tuple(f"seq-{n}" for n in range(1, 6))
DIVERGING = tuple(f"div-{n}" for n in range(1, 6))

READ = [
    *product(("text", "muted", "accent", "good", "warn", "bad", *CODE), GROUNDS),
    *product(("text", "muted"), ("accent-soft", "good-soft", "warn-soft", "bad-soft")),
    ("accent", "accent-soft"), ("good", "good-soft"), ("warn", "warn-soft"), ("bad", "bad-soft"),
    *product(("text",), (*SEQUENCE[:3], *DIVERGING[1:4])),
    *product(("surface",), (*SEQUENCE[3:], DIVERGING[0], DIVERGING[4])),
]  # fmt: skip
SEEN = [*product((*CHARTS, "edge", "focus", SEQUENCE[4], DIVERGING[0], DIVERGING[4]), GROUNDS)]


def colour(name: str, mode: str, hue: float = float(TOKENS["hue"])) -> Vector:
    return linear(TOKENS[name][mode], hue)


def weak(pairs: list[tuple[str, str]], least: float) -> list[str]:
    """Return every pair of tokens with less contrast at some hue, with theme, mode, the contrast and that hue."""
    found = []
    for (name, tokens), mode, pair in product(THEMES.items(), MODES, pairs):
        one, other = (tokens[token][mode] for token in pair)
        worst = min((contrast(linear(one, hue), linear(other, hue)), hue) for hue in HUES)
        found += [f"{name} {mode}: {' on '.join(pair)} {worst}"] * (worst < (least, 0))
    return found


def test_text_has_contrast_with_any_hue() -> None:
    assert weak(READ, 4.5) == []


def test_marks_and_edges_stand_out_with_any_hue() -> None:
    assert weak(SEEN, 3) == []


# Least distance in OKLab between any two of the first so many series. The first four, which most
# charts do with, are the furthest apart; without deficiency all are further apart still.
LEAST = {
    "normal": {4: 0.14, 6: 0.12, 8: 0.11},
    "protanopia": {4: 0.105, 6: 0.085, 8: 0.07},
    "deuteranopia": {4: 0.105, 6: 0.085, 8: 0.07},
    "tritanopia": {4: 0.095, 6: 0.075, 8: 0.07},
}


EVERY_WAY = pytest.mark.parametrize("mode", MODES)


@EVERY_WAY
def test_series_are_told_apart_with_any_colour_vision(mode: str) -> None:
    close = {}
    for vision, first in product(VISION, (4, 6, 8)):
        for one, other in combinations(CHARTS[:first], 2):
            apart = distance(colour(one, mode), colour(other, mode), vision)
            if apart < LEAST[vision][first]:
                close[vision, first, one, other] = round(apart, 3)
    assert not close


@EVERY_WAY
def test_a_sequence_moves_one_way_in_visible_steps(mode: str) -> None:
    steps = [colour(name, mode) for name in SEQUENCE]
    lightness = [oklab(step)[0] for step in steps]
    assert sorted(lightness, reverse=mode == "light") == lightness
    for vision in VISION:
        assert min(distance(*pair, vision) for pair in pairwise(steps)) > 0.08, vision


@EVERY_WAY
def test_the_two_ends_of_a_diverging_scale_differ(mode: str) -> None:
    low, lower, none, higher, high = (colour(name, mode) for name in DIVERGING)
    for vision in VISION:
        assert distance(low, high, vision) > 0.15, vision
        assert distance(lower, higher, vision) > 0.07, vision
        steps = pairwise((low, lower, none, higher, high))
        assert min(distance(*pair, vision) for pair in steps) > 0.07, vision


@EVERY_WAY
def test_verdicts_differ_with_any_colour_vision(mode: str) -> None:
    verdicts = [colour(name, mode) for name in ("good", "warn", "bad")]
    for vision in VISION:
        assert min(distance(*pair, vision) for pair in combinations(verdicts, 2)) > 0.06, vision


def test_every_colour_is_given_for_both_modes() -> None:
    assert {name: set(TOKENS[name]) for name in COLOURS} == {name: set(MODES) for name in COLOURS}


def test_every_token_that_charts_name_is_in_the_theme() -> None:
    assert not set(CHART_TOKENS.values()) - set(TOKENS)


# The yardsticks themselves, against published values.


def test_contrast_as_published() -> None:
    white = linear("#ffffff", 0)
    assert contrast(white, linear("#000000", 0)) == pytest.approx(21)
    # The greys on either side of 4.5:1 that WCAG tutorials name.
    assert contrast(white, linear("#767676", 0)) == pytest.approx(4.54, abs=0.005)
    assert contrast(white, linear("#777777", 0)) == pytest.approx(4.48, abs=0.005)


def test_oklch_as_in_css_color_4() -> None:
    # The specification gives sRGB red as oklch(0.628 0.2577 29.23).
    assert linear("oklch(0.62796 0.25768 29.234)", 0) == pytest.approx((1, 0, 0), abs=1e-4)
    assert oklab(linear("#ff0000", 0)) == pytest.approx((0.62796, 0.22486, 0.12585), abs=1e-4)
    assert linear("oklch(0.62796 0.25768 var(--hue))", 29.234) == pytest.approx((1, 0, 0), abs=1e-4)


def test_simulation_leaves_grey_alone_and_confuses_red_with_green() -> None:
    for matrix in VISION.values():
        assert [sum(row) for row in matrix] == pytest.approx([1, 1, 1], abs=1e-5)
    red, green = linear("#c00000", 0), linear("#557700", 0)
    assert distance(red, green, "deuteranopia") < distance(red, green) / 2
    assert distance(red, green, "tritanopia") > distance(red, green) / 2
