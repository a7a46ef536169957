"""Columns of text → numbers with their unit, and what the rows stand for."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pydantic_core import PydanticCustomError

from pmdocs.diagnostics.problem import Phrase
from pmdocs.values.any_table import AnyTable
from pmdocs.values.columns import ColumnUnit
from pmdocs.values.dates import Moment
from pmdocs.values.measures import Measured
from pmdocs.values.numbers import Quantity


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell that is no number: its row, counted from 0, what is said of it, and how to write it."""

    row: int
    phrase: Phrase
    hint: Phrase | None


@dataclass(frozen=True, slots=True)
class Numbers:
    """A column of numbers, ``None`` where a cell is empty; ``measured`` has units that stood beside them, by row."""

    name: str
    values: tuple[float | None, ...]
    unit: ColumnUnit
    bad: tuple[BadCell, ...]
    mixed: tuple[int, ...]
    measured: tuple[tuple[int, Measured], ...]


def numbers_in(rows: AnyTable, names: Iterable[str]) -> Iterator[Numbers]:
    """Yield the columns of those names that are there."""
    for name in names:
        if name in rows:
            yield read_numbers(name, rows[name])


def read_numbers(name: str, cells: Sequence[str | None]) -> Numbers:
    """Return a column; ``mixed`` are the rows that are rates among numbers, or the other way round."""
    plain = _plain(cells)
    if plain is not None:
        return Numbers(name, plain, "number", (), (), ())
    known: dict[str, Quantity | BadCell] = {}
    found = [None if cell is None else _quantity(cell, row, known) for row, cell in enumerate(cells)]
    good = [(row, one) for row, one in enumerate(found) if isinstance(one, Quantity)]
    unit: ColumnUnit = next((one.unit for _, one in good if one.value), "number")
    return Numbers(
        name, tuple(one.value if isinstance(one, Quantity) else None for one in found), unit,
        tuple(BadCell(row, one.phrase, one.hint) for row, one in enumerate(found) if isinstance(one, BadCell)),
        tuple(row for row, one in good if one.value and one.unit != unit),
        tuple((row, one.measured) for row, one in good if one.measured),
    )  # fmt: skip


def _plain(cells: Sequence[str | None]) -> tuple[float, ...] | None:
    """Return numbers that stand there as Python would write them; ``None`` where a cell needs a second look."""
    try:
        found = tuple(map(float, cells))  # type: ignore[arg-type]  # an empty cell is a TypeError
    except (TypeError, ValueError):
        return None
    return found if math.isfinite(sum(found)) else None


def _quantity(cell: str, row: int, known: dict[str, Quantity | BadCell]) -> Quantity | BadCell:
    if cell not in known:
        try:
            known[cell] = Quantity.read(cell)
        except PydanticCustomError as error:
            context = error.context or {}
            known[cell] = BadCell(row, context["phrase"], context["hint"])
    return known[cell]


def read_periods(labels: Sequence[str]) -> tuple[Moment, ...]:
    """Return the days or periods of one length that all labels are; nothing where one is another thing."""
    found: list[Moment] = []
    for label in labels:
        try:
            found.append(Moment.read(label))
        except PydanticCustomError:
            return ()
    return tuple(found) if len({one.grain for one in found}) == 1 else ()
