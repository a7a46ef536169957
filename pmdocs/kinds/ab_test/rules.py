"""What no experiment can be: the refusals that need more than one field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from pmdocs.diagnostics.problem import Phrase
from pmdocs.stats.comparison import same
from pmdocs.values.refusal import At, refuse
from pmdocs.values.suggestions import nearest

if TYPE_CHECKING:
    from pmdocs.kinds.ab_test.model import AbTest, Counts, DailyRow, Guardrail, Plan

_SHOWN = 12
"""Longest list of names in a message."""


def check_row(counts: Counts) -> None:
    """Refuse numbers of one variant or day that contradict each other."""
    if counts.visitors is not None and counts.n is not None:
        refuse("E-FIELD", _TWICE, at=("n",))
    if counts.conversions is not None and counts.mean is not None:
        refuse("E-FIELD", _BOTH, _BOTH_HINT, at=("mean",))
    people, converted = counts.people, counts.conversions
    if people is not None and converted is not None and converted > people:
        message = _TOO_MANY.fill(conversions=f"{converted:,}", visitors=f"{people:,}")
        refuse("E-RANGE", message, _TOO_MANY_HINT, at=("conversions",))


def check_variants(spec: AbTest) -> None:
    """Refuse empty or incomplete variants, a mixture of rates and means, and any number of controls but one."""
    _check_control(spec)
    for key, variant in spec.variants.items():
        if not spec.daily or variant.people is not None:
            _check_complete(variant, ("variants", key), means=spec.of_means)
        if variant.people == 0:
            refuse("E-RANGE", _EMPTY.fill(name=key), at=("variants", key, _people_field(variant)))
        if spec.of_means and variant.people == 1:
            refuse("E-RANGE", _ALONE.fill(name=key), at=("variants", key, _people_field(variant)))


def _check_control(spec: AbTest) -> None:
    said = {key: variant.control for key, variant in spec.variants.items() if variant.control is not None}
    controls = [key for key, control in said.items() if control]
    if len(controls) > 1:
        message = _CONTROLS.fill(n=len(controls), names=_listed(controls))
        refuse("E-RANGE", message, _CONTROLS_HINT, at=("variants", controls[1], "control"))
    if not controls and next(iter(spec.variants)) in said:
        refuse("E-REQ", _NO_CONTROL, _CONTROLS_HINT, at=("variants",))


def _check_complete(counts: Counts, at: At, *, means: bool) -> None:
    missing = [name for name, value in _needed(counts, means=means).items() if value is None]
    if missing and means and counts.conversions is not None:
        refuse("E-FIELD", _MIXED, at=(*at, "conversions"))
    if missing:
        refuse("E-REQ", _MISSING.fill(name=missing[0]), _MEANS_HINT if means else _RATES_HINT, at=at)


def _needed(counts: Counts, *, means: bool) -> Mapping[str, object]:
    """Return what has to be known: nobody has no mean, and one person no deviation."""
    if not means:
        return {"visitors": counts.people, "conversions": counts.conversions}
    everything = {"n": counts.people, "mean": counts.mean, "sd": counts.sd}
    return dict(list(everything.items())[: 1 + counts.people] if counts.people in {0, 1} else everything)


def _people_field(counts: Counts) -> str:
    return "n" if counts.visitors is None else "visitors"


def check_dates(spec: AbTest) -> None:
    """Refuse an end before the start."""
    if spec.start and spec.end and spec.end < spec.start:
        refuse("E-DATE", _BACKWARDS.fill(start=spec.start, end=spec.end), at=("end",))


def check_split(spec: AbTest) -> None:
    """Refuse an intended split that is not one of these variants, or not the whole."""
    if not spec.split:
        return
    for key, share in spec.split.items():
        _check_known(spec, key, ("split", key))
        if share <= 0:
            refuse("E-RANGE", _NO_SHARE.fill(name=key), at=("split", key))
    for key in spec.variants:
        if key not in spec.split:
            refuse("E-REQ", _NOT_SPLIT.fill(name=key), at=("split",))
    total = sum(spec.split.values())
    if not same(total, 1):
        refuse("E-SUM", _SPLIT_SUM.fill(total=f"{total * 100:.10g}"), _SPLIT_HINT, at=("split",))


def _check_known(spec: AbTest, key: str, at: At, code: str = "E-FIELD") -> None:
    if key not in spec.variants:
        refuse(code, _UNKNOWN.fill(name=key), _KNOWN.fill(names=_listed(spec.variants)), at=at)


def check_plan(plan: Plan) -> None:
    """Refuse a plan from which no sample follows."""
    for name, value in (("power", plan.power), ("alpha", plan.alpha)):
        if not 0 < value < 1:
            refuse("E-RANGE", _CERTAIN, at=(name,))
    if plan.sample == 0:
        refuse("E-RANGE", _NO_SAMPLE, at=("sample",))
    if plan.mde is None:
        if plan.sample is None:
            refuse("E-REQ", _MISSING.fill(name="mde"), _MDE_HINT)
        return
    if plan.mean is not None and not plan.mde.relative:
        refuse("E-TYPE", _POINTS_OF_MEAN, _POINTS_HINT, at=("mde",))
    if plan.effect is not None and same(plan.effect, 0):
        refuse("E-RANGE", _NO_EFFECT, at=("mde",))
    if plan.baseline is not None and not 0 <= plan.baseline + (plan.effect or 0) <= 1:
        refuse("E-RANGE", _BEYOND, at=("mde",))


def check_plan_fits(spec: AbTest) -> None:
    """Refuse a plan for rates where means are compared, and the other way round."""
    plan = spec.planned
    if plan is None or plan.mde is None:
        return
    given = {"baseline": plan.baseline, "mean": plan.mean, "sd": plan.sd}
    needed = ("mean", "sd") if spec.of_means else ("baseline",)
    for name, value in given.items():
        if value is not None and name not in needed:
            refuse("E-FIELD", _PLAN_MEANS if spec.of_means else _PLAN_RATES, at=("planned", name))
    for name in needed:
        if given[name] is None:
            refuse("E-REQ", _MISSING.fill(name=name), _MDE_HINT, at=("planned",))


def check_columns(guardrails: object, variants: object, fields: tuple[str, ...]) -> None:
    """Refuse a field of a guardrail that is neither its own nor a variant's value."""
    if not isinstance(guardrails, list) or not isinstance(variants, dict):
        return
    known = (*fields, *(str(key) for key in variants))
    for index, guardrail in enumerate(guardrails):
        for name in guardrail if isinstance(guardrail, dict) else ():
            if name not in known:
                near = nearest(name, known, 1)
                hint = _MEANT.fill(name=near[0]) if near else _KNOWN.fill(names=_listed(variants))
                refuse("E-FIELD", _NO_FIELD.fill(name=name), hint, at=("guardrails", index, name))


