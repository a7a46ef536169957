"""A long CSV table, column by column: cells are texts in tuples, and none of them becomes a node unless it is refused."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import overload

from yaml import MappingNode, ScalarNode, SequenceNode
from yaml.error import Mark

from pmdocs.diagnostics.problem import Problem
from pmdocs.notation.bounds import MAX_BYTES, check_text
from pmdocs.notation.csv_rows import BrokenQuoteError, check_header, match_cell, read_csv, read_rows
from pmdocs.notation.nodes import NULLS, TAG, RowsNode
from pmdocs.notation.table_text import sign_of

_BLOCK = 1024
"""Rows that are in memory as rows at a time."""

# Text of which Python's csv module makes the same cells as ``csv_rows`` does: quotes stand around whole cells only.
_REGULAR = re.compile(r'(?:(?:"[^"]*+(?:""[^"]*+)*+"|[^",\r\n]*+)(?:,|\r\n|\r|\n|\Z))*+')
_SUSPECT = (' "', '\t"', '\u3000"')
"""Without any of these a quote that opens a cell is its first character."""
_QUOTED_NOTHING = tuple(f'"{word}"' for word in sorted(NULLS - {""}))
_QUOTED_SPACE = re.compile(r'(?:\A|[,\r\n])"\s+"')
"""A quoted cell of space alone, which is text; without quotes it is an empty cell, and the csv module tells no difference."""

_NULL = "\0"
"""Stands for ``null`` and ``~`` in a text that has such words in quotes as well."""

csv.field_size_limit(MAX_BYTES)


class RaggedRowError(Exception):
    """A row has another number of cells than the header: ``row`` counts from 0, ``found`` are its cells."""

    def __init__(self, row: int, found: int) -> None:
        super().__init__(row, found)
        self.row = row
        self.found = found


class CsvTable(RowsNode):
    """The rows of a CSV text below its header.

    ``value`` makes nodes of a row when it is asked for; ``blocks`` has the cells of all rows, by column.
    ``nothing`` are the cells of ``blocks`` that say nothing.
    """

    def __init__(self, text: str, path: str, header: Sequence[ScalarNode]) -> None:
        self.header = tuple(header)
        self.names = tuple(cell.value for cell in header)
        self.text, self.path = text, path
        self._regular = _is_regular(text)
        # Where the csv module stops at a quote, the rest of a regular text is read as if it were none.
        self.nothing: frozenset[object] = (NULLS if self._regular else frozenset({""})) | {_NULL}
        start = header[0].start_mark
        super().__init__(TAG, _Rows(self), start, start)

    def blocks(self) -> Iterator[list[tuple[str, ...]]]:
        """Yield some hundred rows at a time as one tuple of cells for each column.

        ``RaggedRowError`` where a row has not as many cells as the header, ``BrokenQuoteError`` where a quote
        is not closed.
        """
        done = 0
        try:
            rows = self._blocks(self._plain_rows(), done, str.strip) if self._regular else None
            for block in rows or self._blocks(self._walked(), done, str):
                yield block
                done += len(block[0])
        except csv.Error:  # a quote stands where that module does not want one
            yield from self._blocks(islice(self._walked(), done, None), done, str)

    def _blocks(
        self, rows: Iterator[list[str]], done: int, said: Callable[[str], str]
    ) -> Iterator[list[tuple[str, ...]]]:
        """Yield the columns of rows; ``said`` returns of a cell what is empty only where the cell is."""
        while block := list(islice(rows, _BLOCK)):
            try:
                columns = list(zip(*block, strict=True))
            except ValueError:
                columns = []
            if len(columns) != len(self.names) or not all(map(said, columns[0])):
                full = (row for row in block if any(map(said, row)))
                block = [self._fitted(row, place, said) for place, row in enumerate(full, done)]
                columns = list(zip(*block, strict=True))
            if columns:
                yield columns
                done += len(columns[0])

    def _plain_rows(self) -> Iterator[list[str]]:
        rows = filter(None, csv.reader(io.StringIO(self.text, newline=""), strict=True))
        return islice(rows, 1, None)

    def _walked(self) -> Iterator[list[str]]:
        for _ in read_rows(self.text, self.path):  # an open quote is an error with a place
            pass
        return islice(([cell for cell, _ in row] for row in _walk(self.text)), 1, None)

    def _fitted(self, row: list[str], place: int, said: Callable[[str], str]) -> list[str]:
        while len(row) > len(self.names) and not said(row[-1]):
            row.pop()
        if len(row) != len(self.names):
            raise RaggedRowError(place, len(row))
        return row


class _Rows(Sequence[MappingNode]):
    """The rows of a table as nodes, each read when it is asked for."""

    def __init__(self, table: CsvTable) -> None:
        self._table = table
        self._starts: list[tuple[int, int]] = []

    def _all(self) -> list[tuple[int, int]]:
        if not self._starts:
            self._starts = [row[0][1] for row in _walk(self._table.text)][1:]
        return self._starts

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, index: int) -> MappingNode: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[MappingNode]: ...

    def __getitem__(self, index: int | slice) -> MappingNode | Sequence[MappingNode]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        at, line = self._all()[index]
        try:
            row = next(read_rows(self._table.text, self._table.path, at, line))
        except BrokenQuoteError as broken:
            place = broken.problem
            mark = Mark(place.path, at, place.line - 1, place.column - 1, None, 0)
            return MappingNode(TAG, [], mark, mark)
        cells = list(zip(self._table.header, row, strict=False))
        return MappingNode(TAG, cells, row[0].start_mark, row[0].start_mark)


def open_csv(text: str, path: str) -> tuple[SequenceNode | None, list[Problem]]:
    """Return a CSV text as a table that is yet to be read, and the problems of its header and of its quotes.

    Where no commas part its columns, all rows are read at once.
    """
    text = text.removeprefix("\ufeff")
    problem = check_text(text, path)
    if problem:
        return None, [problem]
    if sign_of(text) != ",":
        return read_csv(text, path)
    try:
        header = next(read_rows(text, path), None)
        problems = check_header(header, path)
        if header is None or problems:
            return None, problems
    except BrokenQuoteError as broken:
        return None, [broken.problem]
    return CsvTable(text, path, header), []


def _is_regular(text: str) -> bool:
    if '"' not in text:
        return True
    if any(word in text for word in _QUOTED_NOTHING) or _QUOTED_SPACE.search(text):
        return False
    return not any(sign in text for sign in _SUSPECT) or bool(_REGULAR.fullmatch(text))


def _walk(text: str) -> Iterator[list[tuple[str, tuple[int, int]]]]:
    """Yield the rows that are not blank (see ``read_rows``), each cell with the character and the line where it starts.

    The last row ends where a quote is not closed.
    """
    row: list[tuple[str, tuple[int, int]]] = []
    at, line, blank = 0, 0, True
    while at <= len(text):
        match = match_cell(text, at)
        if match is None:
            yield [*row, ("", (at, line))]
            return
        quoted, plain, end = match.groups()
        cell = quoted.replace('""', '"') if quoted is not None else plain.strip()
        row.append((_NULL if quoted is None and cell in NULLS - {""} else cell, (at, line)))
        blank = blank and not cell
        at, line = match.end(), line + (quoted or "").count("\n")
        if end == ",":
            continue
        line += 1
        if not blank:
            yield row
        row, blank = [], True
        if not end:
            return
