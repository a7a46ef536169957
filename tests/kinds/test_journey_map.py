"""A journey's emotions, extremes and remark; what it refuses; a strip whose points stand above their texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from pmdocs.charts.engine import draw
from pmdocs.diagnostics.problem import Severity
from pmdocs.engine.site_files import SiteFiles
from pmdocs.kinds import load_kind
from pmdocs.kinds.journey_map.emotion import FEELINGS, Emotion, feeling, read_scale
from pmdocs.kinds.journey_map.views import STRIP_EDGE, STRIP_HEIGHT, column_width, level, remark
from pmdocs.pipeline import Project, build, load
from pmdocs.sdk import Entry

Make = Callable[..., Any]
Refused = Callable[..., Any]

HEAD = "kind: journey-map\nid: journey-one\ntitle: First plant saved\npersona: persona-mia\n"
CATALOGUE = f"""{HEAD}stages:
  - name: Discover
    actions: [Search "yellow leaves", See Sprout in results]
    touchpoints: [web search, app store]
    emotion: confused
    pains: [Too many contradicting tips]
  - name: Register
    actions: [Install, Sign up by phone]
    touchpoints: [app]
    emotion: -2
    pains: [Must register before seeing anything]
    opportunities: [req-guest-mode]
  - {{name: Diagnose, actions: [Take photo], touchpoints: [app], emotion: 1}}
  - {{name: Goal reached, actions: [Plant recovers], touchpoints: [app], emotion: delighted}}
