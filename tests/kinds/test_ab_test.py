"""An experiment's numbers against published examples; its verdicts, checks and sentences."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from pmdocs.engine.site_files import SiteFiles
from pmdocs.kinds import load_kind
from pmdocs.kinds.ab_test.decisions import choices, strangers
from pmdocs.kinds.ab_test.formats import Formats
from pmdocs.kinds.ab_test.model import AbTest
from pmdocs.notation.front_matter import split
from pmdocs.pipeline import Project, load
from tests.kinds.conftest import SiteView

Make = Callable[..., Any]
Refused = Callable[..., list[Any]]

CONTENT = Path(__file__).parents[2] / "content" / "experiments"


def rates(*arms: tuple[int, int], head: str = "") -> str:
    """Return a spec of rates: (conversions, visitors) for A, B, C …, the first being the control."""
    return _spec(head, (f"visitors: {n}, conversions: {x}" for x, n in arms))


def means(*arms: tuple[int, float, float], head: str = "") -> str:
    return _spec(head, (f"n: {n}, mean: {mean}, sd: {sd}" for n, mean, sd in arms))


def _spec(head: str, arms: Iterable[str]) -> str:
    rows = "\n".join(f"  {key}: {{{arm}}}" for key, arm in zip("ABCDE", arms, strict=False))
    return f"kind: ab-test\nid: ab\ntitle: T\nhypothesis: h\n{head}\nvariants:\n{rows}\n"


ASPIRIN = rates((189, 11_034), (104, 11_037), head="better: lower")


def test_the_aspirin_study(make: Make) -> None:
    # Physicians' Health Study in Agresti, An Introduction to Categorical Data Analysis, table 2.3;
    # R: prop.test(c(189, 104), c(11034, 11037), correct = FALSE) gives X-squared 25.0139, p-value 5.692e-07
    # and, by Wald's formula, the interval 0.004687751 to 0.010724297.
    (one,) = make(ASPIRIN).facts.comparisons
    assert one.test == "z"
    assert one.statistic**2 == pytest.approx(25.0139, abs=5e-5)
    assert one.p == pytest.approx(5.692e-07, rel=1e-4)
    assert one.p_adjusted == one.p
    assert (one.difference, one.low, one.high) == pytest.approx(
        (-0.0077060, -0.0107243, -0.0046878), abs=1e-4
    )
    assert one.verdict == "better"
    assert one.p_better > 0.999


def test_the_aspirin_study_as_a_relative_risk(make: Make) -> None:
    # The same source: placebo against aspirin, relative risk 1.82, 95 % interval 1.43 to 2.31.
    (one,) = make(rates((104, 11_037), (189, 11_034))).facts.comparisons
    assert one.lift == pytest.approx(0.82, abs=5e-3)
    assert (one.lift_low, one.lift_high) == pytest.approx((0.43, 1.31), abs=5e-3)
    assert one.verdict == "better"


def test_the_intervals_of_newcombe(make: Make) -> None:
    # Newcombe, Statistics in Medicine 17 (1998): table II, method 10, of page 873, 56/70 against 48/80;
    # table I, method 3 (Wilson), of page 857, 81/263 and 15/148.
    (one,) = make(rates((48, 80), (56, 70))).facts.comparisons
    assert (one.low, one.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    first, second = make(rates((81, 263), (15, 148), head="split: {A: 64%, B: 36%}")).facts.arms
    assert (first.low, first.high) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert (second.low, second.high) == pytest.approx((0.0624, 0.1605), abs=5e-5)


def test_few_events_are_tested_exactly(make: Make) -> None:
    # Fisher's tea taster, 3 of 4 right: R fisher.test gives p-value 0.4857.
    made = make(rates((1, 4), (3, 4)))
    (one,) = made.facts.comparisons
    assert (one.test, one.statistic) == ("fisher", None)
    assert one.p == pytest.approx(0.4857, abs=5e-5)
    assert made.facts.few == ("A", "B")
    assert made.codes.count("W-SMALL") == 2


def test_the_verdict_follows_the_interval_that_is_shown(make: Make) -> None:
    # 0 of 8 against 4 of 9: Newcombe's interval leaves out 0, R fisher.test gives p-value 0.08235.
    (one,) = make(rates((0, 8), (4, 9), head="planned: {sample: 8}")).facts.comparisons
    assert one.low > 0
    assert one.p == pytest.approx(0.08235, abs=5e-6)
    assert one.verdict == "better"


def test_the_chance_to_be_better(make: Make) -> None:
    # Computed once with 40 digits by the recurrence of J. D. Cook, "Beta inequalities" (2021).
    for a, b, chance in (
        ((1_002, 5_012), (1_107, 4_988), 0.99650992424370299),
        ((3_771, 12_364), (2_127, 6_911), 0.65642868700202574),
    ):
        (one,) = make(rates(a, b)).facts.comparisons
        assert one.p_better == pytest.approx(chance, rel=1e-12)
        (turned,) = make(rates(a, b, head="better: lower")).facts.comparisons
        assert turned.p_better == pytest.approx(1 - chance, rel=1e-9)


def test_a_sample_ratio_mismatch_makes_it_invalid(make: Make) -> None:
    # Kohavi, Tang & Xu, Trustworthy Online Controlled Experiments (2020), ch. 21: p = 1.8E-6.
    made = make(rates((90_000, 821_588), (80_000, 815_482)))
    assert made.facts.sample_ratio_p == pytest.approx(1.8e-6, abs=5e-8)
    assert (made.facts.mismatch, made.facts.verdict) == (True, "invalid")
    (mismatch,) = [one for one in made.findings if one.key == "mismatch"]
    assert mismatch.at == ("variants", "A", "visitors")
    assert "W-SRM" in made.codes
    assert made.summary().startswith("Invalid, do not decide")
    assert made.summary("zh-CN").startswith("结果无效")
    for chart in made.charts().values():
        assert chart.summary.startswith("Invalid")


def test_the_intended_split_is_what_counts(make: Make) -> None:
    # Mendel's peas, 9:3:3:1 (chi-square 0.470 with 3 degrees of freedom): p = 0.925.
    split = "split: {A: 56.25%, B: 18.75%, C: 18.75%, D: 6.25%}"
    peas = ((100, 315), (30, 101), (30, 108), (10, 32))
    assert make(rates(*peas, head=split)).facts.sample_ratio_p == pytest.approx(0.925, abs=5e-4)
    assert make(rates(*peas)).facts.mismatch


def test_the_planned_sample(make: Make) -> None:
    for plan, n in (
        # R help(power.prop.test): p1 = .50, p2 = .75, power = .90 gives n = 76.7; 0.9 to 1 gives 74.
        ("{baseline: 50%, mde: 25pp, power: 90%}", 77),
        ("{baseline: 50%, mde: +50%, power: 90%}", 77),
        ("{baseline: 90%, mde: 10pp}", 74),
        ("{baseline: 20%, mde: 2.5pp}", 4_202),
        ("{sample: 1_234}", 1_234),
    ):
        assert make(rates((10, 50), (12, 50), head=f"planned: {plan}")).facts.plan.planned.people == {
            "A": n,
            "B": n,
        }, plan


def test_the_power_that_was_reached(make: Make) -> None:
    # R help(power.prop.test): n = 50, p1 = .50, p2 = .75 gives power = 0.740.
    (one,) = make(rates((25, 50), (22, 50), head="planned: {baseline: 50%, mde: 25pp}")).facts.comparisons
    assert one.power == pytest.approx(0.740, abs=5e-4)
    assert (one.reached, one.verdict) == (False, "not_enough")


def test_a_sample_of_means(make: Make) -> None:
    # R help(power.t.test): delta = 1, sd = 1, power = .90 gives n = 22.02110; n = 20 gives power 0.8689528.
    head = "planned: {mean: 10, sd: 1, mde: +10%, power: 90%}"
    facts = make(means((20, 10, 1), (20, 10.1, 1), head=head)).facts
    assert facts.plan.planned.people == {"A": 23, "B": 23}
    assert facts.comparisons[0].power == pytest.approx(0.8689528, abs=5e-8)


def test_means_are_compared_by_welch(make: Make) -> None:
    # Student's sleep data, R help(t.test): t.test(extra ~ group) gives t = -1.8608, df = 17.776, p-value = 0.07939,
    # interval -3.3654832 to 0.2054832 for group 1 minus group 2; standard deviations from tapply(extra, group, sd).
    facts = make(means((10, 0.75, 1.789010), (10, 2.33, 2.002249))).facts
    (one,) = facts.comparisons
    assert (one.test, one.p_better) == ("welch", None)
    assert (one.statistic, one.df) == pytest.approx((1.8608, 17.776), rel=3e-5)
    assert one.p == pytest.approx(0.07939, abs=5e-6)
    assert (one.low, one.high) == pytest.approx((-0.2054832, 3.3654832), abs=5e-6)
    assert one.verdict == "inconclusive"


def test_several_variants_share_one_error_rate(make: Make) -> None:
    # Holm 1979: of three p-values the smallest counts three times, the next twice.
    facts = make(rates((200, 1_000), (250, 1_000), (235, 1_000), (203, 1_000))).facts
    raw = [one.p for one in facts.comparisons]
    assert raw[0] < raw[1] < raw[2]
    adjusted = [one.p_adjusted for one in facts.comparisons]
    assert adjusted == pytest.approx([3 * raw[0], 2 * raw[1], raw[2]])
    assert [one.verdict for one in facts.comparisons] == ["better", "inconclusive", "inconclusive"]


def test_headline_chart_and_verdict_come_from_one_interval(make: Make) -> None:
    # Three comparisons: each interval has the level 1 - 0.05 / 3 (Bonferroni), and the sample and the power too.
    plan = "planned: {baseline: 20%, mde: 10pp}"
    alone = make(rates((200, 1_000), (237, 1_000), head=plan)).facts
    made = make(rates((200, 1_000), (237, 1_000), (199, 1_000), (201, 1_000), head=plan))
    beside = made.facts.comparisons[0]
    assert alone.verdict == "better"
    assert (alone.comparisons[0].low, beside.low) == pytest.approx((0.0009, -0.0073), abs=5e-4)
    assert made.facts.level == pytest.approx(1 - 0.05 / 3)
    assert made.facts.plan.planned.people["B"] == 392 > alone.plan.planned.people["B"] == 294
    assert beside.power < alone.comparisons[0].power
    assert beside.verdict == "no_difference"
    assert made.charts()["lift"].summary == "98.33% interval including zero: B, C, and D."
    assert "98.33% interval −0.7 to +8.1 pp" in made.summary()
    assert "above zero" not in made.charts()["lift"].summary


@given(
    st.lists(st.integers(150, 260), min_size=2, max_size=5),
    st.sampled_from(["", "planned: {baseline: 20%, mde: 10pp}"]),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_page_says_two_things(make: Make, conversions: list[int], plan: str) -> None:
    made = make(rates(*((x, 1_000) for x in conversions), head=plan))
    said = made.charts()["lift"].summary
    sides = {"better": "all above zero", "worse": "all below zero"}
    for one in made.facts.comparisons:
        side = sides.get(one.verdict, "includ(?:es|ing) zero")
        own = f"“{one.key}” [^;]*{side}" if len(conversions) <= 3 else f"{side}: [^;]*\\b{one.key}\\b"
        assert re.search(own, said), (one.key, one.verdict, said)


BETTER = ((1_002, 5_012), (1_107, 4_988))
SAME = ((1_002, 5_012), (1_012, 4_988))
UNEVEN = ((1_002, 5_012), (1_107, 4_400))
PLAN = "planned: {baseline: 20%, mde: 2.5pp}"


def test_verdicts(make: Make) -> None:
    for arms, head, verdict in (
        (BETTER, PLAN, "better"),
        (BETTER[::-1], PLAN, "worse"),
        (BETTER, "better: lower", "worse"),
        (SAME, PLAN, "no_difference"),
        (BETTER, "planned: {baseline: 20%, mde: 2pp}", "not_enough"),
        (SAME, "", "inconclusive"),
        (UNEVEN, PLAN, "invalid"),
        (((0, 40), (0, 41)), "", "inconclusive"),
        (((40, 40), (41, 41)), "planned: {sample: 40}", "inconclusive"),
        (BETTER, f"{PLAN}\nstart: 2026-06-22\nend: 2026-07-20", "running"),
    ):
        made = make(rates(*arms, head=head))
        assert made.facts.verdict == verdict
        for lang in ("en", "zh-CN"):
            words = made.words(lang)
            first = next(iter(made.kind.kind.tiles(made.spec, made.facts, words)))
            assert first.value == words[f"verdict.{verdict}"]
            assert "{" not in made.summary(lang)
            assert set(made.charts(lang)) == {"lift", "rates"}


def test_power_follows_what_was_seen(make: Make) -> None:
    # Planned from 2 %, seen 50 %: Phi((sqrt(4000) 0.01 - 1.959964 sqrt(2 * 0.505 * 0.495)) / sqrt(0.25 + 0.2499)) = 0.1433.
    made = make(rates((2_000, 4_000), (2_040, 4_000), head="planned: {baseline: 2%, mde: 1pp}"))
    (one,) = made.facts.comparisons
    assert one.power == pytest.approx(0.1433, abs=5e-5)
    assert (made.facts.plan.planned.people["A"], made.facts.plan.needed.people["A"]) == (3_826, 39_240)
    assert (one.verdict, made.codes) == ("not_enough", ["W-PLAN"])
    assert "82%" not in made.summary()
    assert "“A” has 4,000 of the 39,240 people it needs" in made.summary()


def test_power_of_means_follows_the_deviation_that_was_seen(make: Make) -> None:
    # By the normal distribution 1 - Phi(1.959964 - 0.6 / (9 sqrt(2 / 400))) = 0.1545; by the t a little less.
    head = "planned: {mean: 12, sd: 3, mde: +5%}"
    made = make(means((400, 12, 9), (400, 12.3, 9), head=head))
    (one,) = made.facts.comparisons
    assert one.power == pytest.approx(0.1545, abs=5e-4)
    assert (one.verdict, made.codes) == ("not_enough", ["W-PLAN"])
    assert make(means((400, 12, 3.6), (400, 12.3, 3.6), head=head)).codes == []


def test_a_fifth_from_the_plan_is_still_the_plan(make: Make) -> None:
    for conversions, codes in ((1_000, []), (1_200, []), (1_201, ["W-PLAN"]), (800, []), (799, ["W-PLAN"])):
        made = make(
            rates((conversions, 5_000), (conversions, 5_000), head="planned: {baseline: 20%, mde: 5pp}")
        )
        assert made.codes == codes, conversions


def test_no_difference_needs_the_whole_interval(make: Make) -> None:
    # The interval reaches from -0.6 to +6.3 pp: neither zero nor the planned 5 pp is ruled out.
    made = make(rates((219, 1_094), (250, 1_094), head="planned: {baseline: 20%, mde: 5pp}"))
    assert made.facts.verdict == "inconclusive"
    assert "leaves room for no difference and for one of the planned size" in made.summary()
    for lang in ("en", "zh-CN"):
        assert made.words(lang)["verdict.no_difference"] not in made.summary(lang)
    close = make(rates((219, 1_094), (225, 1_094), head="planned: {baseline: 20%, mde: 5pp}"))
    assert close.facts.verdict == "no_difference"
    assert (
        make(rates((219, 1_094), (225, 1_094), head="planned: {sample: 1_000}")).facts.verdict
        == "inconclusive"
    )


def test_a_relative_effect_is_held_against_the_relative_interval(make: Make) -> None:
    # +2.7 %, interval -13.0 % to +21.3 %, or -2.8 to +3.9 pp: within ±22 % and not within ±21 %.
    for mde, within in (("+22%", True), ("+21%", False), ("5pp", True), ("3pp", False)):
        head = f"planned: {{baseline: 20%, mde: {mde}}}"
        (one,) = make(rates((219, 1_094), (225, 1_094), head=head)).facts.comparisons
        assert (one.lift_low, one.lift_high) == pytest.approx((-0.130, 0.213), abs=5e-3)
        assert one.within is within, mde


def test_a_real_difference_may_be_less_than_planned(make: Make) -> None:
    made = make(rates((10_000, 50_000), (10_500, 50_000), head="planned: {baseline: 20%, mde: 2.5pp}"))
    (one,) = made.facts.comparisons
    assert (one.verdict, one.outcome) == ("better", "better_less")
    assert made.summary().endswith("That is less than the planned 2.50 pp.")
    first = next(iter(made.kind.kind.tiles(made.spec, made.facts, made.words())))
    assert first.value == "Better, by less than planned"


def test_nothing_final_is_said_before_the_end(make: Make) -> None:
    for end, as_of, verdict in (
        ("2026-06-25", "", "running"),
        ("2026-06-24", "", "better"),
        ("2026-06-22", "2026-06-10", "running"),
        ("2026-06-22", "2026-06-21", "better"),
        ("2026-06-22", "2026-06", "better"),
    ):
        head = f"start: 2026-06-01\nend: {end}\n{PLAN}\n{f'as_of: {as_of}' if as_of else ''}"
        made = make(rates(*BETTER, head=head))
        assert made.facts.verdict == verdict, (end, as_of)
        assert ("W-PEEK" in made.codes) is (verdict == "running")
        assert ("better so far" in made.summary()) is (verdict == "running")
        assert ("目前更好" in made.summary("zh-CN")) is (verdict == "running")
        assert ("is better than" in made.summary()) is (verdict == "better")


def test_an_uneven_split_needs_uneven_samples(make: Make) -> None:
    head = "split: {A: 90%, B: 10%}\nplanned: {baseline: 20%, mde: 2.5pp}"
    made = make(rates((1_800, 9_000), (220, 1_000), head=head))
    assert made.facts.plan.needed.people == {"A": 20_708, "B": 2_301}
    assert "“B” has 1,000 of the 2,301 people it needs" in made.summary()
    enough = make(rates((4_142, 20_708), (520, 2_301), head=head))
    assert enough.facts.comparisons[0].reached is True
    assert enough.facts.comparisons[0].power == pytest.approx(0.8, abs=1e-3)


def test_a_small_variant_does_not_hold_the_others_up(make: Make) -> None:
    head = "split: {A: 45%, B: 45%, C: 10%}\nplanned: {baseline: 20%, mde: 4pp}"
    facts = make(rates((450, 2_250), (540, 2_250), (100, 500), head=head)).facts
    assert [one.reached for one in facts.comparisons] == [True, False]
    assert [one.verdict for one in facts.comparisons] == ["better", "not_enough"]


def test_lower_is_better_turns_the_planned_effect(make: Make) -> None:
    head = "better: lower\nplanned: {baseline: 20%, mde: 2.5pp}"
    facts = make(rates(*BETTER, head=head)).facts
    assert facts.plan.effect == pytest.approx(-0.025)
    # (1.959964 sqrt(2 * 0.1875 * 0.8125) + 0.841621 sqrt(0.16 + 0.144375))^2 / 0.025^2 = 3825.2.
    assert facts.plan.planned.people == {"A": 3_826, "B": 3_826}


def test_the_level_follows_alpha(make: Make) -> None:
    wide = make(rates(*BETTER, head="planned: {baseline: 20%, mde: 2.5pp, alpha: 0.1%}"))
    usual = make(rates(*BETTER))
    assert wide.facts.level == pytest.approx(0.999)
    assert wide.facts.comparisons[0].low < 0 < usual.facts.comparisons[0].low
    assert "99.9% interval" in wide.charts()["lift"].summary


def test_unequal_groups_count_as_their_harmonic_mean(make: Make) -> None:
    head = "split: {{A: 80%, B: 20%}}\nplanned: {{sample: {n}}}"
    for n, reached in ((1_600, True), (1_601, False)):
        (one,) = make(rates((400, 4_000), (100, 1_000), head=head.format(n=n))).facts.comparisons
        assert (one.effective, one.reached) == (1_600, reached)


def test_the_sentence_gives_both_rates_and_the_interval(make: Make) -> None:
    made = make(rates(*BETTER, head=PLAN))
    assert made.summary() == (
        "“B” is better than “A”: 22.2% against 20.0%, a difference of +2.2 pp (95% interval +0.6 to +3.8 pp)."
    )
    assert (
        made.summary("zh-CN")
        == "“B”优于“A”：22.2% 对 20.0%，相差 +2.2 个百分点（95% 区间 +0.6 至 +3.8 个百分点）。"
    )


def test_large_experiments_show_more_digits(make: Make) -> None:
    made = make(rates((320_000, 10_000_000), (324_000, 10_000_000)))
    assert "+0.040 pp" in made.summary()
    assert "3.200%" in made.summary()


def test_a_difference_has_the_digits_of_its_interval_and_values_those_that_tell_them_apart(
    make: Make,
) -> None:
    # 7.193% and 7.188% need three decimals; their differences from the control, about ±0.9 pp, need two.
    made = make(rates((571, 9_650), (696, 9_676), (701, 9_753)))
    assert made.facts.digits == 3
    texts = [row["text"] for row in made.charts()["lift"].option["baseOption"]["series"][0]["data"]]
    assert texts == ["+1.28 pp", "+1.27 pp"]


def test_tiny_rates_are_parts_of_a_million(make: Make) -> None:
    # 0.005 % against 0.008 %: as percentages both would read 0.01 %, their difference 0.00 pp.
    made = make(rates((50, 1_000_000), (80, 1_000_000)))
    assert "80 per million against 50 per million, a difference of +30 per million" in made.summary()
    assert "95% interval +8 to +53 per million" in made.summary()
    assert "80/百万 对 50/百万，相差 +30/百万" in made.summary("zh-CN")
    charts = made.charts()
    assert charts["rates"].table.rows[0][3] == "50 per million"
    assert charts["lift"].table.rows[0][1] == "+30 per million"
    points = [point["value"][0] for point in charts["rates"].option["baseOption"]["series"][0]["data"]]
    assert points == pytest.approx([50, 80])


@given(
    st.lists(st.tuples(st.integers(0, 10**6), st.floats(0, 1)), min_size=2, max_size=4),
    st.sampled_from(["", "split: {A: 90%, B: 10%}"]),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_two_numbers_never_print_as_one(make: Make, arms: list[tuple[int, float]], head: str) -> None:
    counts = [(round(n * share), n + 1) for n, share in arms]
    made = make(rates(*counts, head=head if len(counts) == 2 else ""))
    show = Formats(made.spec, made.facts, made.words())
    for numbers, text in (
        ([arm.value for arm in made.facts.arms], show.value),
        *(((0.0, one.low, one.difference, one.high), show.difference) for one in made.facts.comparisons),
    ):
        different = {round(number, 12) for number in numbers}
        assert len({text(number) for number in different}) == len(different)


def test_no_difference_names_what_would_have_been_found(make: Make) -> None:
    planned = make(rates(*SAME, head=PLAN))
    assert "A difference of 2.5 pp would have been found with a probability of 86%." in planned.summary()
    counted = make(rates(*SAME, head="planned: {sample: 4_000}"))
    assert "with the planned sample" in counted.summary()
    assert counted.facts.verdict == "inconclusive"


def test_others_and_broken_guardrails_are_said(make: Make) -> None:
    guard = "guardrails: [{name: Crashes, n: {A: 9_000, B: 9_000, C: 9_000}, A: 0.4%, B: 0.4%, C: 3%, must_not_rise: 1pp}]"
    made = make(rates((200, 1_000), (201, 1_000), (300, 1_000), head=guard))
    assert made.facts.decisive == "C"
    assert "The others: B, open." in made.summary()
    assert made.summary().endswith("Broken guardrail: Crashes.")


def test_many_variants_are_said_in_groups(make: Make) -> None:
    made = make(rates((200, 1_000), (300, 1_000), (290, 1_000), (205, 1_000), (100, 1_000)))
    assert made.summary().endswith("The others: C, better; D, open; E, worse.")
    assert made.charts()["lift"].summary == (
        "98.75% interval all above zero: B and C; 98.75% interval including zero: D; 98.75% interval all below zero: E."
    )
    assert made.charts()["rates"].summary == "From 10.0% (E) to 30.0% (B)."
    for lang in ("en", "zh-CN"):
        assert "{" not in made.summary(lang) + made.charts(lang)["lift"].summary
    alike = make(rates((200, 1_000), (203, 1_000), (205, 1_000)))
    assert alike.summary().endswith("The same goes for the others.")


def test_a_long_name_is_short_in_the_sentences_and_whole_in_the_reasons(make: Make) -> None:
    long = "Short form with the company logo and three customer quotes"
    text = rates((200, 1_000), (300, 1_000)).replace("B: {", f"B: {{name: {long}, ", 1)
    made = make(text)
    assert made.summary().startswith("“Short form with the company logo and…” is better than “A”")
    verdict, *_ = made.kind.kind.tiles(made.spec, made.facts, made.words())
    assert verdict.note == "Short form with the company… against A"
    assert long in [name for name, _ in verdict.inputs]


def test_guardrails_are_tests_of_non_inferiority(make: Make) -> None:
    n, sd = "n: {A: 10_000, B: 10_000}", "sd: {A: 2, B: 2}"
    for columns, state in (
        # Crash-free: Newcombe's interval is -0.29 to +0.09 pp; 38.5 % of 40 %: Katz's is -7.0 to -0.4 %.
        (f"{n}, A: 99.6%, B: 99.5%, must_not_drop: 0.5pp", "holds"),
        (f"{n}, A: 99.6%, B: 99.5%, must_not_drop: 0.2pp", "open"),
        (f"{n}, A: 99.6%, B: 98.5%, must_not_drop: 0.5pp", "broken"),
        (f"{n}, A: 1%, B: 1.1%, must_not_rise: 0.5pp", "holds"),
        (f"{n}, A: 1%, B: 2%, must_not_rise: 0.5pp", "broken"),
        (f"{n}, A: 40%, B: 39.5%, must_not_drop: 5%", "holds"),
        (f"{n}, A: 40%, B: 38.5%, must_not_drop: 5%", "open"),
        (f"{n}, A: 40%, B: 36%, must_not_drop: 5%", "broken"),
        (f"{n}, {sd}, A: 12, B: 12.1, must_not_rise: 0.2", "holds"),
        (f"{n}, {sd}, A: 12, B: 12.1, must_not_rise: 0.1", "open"),
        (f"{n}, {sd}, A: 12, B: 12.5, must_not_rise: 2%", "broken"),
        (f"{n}, A: 12, B: 12.5, must_not_rise: 2%", "untested"),
        ("A: 99.6%, B: 90%, must_not_drop: 0.5pp", "untested"),
        (f"{n}, A: 1.2, B: ~, must_not_rise: 5%", "unknown"),
    ):
        made = make(rates((10, 50), (12, 50), head=f"guardrails: [{{name: G, {columns}}}]"))
        assert [one.state for one in made.facts.guardrails] == [state], columns
        assert ("W-EVIDENCE" in made.codes) is (state in {"untested", "unknown"}), columns


def test_the_interval_of_a_guardrail_is_newcombes(make: Make) -> None:
    # Newcombe 1998, table II, method 10: 48/80 and 56/70 give 0.0524 to 0.3339.
    guard = "guardrails: [{name: G, n: {A: 80, B: 70}, A: 60%, B: 80%, must_not_drop: 5pp}]"
    (one,) = make(rates((10, 50), (12, 50), head=guard)).facts.guardrails
    assert (one.interval.low, one.interval.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_means_have_a_relative_interval_and_an_absolute_effect(make: Make) -> None:
    # By hand: r = 1.1, se = sqrt(0.05 + 1.21 * 0.04) / 10 = 0.0313688, so 0.1 ± 0.0615.
    made = make(
        means(
            (400, 10, 4), (500, 11, 5), head="planned: {mean: 10, sd: 4.5, mde: 0.9}\nsplit: {A: 44%, B: 56%}"
        )
    )
    (one,) = made.facts.comparisons
    assert (one.lift, one.lift_low, one.lift_high) == pytest.approx((0.1, 0.0385, 0.1615), abs=5e-5)
    assert made.facts.plan.effect == 0.9
    assert one.verdict == "better"
    tiles = list(made.kind.kind.tiles(made.spec, made.facts, made.words()))
    assert tiles[2].value == "+10.0%"
    assert "+3.9% to +16.1%" in tiles[2].note


def test_a_plain_number_is_no_difference_of_rates(refused: Refused) -> None:
    for head in (
        "planned: {baseline: 20%, mde: 2.5}",
        "guardrails: [{name: G, A: 1%, B: 1%, must_not_rise: 1}]",
    ):
        (problem,) = refused(rates((10, 50), (12, 50), head=head))
        assert (problem.code, "percentage points" in problem.hint.en) == ("E-TYPE", True)


def test_a_limit_that_is_misspelt_is_one_fault(refused: Refused) -> None:
    guardrail = "guardrails: [{name: G, A: 1%, B: 1%, must_not_dorp: 1pp}]"
    (problem,) = refused(rates((1, 9), (2, 9), head=guardrail))
    assert problem.code == "E-FIELD"
    assert "must_not_drop" in problem.hint.en


def test_a_number_that_cannot_be_read_has_no_second_fault(refused: Refused) -> None:
    text = re.sub(" +#.*", "", split(load_kind("ab-test").example("en")).yaml_text)
    text = text.replace("mde: 2.5pp}", "mde: 2.5pp, alpha: 5%, power: 80%}")
    numbers = list(re.finditer(r"(?<=: )[\d.]+(?:[_-][\d_-]+)?(?:%|pp)?", text))
    assert len(numbers) == 36
    for number in numbers:
        (problem,) = refused(f"{text[: number.start()]}wrong{text[number.end() :]}")
        before = text[: number.start()]
        assert (problem.line, problem.column) == (before.count("\n") + 1, len(before) - before.rfind("\n"))


DAILY = """daily:
  - {date: 2026-05-05, variant: A, visitors: 30, conversions: 9}
  - {date: 2026-05-04, variant: A, visitors: 20, conversions: 1}
  - {date: 2026-05-04, variant: B, visitors: 50, conversions: 12}"""


def test_days_add_up_to_the_totals(make: Make) -> None:
    facts = make(rates((10, 50), (12, 50), head=DAILY)).facts
    first, last = facts.daily["A"]
    assert (first.people, first.value) == (20, 0.05)
    assert (last.people, last.value) == (50, 0.2)
    assert last.high - last.low < first.high - first.low
    # B had nobody new on the second day: it stays where it was.
    assert [day.people for day in facts.daily["B"]] == [50, 50]


def test_totals_may_be_left_to_the_days(make: Make) -> None:
    text = f"kind: ab-test\nid: ab\ntitle: T\nvariants: {{A: {{}}, B: {{}}}}\n{DAILY}\n"
    assert [(arm.people, arm.conversions) for arm in make(text).facts.arms] == [(50, 10), (50, 12)]


def test_a_variant_without_people_yet_leaves_a_gap(make: Make) -> None:
    late = DAILY.replace("2026-05-04, variant: B", "2026-05-05, variant: B")
    facts = make(rates((10, 50), (12, 50), head=late)).facts
    assert facts.daily["B"][0].value is None


def test_means_of_days_pool_to_the_mean_of_all(make: Make) -> None:
    rows = [
        f"  - {{date: 2026-05-{day:02}, variant: {key}, {numbers}}}"
        for key in "AB"
        # 0 and 2, then nobody, then 4: the mean of 0, 2 and 4 is 2, its deviation 2.
        for day, numbers in ((4, "n: 2, mean: 1, sd: 1.4142135623730951"), (5, "n: 0"), (6, "n: 1, mean: 4"))
    ]
    text = "kind: ab-test\nid: ab\ntitle: T\nvariants: {A: {}, B: {}}\ndaily:\n" + "\n".join(rows)
    facts = make(text).facts
    assert [(arm.people, arm.conversions, arm.value) for arm in facts.arms] == [(3, None, 2)] * 2
    assert facts.arms[0].sd == pytest.approx(2)
    assert [(day.people, day.value) for day in facts.daily["B"]] == [(2, 1), (2, 1), (3, 2)]


def test_length_of_the_run(make: Make) -> None:
    for end, days, codes in (
        ("2026-05-25", 21, []),
        ("2026-05-24", 21, []),
        ("2026-05-11", 7, []),
        ("2026-05-04", 0, ["W-DURATION"]),
        ("2026-05-08", 4, ["W-DURATION"]),
        ("2026-05-20", 16, ["W-DURATION"]),
    ):
        head = f"start: 2026-05-04\nend: {end}\nplanned: {{sample: 50}}"
        made = make(rates((10, 50), (12, 50), head=head))
        assert (made.facts.days, made.codes) == (days, codes)


NAMES = {"A": "Account wall", "B": "Guest mode", "C": "C"}


@pytest.mark.parametrize(
    ("decision", "found"),
    [
        ("ship B", [("B", True)]),
        ("Ship B to everyone", [("B", True)]),
        ("B", [("B", True)]),
        ("Roll out guest mode", [("B", True)]),
        ("Keep A; the learned hour is not worth it", [("A", True)]),
        ("keep A, drop B", [("A", True), ("B", False)]),
        ("Do not ship B", [("B", False)]),
        ("we won't launch guest mode", [("B", False)]),
        ("全量上线 B", [("B", True)]),
        ("不上线 B", [("B", False)]),
        ("保留 A；下线 C", [("A", True), ("C", False)]),
        ("ship B instead of A", []),
        ("A follow-up will use other photos", []),
        ("keep running B", []),
        ("Repeat in July with the logging corrected", []),
        ("ship ABC", []),
    ],
)
def test_decisions_are_read_where_they_are_plain(decision: str, found: list[tuple[str, bool]]) -> None:
    assert list(choices(decision, NAMES)) == found


@pytest.mark.parametrize(
    ("decision", "found"),
    [
        ("ship C", ["C"]),
        ("Ship C to everyone", ["C"]),
        ("C", ["C"]),
        ("keep A, drop variant D", ["D"]),
        ("roll out the version C", ["C"]),
        ("全量上线 C", ["C"]),
        ("采用方案C，弃用D", ["C", "D"]),
        ("ship B", []),
        ("Keep A; the learned hour is not worth it", []),
        ("Use a C library", []),
        ("Keep vitamin C on the list", []),
        ("ship it", []),
        ("release C code", []),
        ("Repeat in July with plan C", []),
    ],
)
def test_a_decision_on_what_was_not_tested_is_seen(decision: str, found: list[str]) -> None:
    assert list(strangers(decision, ["A", "B"])) == found


def test_a_decision_on_what_was_not_tested_is_refused(refused: Refused) -> None:
    (problem,) = refused(rates(*BETTER, head="decision: ship C"))
    assert (problem.code, problem.line) == ("E-REF", 5)
    assert "A, B" in problem.hint.en
    assert list(strangers("ship C", ["wall", "guest"])) == []


def test_decisions_against_verdicts(make: Make) -> None:
    for arms, mde, decision, keys in (
        (BETTER, "2.5pp", "ship B", []),
        (BETTER, "2.5pp", "keep A", ["drops_better"]),
        (BETTER, "2.5pp", "drop B", ["drops_better"]),
        (BETTER[::-1], "2.5pp", "ship B", ["takes_worse"]),
        (BETTER[::-1], "2.5pp", "keep A", []),
        (SAME, "2.5pp", "ship B", ["takes_no_difference"]),
        (SAME, "2.5pp", "drop B", []),
        (BETTER, "1pp", "ship B", ["peeking"]),
        (BETTER, "1pp", "wait", ["peeking"]),
        (UNEVEN, "2.5pp", "ship B", ["mismatch", "takes_invalid"]),
        (UNEVEN, "2.5pp", "repeat it", ["mismatch"]),
    ):
        head = f"planned: {{baseline: 20%, mde: {mde}}}\ndecision: {decision}"
        assert [one.key for one in make(rates(*arms, head=head)).findings] == keys, decision


def test_what_is_missing_is_said(make: Make) -> None:
    text = rates((10, 50), (12, 50)).replace("hypothesis: h\n", "")
    assert make(text).codes == ["I-PLAN", "W-HYPOTHESIS"]


def test_every_warning_has_a_hint() -> None:
    kind = load_kind("ab-test")
    said = {key: kind.messages.by_key[key] for key in kind.own_messages}
    assert [key for key, one in said.items() if not one.code.startswith("E-") and not one.hint] == []
    assert len(said) > 40


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=2, max_size=4),
    st.sampled_from(["higher", "lower"]),
    st.sampled_from([None, {"baseline": "20%", "mde": "5pp"}, {"sample": "30"}]),
)
@settings(max_examples=60)
def test_facts_and_sentences_are_total(
    arms: list[tuple[int, int]], better: str, plan: dict[str, str] | None
) -> None:
    variants = {
        key: {"visitors": str(x + rest or 1), "conversions": str(x)}
        for key, (x, rest) in zip("ABCD", arms, strict=False)
    }
    data = {
        "kind": "ab-test",
        "id": "t",
        "title": "T",
        "variants": variants,
        "better": better,
        "planned": plan,
    }
    kind = load_kind("ab-test")
    spec = AbTest.model_validate(data, context={"lang": "en"})
    facts = kind.kind.facts(spec, SiteView())
    words = kind.words("en")
    assert kind.kind.summary(spec, facts, words)
    assert len(list(kind.kind.tiles(spec, facts, words))) in {2, 3, 4}
    assert list(kind.kind.problems(spec, facts, SiteView())) is not None
    for chart in kind.kind.charts(spec, facts, words):
        assert chart.table.rows
    for one in facts.comparisons:
        assert one.low is None or one.low <= one.difference + 1e-12
        assert one.p is None or 0 <= one.p <= 1


def test_equal_numbers_and_no_spread_are_drawn(make: Make) -> None:
    made = make(means((5, 3, 0), (5, 3, 0)))
    (one,) = made.facts.comparisons
    assert (one.low, one.p, one.verdict) == (None, None, "inconclusive")
    assert made.charts()["lift"].summary == "“B” 0.0."


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> SiteFiles:
    """Return the sample experiments, built on their own."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "content").mkdir()
    (folder / "pmdocs.yml").write_text("site_name: S\nlang: en\ntoday: 2026-06-24\n", encoding="utf-8")
    for file in CONTENT.iterdir():
        text = re.sub(r"\[\[[\w-]+\]\]", "there", file.read_text(encoding="utf-8"))
        text = re.sub(r"(?m)^(hypothesis|metric): (?:hyp|m)-.*$", r"\1: what stands elsewhere", text)
        (folder / "content" / file.name).write_text(text, encoding="utf-8")
    return load(Project.open(folder, today=dt.date(2026, 6, 24)))


