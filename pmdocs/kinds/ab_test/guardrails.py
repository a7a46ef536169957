"""What an experiment must not harm: each guarded number of each variant against the control."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pmdocs.kinds.ab_test.model import AbTest, Guardrail
from pmdocs.stats.comparison import above
from pmdocs.values.numbers import Difference

Unit = Literal["number", "rate"]


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


def guarded(spec: AbTest, guardrail: Guardrail) -> Iterator[GuardrailFacts]:
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
