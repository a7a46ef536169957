"""Tables that may be long: a field says which columns it takes, and has each of them as one array."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, NoReturn, Self

from pydantic_core import PydanticCustomError

from pmdocs.diagnostics.problem import Phrase
from pmdocs.notation.csv_columns import CsvTable, RaggedRowError
from pmdocs.notation.csv_rows import BrokenQuoteError
from pmdocs.values.dates import read_day
from pmdocs.values.numbers import MAX_COUNT, read_count, read_number
from pmdocs.values.rates import read_rate
from pmdocs.values.refusal import ParsedValue, refuse, require, shown
from pmdocs.values.suggestions import did_you_mean
from pmdocs.values.text import read_text

Cells = Sequence[Any]
Nothing = frozenset[object]
"""Cells that say nothing."""
_MAX_KNOWN = 50_000
"""Different cells of a column whose values are remembered: most columns repeat a few."""


@dataclass(frozen=True)
class CellColumn:
    """A column that a field takes.

    ``parse`` reads one cell as any field of that type would. ``block`` reads many at once, or returns ``None``
    where one of them needs a second look. Numbers become an ``array`` in which NaN is unknown, anything else
    a list in which ``None`` is. ``optional`` columns may be missing, and their cells empty.
    """

    parse: Callable[[Any], Any]
    block: Callable[[Cells, Nothing], Cells | None] | None = None
    numeric: bool = False
    optional: bool = False
    schema: Mapping[str, Any] = field(default_factory=dict)


def numbers(*, optional: bool = False) -> CellColumn:
    """Return a column of numbers."""
    return CellColumn(
        read_number, _floats, numeric=True, optional=optional, schema={"type": ["number", "string"]}
    )


def counts(*, optional: bool = False) -> CellColumn:
    """Return a column of whole numbers from 0."""
    return CellColumn(
        read_count, _counts, numeric=True, optional=optional, schema={"type": ["integer", "string"]}
    )


def rates(*, optional: bool = False) -> CellColumn:
    """Return a column of rates."""
    return CellColumn(read_rate, numeric=True, optional=optional, schema={"type": ["number", "string"]})


def texts(*, optional: bool = False) -> CellColumn:
    """Return a column of texts."""
    return CellColumn(read_text, _texts, optional=optional, schema={"type": ["string", "number", "boolean"]})


def days(*, optional: bool = False) -> CellColumn:
    """Return a column of days."""
    return CellColumn(read_day, optional=optional, schema={"type": "string", "format": "date"})


def _floats(cells: Cells, _nothing: Nothing) -> array[float] | None:
    try:
        found = list(map(float, cells))
    except (ValueError, TypeError):
        return None
    return array("d", found) if math.isfinite(sum(found)) else None  # one that is not finite makes the sum so


def _counts(cells: Cells, nothing: Nothing) -> array[float] | None:
    found = _floats(cells, nothing)
    if not found or min(found) < 0 or max(found) > MAX_COUNT or not all(map(float.is_integer, found)):
        return None
    return found


def _texts(cells: Cells, nothing: Nothing) -> list[str] | None:
    try:
        stripped = list(map(str.strip, cells))
    except TypeError:
        return None
    known: dict[str, str] = {}  # the same words again are the same object
    cleaned = list(map(known.setdefault, stripped, stripped))
    return cleaned if nothing.isdisjoint(known) else None


class CellTable(ParsedValue):
    """Rows of a CSV file, or rows written in place, as columns: ``table["minutes"]`` has the cells of one.

    A field's type is a subclass that says in ``takes`` which columns there are, in the order of the schema.
    """

    __slots__ = ("_columns", "_length")
    takes: ClassVar[Mapping[str, CellColumn]] = {}

    def __init__(self, columns: Mapping[str, Cells], length: int) -> None:
        self._columns = columns
        self._length = length

    def __len__(self) -> int:
        """Return the number of rows."""
        return self._length

    def __getitem__(self, name: str) -> Any:
        """Return the cells of a column."""
        return self._columns[name]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns, in the order in which they were written."""
        return tuple(self._columns)

    def __contains__(self, name: object) -> bool:
        """Whether the table has a column; only those that are optional may be missing."""
        return name in self._columns

    @classmethod
    def read(cls, raw: object) -> Self:
        """Return the table that was written."""
        if isinstance(raw, cls):
            return raw
        require(raw)
        if isinstance(raw, CsvTable):
            return cls._built(raw.names, raw.blocks(), raw.nothing)
        if not isinstance(raw, list):
            refuse("E-TYPE", _NO_ROWS.fill(found=shown(raw)), _ROWS_HINT)
        for place, row in enumerate(raw):
            if not isinstance(row, Mapping):
                refuse(
                    "E-TYPE",
                    _NO_ROW.fill(found=shown(row)),
                    _ROW_HINT.fill(names=", ".join(cls.takes)),
                    at=(place,),
                )
            cls._check_names(tuple(row), (place,))
        given = tuple(dict.fromkeys(name for row in raw for name in row)) or tuple(cls.takes)
        return cls._built(given, iter([[[row.get(name) for row in raw] for name in given]]), _NOTHING)

    @classmethod
    def _built(cls, names: Sequence[str], blocks: Iterator[Sequence[Cells]], nothing: Nothing) -> Self:
        cls._check_names(names, ())
        for name, column in cls.takes.items():
            if name not in names and not column.optional:
                refuse("E-REQ", _NO_COLUMN.fill(name=name), _COLUMNS_ARE.fill(names=", ".join(cls.takes)))
        made = {name: _ColumnBuilder(name, cls.takes[name], nothing) for name in names}
        length = 0
        try:
            for block in blocks:
                for builder, cells in zip(made.values(), block, strict=True):
                    builder.add(cells, length)
                length += len(block[0]) if block else 0
        except RaggedRowError as error:
            _refuse_ragged(error, names)
        except BrokenQuoteError as error:
            refuse(error.problem.code, error.problem.message, error.problem.hint, at=(error.row - 1,))
        return cls({name: builder.cells for name, builder in made.items()}, length)

    @classmethod
    def _check_names(cls, names: Sequence[str], at: tuple[int, ...]) -> None:
        for name in names:
            if name not in cls.takes:
                near = did_you_mean(name, cls.takes) or _COLUMNS_ARE.fill(names=", ".join(cls.takes))
                refuse("E-FIELD", _UNKNOWN.fill(name=name), near, at=(*at, name))

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """Return what an editor should accept."""
        cells = {name: dict(column.schema) for name, column in cls.takes.items()}
        required = [name for name, column in cls.takes.items() if not column.optional]
        row = {"type": "object", "properties": cells, "required": required, "additionalProperties": False}
        file = {"type": "object", "properties": {"data": {"type": "string", "pattern": r"\.csv$"}}}
        return {"anyOf": [{"type": "array", "items": row}, file]}