def check_guardrails(spec: AbTest) -> None:
    """Refuse guardrails that cannot be judged."""
    for index, guardrail in enumerate(spec.guardrails):
        _check_guardrail(spec, guardrail, ("guardrails", index))


def _check_guardrail(spec: AbTest, guardrail: Guardrail, at: At) -> None:
    if guardrail.must_not_drop is None and guardrail.must_not_rise is None:
        refuse("E-REQ", _NO_LIMIT, _NO_LIMIT_HINT, at=at)
    for name, limit in (
        ("must_not_drop", guardrail.must_not_drop),
        ("must_not_rise", guardrail.must_not_rise),
    ):
        if limit is not None and limit.value < 0:
            refuse("E-RANGE", _NEGATIVE_LIMIT, at=(*at, name))
    values = {key: value for key, value in guardrail.values.items() if value is not None}
    if spec.control not in guardrail.values or len(guardrail.values) == 1:
        missing = next(k for k in (spec.control, *spec.variants) if k not in guardrail.values)
        refuse("E-REQ", _NO_VALUE.fill(name=missing), at=at)
    units = {value.unit for value in values.values()}
    if len(units) > 1:
        refuse("E-TYPE", _UNITS, at=(*at, next(key for key in values if values[key].unit == "number")))
    absolute = next(
        (n for n in ("must_not_drop", "must_not_rise") if _in_points(getattr(guardrail, n))), None
    )
    if absolute and "number" in units:
        refuse("E-TYPE", _POINTS_OF_NUMBER, _POINTS_HINT, at=(*at, absolute))


