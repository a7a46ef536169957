"""Differences as an author writes them: in percentage points, relative, or in the unit of a mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic_core import PydanticCustomError

from pmdocs.values.decimals import normal
from pmdocs.values.numbers import Difference, read_number
from pmdocs.values.refusal import ParsedValue


@dataclass(frozen=True, slots=True)
class Effect(ParsedValue):
    """``2.5pp`` in percentage points, ``+10%`` relative, or a plain number in the unit of what it belongs to."""

    value: float
    unit: Literal["points", "relative", "number"]
    signed: bool = field(default=True, compare=False)
    """Whether it was written with + or −, which says that a percentage is relative."""

    @classmethod
    def read(cls, raw: object) -> Effect:
        """Return the difference that was written; what a plain number belongs to is for the spec to say."""
        if isinstance(raw, Effect):
            return raw
        if isinstance(raw, str) and not _is_plain(raw):
            found = Difference.read(raw)
            signed = normal(raw)[:1] in {"+", "-"}
            return cls(found.value, "relative" if found.relative else "points", signed)
        return cls(read_number(raw), "number")

    @property
    def relative(self) -> bool:
        """Whether it is a part of what it is seen from."""
        return self.unit == "relative"

    @property
    def has_two_readings(self) -> bool:
        """Whether, beside a rate, it may be points as well as a part of that rate: ``3%``."""
        return self.relative and not self.signed

    @property
    def readings(self) -> dict[str, str]:
        """Both ways to write it so that it has one."""
        percent = f"{self.value * 100:.12g}"
        return {"points": f"{percent}pp", "relative": f"+{percent}%"}

    def of(self, before: float) -> float:
        """Return the difference in absolute terms, seen from a rate or mean."""
        return self.value * before if self.relative else self.value

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """Return what an editor should accept."""
        return {"type": ["string", "number"], "examples": ["2.5pp", "+10%", "2.5 个百分点", 0.6]}


def _is_plain(raw: str) -> bool:
    """Tell whether a text is a number without a unit."""
    try:
        read_number(raw)
    except PydanticCustomError:
        return False
    return True
