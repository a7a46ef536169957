"""Numbers and counts; the names of rates too, so that a model imports all its numbers from one place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from pmdocs.diagnostics.problem import Phrase
from pmdocs.values.decimals import normal, number_or_refuse, scan
from pmdocs.values.measures import is_counted, measure_or_refuse, measured, part_of
from pmdocs.values.rates import (
    Difference,
    Growth,
    Percent,
    Quantity,
    Rate,
    Share,
    Weight,
    read_growth,
    read_rate,
)
from pmdocs.values.refusal import Reads, refuse, shown

_WRITTEN = "[0-9０-９]"  # noqa: RUF001 -- full-width digits are meant; what stands beside them is for the check to judge
# Beyond this a float no longer tells one whole number from the next.
MAX_COUNT = 2**53

_COUNT = Phrase("a count is 0 or more", "数量不能小于 0")
_TOO_LARGE = Phrase("the number is too large to count with", "数字过大，无法计数")
_POSITIVE = Phrase("the number must be above 0", "数字必须大于 0")
_NON_NEGATIVE = Phrase("the number must be 0 or more", "数字不能小于 0")

_EXPECTED_COUNT = Phrase(
    "expected a whole number such as 120, found {found}", "应为整数，如 120，实际是{found}"
)
_NO_PERCENT = Phrase("a percentage is no count: write how many they are", "百分比不是数量：请写实际的数量")
_NO_DAYS = Phrase("expected a number of days, found {found}", "应为天数，实际是{found}")
_IN_DAYS = {"hour": 1 / 24, "day": 1, "week": 7}


def read_number(raw: object) -> float:
    """Return any finite number."""
    return measure_or_refuse(raw)


def read_count(raw: object) -> int:
    """Return a whole number from 0; what is counted may stand beside it: 120 people."""
    if isinstance(raw, str) and normal(raw).endswith("%") and scan(normal(raw)[:-1].rstrip()) is not None:
        refuse("E-TYPE", _EXPECTED_COUNT.fill(found=shown(raw)), _NO_PERCENT)
    counted = measured(raw)
    value = counted if counted is not None and is_counted(counted.unit) else number_or_refuse(raw)
    if not value.is_integer():
        refuse("E-TYPE", _EXPECTED_COUNT.fill(found=shown(raw)))
    _rule(raw, _COUNT, holds=value >= 0)
    _rule(raw, _TOO_LARGE, holds=value <= MAX_COUNT)
    return int(value)


def read_positive(raw: object) -> float:
    """Return a number above 0."""
    value = measure_or_refuse(raw)
    _rule(raw, _POSITIVE, holds=value > 0)
    return value


def read_non_negative(raw: object) -> float:
    """Return a number from 0."""
    value = measure_or_refuse(raw)
    _rule(raw, _NON_NEGATIVE, holds=value >= 0)
    return value


def read_days(raw: object) -> float:
    """Return days above 0: 14, 14 days, 2 weeks, 36 hours."""
    value = measured(raw)
    if value is None:
        return read_positive(raw)
    if value.unit not in _IN_DAYS:
        refuse("E-TYPE", _NO_DAYS.fill(found=shown(raw)))
    return read_positive(value * _IN_DAYS[value.unit])


def on_scale(whole: int, example: str) -> Callable[[Any], float]:
    """Return what reads a point on a scale that ends at ``whole``: 7, 7/10."""

    def read(raw: object) -> float:
        part = part_of(raw, whole)
        return number_or_refuse(raw, example) if part is None else part

    return read


def _rule(raw: object, rule: Phrase, *, holds: bool) -> None:
    if not holds:
        phrase = Phrase("{rule}, found {found}", "{rule}，实际是{found}")
        refuse("E-RANGE", phrase.fill(rule=rule, found=shown(raw)))


def _schema(number: dict[str, Any], *examples: object) -> dict[str, Any]:
    return {"anyOf": [number, {"type": "string", "pattern": _WRITTEN}], "examples": list(examples)}


Number = Annotated[float, Reads(read_number, _schema({"type": "number"}, 12000, "12_000", "9.4M", "1.2万"))]
"""Any number: 12_000, "12,000", 9.4M, 1.2万."""

Count = Annotated[int, Reads(read_count, _schema({"type": "integer", "minimum": 0}, 12000, "18k", "1.2万"))]
"""A whole number from 0."""

Positive = Annotated[float, Reads(read_positive, _schema({"type": "number", "exclusiveMinimum": 0}, 1.5))]
"""A number above 0."""

NonNegative = Annotated[float, Reads(read_non_negative, _schema({"type": "number", "minimum": 0}, 1.5))]
"""A number from 0."""

Days = Annotated[float, Reads(read_days, _schema({"type": "number", "exclusiveMinimum": 0}, 14, "2 weeks"))]
"""A length of time in days: 14, 2 weeks, 14天."""

__all__ = [
    "Count", "Days", "Difference", "Growth", "NonNegative", "Number", "Percent", "Positive", "Quantity", "Rate", "Share",
    "Weight", "on_scale", "read_count", "read_days", "read_growth", "read_non_negative", "read_number", "read_positive", "read_rate",
]  # fmt: skip
