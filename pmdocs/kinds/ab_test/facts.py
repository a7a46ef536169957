"""What is computed from an experiment, and what a reader of it should be told besides."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pmdocs.kinds.ab_test.arms import Arm, Day, VariantComparison, Verdict, arms, comparisons, daily, decisive
from pmdocs.kinds.ab_test.model import AbTest, Guardrail, Plan
from pmdocs.sdk import Finding, Lookup
from pmdocs.stats.comparison import above
from pmdocs.stats.experiments import sample_ratio_p, sample_size_means, sample_size_per_arm
from pmdocs.values.numbers import Difference

MISMATCH = 0.001
"""Below this p-value the people do not follow the intended split (Fabijan et al. 2019)."""
Unit = Literal["number", "rate"]
_SURE_POWER = 0.8
_WEEK = 7
_CLAUSES = re.compile(r"[,;.，；。、:：()（）]|\band\b|\bbut\b")
_TAKES = re.compile(
    r"\b(?:ship|launch|release|adopt|choose|pick|deploy|enable|use|go with|switch to|roll(?:ing)? ?out"
    r"|keep(?! (?:running|testing|collecting)))\b"
    r"|上线|发布|采用|推广|全量|选择|选用|启用|切换|保留|沿用",
    re.IGNORECASE,
)
_DROPS = re.compile(
    r"\b(?:not|never|no|stop|drop|reject|kill|revert|abandon|discard|remove|roll(?:ing)? ?back)\b|n['’]t\b"
    r"|不|弃|停|否|撤|回滚|下线|暂缓|去掉",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class GuardrailFacts:
    """One guardrail of one variant; limits are the largest fall and rise, as absolute numbers.

    ``broken`` is ``None`` where a value is unknown.
    """

    name: str
    key: str
    unit: Unit
    before: float | None
    value: float | None
    change: float | None
    fall: float | None
    rise: float | None
    broken: bool | None


@dataclass(frozen=True)
class AbTestFacts:
    """Everything computed. ``verdict`` is that of the variant ``decisive`` against the control.

    ``level`` is that of all intervals. ``planned_sample`` is in people for each variant. ``days`` is the length
    of the run, ``digits`` how many decimals the differences deserve, ``few`` the variants with few events.
    """

    measure: Literal["rate", "mean"]
    level: float
    alpha: float
    control: str
    arms: tuple[Arm, ...]
    comparisons: tuple[VariantComparison, ...]
    decisive: str
    verdict: Verdict
    sample_ratio_p: float
    mismatch: bool
    planned_sample: int | None
    planned_effect: float | None
    planned_power: float
    days: int | None
    few: tuple[str, ...]
    digits: int
    guardrails: tuple[GuardrailFacts, ...]
    daily: Mapping[str, tuple[Day, ...]]

    def arm(self, key: str) -> Arm:
        """Return a variant by its key."""
        return next(arm for arm in self.arms if arm.key == key)

    def comparison(self, key: str) -> VariantComparison:
        """Return a variant's comparison with the control."""
        return next(one for one in self.comparisons if one.key == key)

    @property
    def people(self) -> int:
        """People in all variants."""
        return sum(arm.people for arm in self.arms)

    @property
    def observed_shares(self) -> list[float]:
        """Share of all people in each variant."""
        return [arm.people / self.people for arm in self.arms]


def facts(spec: AbTest, _lookup: Lookup) -> AbTestFacts:
    """Compute an experiment's facts."""
    plan, found = spec.planned, arms(spec)
    ratio_p = sample_ratio_p([arm.people for arm in found], [arm.share for arm in found])
    compared = comparisons(spec, found, mismatch=ratio_p < MISMATCH)
    first = decisive(spec, compared)
    return AbTestFacts(
        measure="mean" if spec.of_means else "rate", level=1 - spec.alpha, alpha=spec.alpha, control=spec.control,
        arms=found, comparisons=compared, decisive=first.key, verdict=first.verdict, sample_ratio_p=ratio_p,
        mismatch=ratio_p < MISMATCH, planned_sample=_sample(plan) if plan else None,
        planned_effect=plan.effect if plan else None, planned_power=plan.power if plan else _SURE_POWER,
        days=spec.days, few=tuple(arm.key for arm in found if arm.few), digits=_digits(spec, compared),
        guardrails=tuple(one for guardrail in spec.guardrails for one in _guarded(spec, guardrail)),
        daily=daily(spec),
    )  # fmt: skip


def _sample(plan: Plan) -> int | None:
    """Return the people needed in each variant."""
    if plan.sample is not None or plan.effect is None:
        return plan.sample
    if plan.baseline is not None:
        return sample_size_per_arm(plan.baseline, plan.baseline + plan.effect, plan.alpha, plan.power)
    return sample_size_means(plan.sd or 1.0, plan.effect, plan.alpha, plan.power)


