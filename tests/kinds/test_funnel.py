"""A funnel: where most is lost, what the segments say, and how its steps are labelled."""

from __future__ import annotations

from typing import Any

import pytest

from pmdocs.kinds import load_kind
from tests.kinds.conftest import Made, Make

# SourceIndex, funnel: the counts of its example and two segments that make them up.
CATALOGUE = """
kind: funnel
id: signup
title: From install to subscription
steps: [Install, Register, Photo, Schedule, Subscribe]
counts: [24_000, 15_600, 11_200, 6_700, 1_340]
segments: {search: [9_000, 6_900, 5_300, 3_400, 760], ads: [15_000, 8_700, 5_900, 3_300, 580]}
targets: {Register: 65%, Subscribe: 25%}
"""
PLAIN = "kind: funnel\nid: f\ntitle: F\nsteps: [A, B, C]\n"


def tiles(made: Made) -> dict[str, tuple[str, str]]:
    found = made.kind.kind.tiles(made.spec, made.facts, made.words())
    return {tile.label: (tile.value, tile.note) for tile in found}


def labels(made: Made) -> list[str]:
    return [item["text"] for item in made.charts()["steps"].option["baseOption"]["series"][0]["data"]]


def test_the_summary_names_the_largest_loss_and_the_lowest_rate(make: Make) -> None:
    made = make(CATALOGUE)
    assert made.summary() == (
        "Register loses most: 8,400 users, 35.0% of those at Install, go no further."
        " The lowest rate is at Subscribe: 20.0%."
    )
    same_step = make(PLAIN + "counts: [1_000, 200, 180]")
    assert same_step.summary() == "B loses most: 800 users, 80.0% of those at A, go no further."
    assert make(PLAIN + "counts: [100, 100, 100]").summary() == "100.0% reach C."


def test_steps_are_targets_met_or_missed(make: Make) -> None:
    steps = make(CATALOGUE).facts.steps
    assert [step.target_met for step in steps] == [None, True, None, None, False]
    assert steps[1].conversion_low < 0.65 < steps[1].conversion_high


def test_counts_stand_with_the_steps_the_segments_or_alone(make: Make) -> None:
    for counts in (
        "steps: [{name: A, count: 300}, {name: B, count: 200}]", "steps: [A, B]\ncounts: [300, 200]",
        "steps: [A, B]\nsegments: {x: [100, 50], y: [200, 150]}",
    ):  # fmt: skip
        made = make(f"kind: funnel\nid: f\ntitle: F\n{counts}\n")
        assert [step.count for step in made.facts.steps] == [300, 200]


def test_key_figures(make: Make) -> None:
    found = tiles(make(CATALOGUE))
    assert found["Install"] == ("24,000", "users")
    assert found["Overall, to Subscribe"] == ("5.6%", "95% interval 5.3% to 5.9%")
    assert found["Lowest step conversion"] == ("20.0%", "Subscribe")
    assert found["Best chance at the end"] == (
        "≤ +241",
        "Register: 76.7%, as in search",
    )
    long = "Invited at least one colleague from another department"
    made = make(CATALOGUE.replace("Register", long))
    drawn = made.kind.kind.tiles(made.spec, made.facts, made.words())
    (chance,) = (one for one in drawn if one.formula == "gain")
    assert chance.note == "Invited at least…: 76.7%, as in search"
    assert chance.inputs[-1] == (f"{long} · search", "76.7%")
    assert "Best chance at the end" not in tiles(make(PLAIN + "counts: [300, 200, 100]"))


def test_a_step_behind_an_empty_one_is_labelled_with_its_count_alone(make: Make) -> None:
    assert labels(make(PLAIN + "counts: [300, 0, 0]")) == ["300", "0 · 0.0%", "0"]


def test_segments_are_told_apart_where_chance_does_not_explain_it(make: Make) -> None:
    summary = make(CATALOGUE).charts()["segments"].summary
    assert summary == (
        "At Register, search converts 18.7 pp better than ads (p <0.001, adjusted after Holm)."
    )
    turned = CATALOGUE.replace("search: [9_000", "ads2: [9_000").replace("ads: [15", "search2: [15")
    assert "ads2 converts 18.7 pp better than search2" in make(turned).charts()["segments"].summary
    alike = make(PLAIN + "segments: {x: [300, 200, 150], y: [310, 205, 152]}")
    assert alike.charts()["segments"].summary.startswith("No step shows a difference")
    assert "segments" not in make(PLAIN + "counts: [300, 200, 150]").charts()


def test_tables_hold_what_is_drawn(make: Make) -> None:
    charts = make(CATALOGUE).charts()
    assert charts["steps"].table == charts["funnel"].table
    assert charts["steps"].table.rows[1][:3] == ("Register", 15_600, pytest.approx(0.65))
    assert [row[0] for row in charts["segments"].table.rows] == ["search"] * 5 + ["ads"] * 5


