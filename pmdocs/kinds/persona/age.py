"""The age of a persona: 27, or a range such as 25-34 or 60+."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NoReturn

from pmdocs.diagnostics.problem import Phrase
from pmdocs.values.decimals import normal
from pmdocs.values.refusal import Parsed, refuse, require, shown

OLDEST = 120
_YEARS = r"\s*(?:years?(?: old)?|岁)?"
_ONE = re.compile(rf"([+-]?\d{{1,6}}){_YEARS}(?:\s*(\+|以上))?", re.IGNORECASE)
_RANGE = re.compile(rf"(\d{{1,6}}){_YEARS}\s*(?:[-–—~～]|to|至|到)\s*(\d{{1,6}}){_YEARS}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Age(Parsed):
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
        text = normal(str(raw)) if isinstance(raw, str | int) else ""
        if match := _ONE.fullmatch(text):
            low = int(match[1])
            age = cls(low, None if match[2] else low)
        elif match := _RANGE.fullmatch(text):
            age = cls(int(match[1]), int(match[2]))
        else:
            _refuse(raw)
        _check(age, raw)
        return age

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """Return what an editor should accept."""
        return {"type": ["integer", "string"], "examples": [27, "25-34", "60+"]}


def _refuse(raw: object) -> NoReturn:
    phrase = Phrase("expected an age, found {found}", "应为年龄，实际是{found}").fill(found=shown(raw))
    refuse("E-TYPE", phrase, Phrase("write 27, 25-34 or 60+", "请写 27、25-34 或 60+"))


def _check(age: Age, raw: object) -> None:
    if not (0 <= age.low <= OLDEST and 0 <= (age.high or 0) <= OLDEST):
        phrase = Phrase(
            "an age lies between 0 and {oldest}, found {found}", "年龄应在 0 到 {oldest} 之间，实际是{found}"
        )
        refuse("E-RANGE", phrase.fill(oldest=OLDEST, found=shown(raw)))
    if age.high is not None and age.high < age.low:
        phrase = Phrase("the range of ages {found} ends before it begins", "年龄范围{found}的上限小于下限")
        hint = Phrase(f"write {age.high}-{age.low}", f"请写 {age.high}-{age.low}")
        refuse("E-RANGE", phrase.fill(found=shown(raw)), hint)
