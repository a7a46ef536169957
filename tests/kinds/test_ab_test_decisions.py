"""The rules of decision of an experiment, tried on thousands of simulated ones: how often is a page wrong?"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from itertools import accumulate
from math import comb
from typing import Any

import pytest

from pmdocs.kinds.ab_test import comparing
from pmdocs.kinds.ab_test.arms import arms
from pmdocs.kinds.ab_test.comparing import VariantComparison, comparisons
from pmdocs.kinds.ab_test.model import AbTest
from pmdocs.kinds.ab_test.planning import planning

RUNS = 10_000
Judge = Callable[[tuple[int, ...]], tuple[VariantComparison, ...]]


@pytest.fixture(autouse=True)
def _without_chances(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the chance to be better, on which no verdict depends and which takes most of the time."""
    monkeypatch.setattr(comparing, "probability_better", lambda *_: 0.5)


def judge(n: int, plan: Mapping[str, str]) -> Judge:
    """Return how pmdocs compares variants of n people each, from their conversions."""

    @cache
    def judged(conversions: tuple[int, ...]) -> tuple[VariantComparison, ...]:
        variants = {
            key: {"visitors": str(n), "conversions": str(x)}
            for key, x in zip("ABCDEF", conversions, strict=False)
        }
        data = {"kind": "ab-test", "id": "t", "title": "T", "variants": variants, "planned": dict(plan)}
        spec = AbTest.model_validate(data, context={"lang": "en"})
        found = arms(spec)
        return comparisons(spec, found, planning(spec, found), mismatch=False, running=False)

    return judged


def draw(seed: int, n: int, rates: tuple[float, ...]) -> list[tuple[int, ...]]:
    """Return the conversions of simulated experiments, by inversion of the binomial distribution."""
    chance = random.Random(seed)  # noqa: S311 -- a simulation that always gives the same
    drawn = []
    for rate in rates:
        masses = [comb(n, x) * rate**x * (1 - rate) ** (n - x) for x in range(n + 1)]
        drawn.append(chance.choices(range(n + 1), cum_weights=list(accumulate(masses)), k=RUNS))
    return list(zip(*drawn, strict=True))


@pytest.mark.parametrize(
    ("n", "rates"),
    [(400, (0.2, 0.2)), (400, (0.05, 0.05)), (60, (0.05, 0.05)), (200, (0.2,) * 4)],
)
def test_without_a_difference_at_most_alpha_say_better(n: int, rates: tuple[float, ...]) -> None:
    judged = judge(n, {"sample": str(n)})
    better = sum(any(one.verdict == "better" for one in judged(x)) for x in draw(1, n, rates))
    worse = sum(any(one.verdict == "worse" for one in judged(x)) for x in draw(1, n, rates))
    assert better <= 0.05 * RUNS
    # Each side has a half of alpha: the rules are not careful by saying nothing.
    assert better + worse >= 0.02 * RUNS


def test_a_difference_of_the_planned_size_is_found_as_often_as_was_promised() -> None:
    # From 20 % to 30 % with 80 % power: 294 people each by the formula of Fleiss et al.
    judged, drawn = judge(294, {"baseline": "20%", "mde": "10pp"}), draw(2, 294, (0.2, 0.3))
    found = sum(judged(x)[0].lean("higher") == "better" for x in drawn)
    promised = sum(judged(x)[0].power or 0 for x in drawn)
    assert found / RUNS == pytest.approx(0.8, abs=0.02)
    assert promised / RUNS == pytest.approx(0.8, abs=0.02)


@pytest.mark.parametrize("rates", [(0.2, 0.2), (0.2, 0.22), (0.2, 0.17)])
def test_no_difference_is_said_only_where_the_interval_allows_it(rates: tuple[float, float]) -> None:
    # True differences of 0, +2 and -3 pp, all below the planned 7 pp.
    judged, said = judge(900, {"baseline": "20%", "mde": "7pp"}), Counter[str]()
    for one in (judged(x)[0] for x in draw(3, 900, rates)):
        assert one.low is not None
        assert one.high is not None
        within = one.low > -0.07 and one.high < 0.07
        assert (one.verdict == "no_difference") is (
            within and one.low <= 0 <= one.high and one.reached is not False
        )
        assert one.verdict != "inconclusive" or not within
        said[one.verdict] += 1
    assert said["no_difference"] > 0.3 * RUNS


def test_a_difference_as_large_as_planned_is_seldom_called_none() -> None:
    # The interval would have to miss the truth on one side: at most alpha / 2, whatever the power.
    judged = judge(400, {"baseline": "20%", "mde": "7pp", "sample": "300"})
    none = sum(judged(x)[0].verdict == "no_difference" for x in draw(4, 400, (0.2, 0.27)))
    assert none <= 0.025 * RUNS


def test_a_message_rounds_as_pages_do(make: Any) -> None:
    # 10% of 60,045 people are 6,004.5: half away from zero 6,005, half to even 6,004.
    made = make(
        "kind: ab-test\nid: a\ntitle: A\nsplit: {A: 90%, B: 10%}\nvariants:\n"
        "  A: {visitors: 53_000, conversions: 5_000}\n  B: {visitors: 7_045, conversions: 700}\n"
    )
    (one,) = [one for one in made.findings if one.key == "mismatch"]
    said = made.kind.messages.say(one.key, one.values).phrase
    assert "6,005 expected from its share of 10%" in said.en
    assert "应为 6,005 人" in said.within("zh-CN")