"""


def _journey(*emotions: object, more: str = "", stage: str = ", opportunities: [Do better]") -> str:
    rows = "".join(
        f"  - {{name: S{i}, actions: [Acts], emotion: {e}{stage}}}\n" for i, e in enumerate(emotions)
    )
    return f"{HEAD}{more}stages:\n{rows}"


# --- Emotions ----------------------------------------------------------------------------------------


def test_an_emotion_is_a_word_of_either_language_or_a_number() -> None:
    steps = {
        "frustrated": -2, "受挫": -2, "挫折": -2, "Confused": -1, "困惑": -1, "neutral": 0, "平静": 0,
        "satisfied": 1, "满意": 1, "delighted": 2, "惊喜": 2, "-1.5": -1.5, "−2": -2, "+1": 1, "\uff10.5": 0.5,
    }  # fmt: skip
    assert {written: Emotion.read(written).on(2) for written in steps} == steps


def test_words_are_stretched_to_the_wide_scale_and_numbers_are_not() -> None:
    assert [Emotion.read(word).on(5) for word in FEELINGS] == [-5, -2.5, 0, 2.5, 5]
    assert Emotion.read("2").on(5) == 2


def test_a_scale_is_written_by_its_end_or_by_both() -> None:
    for written in ("5", "±5", "-5..5", "−5…5", "-5 to +5", "-5 至 5"):
        assert read_scale(written) == 5
        assert read_scale(written.replace("5", "2")) == 2


def test_the_nearest_word_and_of_two_equally_near_ones_the_stronger() -> None:
    found = [feeling(value, 2) for value in (-2, -1.5, -1.4, -0.5, -0.4, 0, 0.4, 0.5, 1.4, 1.5, 2)]
    assert found == [
        "frustrated", "frustrated", "confused", "confused", "neutral", "neutral", "neutral", "satisfied",
        "satisfied", "delighted", "delighted",
    ]  # fmt: skip
    # 0.3 + 0.2 falls short of one half in no way that a reader could see.
    assert feeling(0.3 + 0.2 - 1e-12, 2) == "satisfied"
    assert feeling(1.25, 5) == "satisfied"


@given(st.floats(-5, 5), st.sampled_from([2, 5]))
def test_opposite_emotions_have_opposite_words(value: float, scale: int) -> None:
    value = max(-scale, min(scale, value))
    assert FEELINGS.index(feeling(value, scale)) + FEELINGS.index(feeling(-value, scale)) == 4


# --- Facts -------------------------------------------------------------------------------------------


def test_the_catalogues_journey(make: Make) -> None:
    facts = make(CATALOGUE).facts
    assert [stage.emotion for stage in facts.stages] == [-1, -2, 1, 2]
    assert [stage.change for stage in facts.stages] == [None, -1, 3, 1]
    assert (facts.mean, facts.end, facts.lowest, facts.highest) == (0, 2, (1,), (3,))
    assert (facts.drops, facts.drop_size) == ((0,), 1)
    assert (facts.peaks, facts.remembered) == ((1, 3), None)
    assert (facts.pains, facts.unanswered) == (2, 1)
    assert [stage.unanswered for stage in facts.stages][:2] == [("Too many contradicting tips",), ()]


def test_the_end_outweighs_the_sum_as_kahneman_found(make: Make) -> None:
    # Kahneman, Fredrickson, Schreiber & Redelmeier 1993: 30 s more of milder pain are remembered as less pain.
    short, longer = make(_journey(-2, -2)).facts, make(_journey(-2, -2, -1)).facts
    assert (short.remembered, longer.remembered) == (-2, -1.5)


def test_a_peak_may_be_good_or_bad(make: Make) -> None:
    assert make(_journey(-1, 2, 0)).facts.remembered == 1
    assert make(_journey(1, -2, 0)).facts.remembered == -1
    assert make(_journey(-2, 2, 2)).facts.remembered is None


def test_equal_extremes_and_drops_are_all_named(make: Make) -> None:
    facts = make(_journey(1, 0.9 - 1, 1, 0.1 - 0.2, 2)).facts
    assert facts.lowest == (1, 3)
    assert facts.drops == (0, 2)


def test_a_journey_that_never_falls_has_no_drop(make: Make) -> None:
    made = make(_journey(-1, 0, 2))
    assert (made.facts.drops, made.facts.drop_size) == ((), None)
    tiles = {t.label: t for t in made.kind.kind.tiles(made.spec, made.facts, made.words())}
    assert (tiles["Largest drop"].value, tiles["Largest drop"].note) == ("0", "it never falls")


def test_what_it_refers_to_is_shown_by_its_title(make: Make) -> None:
    class Site:
        def get(self, id_: str) -> Entry | None:
            return Entry(id_, "requirement", f"The {id_}", "", "en", id_) if id_ == "req-guest-mode" else None

    table = make(CATALOGUE, desk=Site()).charts()["map"].table
    at = [column.title for column in table.columns].index("Opportunities")
    assert [row[at] for row in table.rows] == [None, "The req-guest-mode", None, None]


# --- Sentences ---------------------------------------------------------------------------------------


def _remark(made: Any, lang: str = "en") -> str:
    return remark(made.facts, made.words(lang))


def test_the_finding_is_the_worst_moment_with_its_pain_and_the_end(make: Make) -> None:
    made = make(CATALOGUE)
    assert made.summary() == (
        "Register is the moment of pain: frustrated (−2) – “Must register before seeing anything”. "
        "The journey ends delighted (+2)."
    )
    assert made.summary("zh-CN") == (
        "“Register”是最痛的时刻：受挫（−2），“Must register before seeing anything”。旅程结束时惊喜（+2）。"
    )


def test_findings_of_other_courses(make: Make) -> None:
    said = {
        (1, 1, 1): "Every stage feels the same: satisfied (+1).",
        (1, -2): "S1 is the moment of pain: frustrated (−2). The journey ends there.",
        (-1, 0, -1, 2): "S0 and S2 are the moments of pain: confused (−1). The journey ends delighted (+2).",
        (
            0,
            1,
        ): "S0 is the lowest point, yet never below neutral: neutral (0). The journey ends satisfied (+1).",
        (-1.5, 0.25): "S0 is the moment of pain: frustrated (−1.5). The journey ends neutral (+0.25).",
    }
    assert {course: make(_journey(*course)).summary() for course in said} == said


def test_a_low_without_an_answer_is_said(make: Make) -> None:
    said = make(_journey(-2, 1, stage=", pains: [It hurts]")).summary()
    assert said.endswith("No opportunity answers it yet.")


def test_the_remark_is_no_score(make: Make) -> None:
    assert "memory keeps the strongest moment (S0, frustrated (−2)) and the end (satisfied (+1))" in _remark(
        make(_journey(-2, 0, 1))
    )
    assert "about −0.5, against −0.3" in _remark(make(_journey(-2, 0, 1)))
    assert "the strongest moment is also the end (S2, delighted (+2))" in _remark(make(_journey(-1, 0, 2)))
    assert "S0 and S2 are equally strong in opposite directions" in _remark(make(_journey(-2, 0, 2)))
    assert _remark(make(_journey(1, 1))) == ""
    assert _remark(make(_journey(-1, 0, 2)), "zh-CN").startswith("峰终定律：最强烈的时刻也是结尾")


def test_a_level_has_its_sign_and_only_the_decimals_it_needs() -> None:
    words = load_kind("journey-map").words("en")
    shown = [level(value, words) for value in (2, -1.5, 0, -1e-12, 1.25, 0.1 + 0.2)]
    assert shown == ["+2", "−1.5", "0", "0", "+1.25", "+0.3"]


# --- Refusals and warnings ---------------------------------------------------------------------------


def test_what_is_refused_and_where(refused: Refused) -> None:
    cases = {
        _journey(1): ["E-LEN 6:3"],
        _journey(*[1] * 13): ["E-LEN 6:3"],
        _journey(1, 3): ["E-RANGE 7:42"],
        _journey(1, "delihgted"): ["E-RANGE 7:42"],
        _journey(1, ".inf"): ["E-NAN 7:42"],
        _journey(1, "[1, 2]"): ["E-TYPE 7:42"],
        _journey(1, "~"): ["E-REQ 7:42"],
        _journey(1, 2, more="scale: 3\n"): ["E-RANGE 5:8"],
        _journey(1, -6, more="scale: -5..5\n"): ["E-RANGE 8:42"],
        # All at once, also beside a stage that cannot be read; nothing is beyond a scale that is not known.
        _journey(3, "delihgted", -4): ["E-RANGE 7:42", "E-RANGE 6:42", "E-RANGE 8:42"],
        _journey(9, 9, more="scale: 3\n"): ["E-RANGE 5:8"],
    }
    for text, expected in cases.items():
        assert [f"{p.code} {p.line}:{p.column}" for p in refused(text)] == expected


def test_messages_say_what_was_found_and_what_to_write(refused: Refused) -> None:
    (problem,) = refused(_journey(1, -3))
    assert problem.message.en == "an emotion lies between −2 and 2, found −3"
    assert problem.message.zh == "情绪应在 −2 到 2 之间，实际是 −3"
    assert "scale: 5" in problem.hint.en
    assert refused(_journey(1, 6))[0].hint is None  # beyond the wide scale as well
    assert "delighted" in refused(_journey(1, "delihgted"))[0].hint.en
    assert "惊喜" in refused(_journey(1, "惊"), lang="zh-CN")[0].message.zh


def test_the_end_of_the_scale_is_on_it(make: Make) -> None:
    assert make(_journey(-2, 2)).codes == []
    assert make(_journey(-5, 5, more="scale: 5\n")).codes == []


def test_what_is_warned_of(make: Make) -> None:
    cases = {
        _journey(*[0, 1, 2] * 3): ["W-CROWD"],
        _journey(*[0, 1] * 4): [],
        _journey(1, "satisfied", 1): ["W-FLAT"],
        _journey(-1, 1, -1, stage=""): ["W-OPPORTUNITY", "W-OPPORTUNITY"],
        _journey(1, 2).replace("actions: [Acts], ", "", 1): ["W-ACTIONS"],
    }
    assert {text: make(text).codes for text in cases} == cases


# --- The map and its strip ---------------------------------------------------------------------------


def _faces(svg: str) -> list[float]:
    """Return where the faces stand: unit circles, moved and scaled."""
    return [float(x) for x in re.findall(r'd="M0 -1A1 1[^"]*" transform="matrix\(12,0,0,12,([\d.]+),', svg)]


@pytest.mark.parametrize("stages", [2, 3, 4, 5, 8, 12])
def test_each_point_of_the_strip_is_in_the_middle_of_its_column(make: Make, stages: int) -> None:
    chart = make(_journey(*[i % 3 - 1 for i in range(stages)])).charts()["map"]
    width = column_width(stages)
    assert (chart.width, chart.narrow_height) == (stages * width, 0)
    svg = draw(chart.option, width=chart.width, height=chart.height, prefix="s", lang="en", label="")
    assert _faces(svg) == pytest.approx([(i + 0.5) * width for i in range(stages)], abs=0.5)


@pytest.mark.parametrize("view", ["map", "emotion"])
def test_no_word_of_a_face_lies_on_the_neutral_line(make: Make, view: str) -> None:
    values = (-0.5, -1, 0.4, 1, -0.3, 2, 0.5, 1)
    chart = make(_journey(*values)).charts()[view]
    svg = draw(chart.option, width=1440, height=chart.height, prefix="s", lang="en", label="")
    (neutral,) = re.findall(r'<path d="M[\d.]+ ([\d.]+)L[\d.]+ \1" fill="none" stroke="var\(--muted\)"', svg)
    label = r' y="([-\d.]+)" transform="translate\([\d.]+ ([\d.]+)\)"[^>]*>(?:confused|neutral|satisfied|delighted)'
    words = [float(offset) + float(y) for offset, y in re.findall(label, svg)]
    assert len(words) == len(values)
    assert all(abs(y - float(neutral)) > 9 for y in words)


def test_the_style_sheet_has_the_sizes_of_the_strip() -> None:
    css = load_kind("journey-map").file("style.css")
    usual = re.search(r"\.journey \{[^}]*--column: (\d+)px", css)
    assert usual
    for stages in range(2, 13):
        own = re.search(rf"\.stages-{stages}\b[^{{]*\{{\s*--column: (\d+)px", css) or usual
        assert int(own[1]) == column_width(stages)
    tops = [int(top) for top in re.findall(r"nth-child\(\d\) \{\s*top: (\d+)px", css)]
    assert tops == [STRIP_EDGE, STRIP_HEIGHT // 2, STRIP_HEIGHT - STRIP_EDGE]


def _site(folder: Path, lang: str = "en") -> SiteFiles:
    (folder / "content").mkdir(parents=True)
    (folder / "pmdocs.yml").write_text(f"site_name: One\nlang: {lang}\ntoday: 2026-06-24\n", encoding="utf-8")
    text = load_kind("journey-map").example(lang)
    (folder / "content" / "page.md").write_text(text, encoding="utf-8")
    (folder / "content" / "other.md").write_text("![[journey-first-week#map]]\n", encoding="utf-8")
    return load(Project.open(folder))


def test_rows_come_in_the_order_that_practitioners_know(tmp_path: Path) -> None:
    page = _site(tmp_path / "site")["page/index.html"].decode()
    rows = re.findall(r'<tr class="journey-([\w]+)"', page)
    assert rows == [
        "goal", "actions", "touchpoints", "thoughts", "emotion", "pains", "opportunities", "care",
        "line", "frontstage", "line", "backstage",
    ]  # fmt: skip
    assert page.index("Line of interaction") < page.index("Frontstage") < page.index("Line of visibility")


def test_the_curve_is_drawn_once_and_its_remark_stands_with_the_map(tmp_path: Path) -> None:
    files = _site(tmp_path / "site")
    page, other = files["page/index.html"].decode(), files["other/index.html"].decode()
    for text in (page, other):
        assert text.count('<figure class="chart') == 1
        assert text.count('<p class="chart-note">Peak–end rule') == 1
    assert 'id="journey-first-week-emotion"' not in page


def test_the_strip_is_one_cell_and_comes_alive_like_any_chart(tmp_path: Path) -> None:
    files = _site(tmp_path / "site")
    for url in ("page/index.html", "other/index.html"):
        page = files[url].decode()
        cell = re.search(r'<tr class="journey-emotion".*?</tr>', page, re.DOTALL)
        assert cell
        assert 'colspan="4"' in cell[0]
        for part in (
            '<figure class="chart chart-strip"',
            'class="chart-box"',
            'class="chart-option"',
            "<svg width=",
        ):
            assert cell[0].count(part) == 1
        assert "assets/charts.js" in page
    assert b"Searches" in files["page/map.csv"]


@pytest.mark.slow
@pytest.mark.parametrize(("lang", "width"), [("en", 1280), ("zh-CN", 700)])
def test_points_stay_above_their_columns_when_the_chart_comes_alive(
    page: Any, tmp_path: Path, lang: str, width: int
) -> None:
    said = build(_site(tmp_path / "site", lang), tmp_path / "output").problems
    assert [p.text() for p in said if p.severity is not Severity.INFO] == []
    page.set_viewport_size({"width": width, "height": 900})
    page.goto((tmp_path / "output" / "page" / "index.html").as_uri())
    before = page.evaluate(_OFFSETS)
    page.locator(".chart-strip .chart-box").focus()
    page.wait_for_selector(".chart-strip .chart-live svg")
    after = page.evaluate(_OFFSETS)
    for measured in (before, after):
        assert len(measured["offsets"]) == 4
        assert max(map(abs, measured["offsets"])) < 1
    assert (before["live"], after["live"]) == (False, True)
    assert before["size"] == after["size"]


@pytest.mark.slow
def test_a_phone_shows_the_map_stage_by_stage(page: Any, tmp_path: Path) -> None:
    build(_site(tmp_path / "site"), tmp_path / "output")
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto((tmp_path / "output" / "page" / "index.html").as_uri())
    order = page.evaluate("""() => {
      const seen = [...document.querySelectorAll(".journey :is(th, td)")].filter((cell) => cell.checkVisibility());
      const place = (cell) => [...cell.parentElement.children].indexOf(cell);
      return { stages: seen.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top).map(place),
        lanes: seen.filter((cell) => cell.tagName === "TD").map((cell) => cell.dataset.lane),
        over: document.querySelector(".journey").scrollWidth - document.querySelector(".journey").clientWidth };
    }""")
    assert order["stages"] == sorted(order["stages"])
    assert set(order["stages"]) == {1, 2, 3, 4}
    assert all(order["lanes"])
    assert order["over"] <= 0
    assert not page.locator(".journey-emotion .chart-strip").is_visible()


@pytest.mark.slow
@pytest.mark.parametrize(("stages", "width"), [(5, 1280), (8, 1920)])
def test_a_map_of_this_many_stages_is_not_cut(page: Any, tmp_path: Path, stages: int, width: int) -> None:
    folder = tmp_path / "site"
    _site(folder)
    long = "Get far enough that the steering committee does not postpone the matter again"
    rows = "".join(
        f"  - {{name: Stage {n} of the journey, emotion: {n % 3 - 1}, goal: {long}, actions: [{long}]}}\n"
        for n in range(stages)
    )
    text = load_kind("journey-map").example("en")
    head, rest = text[: text.index("stages:")], text[text.index("\n---\n") :]
    (folder / "content" / "page.md").write_text(f"{head}stages:\n{rows.rstrip()}{rest}", encoding="utf-8")
    build(load(Project.open(folder)), tmp_path / "output")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((tmp_path / "output" / "page" / "index.html").as_uri())
    assert page.locator(".journey thead th").count() == stages + 1
    assert (
        page.evaluate(
            "(() => { const m = document.querySelector('.journey'); return m.scrollWidth - m.clientWidth })()"
        )
        <= 0
    )


_OFFSETS = """() => {
  const strip = document.querySelector(".chart-strip");
  const live = strip.querySelector(".chart-live svg");
  const middle = (element) => { const r = element.getBoundingClientRect(); return (r.left + r.right) / 2; };
  const round = (path) => { const r = path.getBBox(); return r.width === r.height && path.getAttribute("fill") !== "none"; };
  const faces = [...(live ?? strip.querySelector("svg")).querySelectorAll("path[stroke]")].filter(round).map(middle);
  const columns = [...document.querySelectorAll(".journey thead th")].slice(1).map(middle);
  const { width, height } = strip.getBoundingClientRect();
  return { live: Boolean(live), size: [width, height],
    offsets: columns.map((x, i) => faces.sort((a, b) => a - b)[i] - x) };
}"""


THEN = (
    HEAD
    + """stages:
  - {name: A, emotion: 1, before: -2, actions: [x], evidence: {n: 12, source: interviews}}
  - {name: B, emotion: 0, actions: [x], evidence: {n: 3}}
  - {name: C, emotion: satisfied, before: neutral, actions: [x]}
