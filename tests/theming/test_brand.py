"""A brand in theme.yml: whatever its colour, what comes of it can be read and told apart, or the author is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, strategies as st

from pmdocs.diagnostics.problem import PmdocsError, Problem
from pmdocs.pipeline import Project, load
from pmdocs.system.boundary import Boundary
from pmdocs.theming.palette import (
    MIN_MARK_CONTRAST,
    MIN_SERIES_DISTANCE,
    MIN_TEXT_CONTRAST,
    MODES,
    Palette,
    cached_palette,
    palette,
)
from pmdocs.theming.theme import load_theme
from tests.theming.colours import contrast, distance, linear

BASE: dict[str, Any] = yaml.safe_load(
    (Path(__file__).resolve().parents[2] / "themes" / "base" / "theme.yml").read_text(encoding="utf-8")
)["tokens"]
COLOURS = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")
CHARTS = [BASE[f"chart-{n}"]["light"] for n in range(1, 9)]
VISION = {"protan": "protanopia", "deutan": "deuteranopia", "tritan": "tritanopia"}


def _least(found: Palette, name: str, mode: str, grounds: tuple[str, ...]) -> float:
    """Return the least contrast of a token with its grounds, measured by formulas of our own."""
    tokens = {**BASE, **found.tokens}
    hue = float(tokens["hue"])
    return min(
        contrast(linear(tokens[name][mode], hue), linear(tokens[ground][mode], hue)) for ground in grounds
    )


@given(COLOURS)
def test_any_accent_can_be_read_in_both_modes(colour: str) -> None:
    """Text in the accent has 4.5:1 on every ground; a colour that had it already is used as it is, unsaid."""
    found = palette({"both": colour}, {}, BASE)
    for mode in MODES:
        assert _least(found, "accent", mode, ("surface", "raised", "accent-soft")) >= MIN_TEXT_CONTRAST - 0.02
    kept = found.tokens["accent"]["light"] == colour
    assert kept == (not found.remarks)


@given(st.lists(COLOURS, min_size=2, max_size=8))
def test_any_chart_colours_stand_out_in_both_modes(colours: list[str]) -> None:
    """Marks have 3:1 on the grounds, and pairs that look alike to somebody are named."""
    found = palette({}, {"both": colours}, BASE)
    used = [found.tokens[f"chart-{n}"] for n in range(1, len(colours) + 1)]
    for mode in MODES:
        assert (
            min(_least(found, f"chart-{n}", mode, ("surface", "raised")) for n in range(1, len(colours) + 1))
            >= MIN_MARK_CONTRAST - 0.02
        )
    seen = [linear(one["light"], 0) for one in used]
    close = {
        (i + 1, j + 1)
        for i, one in enumerate(seen) for j, other in enumerate(seen[:i])
        if min(distance(one, other, name) for name in VISION.values()) < MIN_SERIES_DISTANCE - 0.003
    }  # fmt: skip
    said = {
        tuple(int(w) for w in r.message.en.split(" (")[0].split() if w.isdigit())
        for r in found.remarks
        if "alike" in r.message.en
    }
    assert {tuple(sorted(pair)) for pair in close} <= {tuple(sorted(pair)) for pair in said}


def test_the_colours_of_base_pass_as_a_brand() -> None:
    """What the theme uses itself is no reason for a warning."""
    assert palette({"both": "#1d6b40"}, {"both": CHARTS}, BASE).remarks == []


def test_a_weak_accent_is_replaced_and_told() -> None:
    """Yellow cannot be read: 1.51:1 on white as published for #ffcc00, 1.3:1 on the tinted ground."""
    (remark,) = palette({"both": "#ffcc00"}, {}, BASE).remarks
    assert remark.at == ("accent",)
    assert "#ffcc00" in remark.message.en
    assert "1.3:1" in remark.message.en
    assert "浅色" in remark.message.zh


def test_a_grey_accent_keeps_the_hue_of_the_grounds() -> None:
    """Black has no hue: the theme's own stays."""
    assert "hue" not in palette({"both": "#222222"}, {}, BASE).tokens


