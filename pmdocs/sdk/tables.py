"""Tables of raw values: what is declared once, filled with the rows of a spec, and written as HTML and CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Literal

from pmdocs.i18n import Words

Format = Literal[
    "text", "count", "number", "score", "fixed2", "rate", "signed_rate", "pp", "p", "date", "compact"
]

CellFormat = Format | Literal["label"]

Cell = str | Callable[[Any], object]
"""How a column takes its value from a row: the path of an attribute (``worst.rate``), or a function."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading and the format of its raw values."""

    title: str
    format: Format = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """The data of a chart as rows of raw, unrounded values; ``None`` is unknown."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]


class Columns:
    """The columns of a table, declared once: ``Columns(step="name", people=("count", "count"))``.

    Each name is the key of the heading in labels.yaml. It stands for the cell, which is text, or for the cell
    with the format of its values; ``"label"`` means that the value is the key of a label, or a text of the author's.
    """

    def __init__(self, **columns: Cell | tuple[Cell, CellFormat]) -> None:
        self._columns: dict[str, tuple[Cell, CellFormat]] = {
            name: one if isinstance(one, tuple) else (one, "text") for name, one in columns.items()
        }
        self._read = [
            attrgetter(cell) if isinstance(cell, str) else cell for cell, _ in self._columns.values()
        ]

    def without(self, *names: str) -> Columns:
        """Return the same columns but some."""
        return Columns(**{name: one for name, one in self._columns.items() if name not in names})

    def table(self, rows: Iterable[object], words: Words, **values: object) -> Table:
        """Return the table with a line for each row; ``values`` fill the ``{places}`` of headings."""
        return Table(self._titles(words, **values), tuple(self._cells(row, words) for row in rows))

    def stacked(self, groups: Iterable[tuple[str, Iterable[object]]], words: Words, title: str) -> Table:
        """Return one table of several groups of rows, with the group's name in a first column of that title."""
        rows = tuple((name, *self._cells(row, words)) for name, rows in groups for row in rows)
        return Table((Column(words[title]), *self._titles(words)), rows)

    def _titles(self, words: Words, **values: object) -> tuple[Column, ...]:
        columns = ((words(name, **values), form) for name, (_, form) in self._columns.items())
        return tuple(Column(title, "text" if form == "label" else form) for title, form in columns)

    def _cells(self, row: object, words: Words) -> tuple[object, ...]:
        values = zip(self._columns.values(), self._read, strict=True)
        return tuple(
            words.get(str(read(row)), str(read(row))) if form == "label" else read(row)
            for (_, form), read in values
        )
