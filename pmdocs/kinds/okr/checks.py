"""What no objective and no key result can be."""

from __future__ import annotations

from pmdocs.kinds.okr.model import SUREST, KeyResult, Objective, Okr
from pmdocs.sdk import Checks, Finding, Findings
from pmdocs.sdk.checks import known_keys, within

_LOWEST = 1


def has_a_way_to_go(result: KeyResult) -> Findings:
    """Refuse a key result that nobody can say is reached, and a target that is where the result starts."""
    if result.target is None and result.done is None:
        yield Finding(("target",), "no_target")
    if result.target and (result.start.value if result.start else 0.0) == result.target.value:
        yield Finding(("target",), "no_way")


def has_one_unit(result: KeyResult) -> Findings:
    """Refuse rates beside plain numbers; 0 is 0 in every unit."""
    for name in result.model_fields_set & {"start", "current"}:
        given = getattr(result, name)
        if result.target and given and given.value != 0 and given.unit != result.target.unit:
            yield Finding((name,), "units", {"name": name})


def is_as_sure_as_can_be(result: KeyResult) -> Findings:
    """Refuse a confidence beyond its scale."""
    yield from within(("confidence",), result.confidence, _LOWEST, SUREST, "confidence_range")


def has_results(objective: Objective) -> Findings:
    """Refuse an objective that cannot be graded."""
    if not objective.key_results:
        yield Finding(("key_results",), "no_results")


def checks_its_own_results(objective: Objective) -> Findings:
    """Refuse scores of what is no key result of the objective."""
    known = sorted(result.id for result in objective.key_results if result.id)
    for index, checkin in enumerate(objective.checkins):
        scored = ((("checkins", index, "scores", id_), id_) for id_ in checkin.scores)
        yield from known_keys(scored, known, "no_such_result")


def has_objectives(spec: Okr) -> Findings:
    """Refuse a cycle without objectives."""
    if not spec.objectives:
        yield Finding(("objectives",), "no_objectives")


def checks_in_within_the_cycle(spec: Okr) -> Findings:
    """Refuse check-ins on days that are not of the cycle."""
    first, last = spec.cycle.first, spec.cycle.last
    for place, objective in enumerate(spec.objectives):
        for index, checkin in enumerate(objective.checkins):
            if not first <= checkin.date <= last:
                at = ("objectives", place, "checkins", index, "date")
                yield Finding(at, "checkin_outside", {"date": checkin.date, "first": first, "last": last})


CHECKS: Checks = {
    KeyResult: (has_a_way_to_go, has_one_unit, is_as_sure_as_can_be),
    Objective: (has_results, checks_its_own_results),
    Okr: (has_objectives, checks_in_within_the_cycle),
}
