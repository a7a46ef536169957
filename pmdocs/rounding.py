"""Rounding half away from zero, as spreadsheets do: the one place for every number that a page shows.

``charts/runtime/formats.js`` does the same for charts.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal

DIGITS = 15
"""Significant digits that a spreadsheet keeps of a number: 57.85 stays 57.85 where binary has 57.849999999999994."""
HALF_AWAY = Context(prec=40, rounding=ROUND_HALF_UP)
"""Context in which decimal numbers are formatted; Python says half up and means away from zero."""
_SIGNIFICANT = Context(prec=DIGITS, rounding=ROUND_HALF_UP)


def decimal_of(value: float) -> Decimal:
    """Return a number as a spreadsheet has it: to 15 significant digits; whole numbers in full."""
    if isinstance(value, int) or not math.isfinite(value) or value.is_integer():
        return Decimal(value)
    return _SIGNIFICANT.create_decimal_from_float(value)


def rounded(value: float, digits: int = 0) -> Decimal:
    """Return a finite number with ``digits`` decimals: 2.5 → 3, −2.5 → −3, 0.125 → 0.13."""
    return decimal_of(value).quantize(Decimal(1).scaleb(-digits), context=HALF_AWAY)


def rounded_parts(parts: Sequence[float], digits: int = 0) -> tuple[float, ...]:
    """Return parts with ``digits`` decimals that add up to their sum, rounded: the largest remainders are rounded up.

    Hamilton's method of largest remainder; of equal remainders the first.
    """
    step = Decimal(1).scaleb(-digits)
    exact = [decimal_of(part) for part in parts]
    floors = [one.quantize(step, rounding=ROUND_FLOOR, context=HALF_AWAY) for one in exact]
    left = int((rounded(math.fsum(parts), digits) - sum(floors)) / step)
    order = sorted(range(len(parts)), key=lambda place: floors[place] - exact[place])
    up = set(order[: max(0, left)])
    return tuple(float(floor + step if place in up else floor) for place, floor in enumerate(floors))
