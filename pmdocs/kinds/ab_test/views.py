"""How an experiment is shown: the verdict, key figures, the difference, each variant, and how they grew."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Literal, NamedTuple

from pmdocs.charts.builders import Band, EstimateRange, Mark, Series, intervals, lines
from pmdocs.charts.colors import BAD, CHART, GOOD, MUTED
from pmdocs.kinds.ab_test.arms import Day
from pmdocs.kinds.ab_test.comparing import VariantComparison
from pmdocs.kinds.ab_test.facts import AbTestFacts
from pmdocs.kinds.ab_test.formats import Formats
from pmdocs.kinds.ab_test.model import AbTest
from pmdocs.sdk import Chart, Columns, Tile, Words

_TONES: dict[str, Literal["good", "warn", "bad"]] = {
    "better": "good", "worse": "bad", "invalid": "bad", "not_enough": "warn", "running": "warn",
}  # fmt: skip
_COLORS = {"better": GOOD, "worse": BAD}
_ROW_HEIGHT, _FRAME_HEIGHT = 64, 76


def summary(spec: AbTest, facts: AbTestFacts, words: Words) -> str:
    """Return the verdict as a sentence, with the other variants and broken guardrails if there are any."""
    show, one = Formats(spec, facts, words), facts.comparison(facts.decisive)
    parts = [_verdict(one, show)]
    others = [
        words("other", name=show.name(other), verdict=words[f"verdict.{other.outcome}"].lower())
        for other in facts.comparisons if other is not one and not facts.mismatch
    ]  # fmt: skip
    if others:
        parts.append(words("others", listed=words["separator"].join(others)))
    for state, sentence in (("broken", "broken"), ("open", "unproven")):
        names = dict.fromkeys(g.name for g in facts.guardrails if g.state == state and g.key == one.key)
        if names and not facts.mismatch:
            parts.append(words(sentence, names=words.join(names)))
    return show.together(*parts)


def _verdict(one: VariantComparison, show: Formats) -> str:
    facts, words = show.facts, show.words
    if facts.mismatch:
        return words(
            "finding.invalid", got=words["against"].join(words.count(arm.people) for arm in facts.arms),
            shares=show.shares(facts.observed_shares), wanted=show.shares(arm.share for arm in facts.arms),
            p=words.p(facts.sample_ratio_p),
        )  # fmt: skip
    arm, control = facts.arm(one.key), facts.arm(facts.control)
    values = {
        "name": show.name(arm), "control": show.name(control), "value": show.value(arm.value),
        "before": show.value(control.value), "difference": show.difference(one.difference), "level": show.level,
        "range": show.between(one), "end": words.date(show.spec.end), "seen": words.date(facts.seen),
        "so_far": words[f"so_far.{one.lean(show.spec.better)}"],
    }  # fmt: skip
    if one.low is None:
        values["range"] = words["unknown_range"]
    return show.together(
        words(f"finding.{_form(one, facts)}", **values, **_lacking(one, show)), *_beside(one, show)
    )


def _form(one: VariantComparison, facts: AbTestFacts) -> str:
    """Return which sentence says the verdict: what stays open depends on what was planned."""
    if one.verdict != "inconclusive" or facts.plan is None:
        return one.verdict
    return "inconclusive_open" if facts.plan.effect else "inconclusive_sample"


def _lacking(one: VariantComparison, show: Formats) -> dict[str, str]:
    """Return the variant that is furthest from the people it needs, with both numbers."""
    facts = show.facts
    if facts.plan is None or not facts.plan.needed:
        return {}
    needed = facts.plan.needed.people
    arm = max(
        (facts.arm(key) for key in (facts.control, one.key)), key=lambda arm: needed[arm.key] / arm.people
    )
    count = show.words.count
    return {"lacking": show.name(arm), "people": count(arm.people), "needed": count(needed[arm.key])}


def _beside(one: VariantComparison, show: Formats) -> Iterator[str]:
    """Yield what belongs to a verdict: the power, how it compares with the plan, a plan that did not fit."""
    facts, words = show.facts, show.words
    effect = show.size(facts.plan.effect) if facts.plan else ""
    if one.verdict in {"better", "worse"} and one.within:
        yield words("less_than_planned", effect=effect)
    if one.verdict in {"no_difference", "inconclusive"} and one.power is not None:
        yield words("found_with", effect=effect, power=show.chance(one.power))
    if facts.plan and facts.plan.departure and one.verdict in {"not_enough", "inconclusive", "no_difference"}:
        gone = facts.plan.departure
        yield words(
            f"departed.{gone.field}", planned=show.plain(gone.planned), observed=show.plain(gone.observed)
        )


def tiles(spec: AbTest, facts: AbTestFacts, words: Words) -> Iterator[Tile]:
    """Yield the verdict, the difference, and the people."""
    show, one = Formats(spec, facts, words), facts.comparison(facts.decisive)
    people = [(show.name(arm), words.count(arm.people)) for arm in facts.arms]
    counted = [f"{words.count(arm.conversions)} / " if show.of_rates else "" for arm in facts.arms]
    arms = tuple(
        (name, f"{done}{n} · {show.value(arm.value)}")
        for (name, n), done, arm in zip(people, counted, facts.arms, strict=True)
    )
    against = words("tile.against", name=show.name(one), control=spec.name_of(facts.control))
    verdict = words[f"verdict.{one.outcome}"]
    if facts.running and not facts.mismatch:
        against = show.together(against + words["separator"] + words[f"so_far.{one.lean(spec.better)}"])
    yield Tile(words["tile.verdict"], verdict, against, _TONES.get(facts.verdict, ""), "verdict", arms)
    if not facts.mismatch:
        yield from _effects(one, show, arms)
    note = words["tile.no_plan"]
    if facts.plan and facts.plan.needed:
        needed = show.sample(facts.plan.needed.people)
        people, note = [*people, (words["fields.planned"], needed)], words("tile.needed", sample=needed)
    yield Tile(words["tile.people"], words.count(facts.people), note, formula="sample", inputs=tuple(people))


def _effects(one: VariantComparison, show: Formats, arms: tuple[tuple[str, str], ...]) -> Iterator[Tile]:
    facts, words = show.facts, show.words
    n = min(facts.arm(key).people for key in (one.key, facts.control))
    formula, value = "welch", show.difference(one.difference)
    if show.of_rates:
        formula, value = (
            "difference",
            (words("tile.points", number=show.number(one.difference)) if facts.in_percent else value),
        )
    note = words("interval", level=show.level, range=show.between(one))
    yield Tile(
        words["tile.difference_rate" if facts.in_percent else "tile.difference_mean"],
        value,
        note,
        "",
        formula,
        arms,
        n,
    )
    if one.lift is not None:
        ends = words("range", low=words.signed_rate(one.lift_low), high=words.signed_rate(one.lift_high))
        note = words("interval", level=show.level, range=ends) if one.lift_low is not None else ""
        yield Tile(words["tile.lift"], words.signed_rate(one.lift), note, "", "lift", arms, n)


def charts(spec: AbTest, facts: AbTestFacts, words: Words) -> Iterator[Chart]:
    """Yield the charts of an experiment: lift, rates, and the course by day where there are rows."""
    show = Formats(spec, facts, words)
    hues = iter(CHART[1:] * len(facts.arms))
    # The control is grey, which green is too close to.
    colors = {arm.key: MUTED if arm.control else next(hues) for arm in facts.arms}
    yield _lift(show)
    yield _rates(show, colors)
    if facts.daily:
        yield _daily(show, colors)


def _lift(show: Formats) -> Chart:
    facts, words = show.facts, show.words
    rows = [
        EstimateRange(
            words("lift_row", name=show.name(one), verdict=words[f"verdict.{one.outcome}"]),
            show.scaled(one.difference), show.scaled(one.low), show.scaled(one.high),
            _COLORS.get(one.verdict, MUTED), show.difference(one.difference),
        )
        for one in facts.comparisons
    ]  # fmt: skip
    effect = show.scaled(facts.plan.effect if facts.plan else None)
    option = intervals(
        rows, unit_format="signed", x_name=show.difference_unit, zero_line=True,
        zero_text=words["no_difference_mark"], marks=[] if effect is None else [Mark(effect, words["planned_mark"])],
        bounds=(-math.inf, math.inf),
    )  # fmt: skip
    table = Columns(
        variant=show.name, difference=show.cell("difference", "pp"), low=show.cell("low", "pp"), high=show.cell("high", "pp"),
        relative=("lift", "signed_rate"), lift_low=("lift_low", "signed_rate"), lift_high=("lift_high", "signed_rate"),
        test=(lambda one: f"tests.{one.test}", "label"), p=("p", "p"), p_adjusted=("p_adjusted", "p"),
        p_better=("p_better", "rate"), power=("power", "rate"), outcome=(lambda one: f"verdict.{one.outcome}", "label"),
    ).table(facts.comparisons, words, level=show.level)  # fmt: skip
    several = (
        words("several_note", n=len(rows), level=show.level, all=show.arm_level) if len(rows) > 1 else ""
    )
    return Chart(
        "lift", show.listed(_lift_item(one, show) for one in facts.comparisons), option, table,
        title=words("lift_title", control=show.spec.name_of(facts.control)),
        height=_FRAME_HEIGHT + 16 + _ROW_HEIGHT * len(rows),
        note=show.together(words("intervals_note", level=show.level), several),
    )  # fmt: skip


def _lift_item(one: VariantComparison, show: Formats) -> str:
    """Say of a variant where its interval lies."""
    words, side = show.words, "inside"
    if one.low is None or one.high is None:
        return words("lift_point", name=show.name(one), difference=show.difference(one.difference))
    if not one.low <= 0 <= one.high:
        side = "above" if one.low > 0 else "below"
    return words(
        "lift_item", name=show.name(one), difference=show.difference(one.difference), level=show.level,
        range=show.between(one), zero=words[f"zero.{side}"],
    )  # fmt: skip


def _rates(show: Formats, colors: dict[str, str]) -> Chart:
    facts, words = show.facts, show.words
    rows = [
        EstimateRange(
            show.name(arm),
            show.drawn(arm.value),
            show.drawn(arm.low),
            show.drawn(arm.high),
            colors[arm.key],
            show.value(arm.value),
        )
        for arm in facts.arms
    ]
    option = intervals(
        rows,
        unit_format=show.unit_format,
        x_name=show.axis,
        bounds=(0, show.facts.scale if show.fine else 1) if show.of_rates else None,
    )
    table = Columns(
        variant=show.name, people=("people", "count"), conversions=("conversions", "count"), sd=("sd", "fixed2"),
        **show.columns(),
    ).without("sd" if show.of_rates else "conversions")  # fmt: skip
    arms = [
        words("arm", name=show.name(arm), value=show.value(arm.value), n=words.count(arm.people))
        for arm in facts.arms
    ]
    return Chart(
        "rates", show.listed(arms), option,
        table.table(facts.arms, words, level=show.arm_level), title=words[f"rates_title.{facts.measure}"],
        height=_FRAME_HEIGHT + _ROW_HEIGHT * len(rows), note=words("intervals_note", level=show.arm_level),
    )  # fmt: skip


def _daily(show: Formats, colors: dict[str, str]) -> Chart:
    facts, words = show.facts, show.words
    names = {key: show.spec.name_of(key) for key in facts.daily}
    days = [day.day for day in facts.daily[facts.control]]
    series, bands = [], []
    for key, course in facts.daily.items():
        values, dashed = [show.drawn(day.value) for day in course], key == facts.control
        series.append(Series(names[key], values, color=colors[key], dashed=dashed))
        bands.append(
            Band(
                names[key],
                [show.drawn(day.low) for day in course],
                [show.drawn(day.high) for day in course],
                colors[key],
            )
        )
    rows = [_Row(names[key], course[i]) for i in range(len(days)) for key, course in facts.daily.items()]
    table = Columns(
        day=("at.day", "date"), variant="name", people_so_far=("at.people", "count"), **show.columns("at.")
    )
    return Chart(
        "daily", _daily_summary(show),
        lines(days, series, unit_format=show.unit_format, y_name=show.axis, bands=bands, symbols=False),
        table.table(rows, words, level=show.arm_level), narrow_height=340,
        note=words("daily_note", level=show.arm_level),
    )  # fmt: skip


class _Row(NamedTuple):
    name: str
    at: Day


def _daily_summary(show: Formats) -> str:
    """Say how far the widest interval has narrowed since the first day on which every variant had one."""
    days = list(zip(*show.facts.daily.values(), strict=True))
    widths = [
        max((one.high or 0) - (one.low or 0) for one in day)
        for day in days
        if all(one.low is not None for one in day)
    ]
    if len(widths) < 2:  # noqa: PLR2004 -- nothing to compare with
        return show.words("daily_short", days=len(days))
    first, last = (show.size(width / 2) for width in (widths[0], widths[-1]))
    return show.words("daily_summary", days=len(days), first=first, last=last)
