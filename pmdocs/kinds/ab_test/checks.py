"""What no experiment can be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from pmdocs.kinds.ab_test.decisions import strangers
from pmdocs.kinds.ab_test.model import AbTest, Counts, Guardrail, Plan
from pmdocs.sdk import Checks, Finding, Findings, Model, Path
from pmdocs.sdk.checks import adds_up, known_keys, listed, one_of, ordered, positive, unique
from pmdocs.stats.comparison import same
from pmdocs.values.suggestions import nearest

_LIMITS = frozenset({"must_not_drop", "must_not_rise"})
K = TypeVar("K")
M = TypeVar("M", bound=Model)


def _whole(parts: Iterable[tuple[K, M]]) -> Iterator[tuple[K, M]]:
    """Yield the parts that could be read entirely: a bad one does not hide the others."""
    return ((key, part) for key, part in parts if type(part).model_fields.keys() <= vars(part).keys())


def only_people_convert(counts: Counts) -> Findings:
    """Refuse more conversions than people."""
    people, converted = counts.people, counts.conversions
    if people is not None and converted is not None and converted > people:
        yield Finding(("conversions",), "too_many", {"conversions": converted, "visitors": people})


def is_uncertain(plan: Plan) -> Findings:
    """Refuse a chance of 0 or 1."""
    for name in {"power", "alpha"} & vars(plan).keys():
        if not 0 < getattr(plan, name) < 1:
            yield Finding((name,), "certain")


def plans_a_sample(plan: Plan) -> Findings:
    """Refuse a sample of nobody, and a plan from which no sample follows."""
    yield from positive(("sample",), plan.sample, "no_sample")
    if plan.sample is None and plan.mde is None:
        yield Finding(("mde",), "plan_missing", {"name": "mde"})


def plans_an_effect(plan: Plan) -> Findings:
    """Refuse an effect in points of a mean, and one of 0."""
    if plan.mde and plan.mde.unit == ("number" if plan.mean is None else "points"):
        yield Finding(("mde",), "bare_difference" if plan.mean is None else "points_of_mean")
    if plan.mde and plan.mean is None and plan.mde.has_two_readings:
        yield Finding(("mde",), "two_readings", plan.mde.readings)
    if plan.mde and same(plan.mde.value, 0):
        yield Finding(("mde",), "no_effect")


def has_a_limit(guardrail: Guardrail) -> Findings:
    """Refuse a guardrail without a limit; one that stands there misspelt is refused as a column."""
    if not (guardrail.must_not_drop or guardrail.must_not_rise):
        misspelt = any(nearest(name, _LIMITS) for name in guardrail.values)
        yield from () if misspelt else (Finding((), "no_limit"),)


def can_be_judged(guardrail: Guardrail) -> Findings:
    """Refuse rates beside plain numbers, percentage points of plain numbers, and a negative limit."""
    units = {key: value.unit for key, value in guardrail.values.items() if value}
    plain = [key for key, unit in units.items() if unit == "number"]
    if 0 < len(plain) < len(units):
        yield Finding((plain[0],), "units")
    limits = [limit for field in _LIMITS if (limit := vars(guardrail).get(field))]
    if len({limit.relative for limit in limits}) > 1:
        yield Finding(("must_not_rise",), "two_limits")
    for field in _LIMITS & vars(guardrail).keys():
        limit = getattr(guardrail, field)
        if limit and limit.value < 0:
            yield Finding((field,), "negative_limit")
        if limit and limit.unit == "points" and units and len(plain) == len(units):
            yield Finding((field,), "points_of_number")
        if limit and limit.unit == "number" and units and not plain:
            yield Finding((field,), "bare_difference")


def counts_what_it_guards(guardrail: Guardrail) -> Findings:
    """Refuse a sample of nobody, deviations of rates, and a value without the numbers that the others have."""
    values = {key: value for key, value in guardrail.values.items() if value}
    if guardrail.sd and any(value.unit == "rate" for value in values.values()):
        yield Finding(("sd",), "sd_of_rate")
    for field, given in (("n", guardrail.n), ("sd", guardrail.sd)):
        for key in values if given else ():
            if key not in given:
                yield Finding((field, key), "not_counted", {"name": key, "field": field})
    for key, n in guardrail.n.items():
        yield from positive(("n", key), n, "nobody", name=key)


def has_one_control(spec: AbTest) -> Findings:
    """Refuse several controls, and none where the first variant is said not to be it."""
    said = {key: one.control for key, one in spec.variants.items()}
    controls = [key for key in said if said[key]]
    if len(controls) > 1:
        values = {"n": len(controls), "names": listed(controls)}
        yield Finding(("variants", controls[1], "control"), "controls", values)
    elif not controls and said[next(iter(said))] is False:
        yield Finding(("variants",), "no_control")


def everything_is_counted(spec: AbTest) -> Findings:
    """Refuse a day without the numbers that are compared, or a variant where the days do not have them."""
    for key, one in _whole(spec.variants.items()):
        if not spec.daily or one.people is not None:
            yield from _missing(one, ("variants", key), means=spec.of_means)
    for index, row in _whole(enumerate(spec.daily)):
        yield from _missing(row, ("daily", index), means=spec.of_means)


def _missing(counts: Counts, at: Path, *, means: bool) -> Findings:
    """Say what has to be known: nobody has no mean, and one person no deviation."""
    needed: list[tuple[str, float | None]]
    needed = [("visitors", counts.people), ("conversions", counts.conversions)]
    if means:
        needed = [("n", counts.people), ("mean", counts.mean), ("sd", counts.sd)]
        needed = needed[: 1 + counts.people] if counts.people in {0, 1} else needed
    missing = [name for name, value in needed if value is None]
    if missing and means and counts.conversions is not None:
        missing = []
        if counts.mean is None:
            yield Finding((*at, "conversions"), "mixed")
    for name in missing:
        yield Finding((*at, name), "mean_missing" if means else "rate_missing", {"name": name})


def has_people(spec: AbTest) -> Findings:
    """Refuse a variant without people, in its totals or in its days, and the mean of a single one."""
    for key, one in _whole(spec.variants.items()):
        at, days = ("variants", key, one.people_field), (r.people for r in spec.daily if r.variant == key)
        if one.people == 0 or (one.people is None and spec.daily and not any(days)):
            yield Finding(at, "nobody", {"name": key})
        if one.people == 1 and spec.of_means:
            yield Finding(at, "one_person", {"name": key})


def splits_into_its_variants(spec: AbTest) -> Findings:
    """Refuse the share of what is no variant, or else a variant without a share."""
    yield from known_keys(((("split", key), key) for key in spec.split), spec.variants, "no_variant")
    if spec.split and spec.split.keys() < spec.variants.keys():
        for key in [key for key in spec.variants if key not in spec.split]:
            yield Finding(("split", key), "not_split", {"name": key})


def splits_the_whole(spec: AbTest) -> Findings:
    """Refuse a share of nobody, and shares of all variants that do not make 100 %."""
    for key, share in spec.split.items():
        yield from positive(("split", key), share, "no_share", name=key)
    if spec.split.keys() >= spec.variants.keys():
        yield from adds_up(("split",), (share * 100 for share in spec.split.values()), 100, "split_sum")


def plans_what_is_compared(spec: AbTest) -> Findings:
    """Refuse a plan for means where rates are compared, the other way round, and one for neither."""
    plan, of_rates, of_means = spec.planned, ["baseline"], ["mean", "sd"]
    needed, foreign = (of_means, of_rates) if spec.of_means else (of_rates, of_means)
    if plan and plan.mde:
        given = [name for name in foreign if getattr(plan, name) is not None]
        if given:
            yield Finding(("planned", given[0]), "plan_of_rates" if spec.of_means else "plan_of_means")
            return
        for name in [name for name in needed if getattr(plan, name) is None]:
            yield Finding(("planned", name), "plan_missing", {"name": name})


def plans_what_can_be(spec: AbTest) -> Findings:
    """Refuse a relative effect on nothing, and one that leads out of 0 to 100 %."""
    plan = spec.planned
    before = None if plan is None else plan.baseline if plan.mean is None else plan.mean
    effect = None if before is None else spec.effect_from(before)
    if plan is None or plan.mde is None or before is None or effect is None or same(plan.mde.value, 0):
        return
    if plan.mean is None and plan.mde.unit == "number":
        return
    if same(effect, 0):
        yield Finding(("planned", "mde"), "no_effect")
    if plan.mean is None and not 0 <= before + effect <= 1:
        yield Finding(("planned", "mde"), "beyond")


def guards_its_variants(spec: AbTest) -> Findings:
    """Refuse a column of a guardrail that is no variant, or else one that is missing."""
    for index, one in enumerate(spec.guardrails):
        columns = ((("guardrails", index, name), name) for name in one.values)
        known = (*Guardrail.model_fields, *spec.variants)
        yield from known_keys(columns, known, "no_column", variants=listed(spec.variants))
        counted = (
            (("guardrails", index, field, key), key) for field in ("n", "sd") for key in getattr(one, field)
        )
        yield from known_keys(counted, spec.variants, "no_variant")
        given, needed = one.values.keys(), (spec.control, *spec.variants)
        if given <= set(needed) and (spec.control not in given or len(given) == 1):
            missing = next(key for key in needed if key not in given)
            yield Finding(("guardrails", index, missing), "no_value", {"name": missing})


def decides_on_its_variants(spec: AbTest) -> Findings:
    """Refuse a decision on a variant that was not tested."""
    for key in strangers(spec.decision or "", spec.variants):
        yield Finding(("decision",), "no_decided_variant", {"name": key, "known": listed(spec.variants)})


def counts_days_of_its_variants(spec: AbTest) -> Findings:
    """Refuse a day of what is no variant, and a second row of one variant on one day."""
    rows = list(_whole(enumerate(spec.daily)))
    named = ((("daily", index, "variant"), row.variant) for index, row in rows)
    yield from known_keys(named, spec.variants, "no_row_variant")
    dated = ((("daily", index, "date"), (row.variant, row.date)) for index, row in rows)
    yield from unique(dated, "row_twice")


def counts_days_of_its_run(spec: AbTest) -> Findings:
    """Refuse a day before the start or after the end."""
    if spec.start and spec.end and spec.end < spec.start:
        return
    for index, row in _whole(enumerate(spec.daily)):
        if not (spec.start or row.date) <= row.date <= (spec.end or row.date):
            yield Finding(("daily", index, "date"), "outside", {"day": row.date})


def adds_up_its_days(spec: AbTest) -> Findings:
    """Refuse totals that are not the sums of the days, where all of these are known."""
    for key, one in _whole(spec.variants.items()) if spec.daily else ():
        rows = [row for row in spec.daily if row.variant == key]
        people = (one.people_field, one.people, [row.people for row in rows])
        for field, total, days in (people, ("conversions", one.conversions, [r.conversions for r in rows])):
            if None not in days:
                at = ("variants", key, field)
                yield from adds_up(at, days, total, "daily_sum", name=key, field=field)


CHECKS: Checks = {
    Counts: (
        lambda one: one_of({("visitors",): one.visitors, ("n",): one.n}, "people_twice"),
        lambda one: one_of({("conversions",): one.conversions, ("mean",): one.mean}, "two_measures"),
        only_people_convert,
    ),
    Plan: (is_uncertain, plans_a_sample, plans_an_effect),
    Guardrail: (has_a_limit, can_be_judged, counts_what_it_guards),
    AbTest: (
        lambda spec: ordered(("end",), spec.start, spec.end), has_one_control, everything_is_counted, has_people,
        splits_into_its_variants, splits_the_whole, plans_what_is_compared, plans_what_can_be, guards_its_variants,
        decides_on_its_variants, counts_days_of_its_variants, counts_days_of_its_run, adds_up_its_days,
    ),
}  # fmt: skip
