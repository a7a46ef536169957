"""Rates, growth, differences of rates, and quantities that may be a number or a rate."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, NoReturn

from pmdocs.diagnostics.problem import Phrase
from pmdocs.values.decimals import normal, number_or_refuse, scan
from pmdocs.values.measures import Measured, fraction, measured
from pmdocs.values.refusal import ParsedValue, Reads, refuse, require, shown

_POINTS = re.compile(r"(.*?)\s*(?:pp|p\.p\.|ppt|percentage points?|个?百分点)", re.IGNORECASE)
_LONGEST = 60
_WRITTEN = "[0-9０-９]"  # noqa: RUF001 -- full-width digits are meant


def _read(raw: object, example: str = "45%") -> tuple[float, bool]:
    """Return the value, and whether a percent sign made it a rate."""
    if isinstance(raw, str) and (text := normal(raw)).endswith("%"):
        number = scan(text[:-1].rstrip())
        if number is not None and math.isfinite(float(number)):
            return float(number.scaleb(-2)), True
    part = fraction(raw)
    if part is not None:
        return part, True
    return number_or_refuse(raw, example), False


def read_rate(raw: object) -> float:
    """Return a rate from 0 to 1."""
    value, percent = _read(raw)
    if not percent and value > 1:
        _refuse_bare(raw, value, f"{value / 100:.12g}")
    if not 0 <= value <= 1:
        refuse(
            "E-RANGE",
            Phrase(
                "a rate lies between 0% and 100%, found {found}", "比例应在 0% 到 100% 之间，实际是{found}"
            ).fill(found=shown(raw)),
        )
    return value


def read_growth(raw: object) -> float:
    """Return any rate; a bare number beyond ±1 could be a percentage or a factor, so it is refused."""
    value, percent = _read(raw, "12%")
    if not percent and isinstance(raw, str) and abs(value) > 1:
        _refuse_bare(raw, value, f"{value * 100:.12g}%")
    return value


def _refuse_bare(raw: object, value: float, other: str) -> NoReturn:
    percent = f"{value:.12g}%"
    refuse(
        "E-RATE",
        Phrase(
            f"{raw} in a rate field: write {percent} or {other}",
            f"比例请写 {percent} 或 {other}，不要只写 {raw}",
        ),
    )


class Percent(float):
    """A number that was written with a percent sign."""

    __slots__ = ()


def read_weight(raw: object) -> float:
    """Return a weight of 0 or more: 30%, 0.3 or 3; only their proportions matter. With % it is a ``Percent``."""
    if isinstance(raw, Percent):
        return raw
    value, percent = _read(raw, "30%")
    if value < 0:
        refuse(
            "E-RANGE",
            Phrase("a weight is 0 or more, found {found}", "权重不能小于 0，实际是{found}").fill(
                found=shown(raw)
            ),
        )
    return Percent(value) if percent else value


def _schema(*examples: object, **bounds: float) -> dict[str, Any]:
    written = {"type": "string", "pattern": _WRITTEN}
    return {"anyOf": [{"type": "number", **bounds}, written], "examples": list(examples)}


Rate = Annotated[float, Reads(read_rate, _schema("45%", 0.45, minimum=0, maximum=1))]
"""A share from 0 to 1, written ``45%`` or ``0.45``."""

Share = Rate
"""A part of a whole; the same as a rate."""

Growth = Annotated[float, Reads(read_growth, _schema("120%", "-3%", 0.12, minimum=-1, maximum=1))]
"""A change or an attainment: negative and above 100 % too."""

Weight = Annotated[float, Reads(read_weight, _schema("30%", 3, minimum=0))]
"""A weight among others: ``30%``, ``0.3`` or ``3``; all with a percent sign or none."""


@dataclass(frozen=True, slots=True)
class Difference(ParsedValue):
    """A difference of rates: ``2.5pp`` in percentage points, ``+10%`` relative; the unit is mandatory."""

    value: float
    relative: bool

    @classmethod
    def read(cls, raw: object) -> Difference:
        """Return the difference that a text writes."""
        if isinstance(raw, Difference):
            return raw
        require(raw)
        text = normal(raw) if isinstance(raw, str) else ""
        points = _POINTS.fullmatch(text) if len(text) <= _LONGEST else None
        number = scan(points[1] if points else text.removesuffix("%").rstrip())
        if number is None or not (points or text.endswith("%")):
            _refuse_difference(raw)
        return cls(float(number.scaleb(-2)), relative=not points)

    def of(self, rate: float) -> float:
        """Return the difference in absolute terms, seen from ``rate``."""
        return self.value * rate if self.relative else self.value

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """Return what an editor should accept."""
        return {"type": "string", "examples": ["2.5pp", "+10%", "2.5 个百分点"]}


def _refuse_difference(raw: object) -> NoReturn:
    refuse(
        "E-TYPE",
        Phrase("expected a difference with its unit, found {found}", "应为带单位的差值，实际是{found}").fill(
            found=shown(raw)
        ),
        Phrase(
            "add pp for percentage points, for example 2.5pp; or a sign and %, for example +10% (relative)",
            "百分点请加 pp，例如 2.5pp；相对变化请带正负号和 %，例如 +10%",
        ),
    )


@dataclass(frozen=True, slots=True)
class Quantity(ParsedValue):
    """A number or a rate, as the author wrote it: ``33_500``, ``18%``, or with its unit ``€1.9M``, ``34 days``."""

    value: float
    unit: Literal["number", "rate"] = "number"
    measured: Measured | None = field(default=None, compare=False)
    """The number with the unit that stood beside it, ``None`` where there was none."""

    @classmethod
    def read(cls, raw: object) -> Quantity:
        """Return the quantity that a text writes."""
        if isinstance(raw, Quantity):
            return raw
        if (found := measured(raw)) is not None:
            return cls(float(found), measured=found)
        if fraction(raw) is not None:
            refuse("E-TYPE", _NO_FRACTION.fill(found=shown(raw)), _OF_TWO)
        value, percent = _read(raw, "33_500 / 18%")
        return cls(value, "rate" if percent else "number")

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """Return what an editor should accept."""
        return {"type": ["number", "string"], "examples": [33500, "18%"]}


_NO_FRACTION = Phrase(
    "{found} may be a share or a number of several", "{found}可能是比例，也可能是若干个中的几个"
)
_OF_TWO = Phrase(
    "write a share with %, or the numbers in fields of their own",
    "比例请带 %，或把两个数分别写在各自的字段中",
)