class _ColumnBuilder:
    """Collects the cells of one column, block by block; cells in ``nothing`` are unknown."""

    def __init__(self, name: str, column: CellColumn, nothing: Nothing) -> None:
        self.name = name
        self.column = column
        self.cells: Any = array("d") if column.numeric else []
        self._nothing = nothing
        self._known: dict[object, object] = {}

    def add(self, cells: Cells, start: int) -> None:
        """Read the cells of a block, whose first row is the one at ``start``."""
        found = self.column.block(cells, self._nothing) if self.column.block and cells else None
        one_by_one = (self._cell(cell, start + place) for place, cell in enumerate(cells))
        self.cells.extend(one_by_one if found is None else found)

    def _cell(self, cell: object, row: int) -> object:
        if not isinstance(cell, str | None):
            return self._parsed(cell, row)
        if cell not in self._known:
            if len(self._known) > _MAX_KNOWN:
                self._known = {}
            self._known[cell] = self._parsed(cell, row)
        return self._known[cell]

    def _parsed(self, cell: object, row: int) -> object:
        if self.column.optional and isinstance(cell, str | None) and (cell or "").strip() in self._nothing:
            return math.nan if self.column.numeric else None
        try:
            return self.column.parse(
                None if isinstance(cell, str) and cell.strip() in self._nothing else cell
            )
        except PydanticCustomError as error:
            context = error.context or {}
            phrase = _CELL.fill(name=self.name, said=context["phrase"])
            refuse(error.type, phrase, context["hint"], at=(row, self.name, *context["at"]))


def _refuse_ragged(error: RaggedRowError, names: Sequence[str]) -> NoReturn:
    phrase = _RAGGED.fill(expected=len(names), found=error.found)
    refuse("E-LEN", phrase, _QUOTES, at=(error.row, names[min(error.found, len(names)) - 1]))


_NOTHING: Nothing = frozenset({None, ""})
_NO_ROWS = Phrase("expected rows or a CSV file, found {found}", "应为数据行或 CSV 文件，实际是{found}")
_ROWS_HINT = Phrase("write ‘data: file.csv’ below the field", "请在字段下写‘data: 文件名.csv’")
_NO_ROW = Phrase("expected a row, found {found}", "应为一行数据，实际是{found}")
_ROW_HINT = Phrase("each row has the fields {names}", "每行的字段：{names}")
_UNKNOWN = Phrase("there is no column ‘{name}’ here", "此处没有列‘{name}’")
_NO_COLUMN = Phrase("the column ‘{name}’ is missing", "缺少列‘{name}’")
_COLUMNS_ARE = Phrase("the columns are {names}", "可用的列：{names}")
_CELL = Phrase("‘{name}’: {said}", "‘{name}’：{said}")
_RAGGED = Phrase(
    "the header has {expected} columns, this row {found}", "表头有 {expected} 列，本行有 {found} 列"
)
_QUOTES = Phrase('put a text with a comma in it in quotes: "a, b"', '含逗号的文本要加引号："a, b"')
