"""Values by period: {2026-03: 41_200, 2026-04: 44_900}, or rows with ``period`` and ``value``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple

from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError

from pmdocs.diagnostics.problem import Phrase
from pmdocs.values.columns import DataColumn
from pmdocs.values.dates import Grain, Period
from pmdocs.values.measures import Measured
from pmdocs.values.numbers import Quantity
from pmdocs.values.refusal import ParsedValue, refuse, shown
from pmdocs.values.suggestions import did_you_mean

Unit = Literal["number", "rate"]
Loc = tuple[str | int, ...]

_ROW = ("period", "value")
_LONGEST = 1_000
"""Periods between the first and the last: more are a slip of the pen in a year."""


class _Observation(NamedTuple):
    """A period and its value, each with its place."""

    period: Period
    quantity: Quantity | None
    key: Loc
    at: Loc


@dataclass(frozen=True, slots=True)
class PeriodSeries(ParsedValue):
    """Values of periods of one length, in the order of time.

    ``periods`` has every period from the first to the last, ``values`` the value of each: ``None`` where it is
    unknown or was left out. Rates are shares of 1; ``unit`` says that they were written with a per cent sign.
    ``measured`` are the numbers that were written with a unit of their own, each with its place.
    """

    periods: tuple[Period, ...]
    values: tuple[float | None, ...]
    unit: Unit = "number"
    measured: tuple[tuple[Loc, Measured], ...] = field(default=(), compare=False)

    @classmethod
    def read(cls, raw: object) -> PeriodSeries:
        """Return the series that a map or a list of rows writes; every fault in it is told."""
        if isinstance(raw, PeriodSeries):
            return raw
        if not isinstance(raw, dict | list):
            refuse("E-TYPE", _NO_SERIES.fill(found=shown(raw)), _EXAMPLE)
        faults: list[InitErrorDetails] = []
        found = list(_observations(raw, faults))
        unit = _unit([one.quantity for one in found])
        faults += _inconsistent(found, unit)
        if faults:
            raise ValidationError.from_exception_data(cls.__name__, faults)
        known = {one.period: one.quantity.value for one in found if one.quantity}
        if not known:
            refuse("E-EMPTY", _NOTHING, _EXAMPLE)
        first, last = min(one.period for one in found), max(one.period for one in found)
        if (last.first - first.first).days > _LONGEST * first.days:
            refuse("E-RANGE", _TOO_LONG.fill(first=first.text, last=last.text, most=f"{_LONGEST:,}"))
        periods = tuple(_all_between(first, last))
        written = tuple(
            (one.at, one.quantity.measured) for one in found if one.quantity and one.quantity.measured
        )
        return cls(periods, tuple(known.get(period) for period in periods), unit, written)

    @property
    def grain(self) -> Grain:
        """The length of its periods."""
        return self.periods[0].grain

    @property
    def last(self) -> tuple[Period, float]:
        """The last value that is known, and its period."""
        return next((period, value) for period, value in reversed(tuple(self.pairs())) if value is not None)

    def pairs(self) -> Iterator[tuple[Period, float | None]]:
        """Yield each period with its value."""
        return zip(self.periods, self.values, strict=True)

    def at(self, period: Period) -> float | None:
        """Return the value of a period, ``None`` where it is unknown."""
        return dict(self.pairs()).get(period)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """Return what an editor should accept."""
        one = {"type": ["number", "string", "null"]}
        row = {
            "type": "object",
            "required": list(_ROW),
            "properties": {"period": Period.schema(), "value": one},
        }
        return {
            "anyOf": [
                {"type": "object", "additionalProperties": one}, {"type": "array", "items": row}
            ],
            "examples": [{"2026-03": 41200, "2026-04": 44900}],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target(ParsedValue):
    """A value to reach: one for all periods, or a path with a value for some of them."""

    value: float | None
    path: PeriodSeries | None
    unit: Unit
    measured: tuple[tuple[Loc, Measured], ...] = field(default=(), compare=False)

    @classmethod
    def read(cls, raw: object) -> Target:
        """Return the target that a number, a rate or a map of periods writes."""
        if isinstance(raw, Target):
            return raw
        if isinstance(raw, dict | list):
            path = PeriodSeries.read(raw)
            return cls(None, path, path.unit, path.measured)
        quantity = Quantity.read(raw)
        written: tuple[tuple[Loc, Measured], ...] = (((), quantity.measured),) if quantity.measured else ()
        return cls(quantity.value, None, quantity.unit, written)

    def at(self, period: Period) -> float | None:
        """Return the target of a period: on a straight line between two that are given, the last one after them.

        ``None`` before the first.
        """
        if self.path is None:
            return self.value
        return self._on_path(self.path, period)

    @staticmethod
    def _on_path(path: PeriodSeries, period: Period) -> float | None:
        known = [(one, value) for one, value in path.pairs() if value is not None]
        before = [pair for pair in known if not period < pair[0]]
        after = [pair for pair in known if period < pair[0]]
        if not before or not after:
            return before[-1][1] if before else None
        (first, low), (last, high) = before[-1], after[0]
        steps = len(list(_all_between(first, last))) - 1
        return low + (high - low) * (len(list(_all_between(first, period))) - 1) / steps

    @property
    def final(self) -> float:
        """The value that is to be reached in the end."""
        return self.path.last[1] if self.path else float(self.value or 0)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """Return what an editor should accept."""
        return {"anyOf": [Quantity.schema(), *PeriodSeries.schema()["anyOf"]], "examples": [60000, "25%"]}


def is_period(text: str) -> bool:
    """Tell whether a text names a period."""
    try:
        Period.read(text)
    except PydanticCustomError:
        return False
    return True


def series_of(column: DataColumn) -> PeriodSeries | None:
    """Return a column whose labels are periods of one length as a series; ``None`` for any other."""
    if not all(map(is_period, column.labels)) or all(value is None for value in column.values):
        return None
    try:
        made = PeriodSeries.read(dict(zip(column.labels, column.values, strict=True)))
    except (PydanticCustomError, ValidationError):
        return None
    return replace(made, unit=column.unit)


def _all_between(first: Period, last: Period) -> Iterator[Period]:
    """Yield every period from one to another of the same length."""
    while first < last:
        yield first
        first = first.shift(1)
    yield last


def _observations(raw: dict[str, Any] | list[Any], faults: list[InitErrorDetails]) -> Iterator[_Observation]:
    """Yield what can be read; note what cannot."""
    for key, value, key_at, at in _written(raw, faults):
        try:
            period: Period | None = Period.read(key)
        except PydanticCustomError as error:
            period = None
            faults.append(_fault(error, key_at, key))
        try:
            quantity = None if value is None or value == "" else Quantity.read(value)
        except PydanticCustomError as error:
            faults.append(_fault(error, at, value))
            continue
        if period is not None:
            yield _Observation(period, quantity, key_at, at)


def _written(
    raw: dict[str, Any] | list[Any], faults: list[InitErrorDetails]
) -> Iterator[tuple[object, object, Loc, Loc]]:
    """Yield period and value as they were written, each with its place."""
    if isinstance(raw, dict):
        yield from ((key, value, (key, "[key]"), (key,)) for key, value in raw.items())
        return
    for index, row in enumerate(raw):
        if not isinstance(row, dict):
            faults.append(_refusal("E-TYPE", _NO_ROW.fill(found=shown(row)), (index,), row, _ROW_EXAMPLE))
            continue
        for name in row.keys() - set(_ROW):
            near = did_you_mean(name, _ROW) or _ROW_EXAMPLE
            faults.append(_refusal("E-FIELD", _NO_COLUMN.fill(name=name), (index, name, "[key]"), name, near))
        if "period" in row:
            yield row["period"], row.get("value"), (index, "period"), (index, "value")
        else:
            faults.append(_refusal("E-REQ", _NO_PERIOD, (index,), row, _ROW_EXAMPLE))


def _unit(quantities: list[Quantity | None]) -> Unit:
    """Return the unit of the first value that has one; 0 is 0 in every unit."""
    return next((one.unit for one in quantities if one and one.value), "number")


def _inconsistent(found: list[_Observation], unit: Unit) -> Iterator[InitErrorDetails]:
    """Yield what does not belong to the other observations: another unit or grain, a period that came before."""
    seen: set[Period] = set()
    for one in found:
        if one.quantity and one.quantity.value and one.quantity.unit != unit:
            phrase = _MIXED_UNITS if unit == "rate" else _RATE_AMONG_NUMBERS
            yield _refusal(
                "E-RATE", phrase.fill(found=f"{one.quantity.value:g}"), one.at, one.quantity, _ONE_UNIT
            )
        if one.period.grain != found[0].period.grain:
            values = {"found": one.period.text, "first": found[0].period.text}
            yield _refusal("E-DATE", _MIXED_GRAINS.fill(**values), one.key, one.period, _ONE_GRAIN)
        elif one.period in seen:
            yield _refusal("E-ID", _TWICE.fill(period=one.period.text), one.key, one.period, None)
        seen.add(one.period)


def _fault(error: PydanticCustomError, loc: Loc, raw: object) -> InitErrorDetails:
    return InitErrorDetails(type=error, loc=loc, input=raw)


def _refusal(code: str, phrase: Phrase, loc: Loc, raw: object, hint: Phrase | None) -> InitErrorDetails:
    context: dict[str, Any] = {"phrase": phrase, "hint": hint, "at": ()}
    return _fault(PydanticCustomError(code, "{phrase}", context), loc, raw)


_NO_SERIES = Phrase("expected values by period, found {found}", "应为按时间段的数值，实际是{found}")
_EXAMPLE = Phrase(
    "write {2026-03: 41_200, 2026-04: 44_900}, or data: values.csv with the columns period and value",
    "请写 {2026-03: 41_200, 2026-04: 44_900}，或 data: values.csv（列为 period 和 value）",
)
_NOTHING = Phrase("there is no value", "没有任何数值")
_NO_ROW = Phrase(
    "expected a row with period and value, found {found}", "应为含 period 和 value 的一行，实际是{found}"
)
_ROW_EXAMPLE = Phrase("write {period: 2026-03, value: 41_200}", "请写 {period: 2026-03, value: 41_200}")
_NO_COLUMN = Phrase("values have no column ‘{name}’", "数值没有‘{name}’列")
_NO_PERIOD = Phrase("‘period’ is required", "缺少必填字段‘period’")
_MIXED_UNITS = Phrase("{found} stands among rates: with % or without?", "{found} 与百分比混用：是否应带 %？")
_RATE_AMONG_NUMBERS = Phrase(
    "a rate stands among plain numbers: with % or without?", "百分比与普通数字混用：是否应带 %？"
)
_ONE_UNIT = Phrase("write every value of the list with %, or none", "请都带 %，或都不带")
_TOO_LONG = Phrase(
    "from {first} to {last} are more than {most} periods", "从 {first} 到 {last} 超过 {most} 个时间段"
)
_MIXED_GRAINS = Phrase(
    "{found} is not a period of the same length as {first}", "{found} 与 {first} 不是同样长度的时间段"
)
_ONE_GRAIN = Phrase("keep to months, quarters, weeks or years", "请统一用月、季度、周或年")
_TWICE = Phrase("the period {period} is given twice", "时间段 {period} 写了两次")
