"""Objectives and key results: scores, pace, alignment, and what is refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pmdocs.pipeline import Project, load

HEAD = "kind: okr\nid: okr-a\ntitle: A\ncycle: 2026-Q2\nas_of: 2026-06-20\n"


def _results(*results: str, objective: str = "") -> str:
    lines = "".join(f"      - {{{result}}}\n" for result in results)
    return f"{HEAD}objectives:\n  - id: obj-a\n    title: A\n{objective}    key_results:\n{lines}"


def test_the_objective_of_sprout(make: Any) -> None:
    made = make(_results(
        "title: Retention, start: 18%, current: 20.2%, target: 25%",
        "title: Weekly actives, start: 28_000, current: 33_500, target: 36_000",
        "title: Crash rate, start: 0.60%, current: 0.41%, target: 0.30%, weight: 0.5",
    ))  # fmt: skip
    (objective,) = made.facts.objectives
    scores = [2.2 / 7, 5_500 / 8_000, 0.19 / 0.30]
    assert [r.score for r in objective.key_results] == pytest.approx(scores)
    assert objective.score == pytest.approx((scores[0] + scores[1] + 0.5 * scores[2]) / 2.5)
    assert made.facts.elapsed == pytest.approx(81 / 91)
    assert objective.expected == pytest.approx(0.7 * 81 / 91)
    assert [r.status for r in objective.key_results] == ["behind", "on-pace", "on-pace"]
    assert objective.status == "on-pace"


@pytest.mark.parametrize(
    ("result", "score"),
    [
        # Google re:Work, "Grade OKRs": of six new features to launch three were launched, graded 0.5;
        # a campaign that was to be launched either was or was not.
        ("title: Six new features, current: 3, target: 6", 0.5),
        ("title: Marketing campaign, done: true", 1.0),
        ("title: Share, start: 10%, current: 17%, target: 20%", 0.7),
        ("title: Falling, start: 100, current: 40, target: 50", 1.0),
        ("title: Wrong way, start: 100, current: 120, target: 200", 0.2),
        ("title: Worse than at the start, start: 100, current: 90, target: 200", 0.0),
        ("title: Not done, done: no", 0.0),
        ("title: Unknown, target: 10", None),
    ],
)
def test_a_key_result_is_scored_by_the_way_it_has_come(result: str, score: float | None, make: Any) -> None:
    facts = make(_results(result)).facts.objectives[0].key_results[0]
    assert facts.score == (None if score is None else pytest.approx(score))


def test_attainment_is_shown_beyond_the_score(make: Any) -> None:
    result = make(_results("title: A, current: 12, target: 10")).facts.objectives[0].key_results[0]
    assert (result.score, result.attainment) == (1.0, pytest.approx(1.2))


OVER = HEAD.replace("as_of: 2026-06-20", "as_of: 2026-06-30")


@pytest.mark.parametrize(
    ("current", "status"), [("0.7", "delivered"), ("0.6999", "short"), ("0.4", "short"), ("0.3999", "missed")]
)
def test_the_last_day_grades_after_doerr(current: str, status: str, make: Any) -> None:
    text = _results(f"title: A, current: {current}, target: 1").replace(HEAD, OVER)
    assert make(text).facts.objectives[0].status == status


NINE = ("title: A, current: 0.9, target: 1",) * 2
COMMITTED = "    type: committed\n"


# One status feeds colour, badge and sentence: the row, its bar in the chart, the tile and the summary agree.
@pytest.mark.parametrize(
    ("text", "statuses", "said"),
    [
        (_results(*("title: A, current: 0.72, target: 1",) * 2), ["delivered"] * 3, "Every objective keeps pace."),
        (_results(*NINE, objective=COMMITTED).replace(HEAD, OVER), ["missed"] * 3, "Missed: A."),
        (_results(*NINE, objective=COMMITTED), ["on-pace"] * 3, "Every objective keeps pace."),
        (_results("title: A, current: 0.4, target: 1", "title: B, done: true", objective=COMMITTED),
         ["behind", "delivered", "behind"], "A (0.40 without yes/no results where 0.89 is expected)"),
        (_results(NINE[0], "title: B, done: no").replace("2026-Q2", "2026-Q3"),
         ["not-started"] * 3, "Q3 2026 starts on Jul 1, 2026; nothing is graded before."),
        (_results(NINE[0], "title: B, done: no"), ["delivered", "open", "on-pace"], "Every objective keeps pace."),
    ],
)  # fmt: skip
def test_no_badge_contradicts_another(text: str, statuses: list[str], said: str, make: Any) -> None:
    made = make(text)
    (one,) = made.facts.objectives
    assert [*(result.status for result in one.key_results), one.status] == statuses
    assert said in made.summary()
    labels = [made.words()[f"status.{status}"] for status in statuses]
    chart = made.charts()["scores"]
    assert [row[-1] for row in chart.table.rows] == labels[:-1]
    tiles = {tile.label: tile for tile in made.kind.kind.tiles(made.spec, made.facts, made.words())}
    assert tiles["Score"].note == f"1 {labels[-1]}"
    late = sum(status in {"behind", "short", "missed"} for status in statuses[:-1])
    assert [t.value for t in tiles.values() if t.label.startswith("Key results")] == (
        [] if "not-started" in statuses else [str(late)]
    )


def test_the_tile_of_the_pace_names_each_type(make: Any) -> None:
    two = _results("title: A, current: 5, target: 10", objective="    type: committed\n")
    two += "  - {id: obj-b, title: B, key_results: [{title: C, current: 5, target: 10}]}\n"
    made = make(two)
    tiles = {tile.label: tile for tile in made.kind.kind.tiles(made.spec, made.facts, made.words())}
    assert tiles["Expected by now"].value == "0.89 / 0.62"
    assert tiles["Expected by now"].note == "committed / aspirational, on Jun 20, 2026"


@pytest.mark.parametrize(
    ("day", "codes"), [("2026-03-31", 1), ("2026-04-01", 0), ("2026-06-30", 0), ("2026-07-01", 1)]
)
def test_a_checkin_lies_within_the_cycle(day: str, codes: int, make: Any, refused: Any) -> None:
    checkins = f"    checkins: [{{date: {day}, scores: {{kr-a: 0.2}}}}]\n"
    text = _results("id: kr-a, title: A, target: 1", objective=checkins)
    if codes:
        assert [(p.code, p.field) for p in refused(text)] == [("E-DATE", "objectives.0.checkins.0.date")]
    else:
        assert make(text).facts.last_checkin.isoformat() == day


def test_a_grade_belongs_after_the_cycle(make: Any) -> None:
    graded = _results(
        "title: A, current: 6, target: 10", objective="    grade: 0.6\n    retrospective: Late.\n"
    )
    assert "E-DATE" in make(graded).codes
    over = make(graded.replace(HEAD, OVER))
    assert "E-DATE" not in over.codes
    assert over.facts.objectives[0].grade == 0.6


def test_an_unknown_result_is_left_out_of_the_mean(make: Any) -> None:
    objective = make(_results("title: A, current: 5, target: 10", "title: B, target: 10")).facts.objectives[0]
    assert objective.score == pytest.approx(0.5)
    assert objective.coverage == pytest.approx(0.5)


def test_a_committed_objective_is_delivered_at_one_only(make: Any) -> None:
    result = "title: A, current: 9, target: 10"
    assert make(_results(result)).facts.objectives[0].status == "delivered"
    committed = make(_results(result, objective="    type: committed\n")).facts.objectives[0]
    assert committed.status == "on-pace"


def test_the_trend_keeps_the_last_score_of_a_result_not_named(make: Any) -> None:
    checkins = (
        "    checkins:\n"
        "      - {date: 2026-05-15, scores: {kr-a: 0.2, kr-b: 0.4}}\n"
        "      - {date: 2026-06-05, scores: {kr-b: 0.6}}\n"
    )
    made = make(
        _results("id: kr-a, title: A, target: 1", "id: kr-b, title: B, target: 1", objective=checkins)
    )
    trend = made.facts.objectives[0].trend
    assert [(p.date, p.score) for p in trend] == [
        (dt.date(2026, 5, 15), pytest.approx(0.3)), (dt.date(2026, 6, 5), pytest.approx(0.4)),
    ]  # fmt: skip


REFUSED = {
    "title: A, start: 5, target: 5": "E-RANGE target",
    "title: A, target: 0": "E-RANGE target",
    "title: A": "E-REQ target",
    "title: A, target: 10, confidence: 11": "E-RANGE confidence",
    "title: A, start: 18%, target: 25": "E-RATE start",
    "title: A, target: 10, weight: 0": "E-RANGE weight",
    "title: A, start: many, current: 5%, target: 25, confidence: 0": "E-TYPE start, E-RATE current, E-RANGE confidence",
}  # fmt: skip


@pytest.mark.parametrize("result", REFUSED)
def test_what_cannot_be_scored_is_refused(result: str, refused: Any) -> None:
    said = [f"{p.code} {p.field.rpartition('.')[2]}" for p in refused(_results(result))]
    assert ", ".join(said) == REFUSED[result]


def test_an_objective_has_key_results_and_checks_in_no_others(refused: Any) -> None:
    text = HEAD + "objectives:\n  - {id: obj-a, title: A}\n"
    assert [(p.code, p.line) for p in refused(text)] == [("E-EMPTY", 7)]
    checkins = "    checkins: [{date: 2026-05-15, scores: {kr-x: 0.2}}]\n"
    (found,) = refused(_results("id: kr-a, title: A, target: 1", objective=checkins))
    assert (found.code, found.hint.en) == ("E-REF", "did you mean ‘kr-a’?")


def test_what_is_said_about_objectives(make: Any) -> None:
    assert make(_results("title: Launch the app, target: 1, current: 0")).codes == [
        "W-COUNT",
        "I-OUTPUT",
        "W-CHECKIN",
    ]
    six = [f"title: R{n}, target: 10, current: 1" for n in range(6)]
    assert make(_results(*six)).codes == ["W-COUNT", "W-CHECKIN"]
    assert "W-MEASURE" in make(_results("title: A, done: true", "title: B, target: 2")).codes


def test_all_reached_is_not_ambitious(make: Any) -> None:
    made = make(_results("title: A, current: 10, target: 10", "title: B, current: 3, target: 3"))
    assert not made.facts.ambitious_enough
    assert "not ambitious enough" in made.summary()


def test_objectives_of_other_pages_stand_in_the_tree_and_a_circle_is_refused(tmp_path: Any) -> None:
    page = (
        "kind: okr\nid: okr-{n}\ntitle: {n}\ncycle: 2026-Q2\nobjectives:\n  - id: obj-{n}\n    title: {n}\n"
    )
    page += "    parent: obj-{p}\n    key_results: [{{title: A, target: 2, current: 1}}, {{title: B, target: 2}}]\n"
    (tmp_path / "content").mkdir()
    (tmp_path / "pmdocs.yml").write_text("site_name: A\ntoday: 2026-04-10\n", encoding="utf-8")
    (tmp_path / "content/a.yml").write_text(
        page.format(n="a", p="a").replace("    parent: obj-a\n", ""), encoding="utf-8"
    )
    (tmp_path / "content/b.yml").write_text(page.format(n="b", p="a"), encoding="utf-8")
    files = load(Project.open(tmp_path))
    facts = files.computed(files.site.specs("en")["okr-b"]).facts
    assert (facts.alignment[0].id, facts.alignment[0].children[0].id) == ("obj-a", "obj-b")
    (tmp_path / "content/a.yml").write_text(page.format(n="a", p="b"), encoding="utf-8")
    codes = {(p.code, p.path) for p in load(Project.open(tmp_path)).all_problems()}
    assert {("E-CYCLE", "content/a.yml"), ("E-CYCLE", "content/b.yml")} <= codes


def test_scores_stand_below_the_objective_that_they_belong_to(make: Any) -> None:
    result = "{title: %s, start: 0, target: 10, current: 5}"
    objectives = "".join(
        f"  - {{title: O{n}, key_results: [{result % f'R{n}a'}, {result % f'R{n}b'}]}}\n" for n in (1, 2)
    )
    made = make(f"kind: okr\nid: o\ntitle: O\ncycle: 2026-Q2\nobjectives:\n{objectives}")
    axis = made.charts()["scores"].option["baseOption"]["yAxis"]["data"]
    bold = {"textStyle": {"fontWeight": "bold"}}
    assert axis == [{"value": "O1", **bold}, "R1a", "R1b", {"value": "O2", **bold}, "R2a", "R2b"]
