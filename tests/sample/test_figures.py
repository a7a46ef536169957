"""The sample's pages say the figures of one table, and the table agrees with itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

FIGURES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "figures.yaml").read_text(encoding="utf-8"))
USERS = FIGURES["users"]
TARGETS = FIGURES["targets"]
TENTH = 0.0005
"""Half of what the last decimal of a rate such as 65.0% says; one that follows from two counts is written so."""


def _month(name: str, place: int = -1) -> float:
    return float(USERS[name][place])


def _rates(part: str, whole: str) -> list[Fraction]:
    return [Fraction(a, b) for a, b in zip(USERS[part], USERS[whole], strict=True)]


RETAINED = [
    before - lost
    for before, lost in zip([USERS["before"], *USERS["monthly_active"]], USERS["churned"], strict=False)
]
CONTROL = {name: Fraction(*arms[0]) for name, arms in FIGURES["experiments"].items()}


def test_active_users_are_those_before_and_who_came_less_who_left() -> None:
    came = zip(RETAINED, USERS["registered"], USERS["resurrected"], strict=True)
    assert [sum(month) for month in came] == USERS["monthly_active"]


def test_the_cohorts_of_a_month_add_up_to_its_active_users() -> None:
    cohorts = list(FIGURES["cohorts"].values())
    assert [cohort[0] for cohort in cohorts] == USERS["registered"]
    sums = [
        FIGURES["older"][month]
        + sum(cohort[month - first] for first, cohort in enumerate(cohorts) if first <= month)
        for month in range(len(FIGURES["months"]))
    ]
    assert sums == USERS["monthly_active"]


def test_registered_in_all_grows_by_those_who_register() -> None:
    total = USERS["registered_in_all"]
    assert [b - a for a, b in pairwise(total)] == USERS["registered"][1:]


def test_revenue_is_the_price_times_the_subscriptions() -> None:
    assert [FIGURES["price"] * n for n in USERS["subscribed"]] == USERS["new_revenue"]


def _by_id(things: Sequence[dict[str, Any]], id_: str) -> dict[str, Any]:
    return next(one for one in things if one["id"] == id_)


def _metric(facts: dict[str, Any], id_: str) -> dict[str, Any]:
    return _by_id(facts["metrics"], id_)


def _result(facts: dict[str, Any], id_: str) -> dict[str, Any]:
    return _by_id([result for one in facts["objectives"] for result in one["key_results"]], id_)


def _course(id_: str) -> Callable[[dict[str, Any]], Any]:
    return lambda facts: _metric(facts, id_)["values"]


def _target(id_: str) -> Callable[[dict[str, Any]], Any]:
    return lambda facts: _metric(facts, id_)["target"]


def _way(id_: str) -> Callable[[dict[str, Any]], Any]:
    return lambda facts: [_result(facts, id_)[name] for name in ("start", "current", "target")]


def _arms(facts: dict[str, Any]) -> Any:
    return [[arm["conversions"], arm["people"]] for arm in facts["arms"]]


def _counts(facts: dict[str, Any]) -> Any:
    return [step["count"] for step in facts["steps"]]


def _segments(facts: dict[str, Any]) -> Any:
    steps = zip(*(segment for segment in facts["segments"].values()), strict=True)
    return [sum(one["count"] for one in step) for step in steps]


STEPS = ("installs", "registered", "diagnosed", "reminded", "subscribed")
KPIS, ONBOARDING, OKR = "kpis/2026-06", "kpis/onboarding-2026-06", "okrs/2026-q2"
MARCH = 2

Published = tuple[str, str, Callable[[dict[str, Any]], Any], Any]
"""Page, what is compared, how it is read from the page's facts, the figure of the table."""

