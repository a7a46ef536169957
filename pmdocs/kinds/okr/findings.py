"""What a reader of a cycle should be told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmdocs.kinds.okr.facts import OkrFacts
from pmdocs.kinds.okr.model import Objective, Okr
from pmdocs.sdk import Finding, Lookup

_FEWEST, _MOST = 2, 5
_QUIET_DAYS = 30
_TASK = re.compile(
    r"(launch|build|ship|release|implement|develop|create|write|deliver|finish|complete|migrate|add)\b"
    r"|上线|发布|开发|搭建|实现|交付|编写|迁移",
    re.IGNORECASE,
)


def problems(spec: Okr, facts: OkrFacts, lookup: Lookup) -> Iterator[Finding]:
    """Yield what the rules of the method say about these objectives."""
    mine = {objective.id for objective in spec.objectives}
    if facts.cycle and mine & set(facts.cycle):
        index = next(i for i, o in enumerate(spec.objectives) if o.id in facts.cycle)
        yield Finding(("objectives", index, "parent"), "cycle", {"cycle": " → ".join(facts.cycle)})
    if len(spec.objectives) > _MOST:
        yield Finding(("objectives",), "many_objectives", {"n": len(spec.objectives)})
    for index, objective in enumerate(spec.objectives):
        yield from _about(objective, index)
    yield from _quiet(spec, facts, lookup)


def _about(objective: Objective, index: int) -> Iterator[Finding]:
    count = len(objective.key_results)
    if not _FEWEST <= count <= _MOST:
        at = ("objectives", index, "key_results")
        yield Finding(at, "result_count", {"n": count, "title": objective.title})
    for place, result in enumerate(objective.key_results):
        at_result = ("objectives", index, "key_results", place)
        if result.target is None:
            yield Finding(at_result, "no_number", {"title": result.title})
        if _TASK.match(result.title):
            yield Finding((*at_result, "title"), "output", {"title": result.title})


def _quiet(spec: Okr, facts: OkrFacts, lookup: Lookup) -> Iterator[Finding]:
    """Yield a warning when nobody has checked in for a month of a running cycle."""
    day = spec.day(lookup.today)
    if not spec.cycle.first <= day <= spec.cycle.last:
        return
    quiet = (day - (facts.last_checkin or spec.cycle.first)).days
    if quiet > _QUIET_DAYS:
        yield Finding(("objectives",), "quiet", {"n": quiet})
