"""What an experiment must not harm: each guarded number of each variant against the control."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pmdocs.kinds.ab_test.model import AbTest, Guardrail
from pmdocs.stats.comparison import above, at_least, at_most, below
from pmdocs.stats.means import Sample, relative_difference, welch
from pmdocs.stats.proportions import newcombe_difference, relative_lift
from pmdocs.values.numbers import Quantity

Unit = Literal["number", "rate"]
State = Literal["holds", "broken", "open", "untested", "unknown"]
"""``open``: the interval reaches over the limit, so that neither was shown. ``untested``: without n."""


@dataclass(frozen=True)
class Range:
    """An interval of a change; an end is ``None`` where it has none."""

    low: float | None
    high: float | None


@dataclass(frozen=True)
class GuardrailFacts:
    """One guardrail of one variant, a test of non-inferiority.

    ``fall`` and ``rise`` are the largest ones accepted: in the unit of the values, or parts of the control where
    ``relative``. ``interval`` is that of the change in the same terms; ``None`` where it cannot be had.
    """

    name: str
    key: str
    unit: Unit
    before: float | None
    value: float | None
    change: float | None
    interval: Range | None
    relative: bool
    fall: float | None
    rise: float | None
    state: State

    @property
    def broken(self) -> bool:
        """Whether the whole interval lies beyond the limit."""
        return self.state == "broken"


def guarded(spec: AbTest, guardrail: Guardrail) -> Iterator[GuardrailFacts]:
    """Yield a guardrail for every variant but the control."""
    limit = guardrail.must_not_drop or guardrail.must_not_rise
    fall, rise = ((one.value if one else None) for one in (guardrail.must_not_drop, guardrail.must_not_rise))
    relative = limit is not None and limit.relative
    control = guardrail.values.get(spec.control)
    unit: Unit = next((found.unit for found in guardrail.values.values() if found), "number")
    for key in spec.variants:
        if key != spec.control:
            value = guardrail.values.get(key)
            change = value.value - control.value if value and control else None
            interval = _interval(spec, guardrail, key, relative=relative)
            yield GuardrailFacts(
                guardrail.name, key, unit, control.value if control else None, value.value if value else None, change,
                interval, relative, fall, rise, _state(change, interval, fall, rise),
            )  # fmt: skip


def _state(change: float | None, interval: Range | None, fall: float | None, rise: float | None) -> State:
    if change is None:
        return "unknown"
    if interval is None or interval.low is None or interval.high is None:
        return "untested"
    if (fall is not None and below(interval.high, -fall)) or (rise is not None and above(interval.low, rise)):
        return "broken"
    kept = (fall is None or at_least(interval.low, -fall)) and (rise is None or at_most(interval.high, rise))
    return "holds" if kept else "open"


def _interval(spec: AbTest, guardrail: Guardrail, key: str, *, relative: bool) -> Range | None:
    """Return the interval of the change, of the level that all comparisons have."""
    level, pair = 1 - spec.comparison_alpha, (spec.control, key)
    values = [guardrail.values.get(one) for one in pair]
    first, second = values
    if first is None or second is None or not all(guardrail.n.get(one) for one in pair):
        return None
    if first.unit == "rate":
        counts = (*_counts(first, guardrail.n[spec.control]), *_counts(second, guardrail.n[key]))
        if relative:
            lift = relative_lift(*counts, level)
            return Range(lift.low, lift.high) if lift else None
        gap = newcombe_difference(*counts, level)
        return Range(gap.low, gap.high)
    if not all(one in guardrail.sd for one in pair) or min(guardrail.n[one] for one in pair) == 1:
        return None
    one, other = (
        Sample(guardrail.n[key], found.value, guardrail.sd[key])
        for key, found in zip(pair, (first, second), strict=True)
    )
    if relative:
        part = relative_difference(one, other, level)
        return Range(part.low, part.high) if part else None
    test = welch(one, other, level).interval
    return Range(test.low, test.high) if test else None


def _counts(rate: Quantity, n: int) -> tuple[int, int]:
    """Return a rate as people: it was rounded when it was written, so whole people are as exact as it is."""
    return min(n, max(0, round(rate.value * n))), n