PUBLISHED: list[Published] = [
    (KPIS, "active", _course("m-mau"), USERS["monthly_active"]),
    (KPIS, "new", _course("m-new"), USERS["registered"]),
    (KPIS, "stayed", _course("m-retained"), RETAINED),
    (KPIS, "came back", _course("m-resurrected"), USERS["resurrected"]),
    (KPIS, "weekly", _course("m-wau"), USERS["weekly_active"]),
    (KPIS, "retention", _course("m-ret30"), USERS["retention_30"]),
    (KPIS, "subscribers", _course("m-subs"), USERS["subscribed"]),
    (KPIS, "crashes", _course("m-crash"), USERS["crash_rate"]),
    (KPIS, "target of active", _target("m-mau"), TARGETS["monthly_active"]),
    (KPIS, "target of weekly", _target("m-wau"), TARGETS["weekly_active"]),
    (KPIS, "target of retention", _target("m-ret30"), TARGETS["retention_30"]),
    (KPIS, "target of subscribers", _target("m-subs"), TARGETS["subscribed"]),
    (KPIS, "target of crashes", _target("m-crash"), TARGETS["crash_rate"]),
    (ONBOARDING, "registered", _course("m-registration"), _rates("registered", "installs")),
    (ONBOARDING, "diagnosed", _course("m-diagnosis"), _rates("diagnosed", "registered")),
    (ONBOARDING, "activated", _course("m-activation"), [CONTROL["guest_mode"]]),
    (ONBOARDING, "done in time", _course("m-reminder-done"), [CONTROL["reminder_time"]]),
    (OKR, "retention", _way("kr-ret30"),
     [_month("retention_30", MARCH), _month("retention_30"), TARGETS["retention_30"]]),
    (OKR, "weekly", _way("kr-wau"),
     [_month("weekly_active", MARCH), _month("weekly_active"), TARGETS["weekly_active"]]),
    (OKR, "crashes", _way("kr-crash"),
     [_month("crash_rate", MARCH), _month("crash_rate"), TARGETS["crash_rate"]]),
    (OKR, "subscribers", _way("kr-subs"),
     [_month("subscribed", MARCH), _month("subscribed"), TARGETS["subscribed"]]),
    ("okrs/2026-q2-growth", "registered", lambda facts: _result(facts, "kr-register")["current"],
     _rates("registered", "installs")[-1]),
    ("okrs/2026-q2-growth", "diagnosed", lambda facts: _result(facts, "kr-activation")["current"],
     _rates("diagnosed", "installs")[-1]),
    ("okrs/2026-q2-growth", "paying", lambda facts: _result(facts, "kr-paywall")["current"],
     _rates("subscribed", "reminded")[-1]),
    ("funnels/signup", "steps", _counts, [_month(step) for step in STEPS]),
    ("funnels/signup", "segments", _segments, [_month(step) for step in STEPS]),
    ("experiments/guest-mode", "arms", _arms, FIGURES["experiments"]["guest_mode"]),
    ("experiments/reminder-time", "arms", _arms, FIGURES["experiments"]["reminder_time"]),
    ("experiments/paywall-wording", "arms", _arms, FIGURES["experiments"]["paywall_wording"]),
    ("portfolio/2026", "revenue", lambda facts: [one["revenue"] for one in facts["products"]],
     list(FIGURES["revenue"].values())),
    *(
        (f"personas/{name}", "share", lambda facts: facts["profiles"][0]["share"], share)
        for name, share in FIGURES["persona_shares"].items()
    ),
    ("personas/mia", "survey", lambda facts: facts["profiles"][0]["share_n"], FIGURES["survey"]),
]  # fmt: skip


@pytest.mark.parametrize("lang", ["", "zh-CN/"])
@pytest.mark.parametrize("case", PUBLISHED, ids=[f"{page} {what}" for page, what, _, _ in PUBLISHED])
def test_a_page_says_the_figure_of_the_table(case: Published, lang: str, sample: Path) -> None:
    page, _, read, figure = case
    facts = json.loads((sample / lang / page / "data.json").read_text(encoding="utf-8"))["facts"]
    said = read(facts)
    for one, other in zip(said, figure, strict=True) if isinstance(said, list) else [(said, figure)]:
        rounded = TENTH if isinstance(other, Fraction) else 0
        assert one == pytest.approx(float(other) if rounded else other, rel=1e-9, abs=rounded)
