"""Dates as other programs export them: ``22/Oct/24 5:03 PM``, ``Oct 22, 2024``, ``22.10.2024``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from pmdocs.values.decimals import normal

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = r"(?:[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[AaPp][Mm])?(?:\s*(?:Z|[+-]\d{2}:?\d{2}|[A-Z]{2,4}))?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})日?{_TIME}")
_DAY_NAMED = re.compile(rf"(\d{{1,2}})[-/. ]+([A-Za-z]{{3,9}})\.?[-/., ]+(\d{{2}}|\d{{4}}){_TIME}")
_NAMED_DAY = re.compile(rf"([A-Za-z]{{3,9}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_TIME}")
_NUMBERS = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{2}}|\d{{4}}){_TIME}")
ORDERS = {"dd/mm/yyyy": "dmy", "mm/dd/yyyy": "mdy"}
"""What an author may say about dates of numbers alone; any of ``/ - .`` may stand between them."""


def order_of(texts: Iterable[str]) -> str:
    """Return the order that a column's dates of numbers alone must have: ``dmy``, ``mdy``, empty where both may be."""
    matches = [match for text in texts if (match := _NUMBERS.fullmatch(normal(text)))]
    if any(match[2] == "." or int(match[1]) > 12 for match in matches):  # noqa: PLR2004 -- months
        return "dmy"
    return "mdy" if any(int(match[3]) > 12 for match in matches) else ""  # noqa: PLR2004 -- months


def read_loose_day(text: str, order: str) -> dt.date | None:
    """Return the day that a text writes, ``None`` where it is none or may be two."""
    plain = normal(text)
    if match := _YEAR_FIRST.fullmatch(plain):
        return _day(match[1], match[2], match[3])
    if match := _DAY_NAMED.fullmatch(plain):
        return _day(match[3], _month(match[2]), match[1])
    if match := _NAMED_DAY.fullmatch(plain):
        return _day(match[3], _month(match[1]), match[2])
    match = _NUMBERS.fullmatch(plain)
    if not match or not order:
        return None
    parts: Sequence[str] = (match[1], match[3]) if order == "dmy" else (match[3], match[1])
    return _day(match[4], parts[1], parts[0])


def _month(name: str) -> int:
    short = name[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _day(year: str, month: str | int, day: str) -> dt.date | None:
    try:
        return dt.date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))  # noqa: PLR2004 -- of 24
    except ValueError:
        return None