def test_warnings(make: Make) -> None:
    assert make(PLAIN + "counts: [300, 310, 100]").codes == ["W-NESTED"]
    assert make(PLAIN + "counts: [300, 99, 9]\nunit: 次").codes == ["W-UNIT", "W-SMALL"]
    assert make(CATALOGUE).codes == []


def test_a_step_has_a_name_of_its_own(refused: Any) -> None:
    found = refused(PLAIN.replace("[A, B, C]", "[A, B, A]") + "counts: [300, 200, 100]")
    assert [(p.code, p.field) for p in found] == [("E-ID", "steps.2.name")]
    maps = "[{name: A, count: 9}, {name: A, count: 8}]"
    assert [p.code for p in refused(PLAIN.replace("[A, B, C]", maps))] == ["E-ID"]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ("[1_000, 200, 2]", []),  # few arrive of many: the interval says how sure that is
        ("[1_000, 99, 2]", [("counts", 1)]),
        ("[99, 98, 97]", [("counts", 0)]),
        ("[100, 100, 100]", []),
    ],
)
def test_few_before_a_step_are_said_and_not_few_at_it(counts: str, said: list[Any], make: Make) -> None:
    made = make(PLAIN + f"counts: {counts}")
    assert [finding.at for finding in made.findings if finding.key == "small"] == said


TWICE = PLAIN + "period: 2026-06\ncounts: [2_000, 1_200, 600]\n"


def test_a_period_is_compared_with_the_one_before(make: Make) -> None:
    made = make(TWICE + "previous: {period: 2026-05, counts: [2_000, 1_000, 510]}\n")
    first, second = made.facts.changes
    assert (first.before, first.now, first.difference) == pytest.approx((0.5, 0.6, 0.1))
    assert (first.clear, second.clear) == (True, False)
    assert made.facts.moved_most == first
    chart = made.charts()["changes"]
    said = "Since May 2026, B moved most: +10.0 pp (95% interval +6.9 to +13.1), from 50.0% to 60.0%."
    assert chart.summary == said
    assert [column.title for column in chart.table.columns][1:3] == ["May 2026", "Jun 2026"]
    calm = make(TWICE + "previous: {period: 2026-05, counts: [2_000, 1_190, 600]}\n")
    assert "no step moved by more than chance explains" in calm.charts()["changes"].summary
    assert "changes" not in make(TWICE).charts()


@pytest.mark.parametrize(
    ("previous", "found"),
    [
        ("{period: 2026-05, counts: [2_000, 1_000]}", "E-LEN previous.counts"),
        ("{period: 2026-05, counts: [0, 0, 0]}", "E-RANGE previous.counts.0"),
        ("{period: 2026-Q2, counts: [3, 2, 1]}", "E-DATE previous.period"),
        ("{period: 2026-07, counts: [3, 2]}", "E-DATE previous.period, E-LEN previous.counts"),
        ("{counts: [3, 2, 1]}", "E-REQ previous.period"),
    ],
)
def test_a_period_that_cannot_be_compared_is_refused(previous: str, found: str, refused: Any) -> None:
    said = sorted(f"{p.code} {p.field}" for p in refused(TWICE + f"previous: {previous}\n"))
    assert ", ".join(said) == found


def test_how_people_were_counted_is_said(make: Make) -> None:
    note = make(TWICE + "window_days: 7\nordered: no\nas_of: 2026-07-07\n").charts()["steps"].note
    assert note == "Counted within 7 days of A. Steps count in any order."
    assert make(TWICE + "ordered: yes\n").charts()["steps"].note == "Steps count in this order only."
    assert make(TWICE).charts()["steps"].note == ""


@pytest.mark.parametrize(
    ("as_of", "codes"), [("2026-06", ["W-UNFINISHED"]), ("2026-07-06", ["W-UNFINISHED"]), ("2026-07-07", [])]
)
def test_a_window_that_is_not_over_is_said(as_of: str, codes: list[str], make: Make) -> None:
    assert make(TWICE + f"window_days: 7\nas_of: {as_of}\n").codes == codes


def test_the_customary_funnel_is_drawn_where_it_is_asked_for() -> None:
    kind = load_kind("funnel").kind
    assert kind.usual == ("steps", "changes", "segments")
    assert "funnel" in kind.views


def test_many_segments_are_compared_in_a_heat_table(make: Make) -> None:
    segments = "".join(f"  Segment {n}: [{1_000 + n}, {500 + n}, {100 + n}]\n" for n in range(8))
    chart = make("kind: funnel\nid: f\ntitle: F\nsteps: [A, B, C]\nsegments:\n" + segments).charts()[
        "segments"
    ]
    assert [one["type"] for one in chart.option["baseOption"]["series"]] == ["heatmap"]
    assert chart.narrow_height is not None
    assert len(chart.table.rows) == 8 * 3