def _digits(spec: AbTest, compared: Sequence[VariantComparison]) -> int:
    """Return the decimals that show two digits of the widest margin; at least one for percentages."""
    least, scale = (0, 1) if spec.of_means else (1, 100)
    spans = [one.high - one.low for one in compared if one.low is not None and one.high is not None]
    margin = max(spans, default=0.0) / 2 * scale
    return min(4, max(least, 1 - math.floor(math.log10(margin)))) if margin > 0 else 1


def _guarded(spec: AbTest, guardrail: Guardrail) -> Iterator[GuardrailFacts]:
    """Yield a guardrail for every variant but the control."""
    values = {key: found.value for key, found in guardrail.values.items() if found}
    unit: Unit = next((found.unit for found in guardrail.values.values() if found), "number")
    before = values.get(spec.control)
    fall, rise = (_limit(limit, before) for limit in (guardrail.must_not_drop, guardrail.must_not_rise))
    for key in spec.variants:
        if key != spec.control:
            value, change, broken = values.get(key), None, None
            if before is not None and value is not None:
                change = value - before
                broken = any((
                    fall is not None and above(-change, fall), rise is not None and above(change, rise),
                ))  # fmt: skip
            yield GuardrailFacts(guardrail.name, key, unit, before, value, change, fall, rise, broken)


def _limit(limit: Difference | None, before: float | None) -> float | None:
    """Return a limit as an absolute number; a relative one is a share of the control's size."""
    if limit is None or (limit.relative and before is None):
        return None
    return limit.of(abs(before or 0.0))


def problems(spec: AbTest, facts: AbTestFacts, _lookup: Lookup) -> Iterator[Finding]:
    """Yield what makes the numbers or the decision doubtful."""
    if facts.mismatch:
        worst = max(facts.arms, key=lambda arm: abs(arm.people - arm.expected) / arm.expected**0.5)
        values = {"people": worst.people, "expected": worst.expected, "share": worst.share * 100}
        at = ("variants", worst.key, spec.variants[worst.key].people_field)
        yield Finding(at, "mismatch", {"name": spec.name_of(worst.key), **values})
    for key in facts.few:
        yield Finding(("variants", key, "conversions"), "few", {"name": spec.name_of(key)})
    if facts.days is not None and (facts.days < _WEEK or facts.days % _WEEK):
        yield Finding(("end",), "short" if facts.days < _WEEK else "weeks", {"days": facts.days})
    if spec.planned is None:
        yield Finding((), "no_plan")
    if spec.hypothesis is None:
        yield Finding((), "no_hypothesis")
    if spec.decision:
        yield from _decision(spec, spec.decision, facts)


def _decision(spec: AbTest, decision: str, facts: AbTestFacts) -> Iterator[Finding]:
    """Yield a decision taken before the planned sample was there, or one that its verdict contradicts."""
    at, better = ("decision",), [one.key for one in facts.comparisons if one.verdict == "better"]
    if not facts.mismatch and any(one.reached is False for one in facts.comparisons):
        least = min(arm.people for arm in facts.arms)
        yield Finding(at, "peeking", {"people": least, "planned": facts.planned_sample})
    for key, taken in choices(decision, {key: spec.name_of(key) for key in spec.variants}):
        if key != facts.control:
            broken = [one.name for one in facts.guardrails if one.key == key and one.broken]
            found = _contradiction(facts.comparison(key).verdict, broken, taken=taken)
            if found:
                yield Finding(at, found, {"name": spec.name_of(key), "guardrail": "".join(broken[:1])})
        elif taken and better:
            yield Finding(at, "drops_better", {"name": spec.name_of(better[0])})


def _contradiction(verdict: Verdict, broken: Sequence[str], *, taken: bool) -> str:
    """Return what is wrong with taking or dropping a variant, empty if nothing is."""
    if not taken:
        return "drops_better" if verdict == "better" else ""
    if verdict in {"invalid", "worse", "no_difference", "inconclusive"}:
        return f"takes_{verdict}"
    return "takes_broken" if broken and verdict == "better" else ""


def choices(decision: str, names: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """Yield the variants that a decision plainly takes, or drops (false); ``names`` are by key.

    A clause counts that names one variant and says what happens to it. Anything less plain says nothing.
    """
    for clause in _CLAUSES.split(decision):
        named = [key for key, name in names.items() if _mentions(clause.strip(), key, name)]
        if len(named) == 1:
            key = named[0]
            rest = clause.replace(names[key], " ")
            if _DROPS.search(rest):
                yield key, False
            elif _TAKES.search(rest) or clause.strip() in {key, names[key]}:
                yield key, True


def _mentions(clause: str, key: str, name: str) -> bool:
    if name != key and name.casefold() in clause.casefold():
        return True
    found = re.search(rf"(?<![A-Za-z0-9]){re.escape(key)}(?![A-Za-z0-9])", clause)
    # At the start of a clause an A before a word is an article.
    return bool(found) and not (key == "A" and re.match(r"A [a-z]", clause))
