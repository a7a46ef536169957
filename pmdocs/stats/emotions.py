"""The ups and downs of an experience: mean, extremes, end, largest drop."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pmdocs.stats.preconditions import refuse


@dataclass(frozen=True, slots=True)
class PeakEnd:
    """Summary of a sequence of emotions; places count from 0, the first of equals.

    ``peak`` is the place of the strongest emotion, good or bad; ``remembered`` the mean of that emotion and the
    last one. ``drop`` is the place after which the emotion falls most, ``drop_size`` by how much; both None if
    it never falls.
    """

    mean: float
    lowest: int
    highest: int
    peak: int
    end: float
    remembered: float
    drop: int | None
    drop_size: float | None


def peak_end(emotions: Sequence[float], neutral: float = 0.0) -> PeakEnd:
    """Return mean, extremes, end and largest drop of emotions in the order they were felt.

    The strongest emotion is the one farthest from ``neutral``. A remark, not a score.
    Raises ValueError if there are no emotions or one is not finite.
    Kahneman, Fredrickson, Schreiber & Redelmeier, Psychological Science 4 (1993) 401.
    """
    refuse("there are no emotions", when=len(emotions) == 0)
    refuse("emotions must be finite", when=not all(map(math.isfinite, emotions)))
    places = range(len(emotions))
    peak = max(places, key=lambda place: abs(emotions[place] - neutral))
    drops = {place: emotions[place] - emotions[place + 1] for place in places[:-1]}
    drop = max(drops, key=drops.__getitem__, default=None)
    if drop is not None and drops[drop] <= 0:
        drop = None
    return PeakEnd(
        mean=math.fsum(emotions) / len(emotions),
        lowest=min(places, key=emotions.__getitem__),
        highest=max(places, key=emotions.__getitem__),
        peak=peak,
        end=emotions[-1],
        remembered=(emotions[peak] + emotions[-1]) / 2,
        drop=drop,
        drop_size=None if drop is None else drops[drop],
    )
