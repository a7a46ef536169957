"""The pictures of an experiment: each variant with its interval, the difference, and how both grew."""

from __future__ import annotations

import math
from collections.abc import Iterator

from pmdocs.charts.builders import Band, Interval, Mark, Series, intervals, lines
from pmdocs.charts.colors import BAD, CHART, GOOD, MUTED
from pmdocs.kinds.ab_test.facts import AbTestFacts
from pmdocs.kinds.ab_test.model import AbTest
from pmdocs.kinds.ab_test.text import Shown
from pmdocs.kinds.ab_test.verdict import Comparison
from pmdocs.sdk import Chart, Column, Format, Table, Words

_ROW_HEIGHT = 64
_FRAME_HEIGHT = 76
_COLORS = {"better": GOOD, "worse": BAD}
_APART = 0.3
"""Marks closer than this share of a narrow scale would write over each other."""
_STEPS = (1, 2, 2.5, 5, 10)


def charts(spec: AbTest, facts: AbTestFacts, words: Words) -> Iterator[Chart]:
    """Yield the charts of an experiment: lift, rates, and the course by day where there are rows."""
    shown = Shown(facts, words, spec.unit or "")
    yield _lift(spec, shown)
    yield _rates(spec, shown)
    if facts.daily:
        yield _daily(spec, shown)


def _colors(facts: AbTestFacts) -> dict[str, str]:
    """Return a colour for each variant; the control is grey, which green is too close to."""
    hues = iter(CHART[1:] * len(facts.arms))
    return {arm.key: MUTED if arm.control else next(hues) for arm in facts.arms}


def _lift(spec: AbTest, shown: Shown) -> Chart:
    facts, words = shown.facts, shown.words
    scale = 100 if facts.measure == "rate" else 1
    rows = [
        Interval(
            words("lift_row", name=spec.name_of(one.key), verdict=words[f"verdict.{one.verdict}"]), one.difference * scale,
            _scaled(one.low, scale), _scaled(one.high, scale), _COLORS.get(one.verdict, MUTED),
            shown.difference(one.difference),
        )
        for one in facts.comparisons
    ]  # fmt: skip
    effect = _scaled(facts.planned_effect, scale)
    marks = [] if effect is None else [Mark(effect, words["planned_mark"])]
    low, high = _round_ends(
        [0.0, effect or 0.0, *(v for r in rows for v in (r.low, r.point, r.high) if v is not None)]
    )
    height = _FRAME_HEIGHT + 16 + _ROW_HEIGHT * len(rows)
    crowded = effect is not None and abs(effect) < _APART * (high - low)
    option = intervals(
        rows, unit_format="signed", x_name=words["points"] if facts.measure == "rate" else spec.unit or "", zero_line=True,
        zero_text="" if crowded else words["no_difference_mark"], marks=marks, value_min=low, value_max=high,
    )  # fmt: skip
    return Chart(
        "lift", _lift_summary(spec, shown), option, _lift_table(spec, shown),
        title=words("lift_title", control=spec.name_of(facts.control)), height=height, note=_note(shown),
    )  # fmt: skip


def _lift_summary(spec: AbTest, shown: Shown) -> str:
    """Say of each variant where its interval lies."""
    words = shown.words
    each = [
        words(
            "lift_item" if one.low is not None else "lift_point", name=spec.name_of(one.key),
            difference=shown.difference(one.difference), level=shown.level, range=shown.between(one), zero=_zero(one, words),
        )
        for one in shown.facts.comparisons
    ]  # fmt: skip
    listed = words("listed", items=words["separator"].join(each))
    return f"{words['invalid_before']}{listed}" if shown.facts.mismatch else listed


def _zero(one: Comparison, words: Words) -> str:
    if one.low is None or one.high is None or one.low <= 0 <= one.high:
        return words["zero.inside"]
    return words["zero.above" if one.low > 0 else "zero.below"]


def _scaled(value: float | None, scale: float) -> float | None:
    return None if value is None else value * scale


def _round_ends(values: list[float]) -> tuple[float, float]:
    """Return round ends of a scale that leave some room on both sides."""
    low, high = min(values), max(values)
    spread = high - low or abs(high) or 1.0
    low, high = (end + sign * 0.06 * spread for end, sign in ((low, -1), (high, 1)))
    power = 10.0 ** math.floor(math.log10((high - low) / 5))
    step = next(s * power for s in _STEPS if s * power * 5 >= (high - low) * (1 - 1e-9))
    return math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step


def _note(shown: Shown) -> str:
    """Say what the intervals are; with several variants they are not those of the adjusted p-values."""
    words = shown.words
    note = words("intervals_note", level=shown.level)
    if len(shown.facts.comparisons) == 1:
        return note
    return note + ("" if words.zh else " ") + words["holm_note"]


def _lift_table(spec: AbTest, shown: Shown) -> Table:
    facts, words = shown.facts, shown.words
    form: Format = "pp" if facts.measure == "rate" else "fixed2"
    columns = (
        Column(words["variant"]), Column(words["difference"], form), *_interval_columns(shown, form),
        Column(words["relative"], "signed_rate"), *_interval_columns(shown, "signed_rate"),
        Column(words["test"]), Column("p", "p"), Column(words["p_adjusted"], "p"),
        Column(words["p_better"], "rate"), Column(words["power"], "rate"), Column(words["tile.verdict"]),
    )  # fmt: skip
    rows = tuple(
        (
            spec.name_of(one.key), one.difference, one.low, one.high, one.lift, one.lift_low, one.lift_high,
            words[f"tests.{one.test}"], one.p, one.p_adjusted, one.p_better, one.power, words[f"verdict.{one.verdict}"],
        )
        for one in facts.comparisons
    )  # fmt: skip
    return Table(columns, rows)


