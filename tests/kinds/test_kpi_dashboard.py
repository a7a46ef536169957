"""Key figures: latest values and changes, targets, drivers, limits of noise, and what is said of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from pmdocs.pipeline import Project, load
from tests.kinds.conftest import SiteView

HEAD = "kind: kpi-dashboard\nid: kpi-a\ntitle: A\nas_of: 2026-06\nmetrics:\n"
TODAY = SiteView(today=dt.date(2026, 6, 30))
MAU = "values: {2026-03: 41_200, 2026-04: 44_900, 2026-05: 49_800, 2026-06: 52_300}"
RET = "values: {2026-01: 17.2%, 2026-02: 17.6%, 2026-03: 18%, 2026-04: 19.5%, 2026-05: 21%, 2026-06: 20.2%}"


def _spec(*metrics: str, head: str = HEAD) -> str:
    return head + "".join(
        f"  - {{id: m-{n}, name: M{n}, definition: d, {one}}}\n" for n, one in enumerate(metrics, start=1)
    )


def _one(make: Any, metric: str, **given: Any) -> Any:
    return make(_spec(metric, **given), desk=TODAY).facts.metrics[0]


def test_the_monthly_actives_of_sprout(make: Any) -> None:
    made = _one(make, f"good: up, target: 60_000, {MAU}")
    assert (made.latest, made.period, made.finished) == (52_300, "2026-06", 4)
    assert (made.previous.absolute, made.previous.relative) == (2_500, pytest.approx(25 / 498))
    assert (made.move, made.status, made.attainment) == ("better", "off-track", pytest.approx(523 / 600))


@pytest.mark.parametrize(
    ("good", "target", "baseline", "status"),
    [
        ("up", "52_300", "", "on-track"),
        ("up", "58_000", "", "at-risk"),
        ("up", "60_000", "40_000", "off-track"),
        ("up", "53_000", "40_000", "at-risk"),
        ("down", "50_000", "", "at-risk"),
        ("down", "60_000", "", "on-track"),
    ],
)
def test_status_is_by_attainment(good: str, target: str, baseline: str, status: str, make: Any) -> None:
    given = f", baseline: {baseline}" if baseline else ""
    assert _one(make, f"good: {good}, target: {target}{given}, {MAU}").status == status


def test_a_rising_number_is_worse_where_lower_is_better(make: Any) -> None:
    assert _one(make, f"good: down, {MAU}").move == "worse"
    assert _one(make, "good: up, values: {2026-05: 3, 2026-06: 3}").move == "same"


@pytest.mark.parametrize(
    ("values", "status", "move"),
    [
        ("{2026-05: 50%, 2026-06: 40%}", "on-track", "better"),
        ("{2026-05: 30%, 2026-06: 20%}", "off-track", "worse"),
        ("{2026-05: 30%, 2026-06: 35%}", "on-track", "same"),
    ],
)
def test_within_a_range_what_counts_is_the_distance_to_it(
    values: str, status: str, move: str, make: Any
) -> None:
    made = _one(make, f"good: range, range: [25%, 40%], values: {values}")
    assert (made.status, made.move) == (status, move)


def test_what_is_not_over_is_so_far_and_judges_nothing(make: Any) -> None:
    made = _one(make, f"good: up, target: 50_000, {MAU}", head=HEAD.replace("2026-06", "2026-06-20"))
    assert (made.latest, made.period, made.so_far, made.finished) == (49_800, "2026-05", 52_300, 3)
    assert made.status == "at-risk"


def test_the_day_is_never_after_that_of_the_site(make: Any) -> None:
    facts = make(_spec(f"good: up, {MAU}"), desk=SiteView(today=dt.date(2026, 6, 29))).facts
    assert facts.metrics[0].period == "2026-05"


def test_before_anything_is_over_nothing_is_known(make: Any) -> None:
    made = make(_spec("good: up, target: 3, values: {2026-07: 1, 2026-08: 2}"), desk=TODAY)
    one = made.facts.metrics[0]
    assert (one.latest, one.status, one.so_far, one.scale) == (None, "unknown", 2, None)
    assert made.summary() == "M1: no finished period yet."


def test_a_year_before_is_the_same_period_of_last_year(make: Any) -> None:
    made = _one(make, "good: up, values: {2025-06: 40_000, 2026-05: 49_800, 2026-06: 52_000}")
    assert made.year_before.relative == pytest.approx(0.3)
    assert (
        _one(make, "good: up, values: {2024: 100, 2025: 110, 2026: 121}").growth is None
    )  # 2026 is not over
    assert _one(make, "good: up, values: {2023: 100, 2024: 110, 2025: 121}").growth == pytest.approx(0.1)


def test_a_change_from_zero_is_absolute(make: Any) -> None:
    made = make(_spec("good: up, values: {2026-05: 0, 2026-06: 3}"), desk=TODAY)
    assert made.facts.metrics[0].previous.relative is None
    assert "(+3 on May 2026)" in made.summary()


def test_a_target_path_is_that_of_the_latest_period(make: Any) -> None:
    path = "target: {2026-03: 13_000, 2026-07: 15_000}, values: {2026-05: 15_100, 2026-06: 14_400}"
    made = _one(make, f"good: up, {path}")
    assert (made.target, made.status) == (14_500, "at-risk")


def test_what_stays_within_the_limits_is_noise(make: Any) -> None:
    made = make(_spec(f"good: up, limits: xmr, {RET}"), desk=TODAY)
    one = made.facts.metrics[0]
    # By hand: mean 18.9167 %, mean moving range 0.92 pp, × 2.66 = 2.4472 pp.
    assert (one.limits.low, one.limits.high) == pytest.approx((0.164695, 0.213639), abs=1e-6)
    assert (one.move, one.limits.beyond) == ("noise", ())
    assert "every value lies within the limits of noise" in made.charts()["trend-m-1"].summary


def test_a_jump_is_named(make: Any) -> None:
    values = ", ".join(f"2026-0{n}: {value}" for n, value in enumerate([10, 11, 10, 11, 10, 40], start=1))
    made = make(_spec(f"good: down, limits: xmr, values: {{{values}}}"), desk=TODAY)
    # By hand: mean 15.33, mean moving range 6.8, × 2.66 = 18.09.
    assert made.facts.metrics[0].limits.high == pytest.approx(92 / 6 + 2.66 * 6.8)
    assert (made.facts.metrics[0].move, made.facts.metrics[0].limits.beyond) == ("worse", (5,))
    assert "beyond the limits of noise: Jun 2026" in made.charts()["trend-m-1"].summary


TREE = (
    "good: up, north_star: yes, drivers: [m-2, m-3], formula: sum, values: {2026-05: 30, 2026-06: 50}",
    "good: up, owner: Wei, values: {2026-05: 10, 2026-06: 20}",
    "good: up, drivers: [m-4], values: {2026-05: 20.5}",
    "good: up, values: {2026-06: 3}",
)


def test_the_tree_starts_at_the_north_star_and_names_leaves_without_an_owner(make: Any) -> None:
    facts = make(_spec(*TREE), desk=TODAY).facts
    (root,) = facts.trees
    assert [one.facts.id for one in (root, *root.branches, *root.branches[1].branches)] == [
        "m-1", "m-2", "m-3", "m-4",
    ]  # fmt: skip
    assert facts.ownerless == ("M4",)
    assert facts.north_star == 0


def test_drivers_are_held_against_the_latest_period_that_all_know(make: Any) -> None:
    made = make(_spec(*TREE), desk=TODAY)
    (identity,) = made.facts.identities
    assert (identity.period, identity.value, identity.computed, identity.holds) == ("2026-05", 30, 30.5, True)
    assert "W-IDENTITY" not in made.codes


def test_without_a_target_nothing_is_held(make: Any) -> None:
    made = make(_spec(f"good: up, {MAU}"), desk=TODAY)
    assert made.facts.counts == {"no-target": 1}
    assert made.summary() == "M1: 52,300 in Jun 2026 (+5.0% on May 2026)."
    assert made.summary("zh-CN") == "2026年6月M1为 52,300（较2026年5月 +5.0%）。"


@pytest.mark.parametrize(
    ("metric", "said"),
    [
        ("good: up, unit: CNY, values: {2026-06: 50_920}", "CN¥50,920"),
        ("good: up, unit: users, values: {2026-06: 52_300}", "52,300 users"),
        ("good: up, values: {2026-06: 50_920元}", "CN¥50,920"),
        ("good: up, values: {2026-06: 34 days}", "34 days"),
        ("good: down, values: {2026-05: 0.52%, 2026-06: 0.41%}", "0.41%"),
        ("good: up, values: {2026-06: 1_240_000_000}", "1.2B"),
        ("good: up, values: {2026-06: 0.000001}", "0"),
        ("good: up, values: {2026-05: 4.25, 2026-06: 4.31}", "4.31"),
    ],
)
def test_a_number_is_written_as_its_unit_asks(metric: str, said: str, make: Any) -> None:
    assert f"M1: {said} in Jun 2026" in make(_spec(metric), desk=TODAY).summary()


def test_units_must_agree(refused: Any) -> None:
    found = refused(_spec("good: up, unit: days, values: {2026-05: 34 days, 2026-06: 5 hours}"))
    assert [p.code for p in found] == ["E-UNIT"]


def test_a_trend_has_its_target_and_all_values(make: Any) -> None:
    made = make(_spec(f"good: up, target: 60_000, {MAU}", "good: up, values: {2026-06: 1}"), desk=TODAY)
    charts = made.charts()
    assert list(charts) == ["trend-m-1"]
    assert [row[1:] for row in charts["trend-m-1"].table.rows][-1] == (52_300, 60_000)
    assert charts["trend-m-1"].summary == "From 41,200 in Mar 2026 to 52,300 in Jun 2026."


def _site(folder: Path, **files: str) -> Any:
    (folder / "content").mkdir(parents=True)
    (folder / "pmdocs.yml").write_text("site_name: One\ntoday: 2026-06-30\n", encoding="utf-8")
    for name, text in files.items():
        path = folder / "content" / name.replace("_csv", ".csv").replace("_md", ".md")
        path.write_text(text, encoding="utf-8")
    return load(Project.open(folder))


def test_values_of_a_file_make_the_same_page(tmp_path: Path) -> None:
    metric = "  - {id: m-1, name: M1, definition: d, good: up, target: 9, values: %s}\n"
    inline = f"---\n{HEAD}{metric % '{2026-05: 20.5%, 2026-06: 20.2%}'}---\n".replace(
        "target: 9", "target: 25%"
    )
    rows = f"---\n{HEAD}{metric % '{data: a.csv}'}---\n".replace("target: 9", "target: 25%")
    csv = "period,value\n2026-05,20.5%\n2026-06,20.2%\n"
    pages = [
        _site(tmp_path / name, page_md=text, a_csv=csv)["page/index.html"]
        for name, text in (("inline", inline), ("rows", rows))
    ]
    assert pages[0] == pages[1]


def test_drivers_of_another_page_stand_in_the_tree(tmp_path: Path) -> None:
    one = f"---\n{_spec('good: up, drivers: [m-far], formula: sum, values: {2026-06: 50}')}---\n"
    far = "---\n" + _spec("good: up, values: {2026-06: 49.5}").replace("kpi-a", "kpi-b").replace(
        "m-1", "m-far"
    )
    files = _site(tmp_path, one_md=one, far_md=f"{far}---\n")
    facts = files.computed(next(d for d in files.site.documents if d.id == "kpi-a")).facts
    assert facts.identities[0].holds
    page = files["one/index.html"].decode()
    assert '../far/index.html#m-far">M1</a>' in page
    said = [p.code for p in files.all_problems() if p.path == "content/far.md"]
    assert "W-TARGET" not in said  # it is held to nothing but drives a metric that may be


def test_a_key_result_takes_the_latest_value_of_its_metric(tmp_path: Path) -> None:
    okr = (
        "---\nkind: okr\nid: okr-a\ntitle: O\ncycle: 2026-Q2\nobjectives:\n  - {id: o, title: O, key_results: "
        "[{id: kr, title: K, metric: m-1, start: 18%, target: 25%}, {title: L, target: 2}]}\n---\n"
    )
    files = _site(tmp_path, okr_md=okr, kpi_md=f"---\n{_spec(f'good: up, {RET}')}---\n")
    facts = files.computed(next(d for d in files.site.documents if d.id == "okr-a")).facts
    assert facts.objectives[0].key_results[0].current == pytest.approx(0.202)
    assert 'popovertarget="used-m-1"' in files["kpi/index.html"].decode()


def test_values_are_taken_from_another_page_and_offered_again(tmp_path: Path) -> None:
    far = f"---\n{_spec(f'good: up, {RET}').replace('kpi-a', 'kpi-b').replace('m-1', 'm-far')}---\n"
    near = (
        f"---\n{_spec('good: up, target: 25%, values_from: m-far', 'good: up, values_from: kpi-a.m-1')}---\n"
    )
    files = _site(tmp_path, near_md=near, far_md=far)
    assert [p.text() for p in files.all_problems() if p.code.startswith("E-")] == []
    facts = files.computed(next(d for d in files.site.documents if d.id == "kpi-a")).facts
    assert [one.latest for one in facts.metrics] == pytest.approx([0.202, 0.202])
    assert [one.unit for one in facts.metrics] == ["rate", "rate"]
    page = files["near/index.html"].decode()
    assert 'from <a class="ref" href="../far/index.html#m-far"' in page


@pytest.mark.parametrize(
    ("metric", "code"),
    [
        ("good: up, target: 25, values_from: m-far", "E-RATE"),
        ("good: up, values_from: m-fat", "E-REF"),
        ("good: up, values_from: kpi-b.m-fat", "E-REF"),
        ("good: up, values_from: m-1", "E-CYCLE"),
        ("good: up, values_from: m-far, values: {2026-06: 3}", "E-FIELD"),
        ("good: up", "E-REQ"),
        ("good: up, target: {2026-Q2: 25%}, values_from: m-far", "E-DATE"),
    ],
)
def test_values_that_cannot_be_taken_are_refused(metric: str, code: str, tmp_path: Path) -> None:
    far = f"---\n{_spec(f'good: up, {RET}').replace('kpi-a', 'kpi-b').replace('m-1', 'm-far')}---\n"
    files = _site(tmp_path, near_md=f"---\n{_spec(metric)}---\n", far_md=far)
    assert {p.code for p in files.all_problems() if p.code.startswith("E-")} == {code}
    assert "refused" in files["near/index.html"].decode()


@pytest.mark.parametrize("count", [1, 2, 60])
def test_any_number_of_metrics_with_long_names_makes_a_page(count: int, tmp_path: Path) -> None:
    name = "每周至少打开一次应用并且完成一项养护任务的注册用户 share of all who ever registered"
    metrics = "".join(
        f"  - {{id: m-{n}, name: {name} {n}, definition: d, good: down, values: "
        f"{{2026-04: 0, 2026-05: -0.000001, 2026-06: {10**12 * n}}}}}\n"
        for n in range(count)
    )
    page = _site(tmp_path, kpi_md=f"---\n{HEAD}{metrics}---\n")["kpi/index.html"].decode()
    assert page.count('class="metric ') == count
    assert 'class="refused"' not in page
