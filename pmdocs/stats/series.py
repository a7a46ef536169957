"""What may be said of values of equal periods: change, growth in a year, and the limits of what is noise.

Values come in the order of time, ``None`` where one is unknown.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pmdocs.stats.comparison import above, below
from pmdocs.stats.portfolio import compound_growth

Value = float | None

PERIODS_OF_A_YEAR = {"year": 1, "quarter": 4, "month": 12, "week": 52}
"""How many periods back the same one of last year is; a week is compared with that of 52 weeks before."""
LIMIT_FACTOR = 2.66
"""Three standard deviations as so many mean moving ranges: 3 / 1.128 (Wheeler, Understanding Variation, 1993)."""
FEWEST_FOR_LIMITS = 6
"""Fewer values than this make no limits that mean anything (Wheeler 1993 begins with five or six)."""


@dataclass(frozen=True, slots=True)
class Change:
    """A difference in the unit of the values, and relative to the value before; ``None`` where that is 0."""

    before: float
    absolute: float
    relative: float | None


def change(before: Value, now: Value) -> Change | None:
    """Return now − before, and that divided by |before|; ``None`` where one of them is unknown."""
    if before is None or now is None:
        return None
    return Change(before, now - before, (now - before) / abs(before) if before else None)


def growth_a_year(values: Sequence[Value], periods_of_a_year: int) -> float | None:
    """Return the compound annual growth rate from the first known value to the last: (last / first) ^ (1 / years) − 1.

    ``None`` for less than two years between them, and where the first is not above 0 or the last below it.
    """
    known = [(place, value) for place, value in enumerate(values) if value is not None]
    years, rest = divmod(known[-1][0] - known[0][0], periods_of_a_year) if known else (0, 0)
    if years < 2 or known[0][1] <= 0 or known[-1][1] < 0:  # noqa: PLR2004 -- the rule of the catalogue, C4
        return None
    if not rest:
        return compound_growth(known[0][1], known[-1][1], years)
    return float((known[-1][1] / known[0][1]) ** (1 / (years + rest / periods_of_a_year)) - 1)


@dataclass(frozen=True, slots=True)
class Limits:
    """The band in which values of a stable process lie, and the places of those that lie beyond it."""

    mean: float
    low: float
    high: float
    beyond: tuple[int, ...]


def xmr_limits(values: Sequence[Value]) -> Limits | None:
    """Return mean ± 2.66 × mean moving range of an individuals chart; ``None`` for fewer than six known values.

    A moving range is the distance between two neighbours of which both are known. Wheeler, Understanding
    Variation, 1993; the batches of the NIST/SEMATECH e-Handbook, 6.3.2.2, give 50.81 and 45.81 to 55.80.
    """
    known = [value for value in values if value is not None]
    ranges = [abs(b - a) for a, b in pairwise(values) if a is not None and b is not None]
    if len(known) < FEWEST_FOR_LIMITS or not ranges:
        return None
    mean = math.fsum(known) / len(known)
    reach = LIMIT_FACTOR * math.fsum(ranges) / len(ranges)
    beyond = tuple(
        place for place, value in enumerate(values)
        if value is not None and (above(value, mean + reach) or below(value, mean - reach))
    )  # fmt: skip
    return Limits(mean, mean - reach, mean + reach, beyond)
