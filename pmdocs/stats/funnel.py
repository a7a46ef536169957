"""Counts of the same people at one step after another, of all and by segment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from pmdocs.stats.multiplicity import holm
from pmdocs.stats.preconditions import refuse
from pmdocs.stats.proportions import newcombe_difference, two_proportion_z, wilson


@dataclass(frozen=True, slots=True)
class StepConversion:
    """One step: how many reached it, from the step before and from the first.

    ``conversion`` and ``lost`` are None at the first step; ``conversion`` also after an empty step. A step
    larger than the one before has a conversion above 1 and a negative loss. Both shares have Wilson's
    intervals at 95%, None where the people at the step are no part of those before.
    """

    count: int
    conversion: float | None
    conversion_low: float | None
    conversion_high: float | None
    overall: float
    overall_low: float | None
    overall_high: float | None
    lost: int | None


def steps(counts: Sequence[int]) -> tuple[StepConversion, ...]:
    """Return the steps of a funnel in the order given.

    Raises ValueError if there are no counts, one is negative or the first is 0.
    """
    refuse("there are no steps", when=len(counts) == 0)
    refuse("a count is negative", when=min(counts) < 0)
    refuse("the first step is empty", when=counts[0] == 0)
    first = counts[0]
    later = (
        StepConversion(
            count, count / before if before else None, *_interval(count, before), count / first,
            *_interval(count, first), before - count,
        )
        for before, count in pairwise(counts)
    )  # fmt: skip
    return (StepConversion(first, None, None, None, 1.0, None, None, None), *later)


def _interval(count: int, before: int) -> tuple[float | None, float | None]:
    interval = wilson(count, before) if 0 < before >= count else None
    return (interval.low, interval.high) if interval else (None, None)


def worst_step(funnel: Sequence[StepConversion]) -> int | None:
    """Return the place of the step with the lowest conversion from the one before, the first of equals.

    None if no step has a conversion.
    """
    rates = {place: step.conversion for place, step in enumerate(funnel) if step.conversion is not None}
    return min(rates, key=rates.__getitem__, default=None)


def largest_loss(funnel: Sequence[StepConversion]) -> int | None:
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


@dataclass(frozen=True, slots=True)
class Chance:
    """How many more would arrive if one step converted everywhere as in its best segment."""

    step: str
    segment: str
    rate: float
    gain: float


def chances(
    names: Sequence[str], counts: Sequence[int], segments: Mapping[str, Sequence[int]], smallest: int = 30
) -> Iterator[Chance]:
    """Yield the steps at which one of several segments does so much better that one more would arrive.

    ``names`` are those of the steps. A segment of fewer than ``smallest`` people before a step is no example
    for the others.
    """
    for place, name in enumerate(names) if len(segments) > 1 else ():
        best = best_segment(segments, place, smallest) if place else None
        gain = gain_at_end(counts, place, best[1]) if best else None
        if best and gain and gain >= 1:
            yield Chance(name, *best, gain)


@dataclass(frozen=True, slots=True)
class SegmentComparison:
    """Two segments at one step: difference of conversions (second minus first), p adjusted after Holm.

    ``low`` and ``high`` are the ends of Newcombe's interval at 95%.
    """

    step: str
    first: str
    second: str
    difference: float
    low: float
    high: float
    p: float | None
    p_adjusted: float | None


def comparisons(names: Sequence[str], segments: Mapping[str, Sequence[int]]) -> tuple[SegmentComparison, ...]:
    """Compare every two segments at every step by a pooled z test; Holm over all of them.

    A step that somebody reached without the one before, or nobody reached or could have, is left out.
    Fleiss et al., Statistical Methods for Rates and Proportions, 2003; Newcombe 1998 for the interval.
    """
    found = []
    for place, step in enumerate(names[1:]):
        for (a, first), (b, second) in combinations(segments.items(), 2):
            (n1, x1), (n2, x2) = first[place : place + 2], second[place : place + 2]
            if x1 + x2 > 0 and 0 < n1 >= x1 and 0 < n2 >= x2:
                gap, test = newcombe_difference(x1, n1, x2, n2), two_proportion_z(x1, n1, x2, n2)
                p = test.p if test else None
                found.append(SegmentComparison(step, a, b, x2 / n2 - x1 / n1, gap.low, gap.high, p, None))
    adjusted = holm([one.p for one in found])
    return tuple(replace(one, p_adjusted=p) for one, p in zip(found, adjusted, strict=True))


@dataclass(frozen=True, slots=True)
class StepChange:
    """A step conversion before and now: difference (now minus before) with Newcombe's interval at 95%.

    A conversion is None after an empty step, the interval also where the people at the step are no part of those
    before.
    """

    step: str
    before: float | None
    now: float | None
    difference: float | None
    low: float | None
    high: float | None

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def changes(names: Sequence[str], before: Sequence[int], now: Sequence[int]) -> tuple[StepChange, ...]:
    """Compare the step conversions of two periods, whose people are not the same.

    Raises ValueError if the lists differ in length. Newcombe, Statistics in Medicine 17 (1998) 873, method 10.
    """
    refuse("each period has a count for each step", when=not len(names) == len(before) == len(now))
    return tuple(
        _change(step, before[place : place + 2], now[place : place + 2])
        for place, step in enumerate(names[1:])
    )


def _change(step: str, before: Sequence[int], now: Sequence[int]) -> StepChange:
    (n1, x1), (n2, x2) = before, now
    one, two = (x / n if n else None for n, x in (before, now))
    gap = newcombe_difference(x1, n1, x2, n2) if 0 < n1 >= x1 and 0 < n2 >= x2 else None
    difference = two - one if one is not None and two is not None else None
    return StepChange(step, one, two, difference, gap.low if gap else None, gap.high if gap else None)


def _refuse_place(place: int, counts: Sequence[int]) -> None:
    refuse(f"{place} is no step after the first", when=not 0 < place < len(counts))
