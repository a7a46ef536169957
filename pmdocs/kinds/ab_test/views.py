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
from pmdocs.kinds.ab_test.sentences import lift_sentence, rates_sentence
from pmdocs.sdk import Chart, Columns, Tile, Words

_TONES: dict[str, Literal["good", "warn", "bad"]] = {
    "better": "good", "worse": "bad", "invalid": "bad", "not_enough": "warn", "running": "warn",
}  # fmt: skip
_COLORS = {"better": GOOD, "worse": BAD}
_ROW_HEIGHT, _FRAME_HEIGHT = 64, 76
_NOTE = 30
"""Columns for the two names in the note of the verdict, which then takes two lines; its reasons have them whole."""


def tiles(spec: AbTest, facts: AbTestFacts, words: Words) -> Iterator[Tile]:
    """Yield the verdict, the difference, and the people."""
    show, one = Formats(spec, facts, words), facts.comparison(facts.decisive)
    people = [(show.name(arm), words.count(arm.people)) for arm in facts.arms]
    counted = [f"{words.count(arm.conversions)} / " if show.of_rates else "" for arm in facts.arms]
    arms = tuple(
        (name, f"{done}{n} · {show.value(arm.value)}")
        for (name, n), done, arm in zip(people, counted, facts.arms, strict=True)
    )
    name, control = words.brief((show.name(one), spec.name_of(facts.control)), _NOTE)
    against = words("tile.against", name=name, control=control)
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
        "lift", lift_sentence(show), option, table,
        title=words("lift_title", control=show.spec.name_of(facts.control)),
        height=_FRAME_HEIGHT + 16 + _ROW_HEIGHT * len(rows),
        note=show.together(words("intervals_note", level=show.level), several),
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
    return Chart(
        "rates", rates_sentence(show), option,
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
