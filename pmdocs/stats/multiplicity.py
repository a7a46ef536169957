"""Several tests at once: p-values adjusted so that the whole family keeps its error rate."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from pmdocs.stats.preconditions import refuse


def holm(p_values: Sequence[float | None]) -> tuple[float | None, ...]:
    """Return Holm's adjusted p-values, in the order given; compare each with the family's alpha.

    A None (a test that could not be done) stays None and does not count as a test.
    Raises ValueError if a p-value is outside 0..1. Holm, Scandinavian Journal of Statistics 6 (1979) 65.
    """
    known = [(p, place) for place, p in enumerate(p_values) if p is not None]
    refuse("a p-value lies outside 0..1", when=not all(0 <= p <= 1 for p, _ in known))
    known.sort()
    raised = (min(1.0, (len(known) - rank) * p) for rank, (p, _) in enumerate(known))
    adjusted: list[float | None] = [None] * len(p_values)
    for (_, place), p in zip(known, accumulate(raised, max), strict=True):
        adjusted[place] = p
    return tuple(adjusted)
