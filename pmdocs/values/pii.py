"""Personal data in texts: what looks like an e-mail address, a telephone number, a Chinese identity number.

``personal_data`` looks at one text, ``personal_data_in`` at every text of a model. Both only look: whether
a number belongs to a person is for the author to say. A check digit is not asked for, since a mistyped
number points at somebody as well, and dates, money, ages and counts are told apart by their shape.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel

Sort = Literal["email", "phone", "id_number"]

_SHOWN = 3, 2
"""How much of the start and of the end a masked text shows."""

# A Chinese keyboard in full-width mode has a wide twin of each sign; exchanged one for one, places stay.
_PLAIN = {0xFF01 + n: 0x21 + n for n in range(94)} | {0x3000: 0x20}

_EMAIL = re.compile(
    r"(?<![\w.%+-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9])",
    re.ASCII,
)
# GB 11643: six digits of the place, the day of birth, three of the sequence, a check sign; before 1999
# the year had two digits and there was no check sign.
_ID_NUMBER = re.compile(
    r"(?<![0-9A-Za-z])(\d\d)\d{4}[ -]?(?:(\d{8})[ -]?\d{3}[0-9Xx]|(\d{6})[ -]?\d{3})(?![0-9A-Za-z])", re.ASCII
)
_PHONES = tuple(
    re.compile(rf"(?<![\d.])(?:{form})(?![\d%]|[.,]\d)", re.ASCII)
    for form in (
        r"(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}",  # mobile, China
        r"\(?0[1-9]\d{1,2}\)?[ -]?\d{3,4}[ -]?\d{4}",  # landline, China
        r"\+[1-9](?:[ .()-]{0,2}\d){7,14}",  # any country, ITU E.164
        r"(?:\([2-9]\d\d\) ?|[2-9]\d\d[.-])\d{3}[.-]\d{4}",  # North America
    )
)

_RANGES = (11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83)
_PROVINCES = frozenset(str(n) for first, last in _RANGES for n in range(first, last + 1))


@dataclass(frozen=True, slots=True)
class PersonalData:
    """A part of a text that looks like personal data, and where in the text it starts."""

    sort: Sort
    text: str
    start: int

    @property
    def masked(self) -> str:
        """The text with its middle left out, for messages: a log should not repeat what it warns of."""
        first, last = _SHOWN
        return f"{self.text[:first]}…{self.text[-last:]}"


def personal_data(text: str) -> tuple[PersonalData, ...]:
    """Return what looks like personal data, in the order of the text."""
    plain = text.translate(_PLAIN)
    found: list[PersonalData] = []
    taken: list[tuple[int, int]] = []
    for sort, start, end in _matches(plain):
        if all(end <= low or start >= high for low, high in taken):
            taken.append((start, end))
            found.append(PersonalData(sort, text[start:end], start))
    return tuple(sorted(found, key=lambda one: one.start))


def personal_data_in(
    value: object, *, skip: Collection[str] = ()
) -> Iterator[tuple[tuple[str | int, ...], PersonalData]]:
    """Yield field path and find for every text inside a model; ``skip`` names fields that are passed over."""
    if isinstance(value, str):
        yield from (((), one) for one in personal_data(value))
        return
    for part, inner in _parts(value, skip):
        for path, one in personal_data_in(inner, skip=skip):
            yield (part, *path), one


def _matches(text: str) -> Iterator[tuple[Sort, int, int]]:
    """Yield candidates, the surest sort first: an identity number is not taken for a telephone."""
    for match in _EMAIL.finditer(text):
        yield "email", *match.span()
    for match in _ID_NUMBER.finditer(text):
        if match[1] in _PROVINCES and _is_day(match[2] or f"19{match[3]}"):
            yield "id_number", *match.span()
    for pattern in _PHONES:
        for match in pattern.finditer(text):
            yield "phone", *match.span()


def _is_day(digits: str) -> bool:
    """Whether eight digits are a day on which a living person may have been born."""
    try:
        return dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year >= 1880  # noqa: PLR2004 -- see above
    except ValueError:
        return False


def _parts(value: object, skip: Collection[str]) -> Iterator[tuple[str | int, object]]:
    if isinstance(value, BaseModel):
        yield from ((name, getattr(value, name)) for name in type(value).model_fields if name not in skip)
    elif isinstance(value, Mapping):
        yield from ((str(key), inner) for key, inner in value.items())
    elif isinstance(value, tuple | list):
        yield from enumerate(value)
