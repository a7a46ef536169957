"""How the fields that only a persona has are read: an age, a level of a trait, the file of a portrait."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any

from pmdocs.values.decimals import normal
from pmdocs.values.numbers import on_scale, read_count, read_rate
from pmdocs.values.refusal import ParsedValue, Reads, refuse_as, require, shown
from pmdocs.values.text import read_text

LOWEST, HIGHEST = 1, 5
"""The ends of the scale of traits."""
_OLDEST = 120
_YEARS = r"\s*(?:years?(?: old)?|岁)?"
_AGE = re.compile(
    rf"([+-]?\d{{1,6}}){_YEARS}(?:\s*(\+|以上)|\s*(?:[-–—~～]|to|至|到)\s*(\d{{1,6}}){_YEARS})?",
    re.IGNORECASE,
)
_PORTRAIT = re.compile(r"(?!.*\.\.)\w[\w ./()-]*\.(?:png|jpe?g|webp|avif|gif|svg)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Age(ParsedValue):
    """Years of life from ``low`` to ``high``, both included; an open end is ``None``."""

    low: int
    high: int | None

    @property
    def text(self) -> str:
        """The age as it is shown: 27, 25–34, 60+."""
        if self.high is None:
            return f"{self.low}+"
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"

    @classmethod
    def read(cls, raw: object) -> Age:
        """Return the age that a text writes."""
        if isinstance(raw, Age):
            return raw
        require(raw)
        match = _AGE.fullmatch(normal(str(raw))) if isinstance(raw, str | int) else None
        if match is None:
            refuse_as("no_age", found=shown(raw))
        low, high = int(match[1]), None if match[2] else int(match[3] or match[1])
        if not (0 <= low <= _OLDEST and 0 <= (high or 0) <= _OLDEST):
            refuse_as("beyond_life", oldest=_OLDEST, found=shown(raw))
        if high is not None and high < low:
            refuse_as("ages_reversed", low=high, high=low, found=shown(raw))
        return cls(low, high)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """Return what an editor should accept."""
        return {"type": ["integer", "string"], "examples": [27, "25-34", "60+"]}


@dataclass(frozen=True, slots=True)
class PartOfUsers(ParsedValue):
    """A share of all users, and how many answers it rests on; ``n`` is None where the author does not say."""

    value: float
    n: int | None = None

    @classmethod
    def read(cls, raw: object) -> PartOfUsers:
        """Return the share that is written: a rate, or a map with ``value`` and ``n``."""
        if isinstance(raw, PartOfUsers):
            return raw
        if not isinstance(raw, dict):
            return cls(read_rate(raw))
        require(raw.get("value"))
        for name in raw.keys() - {"value", "n"}:
            refuse_as("no_part_field", at=(name,), found=shown(name))
        n = None if raw.get("n") is None else read_count(raw["n"])
        if n == 0:
            refuse_as("share_of_nobody", at=("n",))
        return cls(read_rate(raw["value"]), n)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """Return what an editor should accept."""
        return {"type": ["number", "string", "object"], "examples": ["38%", {"value": "38%", "n": 412}]}


def read_level(raw: object) -> float:
    """Return a trait: a number from 1 to 5."""
    value = on_scale(HIGHEST, "3")(raw)
    if not LOWEST <= value <= HIGHEST:
        refuse_as("no_level", found=shown(raw))
    return value


def read_portrait(raw: object) -> str:
    """Return the name of a picture in the folder of the spec or below it."""
    text = read_text(raw)
    if not _PORTRAIT.fullmatch(text):
        refuse_as("no_portrait", found=shown(raw))
    return text


Level = Annotated[float, Reads(read_level, {"type": "number", "minimum": LOWEST, "maximum": HIGHEST})]
"""How much of a trait a persona has, from 1 to 5."""

Portrait = Annotated[
    str, Reads(read_portrait, {"type": "string", "pattern": r"\.(png|jpe?g|webp|avif|gif|svg)$"})
]
"""A picture beside the spec."""
