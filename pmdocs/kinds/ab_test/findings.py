"""What a reader of an experiment should be told besides its numbers."""

from __future__ import annotations

from collections.abc import Iterator

from pmdocs.kinds.ab_test.arms import Arm
from pmdocs.kinds.ab_test.decision import choices
from pmdocs.kinds.ab_test.facts import AbTestFacts
from pmdocs.kinds.ab_test.model import AbTest
from pmdocs.sdk import Finding, Lookup

_WEEK = 7


def problems(spec: AbTest, facts: AbTestFacts, _lookup: Lookup) -> Iterator[Finding]:
    """Yield what makes the numbers or the decision doubtful."""
    yield from _ratio(spec, facts)
    for key in facts.few:
        yield Finding(("variants", key, "conversions"), "few", {"name": spec.name_of(key)})
    yield from _duration(facts)
    if spec.planned is None:
        yield Finding((), "no_plan")
    if spec.hypothesis is None:
        yield Finding((), "no_hypothesis")
    yield from _decision(spec, facts)


def _ratio(spec: AbTest, facts: AbTestFacts) -> Iterator[Finding]:
    if not facts.mismatch:
        return
    worst = max(facts.arms, key=lambda arm: abs(arm.people - arm.expected) / arm.expected**0.5)
    field = "n" if spec.variants[worst.key].visitors is None else "visitors"
    values = {
        "name": spec.name_of(worst.key), "people": f"{worst.people:,}", "expected": f"{worst.expected:,.0f}",
        "share": f"{worst.share * 100:.6g}%",
    }  # fmt: skip
    yield Finding(("variants", worst.key, field), "mismatch", values)


def _duration(facts: AbTestFacts) -> Iterator[Finding]:
    if facts.days is None:
        return
    if facts.days < _WEEK:
        yield Finding(("end",), "short", {"days": facts.days})
    elif facts.days % _WEEK:
        yield Finding(("end",), "weeks", {"days": facts.days})


def _decision(spec: AbTest, facts: AbTestFacts) -> Iterator[Finding]:
    """Yield a decision taken before the planned sample was there, or one that its verdict contradicts."""
    if not spec.decision:
        return
    if not facts.mismatch and any(one.reached is False for one in facts.comparisons):
        least = min(facts.arms, key=lambda arm: arm.people)
        yield Finding(("decision",), "peeking", _sample(facts, least))
    at = ("decision",)
    for choice in choices(spec.decision, {key: spec.name_of(key) for key in spec.variants}):
        name = spec.name_of(choice.key)
        if choice.taken and choice.key == facts.control:
            better = [one.key for one in facts.comparisons if one.verdict == "better"]
            if better:
                yield Finding(at, "drops_better", {"name": spec.name_of(better[0])})
        elif choice.key != facts.control:
            key = _contradiction(facts, choice.key, taken=choice.taken)
            if key:
                yield Finding(at, key, {"name": name, **_guards(facts, choice.key)})


def _sample(facts: AbTestFacts, least: Arm) -> dict[str, object]:
    return {"people": f"{least.people:,}", "planned": f"{facts.planned_sample or 0:,}"}


def _guards(facts: AbTestFacts, key: str) -> dict[str, object]:
    broken = [one.name for one in facts.guardrails if one.key == key and one.broken]
    return {"guardrail": broken[0] if broken else ""}


def _contradiction(facts: AbTestFacts, key: str, *, taken: bool) -> str:
    """Return what is wrong with taking or dropping a variant, empty if nothing is."""
    verdict = facts.comparison(key).verdict
    if not taken:
        return "drops_better" if verdict == "better" else ""
    if verdict in {"invalid", "worse", "no_difference", "inconclusive"}:
        return f"takes_{verdict}"
    return "takes_broken" if _guards(facts, key)["guardrail"] and verdict == "better" else ""
