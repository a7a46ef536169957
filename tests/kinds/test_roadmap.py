"""A roadmap's horizons, chains, slips and coverage; what it refuses; what its views say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pmdocs.engine.site_files import SiteFiles
from pmdocs.kinds.roadmap.model import RoadmapItem
from pmdocs.pipeline import Project, load
from pmdocs.sdk import Entry

Make = Callable[..., Any]


@dataclass
class SiteView:
    """A question desk with a date and the items of other roadmaps; it counts how often it is asked the date."""

    day: dt.date = dt.date(2026, 6, 24)
    others: tuple[RoadmapItem, ...] = ()
    asked: int = 0

    @property
    def today(self) -> dt.date:
        self.asked += 1
        return self.day

    def get(self, id_: str) -> Entry | None:
        found = next((item for item in self.others if item.id == id_), None)
        if found is None:
            return None
        return Entry(id_, "roadmap-item", found.title, f"other/#{id_}", "en", "other", lambda: found)

    def all(self, noun: str) -> list[Entry]:
        del noun
        return []

    def backlinks(self, id_: str) -> list[Any]:
        del id_
        return []


def text(*items: str, head: str = "vision: v") -> str:
    rows = "\n".join(f"  - {{{item}}}" for item in items)
    return f"kind: roadmap\nid: rm\ntitle: Plan\n{head}\nitems:\n{rows}\n"


def other(**fields: Any) -> RoadmapItem:
    return RoadmapItem.model_validate(
        {"id": "rm-other", "title": "Model training", **fields}, context={"lang": "en"}
    )


def horizon(made: Any) -> list[str]:
    return [one.horizon for one in made.facts.items]


# Hillier & Lieberman, Introduction to Operations Research, ch. "Project Management with PERT/CPM": the Reliable
# Construction Co.; 44 weeks on A–B–C–E–F–J–L–N, and the slack of every activity.
RELIABLE = {
    "a": (2, ""), "b": (4, "a"), "c": (10, "b"), "d": (6, "c"), "e": (4, "c"), "f": (5, "e"), "g": (7, "d"),
    "h": (9, "e; g"), "i": (7, "c"), "j": (8, "f; i"), "k": (4, "j"), "l": (5, "j"), "m": (2, "h"), "n": (6, "k; l"),
}  # fmt: skip
RELIABLE_SLACK = dict.fromkeys("abcefjln", 0) | dict.fromkeys("dghm", 4) | {"i": 2, "k": 1}


def test_the_longest_chain_and_the_slack_are_those_of_the_textbook(make: Make) -> None:
    first, ends, rows = dt.date(2026, 1, 1), dict[str, dt.date](), []
    for id_, (days, before) in RELIABLE.items():  # each as early as it can be, a week of the book for a day
        start = max((ends[one.strip()] + dt.timedelta(1) for one in before.split(";") if one), default=first)
        ends[id_] = start + dt.timedelta(days - 1)
        row = f"id: {id_}, title: {id_.upper()}, start: {start}, end: {ends[id_]}, depends: {before or '[]'}"
        rows.append(row)
    facts = make(text(*rows), desk=SiteView(day=first - dt.timedelta(1))).facts
    assert facts.chain_days == 44
    assert facts.longest_chain == tuple("abcefjln")
    assert {one.id: one.slack_days for one in facts.items} == RELIABLE_SLACK
    assert {one.id for one in facts.items if one.critical} == set("abcefjln")


SEEN = (
    "id: a, title: A, start: 2026-Q1, end: 2026-Q2",
    "id: b, title: B, start: 2026-06, end: 2026-09, depends: a",
    "id: c, title: C, start: 2026-05, end: 2026-08",
    "id: d, title: D, start: 2026-09, end: 2026-09, depends: c",
)


def test_slack_and_chain_fit_the_dates_on_the_page(make: Make) -> None:
    facts = make(text(*SEEN)).facts
    assert [one.slack_days for one in facts.items] == [0, 0, 0, 0]
    assert (facts.longest_chain, facts.chain_end, facts.chain_days) == (
        ("a", "b"), dt.date(2026, 9, 30), (dt.date(2026, 9, 30) - dt.date(2026, 6, 24)).days,
    )  # fmt: skip
    assert "ends in 98 days, on Sep 30, 2026: A → B" in make(text(*SEEN)).summary()


def test_what_is_done_is_no_part_of_a_chain_and_has_no_slack(make: Make) -> None:
    facts = make(text(SEEN[0] + ", status: done", *SEEN[1:])).facts
    assert [one.slack_days for one in facts.items] == [None, 0, 0, 0]
    assert facts.longest_chain == ("c", "d")


def test_a_chain_whose_end_has_passed_is_late(make: Make) -> None:
    made = make(text(*SEEN), desk=SiteView(day=dt.date(2026, 10, 2)))
    tiles = {tile.label: tile for tile in made.kind.kind.tiles(made.spec, made.facts, made.words())}
    assert tiles["Longest chain"].value == "2 days overdue"
    assert "longest chain" not in made.summary()


@pytest.mark.parametrize(
    ("item", "codes"),
    [
        ("start: 2027-Q3, end: 2027-Q4, horizon: now", ["W-DATE"]),
        ("start: 2026-05, end: 2026-08, horizon: later", ["W-DATE"]),
        ("start: 2026-05, end: 2026-08, horizon: now", []),
        ("start: 2027-Q3, end: 2027-Q4, horizon: now, status: dropped", []),
        ("start: 2026-Q1, end: 2026-Q1, horizon: later, status: done", []),
        ("start: 2027-Q3, end: 2027-Q4", []),
        ("horizon: now", []),
    ],
)
def test_a_horizon_against_the_dates_is_said(make: Make, item: str, codes: list[str]) -> None:
    assert make(text(f"id: a, title: A, objective: o, {item}")).codes == codes


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ("start: 2026-01, end: 2026-03-31", "now"),  # should have ended: still work for now
        ("start: 2026-07-01, end: 2026-07-01", "next"),
        ("start: 2027-01-01, end: 2027", "later"),
        ("horizon: next", "next"),
        ("horizon: later, start: 2026-06, end: 2026-07", "later"),
        ("horizon: now, status: done", "done"),
        ("start: 2026-04, end: 2026-05, status: done", "done"),
        ("start: 2026-04, end: 2026-05, status: dropped", "dropped"),
        ("start: 2026-08, end: 2026-09, status: paused", "next"),
    ],
)
def test_a_horizon_follows_from_the_quarter_of_today(make: Make, dates: str, expected: str) -> None:
    assert horizon(make(text(f"id: a, title: A, {dates}"))) == [expected]


def test_only_a_plan_with_dates_asks_what_day_it_is(make: Make) -> None:
    without, dated = SiteView(), SiteView()
    make(text("id: a, title: A, horizon: now"), desk=without)
    make(text("id: a, title: A, start: 2026, end: 2026"), desk=dated)
    assert (without.asked > 0, dated.asked > 0) == (False, True)


@pytest.mark.parametrize(
    ("fields", "level", "certainty"),
    [
        ("confidence: high", "high", "committed"),
        ("confidence: medium", "medium", "planned"),
        ("confidence: low", "low", "idea"),
        ("confidence: 90%", "high", "committed"),
        ("confidence: 0.8", "medium", "planned"),  # RICE calls 80 % medium
        ("confidence: 65%", "medium", "planned"),
        ("confidence: 64.9%", "low", "idea"),
        ("status: done, confidence: low", "low", "committed"),
        ("status: in-progress", None, "committed"),
        ("status: idea", None, "idea"),
        ("status: planned", None, "planned"),
        ("owner: Mia", None, "planned"),
    ],
)
def test_confidence_becomes_a_pattern(make: Make, fields: str, level: str | None, certainty: str) -> None:
    (one,) = make(text(f"id: a, title: A, start: 2026-07, end: 2026-08, {fields}")).facts.items
    assert (one.level, one.certainty) == (level, certainty)


def test_slip_overlap_and_delay_are_counted_in_days(make: Make) -> None:
    made = make(
        text(
            "id: a, title: A, start: 2026-Q1, end: 2026-Q2, baseline_end: 2026-05, objective: o",
            "id: b, title: B, start: 2026-05, end: 2026-05, baseline_end: 2026-06, depends: a, objective: o",
            "id: c, title: C, start: 2026-07-02, end: 2026-08, depends: a, objective: o",
        )
    )
    a, b, c = made.facts.items
    assert (a.days, a.slip_days, a.overdue_days) == (181, 30, None)
    assert (b.slip_days, b.overdue_days) == (-30, 24)
    assert [(d.gap_days, d.overlap_days) for d in (*b.depends, *c.depends)] == [(-61, 61), (1, 0)]
    assert made.codes == ["W-OVERLAP"]
    assert made.findings[0].values["days"] == 61


def test_an_overlap_ends_with_what_was_waited_for(make: Make) -> None:
    rows = ("id: a, title: A, start: 2026-Q2, end: 2026-Q2, status: {}, objective: o",)
    later = "id: b, title: B, start: 2026-06-01, end: 2026-08, depends: [a], objective: o"
    assert make(text(rows[0].format("in-progress"), later)).codes == ["W-OVERLAP"]
    assert make(text(rows[0].format("done"), later)).codes == []


def test_done_counts_as_future_only_when_its_period_has_not_begun(make: Make) -> None:
    row = "id: a, title: A, start: 2026-04, status: done, objective: o, end: {}"
    assert [make(text(row.format(end))).codes for end in ("2026-Q2", "2026-06-24", "2026-06-25", "2026-07")] == [
        [], [], ["W-DATE"], ["W-DATE"],
    ]  # fmt: skip


def test_coverage_leaves_dropped_items_out(make: Make) -> None:
    made = make(
        text(
            "id: a, title: A, horizon: now, objective: obj-x",
            "id: b, title: B, horizon: now, needs: [need-x]",
            "id: c, title: C, horizon: now, requirements: req-x",
            "id: d, title: D, horizon: now, status: dropped",
        )
    )
    assert (made.facts.linked, made.facts.planned) == (2, 3)
    assert made.codes == []
    assert [one.reasoned for one in made.facts.items] == [True, True, True, False]
    assert made.facts.dropped == (3,)


def test_items_are_counted_by_theme_and_horizon_in_the_order_of_the_themes(make: Make) -> None:
    rows = (
        "id: a, title: A, theme: Platform, horizon: now",
        "id: b, title: B, theme: Diagnosis, horizon: now",
        "id: c, title: C, theme: Platform, horizon: later",
        "id: d, title: D, horizon: next",
    )
    facts = make(text(*rows, head="vision: v\nthemes: [Diagnosis, Habit, Platform]")).facts
    assert [group.key for group in facts.groups] == ["Diagnosis", "Platform", ""]
    assert facts.counts["Platform"] == {"now": 1, "next": 0, "later": 1, "done": 0, "dropped": 0}
    assert [(c.horizon, c.count, c.groups) for c in facts.board] == [
        ("now", 2, ((0, (1,)), (1, (0,)))), ("next", 1, ((2, (3,)),)), ("later", 1, ((1, (2,)),)), ("done", 0, ()),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "fields", "expected"),
    [
        ("vision: v", "theme: T, objective: o, owner: Mia", "theme"),
        ("vision: v", "objective: o, owner: Mia", "objective"),
        ("vision: v", "owner: Mia", "owner"),
        ("vision: v", "status: idea", None),
        ("group_by: owner", "theme: T, owner: Mia", "owner"),
    ],
)
def test_cards_are_grouped_by_what_there_is(make: Make, head: str, fields: str, expected: str | None) -> None:
    assert make(text(f"id: a, title: A, horizon: now, {fields}", head=head)).facts.group_by == expected


def test_a_chain_runs_through_other_roadmaps(make: Make) -> None:
    desk = SiteView(others=(other(start="2026-01-01", end="2026-01-20"),))
    facts = make(
        text("id: a, title: A, start: 2026-01-11, end: 2026-01-15, depends: rm-other"), desk=desk
    ).facts
    assert (facts.longest_chain, facts.chain_end) == (("rm-other", "a"), dt.date(2026, 1, 15))
    assert facts.items[0].depends[0].overlap_days == 10
    assert facts.names["rm-other"] == "Model training"


def test_a_circle_through_another_roadmap_is_printed(make: Make) -> None:
    desk = SiteView(others=(other(horizon="now", depends=["a"]),))
    made = make(text("id: a, title: A, horizon: now, objective: o, depends: [rm-other]"), desk=desk)
    (found,) = made.findings
    assert (made.codes[0], found.at) == ("E-CYCLE", ("items", 0, "depends", 0))
    assert found.values["cycle"] == "a → rm-other → a"


def test_a_circle_among_others_is_theirs(make: Make) -> None:
    desk = SiteView(others=(other(horizon="now", depends=["rm-other"]),))
    made = make(text("id: a, title: A, horizon: now, objective: o, depends: [rm-other]"), desk=desk)
    assert made.codes == []


def test_dropped_work_is_no_part_of_a_chain(make: Make) -> None:
    made = make(
        text(
            "id: a, title: A, start: 2026-08, end: 2026-09, status: dropped",
            "id: b, title: B, start: 2026-09, end: 2026-10, depends: a, objective: o",
        )
    )
    assert made.facts.longest_chain == ()
    assert made.codes == ["W-DROPPED"]


REFUSED = {
    "id: a, title: A": "E-REQ start",
    "id: a, title: A, start: 2026-05": "E-REQ end",
    "id: a, title: A, end: 2026-05": "E-REQ start",
    "id: a, title: A, start: 2026-06, end: 2026-05-31": "E-DATE end",
    "id: a, title: A, start: 2026-06, end: 9999-12-31": "E-RANGE end",
    "id: a, title: A, horizon: now, depends: a": "E-CYCLE depends.0",
    "id: a, title: A, horizon: soon": "E-RANGE horizon",
    "id: a, title: A, horizon: now, confidence: 80": "E-RANGE confidence",
    "id: a, title: A, horizon: now, progress: 80": "E-RATE progress",
    "id: a, title: A, horizon: now, theme: Diagnoses": "E-REF theme",
    "title: A, horizon: now": "E-REQ id",
    "title: A, end: 2026-05, theme: Diagnoses, progress: 80":
        "E-REQ id, E-REQ start, E-REF theme, E-RATE progress",
}  # fmt: skip


@pytest.mark.parametrize("row", REFUSED)
def test_a_refusal_names_the_field(refused: Make, row: str) -> None:
    found = refused(text(row, head="themes: [Diagnosis]"))
    said = [f"{problem.code} {problem.field.removeprefix('items.0.')}" for problem in found]
    assert sorted(said) == sorted(REFUSED[row].split(", "))
    assert all(problem.message.zh != problem.message.en for problem in found)


def test_a_month_may_end_what_starts_within_it(make: Make) -> None:
    (one,) = make(text("id: a, title: A, start: 2026-06-10, end: 2026-06")).facts.items
    assert one.days == 21


def test_a_period_ends_with_its_last_day(make: Make) -> None:
    (one,) = make(text("id: a, title: A, start: 2026-06, end: 2026-06")).facts.items
    assert (one.start, one.end, one.days) == (dt.date(2026, 6, 1), dt.date(2026, 6, 30), 30)


def test_a_circle_is_printed_from_its_first_item(refused: Make) -> None:
    rows = [f"id: {a}, title: {a}, horizon: now, depends: {b}" for a, b in ("ab", "bc", "ca")]
    (problem,) = refused(text(*rows))
    assert problem.code == "E-CYCLE"
    assert "a → b → c → a" in problem.message.en


def test_what_a_reader_is_warned_of(make: Make) -> None:
    rows = [f"id: a{i}, title: A, horizon: now, objective: o" for i in range(11)]
    assert (make(text(*rows[:10])).codes, make(text(*rows)).codes) == ([], ["W-CROWD"])
    assert make(text("id: a, title: A, horizon: now", head="owner: Mia")).codes == ["W-VISION", "W-REASON"]


PLAN = text(
    "id: a, title: Photo, theme: T, start: 2026-Q1, end: 2026-Q2, baseline_end: 2026-05, status: in-progress",
    "id: b, title: Offline, theme: T, start: 2026-06, end: 2026-08, depends: a",
    "id: c, title: Guest, theme: T, start: 2026-04, end: 2026-05, status: done",
    "id: d, title: Shop, horizon: later",
    head="vision: v\nmilestones: [{id: m, title: Beta, date: 2026-06-15}, {id: n, title: '2.0', date: 2026-07-01}]",
)


def test_the_finding_says_what_is_where_and_what_is_out_of_joint(make: Make) -> None:
    made = make(PLAN)
    assert made.summary() == (
        "4 items: 2 now, 1 later, 1 done. Offline starts 30 days before Photo ends. "
        "The longest chain ends in 68 days, on Aug 31, 2026: Photo → Offline."
    )
    assert made.summary("zh-CN") == (
        "4 个条目：现在 2 项，以后 1 项，已完成 1 项。“Photo”结束前 30 天，“Offline”就要开始。"
        "最长依赖链还有 68 天，到2026年8月31日结束：Photo → Offline。"
    )
    single = make(text("id: a, title: A, horizon: later"))
    assert single.summary() == "1 item: 1 later."


def test_the_most_urgent_trouble_comes_first(make: Make) -> None:
    slipped = "id: a, title: A, start: 2026-05, end: 2026-06, baseline_end: 2026-05"
    assert "A ends 30 days later than first planned." in make(text(slipped)).summary()
    overdue = "id: b, title: B, start: 2026-05, end: 2026-06-23"
    assert "B should have ended 1 day ago." in make(text(slipped, overdue)).summary()


def test_key_figures_say_how_they_are_computed(make: Make) -> None:
    made = make(PLAN)
    tiles = list(made.kind.kind.tiles(made.spec, made.facts, made.words()))
    assert [(t.label, t.value, t.tone) for t in tiles] == [
        ("Longest chain", "68 days", ""), ("Linked to a goal", "0%", "warn"),
        ("Largest slip", "30 days", "warn"), ("Next milestone", "in 7 days", ""),
    ]  # fmt: skip
    assert [t.formula for t in tiles] == ["longest_chain", "coverage", "slip", "until"]
    bare = make(text("id: a, title: A, horizon: next, objective: o"))
    tiles = list(made.kind.kind.tiles(bare.spec, bare.facts, bare.words()))
    assert [(t.label, t.value) for t in tiles] == [
        ("Now · next · later", "0 · 1 · 0"),
        ("Linked to a goal", "100%"),
    ]


def test_the_timeline_holds_all_data_and_draws_what_has_dates(make: Make) -> None:
    chart = make(PLAN).charts()["timeline"]
    assert chart.summary == (
        "3 items and 2 milestones from Jan 1, 2026 to Aug 31, 2026. "
        "1 item starts before what it waits for has ended."
    )
    assert [row[0] for row in chart.table.rows] == ["Photo", "Offline", "Guest", "Shop", "Beta", "2.0"]
    assert chart.table.rows[1][2:4] == (dt.date(2026, 6, 1), dt.date(2026, 8, 31))
    drawn = str(chart.option)
    assert "✓ Guest" in drawn
    assert "Shop" not in drawn
    assert "Today" in drawn
    assert "1 item has no dates" in chart.note


def test_without_dates_there_is_no_timeline(make: Make) -> None:
    assert make(text("id: a, title: A, horizon: now")).charts() == {}


def _site(folder: Path, page: str) -> SiteFiles:
    (folder / "content").mkdir()
    (folder / "pmdocs.yml").write_text("site_name: One\ntoday: 2026-06-24\n", encoding="utf-8")
    (folder / "content" / "plan.yml").write_text(page, encoding="utf-8")
    return load(Project.open(folder))


def test_the_page_has_the_vision_first_and_each_anchor_once(tmp_path: Path) -> None:
    page = _site(tmp_path, PLAN)["plan/index.html"].decode()
    places = [page.index(f"view-{view}") for view in ("board", "timeline", "vision", "list")]
    assert places == sorted(places)
    assert [page.count(f' id="{id_}"') for id_ in "abcdmn"] == [1] * 6
    assert "<summary>Done · 1" in page
    assert "9 days ago" in page


def test_the_list_alone_carries_the_anchors(tmp_path: Path) -> None:
    page = _site(tmp_path, PLAN + "view: list\n".replace("list", "[list]"))["plan/index.html"].decode()
    assert [page.count(f'<th scope="row" id="{id_}"') for id_ in "abcd"] == [1] * 4
    assert "view-board" not in page


def test_texts_of_an_author_stay_texts(tmp_path: Path) -> None:
    page = _site(tmp_path, text("id: a, title: '<s>&', outcome: '<i>', horizon: now, owner: '<u>'"))
    shown = page["plan/index.html"].decode()
    assert "&lt;s&gt;&amp;" in shown
    assert not any(f"<{tag}>" in shown for tag in "siu")


def test_rows_may_come_from_a_csv(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "pmdocs.yml").write_text("site_name: One\ntoday: 2026-06-24\n", encoding="utf-8")
    rows = "id,title,start,end,depends,confidence\na,A,2026-Q1,2026-Q2,,80%\nb,B,2026-Q3,2026-Q3,a,\n"
    (tmp_path / "content" / "plan.csv").write_text(rows, encoding="utf-8")
    head = (
        "kind: roadmap\nid: rm\ntitle: Plan\nvision: v\ndata: plan.csv\nallow: [{code: W-REASON, why: x}]\n"
    )
    (tmp_path / "content" / "plan.yml").write_text(head, encoding="utf-8")
    files = load(Project.open(tmp_path))
    assert [p.text() for p in files.all_problems() if p.code not in {"W-SOURCE", "W-LANG"}] == []
    assert "ends in 98 days" in files["plan/index.html"].decode()


def test_a_milestone_on_the_last_day_keeps_its_name(tmp_path: Path) -> None:
    row = "id: a, title: A, start: 2026-01, end: 2026-09"
    head = "vision: v\nmilestones: [{id: m, title: Launch of 2.0, date: 2026-09-30}]"
    page = _site(tmp_path, text(row, head=head))["plan/index.html"].decode()
    assert page.count(">Launch of 2.0</text>") == 2  # the wide and the narrow picture


def test_a_theme_is_listed_once(refused: Make) -> None:
    (found,) = refused(text("id: a, title: A, horizon: now, theme: X", head="themes: [X, Y, X]"))
    assert (found.code, found.field) == ("E-ID", "themes.2")


LOG = (
    "audience: Customers\nas_of: 2026-06-24\nchanges:\n"
    "  - {date: 2026-05-01, what: First plan}\n"
    "  - {date: 2026-06-22, item: a, what: Ends later, why: The beta showed why}\n"
)


def test_the_page_says_whom_it_is_for_and_what_changed_newest_first(tmp_path: Path) -> None:
    page = _site(tmp_path, text("id: a, title: Photo, horizon: now", head="vision: v") + LOG)
    shown = page["plan/index.html"].decode()
    assert "Customers" in shown[shown.index("roadmap-vision") :][:400]
    log = shown[shown.index("view-changes") :]
    assert log.index("Ends later") < log.index("First plan")
    assert "The beta showed why" in log
    assert 'href="#a"' in log


def test_a_change_is_no_later_than_the_page(refused: Make, make: Make) -> None:
    base = text("id: a, title: A, horizon: now, objective: o")
    late = base + LOG.replace("2026-06-22", "2026-06-25")
    assert [(p.code, p.field) for p in refused(late)] == [("E-DATE", "changes.1.date")]
    assert make(base + LOG).codes == []


def test_the_board_is_themes_by_horizons_and_cards_open(tmp_path: Path) -> None:
    page = _site(
        tmp_path,
        text(
            "id: a, title: Alpha, theme: One, horizon: now, owner: Mia, outcome: Less waiting, status: planned",
            head="themes: [One, Two]",
        )
        + "  - {id: b, title: Beta, theme: Two, horizon: later, depends: [a]}\n",
    )["plan/index.html"].decode()
    board = page[page.index("roadmap-board") :]
    board = board[: board.index("</table>")]
    assert re.findall(r'<th scope="row"[^>]*>(?:<span[^>]*></span>)?([^<]*)', board) == ["One", "Two"]
    seen = [re.findall(r"<summary>([^<]*)", cell) for cell in re.findall(r"<td.*?</td>", board, re.DOTALL)]
    assert seen == [["Alpha"], [], [], [], [], ["Beta"]]
    card = board[board.index("<details>") : board.index("</li>")]
    inside, below = card.split("</details>")
    assert "Less waiting" in inside
    assert all(word in below for word in ("Mia", "Planned"))


def test_the_table_of_all_items_has_seven_columns_and_opens_the_rest(tmp_path: Path) -> None:
    rows = "".join(f"  - {{id: i{n}, title: Item {n}, start: 2026-07, end: 2026-08}}\n" for n in range(30))
    first = text(
        "id: a, title: Alpha, start: 2026-01, end: 2026-03, status: planned, confidence: high, progress: 40%"
    )
    late = "  - {id: z, title: Omega, start: 2026-04, end: 2026-06, baseline_end: 2026-05, depends: [a]}\n"
    page = _site(tmp_path, first + late + rows)["plan/index.html"].decode()
    table = page[page.index("view-list") :]
    table = table[table.index("<table") : table.index("</table>")]
    assert table.count('<th scope="col"') <= 7
    assert table.count("<tr") == 33
    assert "40%" in table[table.index("<details>") :]
