"""What is said of an experiment in sentences: the verdict, and where the intervals lie."""

from __future__ import annotations

from collections.abc import Iterator

from pmdocs.kinds.ab_test.comparing import VariantComparison
from pmdocs.kinds.ab_test.facts import AbTestFacts
from pmdocs.kinds.ab_test.formats import Formats
from pmdocs.kinds.ab_test.model import AbTest
from pmdocs.sdk import Words

_NAMES = 40
"""Columns for the two names in the finding, which the table has whole."""
_FEW = 2
"""So many variants are said one by one, more of them in groups."""


def summary(spec: AbTest, facts: AbTestFacts, words: Words) -> str:
    """Return the verdict as a sentence, with the other variants and broken guardrails if there are any."""
    show, one = Formats(spec, facts, words), facts.comparison(facts.decisive)
    parts = [_verdict(one, show)]
    if not facts.mismatch:
        parts += _others(one, show)
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
    name, against = words.brief((show.name(arm), show.name(control)), _NAMES)
    values = {
        "name": name, "control": against, "value": show.value(arm.value),
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
    return {
        "lacking": show.words.brief([show.name(arm)], _NAMES // 2)[0],
        "people": count(arm.people),
        "needed": count(needed[arm.key]),
    }


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


def _others(one: VariantComparison, show: Formats) -> Iterator[str]:
    """Yield the verdicts on the other variants, those of one verdict together."""
    groups: dict[str, list[str]] = {}
    for other in show.facts.comparisons:
        if other is not one:
            groups.setdefault(other.outcome, []).append(show.name(other))
    words = show.words
    if set(groups) == {one.outcome}:
        yield words["others_same"]
    elif groups:
        listed = (
            words(
                "other",
                names=words.join(words.brief(names, 2 * _NAMES)),
                verdict=words[f"short.{outcome}"].lower(),
            )
            for outcome, names in groups.items()
        )
        yield words("others", listed=words["separator"].join(listed))


def lift_sentence(show: Formats) -> str:
    """Say where the interval of each variant lies: one by one, or in groups where there are many."""
    compared, words = show.facts.comparisons, show.words
    if len(compared) <= _FEW:
        return show.listed(_lift_item(one, show) for one in compared)
    groups: dict[str, list[str]] = {}
    for one in compared:
        groups.setdefault(_side(one), []).append(show.name(one))
    return show.listed(
        words("lift_group", level=show.level, zero=words[f"zero_of.{side}"], names=words.join(names))
        for side, names in groups.items()
    )


def rates_sentence(show: Formats) -> str:
    """Say what was measured of each variant: one by one, or from the least to the most where there are many."""
    arms, words = show.facts.arms, show.words
    if len(arms) <= _FEW + 1:
        return show.listed(
            words("arm", name=show.name(arm), value=show.value(arm.value), n=words.count(arm.people))
            for arm in arms
        )
    least, most = (pick(arms, key=lambda arm: arm.value) for pick in (min, max))
    item = words(
        "arms",
        least=show.value(least.value),
        most=show.value(most.value),
        worst=show.name(least),
        best=show.name(most),
    )
    return show.listed([item])


def _side(one: VariantComparison) -> str:
    if one.low is None or one.high is None:
        return "unknown"
    return "inside" if one.low <= 0 <= one.high else "above" if one.low > 0 else "below"


def _lift_item(one: VariantComparison, show: Formats) -> str:
    """Say of a variant where its interval lies."""
    words, side = show.words, _side(one)
    if side == "unknown":
        return words("lift_point", name=show.name(one), difference=show.difference(one.difference))
    return words(
        "lift_item", name=show.name(one), difference=show.difference(one.difference), level=show.level,
        range=show.between(one), zero=words[f"zero.{side}"],
    )  # fmt: skip
