"""How the fields that only a persona has are read: an age, a level of a trait, the file of a portrait."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any

from pmdocs.diagnostics.problem import Phrase
from pmdocs.values.decimals import normal, number_or_refuse
from pmdocs.values.numbers import read_count, read_rate
from pmdocs.values.refusal import ParsedValue, Reads, refuse, require, shown
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
            refuse("E-TYPE", _NO_AGE.fill(found=shown(raw)), _AGES)
        low, high = int(match[1]), None if match[2] else int(match[3] or match[1])
        if not (0 <= low <= _OLDEST and 0 <= (high or 0) <= _OLDEST):
            refuse("E-RANGE", _BEYOND_LIFE.fill(oldest=_OLDEST, found=shown(raw)))
        if high is not None and high < low:
            refuse("E-RANGE", _REVERSED.fill(found=shown(raw)), _TURNED.fill(low=high, high=low))
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
            refuse("E-FIELD", _NO_PART.fill(found=shown(name)), _PARTS, at=(name,))
        n = None if raw.get("n") is None else read_count(raw["n"])
        if n == 0:
            refuse("E-RANGE", _NOBODY, at=("n",))
        return cls(read_rate(raw["value"]), n)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """Return what an editor should accept."""
        return {"type": ["number", "string", "object"], "examples": ["38%", {"value": "38%", "n": 412}]}


def read_level(raw: object) -> float:
    """Return a trait: a number from 1 to 5."""
    value = number_or_refuse(raw, "3")
    if not LOWEST <= value <= HIGHEST:
        refuse("E-RANGE", _NO_LEVEL.fill(found=shown(raw)), _LEVELS)
    return value


def read_portrait(raw: object) -> str:
    """Return the name of a picture in the folder of the spec or below it."""
    text = read_text(raw)
    if not _PORTRAIT.fullmatch(text):
        refuse("E-FILE", _NO_PORTRAIT.fill(found=shown(raw)), _BESIDE)
    return text


Level = Annotated[float, Reads(read_level, {"type": "number", "minimum": LOWEST, "maximum": HIGHEST})]
"""How much of a trait a persona has, from 1 to 5."""

Portrait = Annotated[
    str, Reads(read_portrait, {"type": "string", "pattern": r"\.(png|jpe?g|webp|avif|gif|svg)$"})
]
"""A picture beside the spec."""

_NO_PART = Phrase("a share has no field {found}", "占比没有字段{found}")
_PARTS = Phrase("write 38%, or {value: 38%, n: 412}", "请写 38%，或 {value: 38%, n: 412}")
_NOBODY = Phrase("a share of nobody's answers is no share", "没有回答就没有占比")
_NO_AGE = Phrase("expected an age, found {found}", "应为年龄，实际是{found}")
_AGES = Phrase("write 27, 25-34 or 60+", "请写 27、25-34 或 60+")
_BEYOND_LIFE = Phrase(
    "an age lies between 0 and {oldest}, found {found}", "年龄应在 0 到 {oldest} 之间，实际是{found}"
)
_REVERSED = Phrase("the range of ages {found} ends before it begins", "年龄范围{found}的上限小于下限")
_TURNED = Phrase("write {low}-{high}", "请写 {low}-{high}")
_NO_LEVEL = Phrase("a trait lies between 1 and 5, found {found}", "特质应在 1 到 5 之间，实际是{found}")
_LEVELS = Phrase("1 is the least, 5 the most", "1 表示最低，5 表示最高")
_NO_PORTRAIT = Phrase("expected the file of a picture, found {found}", "应为图片文件，实际是{found}")
_BESIDE = Phrase("put it beside this file and write its name: mia.jpg", "请放在本文件旁并只写文件名：mia.jpg")
