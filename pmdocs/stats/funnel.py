"""Counts of the same people at one step after another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pmdocs.stats.preconditions import refuse


@dataclass(frozen=True, slots=True)
class Step:
    """One step: how many reached it, from the step before and from the first.

    ``conversion`` and ``lost`` are None at the first step; ``conversion`` also after an empty step. A step
    larger than the one before has a conversion above 1 and a negative loss.
    """

    count: int
    conversion: float | None
    overall: float
    lost: int | None


def steps(counts: Sequence[int]) -> tuple[Step, ...]:
    """Return the steps of a funnel in the order given.

    Raises ValueError if there are no counts, one is negative or the first is 0.
    """
    refuse("there are no steps", when=len(counts) == 0)
    refuse("a count is negative", when=min(counts) < 0)
    refuse("the first step is empty", when=counts[0] == 0)
    first = counts[0]
    later = (
        Step(count, count / before if before else None, count / first, before - count)
        for before, count in pairwise(counts)
    )
    return (Step(first, None, 1.0, None), *later)


def worst_step(funnel: Sequence[Step]) -> int | None:
    """Return the place of the step with the lowest conversion from the one before, the first of equals.

    None if no step has a conversion.
    """
    rates = {place: step.conversion for place, step in enumerate(funnel) if step.conversion is not None}
    return min(rates, key=rates.__getitem__, default=None)


def largest_loss(funnel: Sequence[Step]) -> int | None:
    """Return the place of the step before which most people were lost, the first of equals.

    None if nobody was lost.
    """
    losses = {
        place: step.lost for place, step in enumerate(funnel) if step.lost is not None and step.lost > 0
    }
    return max(losses, key=losses.__getitem__, default=None)


def best_segment(
    segments: Mapping[str, Sequence[int]], place: int, smallest: int = 1
) -> tuple[str, float] | None:
    """Return the segment that converts best into the step at ``place``, and its rate; the first of equals.

    Segments with fewer than ``smallest`` people at the step before are left out. None if none is left.
    Raises ValueError if ``place`` is no step after the first.
    """
    rates: dict[str, float] = {}
    for name, counts in segments.items():
        _refuse_place(place, counts)
        if counts[place - 1] >= max(1, smallest):
            rates[name] = counts[place] / counts[place - 1]
    best = max(rates, key=rates.__getitem__, default=None)
    return None if best is None else (best, rates[best])


def gain_at_end(counts: Sequence[int], place: int, rate: float) -> float | None:
    """Return how many more would reach the last step if the step at ``place`` converted at ``rate``.

    Later steps keep their conversions. Negative if ``rate`` is below the present one; not rounded. None if an
    empty step leaves later conversions unknown.
    Raises ValueError if ``place`` is no step after the first or the rate is negative.
    """
    _refuse_place(place, counts)
    refuse("the rate is negative", when=rate < 0)
    if 0 in counts[place:-1]:
        return None
    onwards = counts[-1] / counts[place] if place < len(counts) - 1 else 1.0
    return counts[place - 1] * rate * onwards - counts[-1]


def _refuse_place(place: int, counts: Sequence[int]) -> None:
    refuse(f"{place} is no step after the first", when=not 0 < place < len(counts))