def test_a_palette_is_worked_out_once() -> None:
    """What was kept is taken as it is, remarks with their places included."""
    kept: dict[str, str] = {}

    class Memo:
        def get(self, key: str) -> str | None:
            return kept.get(key)

        def put(self, key: str, value: str) -> None:
            kept[key] = value

    first = cached_palette(Memo(), {"both": "#ffcc00"}, {}, BASE)
    assert len(kept) == 1
    assert cached_palette(Memo(), {"both": "#ffcc00"}, {}, BASE) == first
    assert json.loads(next(iter(kept.values())))


# In a site

Site = Callable[..., Path]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Return a function that writes a site whose theme acme has these lines."""

    def write(*lines: str) -> Path:
        files = {
            "pmdocs.yml": "site_name: Acme\ntheme: acme\n", "content/index.md": "# Acme\n", "content/logo.svg": "<svg/>",
            "themes/acme/theme.yml": "\n".join(["name: acme", "extends: base", *lines, ""]),
        }  # fmt: skip
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return write


def _refused(site: Path) -> Problem:
    with pytest.raises(PmdocsError) as caught:
        load_theme(Boundary.of(site), "acme")
    assert caught.value.exit_code == 2
    (problem,) = caught.value.problems
    return problem


def test_a_brand_changes_the_style_of_the_site(site: Site) -> None:
    """One line for the accent; fonts before those of the theme; radius; logo on every page."""
    folder = site('accent: "#0052CC"', "fonts: {heading: Inter}", "radius: 2px", "logo: content/logo.svg")
    files = load(Project.open(folder))
    css = files["assets/site.css"].decode()
    assert "--accent:#0052cc;" in css
    assert "--hue:260;" in css
    assert "--font-heading:Inter, var(--font-text);" in css
    assert "--radius:2px;" in css
    assert files["assets/logo.svg"] == b"<svg/>"
    assert '<img class="logo" src="assets/logo.svg" alt="">' in files["index.html"].decode()
    assert files.all_problems() == []


def test_a_token_of_the_same_theme_has_the_last_word(site: Site) -> None:
    """What is written out is not derived."""
    folder = site('accent: "#0052cc"', 'tokens: {focus: "#123456"}')
    assert load_theme(Boundary.of(folder), "acme").tokens["focus"] == "#123456"


def test_a_warning_stands_at_its_line(site: Site) -> None:
    """Weak colours are told where they are written, in the build's report."""
    problems = load(Project.open(site('accent: "#ffcc00"', 'charts: ["#ff0000", "#fe0000"]'))).all_problems()
    assert [(p.code, p.path, p.line) for p in problems] == [
        ("W-THEME", "themes/acme/theme.yml", 3), ("W-THEME", "themes/acme/theme.yml", 4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "place", "message"),
    [
        ("logo: ../logo.svg", (3, 7), "outside"), ("logo: /etc/passwd", (3, 7), "outside"),
        ("logo: pmdocs.yml", (3, 7), "outside"), ("logo: content/lgo.svg", (3, 7), "no logo"),
        ("logo: content/index.md", (3, 7), "no picture"), ("accent: blue", (3, 9), "not a colour"),
        ("accent: {light: '#000'}", (3, 9), "dark"), ("radius: round", (3, 9), "not a length"),
        ("charts: ['#000000']", (3, 9), "2"), ("acent: '#000000'", (3, 1), "acent"),
        ("fonts: {body: Inter}", (3, 9), "body"),
    ],
)  # fmt: skip
def test_mistakes_have_their_place(site: Site, line: str, place: tuple[int, int], message: str) -> None:
    """A logo elsewhere, a word for a colour, a field that nobody knows: path:line:column, and nothing is built."""
    problem = _refused(site(line))
    assert (problem.path, problem.line, problem.column) == ("themes/acme/theme.yml", *place)
    assert message in problem.message.en


def test_a_logo_behind_a_link_out_of_the_site_is_refused(
    site: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Links are followed before it is asked where the file lies."""
    outside = tmp_path_factory.mktemp("outside") / "logo.svg"
    outside.write_text("<svg/>", encoding="utf-8")
    folder = site("logo: content/link.svg")
    (folder / "content/link.svg").symlink_to(outside)
    assert "outside" in _refused(folder).message.en