def test_the_samples_have_the_three_verdicts(pages: SiteFiles) -> None:
    verdicts = {d.id: pages.computed(d).facts.verdict for d in pages.site.documents}
    assert verdicts == {
        "ab-guest-mode": "better", "ab-reminder-time": "no_difference", "ab-paywall-wording": "invalid",
    }  # fmt: skip
    assert [p.text() for p in pages.all_problems() if not p.code.startswith("I-")] == []


def test_only_the_invalid_sample_has_a_banner(pages: SiteFiles) -> None:
    for name, banner in (("guest-mode", False), ("paywall-wording", True)):
        for prefix in ("", "zh-CN/"):
            page = pages[f"{prefix}{name}/index.html"].decode()
            assert ("ab-banner" in page) is banner


def test_the_sample_shows_all_views_in_both_languages(pages: SiteFiles) -> None:
    for prefix, table in (("", '<th scope="row">Chance to be better</th>'), ("zh-CN/", "更优概率</th>")):
        page = pages[f"{prefix}guest-mode/index.html"].decode()
        for view in ("experiment", "lift", "rates", "daily", "table", "checks"):
            assert f'id="ab-guest-mode-{view}"' in page
        assert table in page
        assert "99.7%" in page
        assert "{" not in re.sub(r"<script.*?</script>", "", page.partition("<article")[2], flags=re.DOTALL)