def _in_points(limit: object) -> bool:
    return limit is not None and not getattr(limit, "relative", True)


def check_rows(spec: AbTest) -> None:
    """Refuse daily rows of other variants or days, rows that come twice, and sums that differ from the totals."""
    seen: set[tuple[object, str]] = set()
    for index, row in enumerate(spec.daily):
        at = ("daily", index)
        _check_known(spec, row.variant, (*at, "variant"), "E-RANGE")
        _check_complete(row, at, means=spec.of_means)
        if not spec.covers(row.date):
            refuse("E-DATE", _OUTSIDE.fill(day=row.date), at=(*at, "date"))
        if (row.date, row.variant) in seen:
            refuse("E-RANGE", _ROW_TWICE.fill(day=row.date, name=row.variant), at=(*at, "date"))
        seen.add((row.date, row.variant))
    for key in spec.variants if spec.daily else ():
        _check_sums(spec, key)


def _check_sums(spec: AbTest, key: str) -> None:
    variant, rows = spec.variants[key], [row for row in spec.daily if row.variant == key]
    if variant.people is None and not sum(row.people or 0 for row in rows):
        refuse("E-RANGE", _EMPTY.fill(name=key), at=("variants", key))
    asked: dict[str, tuple[int | None, Callable[[DailyRow], int | None]]] = {
        _people_field(variant): (variant.people, lambda row: row.people),
        "conversions": (variant.conversions, lambda row: row.conversions),
    }
    for name, (total, read) in asked.items():
        added = sum(read(row) or 0 for row in rows)
        if total is not None and total != added:
            message = _DAILY_SUM.fill(name=key, field=name, total=f"{total:,}", sum=f"{added:,}")
            refuse("E-SUM", message, _DAILY_HINT, at=("variants", key, name))


def _listed(names: object) -> str:
    return ", ".join(list(names)[:_SHOWN])  # type: ignore[call-overload]


