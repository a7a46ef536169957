"""Numbers with their unit beside them: ``€1.9M``, ``200万元``, ``34 days``; and fractions: ``1/2``."""

from __future__ import annotations

import re
from typing import Any, Self

from pmdocs.values.currencies import currency_of, sharing
from pmdocs.values.decimals import normal, number_or_refuse, scan

_UNITS = {
    "ms": ("ms", "millisecond", "milliseconds", "毫秒"),
    "second": ("s", "sec", "secs", "second", "seconds", "秒", "秒钟"),
    "minute": ("min", "mins", "minute", "minutes", "分钟"),
    "hour": ("h", "hr", "hrs", "hour", "hours", "小时", "个小时"),
    "day": ("d", "day", "days", "天", "日"),
    "week": ("week", "weeks", "周", "星期", "个星期"),
    "month": ("month", "months", "个月", "月"),
    "year": ("year", "years", "年"),
}
_COUNTED = {
    *(
        "people",
        "persons",
        "person",
        "users",
        "user",
        "visitors",
        "visitor",
        "customers",
        "customer",
        "clients",
    ),
    *(
        "accounts",
        "teams",
        "companies",
        "orders",
        "sessions",
        "visits",
        "signups",
        "tickets",
        "points",
        "times",
    ),
    *("人", "名", "位", "个", "次", "家", "户", "单", "件", "条", "项", "份", "台", "分"),
    *("用户", "个用户", "名用户", "位用户", "访客", "客户", "个客户", "家客户", "订单", "人次"),
}
_BY_NAME = {name: unit for unit, names in _UNITS.items() for name in names} | dict(
    zip(_COUNTED, _COUNTED, strict=True)
)
_AMOUNT = re.compile(
    r"([^\d+\-.,]{0,6}?)\s*([+-]?[\d.,_]+\s*(?:k|K|M|B|mn|bn|million|billion|千万|百万|万亿|千|万|亿)?)\s*([^\d]*)"
)
_FRACTION = re.compile(r"(\d{1,9})\s*[/\u2044]\s*(\d{1,9})")
_LONGEST = 60


class Measured(float):
    """A number that was written with its unit.

    ``unit`` is an ISO 4217 code or the English name of the unit, ``written`` what stood beside the number.
    ``also`` are other currencies that have the same sign.
    """

    unit: str
    written: str
    also: frozenset[str]

    def __new__(cls, value: float, unit: str, written: str) -> Self:
        """Make a number with a unit."""
        made = super().__new__(cls, value)
        made.unit, made.written = unit, written
        made.also = sharing(written)
        return made

    @property
    def is_money(self) -> bool:
        """Whether the unit is a currency."""
        return self.unit.isascii() and self.unit.isupper()

    def __reduce__(self) -> tuple[Any, ...]:
        """Tell how to make it again."""
        return Measured, (float(self), self.unit, self.written)


def unit_of(name: str) -> str:
    """Return the unit that a word means, the word itself where it is not known."""
    return currency_of(name) or _BY_NAME.get(name.lower(), name.lower())


def measured(raw: object) -> Measured | None:
    """Return the number with its unit, ``None`` where it has none or the unit is not one of those known."""
    if isinstance(raw, Measured):
        return raw
    text = normal(raw) if isinstance(raw, str) else ""
    match = _AMOUNT.fullmatch(text) if 0 < len(text) <= _LONGEST else None
    if match is None:
        return None
    before, after = match[1].strip(), match[3].strip()
    if bool(before) == bool(after):
        return None
    mark = before or after
    unit = currency_of(mark) or (_BY_NAME.get(mark.lower(), "") if after else "")
    number = scan(match[2].strip())
    return Measured(float(number), unit, mark) if unit and number is not None else None


def fraction(raw: object) -> float | None:
    """Return what a text such as ``1/2`` writes, ``None`` where it is no fraction."""
    match = _FRACTION.fullmatch(normal(raw)) if isinstance(raw, str) else None
    return int(match[1]) / int(match[2]) if match and int(match[2]) else None


def part_of(raw: object, whole: int) -> float | None:
    """Return the 7 of ``7/10`` for a scale that ends at 10, ``None`` where the text is of another form."""
    match = _FRACTION.fullmatch(normal(raw)) if isinstance(raw, str) else None
    return float(match[1]) if match and int(match[2]) == whole else None


def measure_or_refuse(raw: object, example: str = "12_000") -> float:
    """Return a finite number, with its unit where it has one; or refuse what is neither."""
    found = measured(raw)
    if found is None:
        found_fraction = fraction(raw)
        return number_or_refuse(raw, example) if found_fraction is None else found_fraction
    return found


def is_counted(unit: str) -> bool:
    """Whether a unit is a word for things that are counted one by one."""
    return unit in _COUNTED