"""
)


def test_a_curve_of_before_stands_beside_the_present_one(make: Any) -> None:
    made = make(THEN)
    assert [stage.before for stage in made.facts.stages] == [-2, None, 0]
    assert [stage.difference for stage in made.facts.stages] == [3, None, 1]
    charts = made.charts()
    chart = charts["emotion"]
    assert "Dashed: before. A has gained most, from −2 to +1." in chart.note
    assert charts["map"].note == chart.note
    assert [column.title for column in chart.table.columns][-2:] == ["Before", "Difference"]
    for option in (chart.option["baseOption"], charts["map"].option):
        dashed = [s for s in option["series"] if s.get("lineStyle", {}).get("type") == "dashed"]
        assert [one["data"] for one in dashed if len(one["data"]) == 3] == [[-2, "-", 0]]


def test_without_it_nothing_is_said_of_before(make: Any) -> None:
    chart = make(THEN.replace("before: -2, ", "").replace("before: neutral, ", "")).charts()["emotion"]
    assert "before" not in chart.note
    assert "Before" not in [column.title for column in chart.table.columns]


def test_before_lies_on_the_scale(refused: Any) -> None:
    found = refused(THEN.replace("before: -2", "before: -3"))
    assert [(p.code, p.field) for p in found] == [("E-RANGE", "stages.0.before")]
    assert [p.code for p in refused(THEN.replace("n: 12", "n: many"))] == ["E-TYPE"]