def _interval_columns(shown: Shown, form: Format) -> tuple[Column, Column]:
    low, high = (shown.words(end, level=shown.level) for end in ("from", "to"))
    return Column(low, form), Column(high, form)


def _rates(spec: AbTest, shown: Shown) -> Chart:
    facts, words = shown.facts, shown.words
    colors = _colors(facts)
    rows = [
        Interval(spec.name_of(arm.key), arm.value, arm.low, arm.high, colors[arm.key], shown.value(arm.value))
        for arm in facts.arms
    ]
    height = _FRAME_HEIGHT + _ROW_HEIGHT * len(rows)
    ends = _rate_ends(facts) if facts.measure == "rate" else (None, None)
    option = intervals(
        rows, unit_format="rate" if facts.measure == "rate" else "number:2", x_name=_value_axis(spec, shown),
        value_min=ends[0], value_max=ends[1],
    )  # fmt: skip
    return Chart(
        "rates", _rates_summary(spec, shown), option, _rates_table(spec, shown),
        title=words[f"rates_title.{facts.measure}"], height=height, note=words("intervals_note", level=shown.level),
    )  # fmt: skip


def _rate_ends(facts: AbTestFacts) -> tuple[float, float]:
    """Return round ends of a scale of rates, which does not leave 0 to 100 %."""
    low, high = _round_ends(
        [end for arm in facts.arms for end in (arm.low, arm.value, arm.high) if end is not None]
    )
    return max(0.0, low), min(1.0, high)


def _value_axis(spec: AbTest, shown: Shown) -> str:
    axis = shown.words[f"value.{shown.facts.measure}"]
    return shown.words("with_unit", text=axis, unit=spec.unit) if spec.unit else axis


def _rates_summary(spec: AbTest, shown: Shown) -> str:
    words = shown.words
    each = [
        words("arm", name=spec.name_of(arm.key), value=shown.value(arm.value), n=words.count(arm.people))
        for arm in shown.facts.arms
    ]
    listed = words("listed", items=words["separator"].join(each))
    return f"{words['invalid_before']}{listed}" if shown.facts.mismatch else listed


def _rates_table(spec: AbTest, shown: Shown) -> Table:
    facts, words = shown.facts, shown.words
    form: Format = "rate" if facts.measure == "rate" else "fixed2"
    event = (
        Column(words["conversions"], "count") if facts.measure == "rate" else Column(words["sd"], "fixed2")
    )
    columns = (
        Column(words["variant"]), Column(words["people"], "count"), event, Column(words[f"value.{facts.measure}"], form),
        *_interval_columns(shown, form),
    )  # fmt: skip
    rows = tuple(
        (
            spec.name_of(a.key),
            a.people,
            a.sd if a.conversions is None else a.conversions,
            a.value,
            a.low,
            a.high,
        )
        for a in facts.arms
    )
    return Table(columns, rows)


def _daily(spec: AbTest, shown: Shown) -> Chart:
    facts, words = shown.facts, shown.words
    colors = _colors(facts)
    days = [day.day for day in next(iter(facts.daily.values()))]
    series = [
        Series(
            spec.name_of(key), [one.value for one in course], color=colors[key], dashed=key == facts.control
        )
        for key, course in facts.daily.items()
    ]
    bands = [
        Band(spec.name_of(key), [one.low for one in course], [one.high for one in course], colors[key])
        for key, course in facts.daily.items()
    ]
    unit_format = "rate" if facts.measure == "rate" else "number:2"
    return Chart(
        "daily", _daily_summary(spec, shown),
        lines(days, series, unit_format=unit_format, y_name=_value_axis(spec, shown), bands=bands, symbols=False),
        _daily_table(spec, shown), height=380, narrow_height=340, note=words("daily_note", level=shown.level),
    )  # fmt: skip


def _daily_summary(spec: AbTest, shown: Shown) -> str:
    """Say how far the widest interval has narrowed since the first day on which every variant had one."""
    facts, words = shown.facts, shown.words
    courses = list(facts.daily.values())
    widths = [
        max((c[i].high or 0) - (c[i].low or 0) for c in courses)
        for i in range(len(courses[0]))
        if all(c[i].low is not None and c[i].high is not None for c in courses)
    ]
    days = len(courses[0])
    if len(widths) < 2:  # noqa: PLR2004 -- nothing to compare with
        return words("daily_short", days=days)
    first, last = (shown.size(width / 2) for width in (widths[0], widths[-1]))
    return words("daily_summary", days=days, first=first, last=last)


def _daily_table(spec: AbTest, shown: Shown) -> Table:
    facts, words = shown.facts, shown.words
    form: Format = "rate" if facts.measure == "rate" else "fixed2"
    columns = (
        Column(words["day"], "date"), Column(words["variant"]), Column(words["people_so_far"], "count"),
        Column(words[f"value.{facts.measure}"], form), *_interval_columns(shown, form),
    )  # fmt: skip
    rows = tuple(
        (one.day, spec.name_of(key), one.people, one.value, one.low, one.high)
        for day in zip(*facts.daily.values(), strict=True)
        for key, one in zip(facts.daily, day, strict=True)
    )
    return Table(columns, rows)
