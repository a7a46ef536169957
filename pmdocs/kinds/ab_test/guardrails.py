"""Guardrails: numbers that an experiment must not harm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pmdocs.kinds.ab_test.model import AbTest, Guardrail
from pmdocs.stats.comparison import above
from pmdocs.values.numbers import Difference


@dataclass(frozen=True)
class GuardrailFacts:
    """One guardrail of one variant; limits are the largest fall and rise, as absolute numbers.

    ``broken`` is ``None`` where a value is unknown.
    """

    name: str
    key: str
    unit: Literal["number", "rate"]
    before: float | None
    value: float | None
    change: float | None
    fall: float | None
    rise: float | None
    broken: bool | None


def guardrails(spec: AbTest) -> tuple[GuardrailFacts, ...]:
    """Return every guardrail for every variant but the control, in the order written."""
    return tuple(found for one in spec.guardrails for found in _judged(spec, one))


def _judged(spec: AbTest, guardrail: Guardrail) -> Iterator[GuardrailFacts]:
    given = guardrail.values
    unit: Literal["number", "rate"] = next((value.unit for value in given.values() if value), "number")
    control = given.get(spec.control)
    before = control.value if control else None
    fall, rise = (_limit(limit, before) for limit in (guardrail.must_not_drop, guardrail.must_not_rise))
    for key in spec.variants:
        if key == spec.control:
            continue
        found = given.get(key)
        value = found.value if found else None
        change = None if before is None or value is None else value - before
        yield GuardrailFacts(
            guardrail.name, key, unit, before, value, change, fall, rise, _broken(change, fall, rise)
        )


def _limit(limit: Difference | None, before: float | None) -> float | None:
    """Return a limit as an absolute number; a relative one is a share of the control's size."""
    if limit is None or (limit.relative and before is None):
        return None
    return limit.of(abs(before or 0.0))


def _broken(change: float | None, fall: float | None, rise: float | None) -> bool | None:
    if change is None:
        return None
    fell = fall is not None and above(-change, fall)
    rose = rise is not None and above(change, rise)
    return fell or rose
