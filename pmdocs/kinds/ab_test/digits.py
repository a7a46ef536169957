"""With how many decimals the numbers of an experiment are shown, and in parts of what rates are."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Literal

from pmdocs.kinds.ab_test.arms import Arm
from pmdocs.kinds.ab_test.comparing import VariantComparison

Scale = Literal[1, 100, 1_000_000]
PER_CENT: Scale = 100
_TINY = 0.0001
_MOST = 8


def scale_of(arms: Sequence[Arm], *, of_means: bool) -> Scale:
    """Return what rates are parts of: 100, or a million where all are below 0.01 %; 1 for means."""
    if of_means:
        return 1
    return 1_000_000 if 0 < max(arm.value for arm in arms) < _TINY else PER_CENT


def digits_of(arms: Sequence[Arm], compared: Sequence[VariantComparison], scale: Scale) -> int:
    """Return the decimals of values: two digits of the widest margin, and as many as tell the variants apart."""
    return _enough([[arm.value for arm in arms]], compared, scale)


def difference_digits_of(compared: Sequence[VariantComparison], scale: Scale) -> int:
    """Return the decimals of differences: two digits of the widest margin, and as many as tell them apart.

    Neither two variants nor the ends of an interval, its middle and zero print alike unless they are.
    """
    together = [[0.0, *_known(one.low, one.difference, one.high)] for one in compared]
    return _enough([[one.difference for one in compared], *together], compared, scale)


def _known(*numbers: float | None) -> Iterator[float]:
    return (number for number in numbers if number is not None)


def _enough(apart: Sequence[Sequence[float]], compared: Sequence[VariantComparison], scale: Scale) -> int:
    spans = [one.high - one.low for one in compared if one.low is not None and one.high is not None]
    margin = max(spans, default=0.0) / 2 * scale
    least = 1 if scale == PER_CENT else 0
    digits = min(_MOST, max(least, 1 - math.floor(math.log10(margin)))) if margin > 0 else 1
    together = [[number * scale for number in numbers] for numbers in apart]
    while digits < _MOST and any(_alike(numbers, digits) for numbers in together):
        digits += 1
    return digits


def _alike(numbers: Sequence[float], digits: int) -> bool:
    """Tell whether numbers that differ would print alike; what differs by rounding errors is the same."""
    different = {round(number, _MOST + 2) for number in numbers}
    return len({round(number, digits) for number in different}) < len(different)