_TWICE = Phrase("visitors and n are the same thing: give one of them", "visitors 与 n 是同一个量，只写一个")
_BOTH = Phrase("either conversions or a mean, not both", "conversions 与 mean 只能用一种")
_BOTH_HINT = Phrase(
    "use conversions for yes or no, mean and sd for a number", "是或否用 conversions，数值用 mean 和 sd"
)
_TOO_MANY = Phrase(
    "{conversions} conversions of {visitors} visitors", "{visitors} 位访客却有 {conversions} 次转化"
)
_TOO_MANY_HINT = Phrase("count people who converted, each once", "请统计转化的人数，每人一次")
_EMPTY = Phrase("no visitors in {name}", "{name} 没有访客")
_ALONE = Phrase("one person in {name}: a mean needs two or more", "{name} 只有 1 人：均值至少需要 2 人")
_CONTROLS = Phrase("{n} controls: {names}", "有 {n} 个对照组：{names}")
_CONTROLS_HINT = Phrase("mark one variant with control: true", "只给一个变体写 control: true")
_NO_CONTROL = Phrase("no variant is the control", "没有对照组")
_MIXED = Phrase("some variants have conversions, others a mean", "有的变体是转化数，有的是均值")
_MISSING = Phrase("‘{name}’ is required", "缺少必填字段‘{name}’")
_RATES_HINT = Phrase(
    "a variant has visitors and conversions, or n, mean and sd",
    "每个变体要有 visitors 和 conversions，或 n、mean 和 sd",
)
_MEANS_HINT = Phrase("means need n, mean and sd in every variant", "比较均值时，每个变体都要有 n、mean 和 sd")
_BACKWARDS = Phrase("end {end} is before start {start}", "结束 {end} 早于开始 {start}")
_UNKNOWN = Phrase("there is no variant ‘{name}’", "没有变体‘{name}’")
_KNOWN = Phrase("the variants are: {names}", "变体有：{names}")
_NO_SHARE = Phrase("the share of ‘{name}’ is 0%", "‘{name}’的份额为 0%")
_NOT_SPLIT = Phrase("the share of ‘{name}’ is missing", "缺少‘{name}’的份额")
_SPLIT_SUM = Phrase("the split adds up to {total}%, not 100%", "split 之和为 {total}%，应为 100%")
_SPLIT_HINT = Phrase("leave split out for equal shares", "各组相等时可省略 split")
_CERTAIN = Phrase("must lie between 0% and 100%, and be neither", "应在 0% 与 100% 之间，且不能是两端")
_NO_SAMPLE = Phrase("a planned sample of 0 plans nothing", "计划样本量不能为 0")
_MDE_HINT = Phrase(
    "write planned: {baseline: 20%, mde: 2.5pp}; for means {mean: 40, sd: 25, mde: +5%}",
    "请写 planned: {baseline: 20%, mde: 2.5pp}；均值则写 {mean: 40, sd: 25, mde: +5%}",
)
_NO_EFFECT = Phrase("no sample is large enough to find a difference of 0", "差异为 0 时，任何样本量都不够")
_BEYOND = Phrase("baseline and mde together leave 0% to 100%", "baseline 加上 mde 超出 0% 到 100%")
_POINTS_OF_MEAN = Phrase("percentage points belong to rates, not to a mean", "百分点只用于比例，不用于均值")
_POINTS_OF_NUMBER = Phrase(
    "percentage points belong to rates, and these values are none", "百分点只用于比例，此处不是比例"
)
_POINTS_HINT = Phrase("write it relative: +5%", "请写相对变化：+5%")
_PLAN_MEANS = Phrase("means are compared: plan with mean and sd", "比较的是均值：计划请写 mean 和 sd")
_PLAN_RATES = Phrase("rates are compared: plan with baseline", "比较的是比例：计划请写 baseline")
_NO_FIELD = Phrase("‘{name}’ is neither a field nor a variant", "‘{name}’既不是字段，也不是变体")
_MEANT = Phrase("did you mean ‘{name}’?", "是否想写‘{name}’？")
_NO_VALUE = Phrase("the guardrail has no value for ‘{name}’", "护栏指标缺少‘{name}’的值")
_NO_LIMIT = Phrase("a guardrail needs a limit", "护栏指标需要界限")
_NO_LIMIT_HINT = Phrase(
    "write must_not_drop: 0.5pp or must_not_rise: 5%", "请写 must_not_drop: 0.5pp 或 must_not_rise: 5%"
)
_NEGATIVE_LIMIT = Phrase("a limit is 0 or more", "界限不能小于 0")
_UNITS = Phrase(
    "the values of a guardrail need one unit: all with % or none", "同一护栏指标的单位要一致：都带 % 或都不带"
)
_OUTSIDE = Phrase("{day} is outside the experiment", "{day} 不在实验期间内")
_ROW_TWICE = Phrase("a second row for {name} on {day}", "{name} 在 {day} 有两行")
_DAILY_SUM = Phrase(
    "the daily rows of {name} add up to {sum}, but {field} says {total}",
    "{name} 的每日之和为 {sum}，而 {field} 为 {total}",
)
_DAILY_HINT = Phrase("correct one of them, or leave the totals out", "请改正其一，或省略总数")
