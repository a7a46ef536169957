"""What makes the numbers or the decision of an experiment doubtful."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmdocs.kinds.ab_test.comparing import Verdict
from pmdocs.kinds.ab_test.decisions import choices
from pmdocs.kinds.ab_test.facts import AbTestFacts
from pmdocs.kinds.ab_test.model import AbTest
from pmdocs.kinds.ab_test.planning import Departure, Planning
from pmdocs.sdk import Finding, Lookup

_WEEK = 7


def problems(spec: AbTest, facts: AbTestFacts, _lookup: Lookup) -> Iterator[Finding]:
    """Yield what makes the numbers or the decision doubtful."""
    if facts.mismatch:
        worst = max(facts.arms, key=lambda arm: abs(arm.people - arm.expected) / arm.expected**0.5)
        values = {"people": worst.people, "expected": worst.expected, "share": worst.share * 100}
        at = ("variants", worst.key, spec.variants[worst.key].people_field)
        yield Finding(at, "mismatch", {"name": spec.name_of(worst.key), **values})
    if facts.running and not facts.mismatch:
        yield Finding(("end",), "running", {"end": spec.end, "seen": facts.seen})
    if facts.plan and facts.plan.departure:
        yield _departure(spec, facts.plan.departure, facts.plan)
    for key in facts.few:
        yield Finding(("variants", key, "conversions"), "few", {"name": spec.name_of(key)})
    if facts.days is not None and (facts.days < _WEEK or facts.days % _WEEK):
        yield Finding(("end",), "short" if facts.days < _WEEK else "weeks", {"days": facts.days})
    yield from _untested(spec)
    if spec.planned is None:
        yield Finding((), "no_plan")
    if spec.hypothesis is None:
        yield Finding((), "no_hypothesis")
    if spec.decision:
        yield from _decision(spec, spec.decision, facts)


def _untested(spec: AbTest) -> Iterator[Finding]:
    for index, one in enumerate(spec.guardrails):
        of_means = any(value.unit == "number" for value in one.values.values() if value)
        if not one.n or (of_means and not one.sd):
            yield Finding(("guardrails", index), "untested_mean" if one.n else "untested", {"name": one.name})


def _departure(spec: AbTest, found: Departure, plan: Planning) -> Finding:
    """Say what was seen instead of what was planned, and what sample that asks for."""
    scale, sign = (100, "%") if found.field == "baseline" else (1, "")
    values: dict[str, object] = {
        "planned": f"{found.planned * scale:.4g}{sign}",
        "observed": f"{found.observed * scale:.4g}{sign}",
    }
    if plan.needed and plan.planned and plan.needed != plan.planned:
        needed = plan.needed.people
        most = max(needed, key=lambda key: needed[key])
        values |= {"name": spec.name_of(most), "needed": needed[most], "people": plan.planned.people[most]}
        return Finding(("planned", found.field), f"departs_{found.field}", values)
    return Finding(("planned", found.field), f"departed_{found.field}", values)


def _decision(spec: AbTest, decision: str, facts: AbTestFacts) -> Iterator[Finding]:
    """Yield a decision taken before the planned sample was there, or one that its verdict contradicts."""
    at, better = ("decision",), [one.key for one in facts.comparisons if one.verdict == "better"]
    short = [one.key for one in facts.comparisons if one.reached is False]
    if facts.plan and facts.plan.needed and short and not facts.mismatch and not facts.running:
        needed = facts.plan.needed.people
        lacking = max((facts.control, *short), key=lambda key: needed[key] / facts.arm(key).people)
        values = {"people": facts.arm(lacking).people, "planned": needed[lacking]}
        yield Finding(at, "peeking", {"name": spec.name_of(lacking), **values})
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
