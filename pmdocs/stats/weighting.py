"""Weighted means over what was rated, and ranks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pmdocs.stats.comparison import TOLERANCE
from pmdocs.stats.preconditions import refuse


@dataclass(frozen=True, slots=True)
class WeightedMean:
    """A weighted mean over the ratings that exist.

    ``value`` is None if nothing with a weight was rated. ``coverage`` is the rated part of the weight, 0 to 1.
    ``contributions`` are the parts of ``value``, one for each rating, None where there is none.
    """

    value: float | None
    coverage: float
    contributions: tuple[float | None, ...]


def weighted_mean(ratings: Sequence[float | None], weights: Sequence[float] | None = None) -> WeightedMean:
    """Return sum(w * r) / sum(w) over the known ratings; None in ``ratings`` is unknown, not zero.

    Weights need not add up to anything; without them every rating counts the same.
    Raises ValueError if the lists differ in length, a weight is negative or a number is not finite.
    """
    weights = [1.0] * len(ratings) if weights is None else list(weights)
    refuse("there must be one weight for each rating", when=len(weights) != len(ratings))
    refuse("a weight is negative", when=any(weight < 0 for weight in weights))
    finite = all(math.isfinite(x) for x in (*weights, *(r for r in ratings if r is not None)))
    refuse("ratings and weights must be finite", when=not finite)
    total = math.fsum(weights)
    rated = math.fsum(w for r, w in zip(ratings, weights, strict=True) if r is not None)
    if rated == 0:
        return WeightedMean(None, 0.0, (None,) * len(ratings))
    parts = tuple(None if r is None else r * w / rated for r, w in zip(ratings, weights, strict=True))
    return WeightedMean(math.fsum(part for part in parts if part is not None), rated / total, parts)


def ranks(
    values: Sequence[float | None], tolerance: float = TOLERANCE, *, lowest_first: bool = False
) -> tuple[int | None, ...]:
    """Return competition ranks, 1 for the best: 1, 2, 2, 4. None in ``values`` is not ranked.

    The highest is best unless ``lowest_first``. A value within ``tolerance`` of the best of a tie shares its
    rank. Raises ValueError if a value is not finite or the tolerance is negative.
    """
    refuse("the tolerance is negative", when=tolerance < 0)
    known = [
        (value if lowest_first else -value, place) for place, value in enumerate(values) if value is not None
    ]
    refuse("values must be finite", when=not all(math.isfinite(value) for value, _ in known))
    ranked: list[int | None] = [None] * len(values)
    leader, rank = -math.inf, 0
    for position, (value, place) in enumerate(sorted(known), start=1):
        if value - leader > tolerance:
            leader, rank = value, position
        ranked[place] = rank
    return tuple(ranked)


@dataclass(frozen=True, slots=True)
class Swap:
    """The least change of one weight at which two swap: its place, and where it goes from and to, of weights that sum to 1."""

    place: int
    before: float
    after: float


def closest_swap(
    first: Sequence[float | None], second: Sequence[float | None], weights: Sequence[float]
) -> Swap | None:
    """Return the weight that has to move least for ``second`` to draw level with ``first``, the others rescaled.

    Over the criteria that both are rated on, with weights that sum to 1, d_k the difference on criterion k and
    D = sum(w * d) > 0: delta_k = -D / (d_k - (D - w_k * d_k) / (1 - w_k)), which follows from setting the
    difference at w_k + delta_k to zero. None where no single weight within 0 to 1 does it, or where ``first`` is
    not ahead there. Raises ValueError if the lists differ in length.
    """
    refuse("there must be one weight for each rating", when=not len(first) == len(second) == len(weights))
    pairs = zip(first, second, strict=True)
    shared = [(k, a - b) for k, (a, b) in enumerate(pairs) if a is not None and b is not None]
    total = math.fsum(weights[k] for k, _ in shared)
    if total <= 0:
        return None
    lead = math.fsum(weights[k] / total * d for k, d in shared)
    if lead <= TOLERANCE:
        return None
    swaps = [swap for k, d in shared if (swap := _swap(k, weights[k] / total, d, lead))]
    return min(swaps, key=lambda one: abs(one.after - one.before), default=None)


def _swap(place: int, weight: float, difference: float, lead: float) -> Swap | None:
    if 1 - weight <= TOLERANCE:
        return None
    slope = difference - (lead - weight * difference) / (1 - weight)
    if abs(slope) <= TOLERANCE:
        return None
    after = weight - lead / slope
    return Swap(place, weight, min(1.0, max(0.0, after))) if -TOLERANCE <= after <= 1 + TOLERANCE else None
