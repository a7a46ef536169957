"""CSV rows as nodes, so that a problem in a cell points at its line and column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from yaml import MappingNode, Node, ScalarNode, SequenceNode
from yaml.error import Mark

from pmdocs.diagnostics.problem import Phrase, Place, Problem
from pmdocs.notation.bounds import check_text
from pmdocs.notation.nodes import TAG, place_of
from pmdocs.notation.table_text import sign_of, with_decimal_points
from pmdocs.notation.yaml_size import MAX_ROWS, too_many_members

# A cell in quotes, or one without; and what ends it. A quote elsewhere in a cell is a plain sign.
_CELLS = {
    sign: re.compile(rf'(?:{space}*"([^"]*(?:""[^"]*)*)"{space}*|([^{sign}\r\n]*))({sign}|\r\n|\r|\n|\Z)')
    for sign, space in ((",", "[ \t]"), (";", "[ \t]"), ("\t", "[ ]"))
}
_OPEN_QUOTE = re.compile(r'[ \t]*"')

Row = list[ScalarNode]


class BrokenQuoteError(Exception):
    """A quoted cell that does not end, in the row of that number, the header being 0."""

    def __init__(self, problem: Problem, row: int) -> None:
        super().__init__(problem, row)
        self.problem = problem
        self.row = row


def read_csv(text: str, path: str, *, chosen: bool = False) -> tuple[SequenceNode | None, list[Problem]]:
    """Return the rows of a CSV text as mappings by header, and the problems found.

    An empty cell is null: missing, not zero. No node where the header or a quote makes no sense. Columns without a
    name, or with that of another, are left out where they are empty, or where the author has ``chosen`` columns.
    """
    text = text.removeprefix("\ufeff")
    problem = check_text(text, path)
    if problem:
        return None, [problem]
    sign = sign_of(text)
    rows = read_rows(text, path, sign=sign)
    try:
        header = next(rows, None)
        problems = check_header(header, path)
        if header is None or any(problem.code == "E-EMPTY" for problem in problems):
            return None, problems
        body = list(islice(rows, MAX_ROWS))
        spare = _spare_columns(header, body, chosen=chosen)
        if problems and len(spare) < len(problems):
            return None, problems
        problems = []
        if sign == ";":
            problems += with_decimal_points(body)
        items = [_mapping(header, row, problems, spare) for row in body]
        beyond = next(rows, None)
    except BrokenQuoteError as broken:
        return None, [broken.problem]
    if beyond:
        return None, [too_many_members(place_of(beyond[0]), MAX_ROWS)]
    start = items[0].start_mark if items else header[0].start_mark
    return SequenceNode(TAG, items, start, start), problems


def read_rows(text: str, path: str, at: int = 0, line: int = 0, *, sign: str = ",") -> Iterator[Row]:
    """Yield the rows that are not blank, from the row on that starts at a character and line.

    Space around a cell is none of its text, but space in quotes is: a row of that is not blank.
    """
    row: Row = []
    line_start, number = at, 0
    while at <= len(text):
        match = match_cell(text, at, sign)
        if match is None:
            raise BrokenQuoteError(_open_quote(Place(path, line + 1, at - line_start + 1)), number)
        quoted, end = match[1], match[3]
        row.append(_cell(match, Mark(path, at, line, at - line_start, None, 0)))
        at = match.end()
        if quoted and "\n" in quoted:
            line += quoted.count("\n")
            line_start = match.start(1) + quoted.rindex("\n") + 1
        if end == sign:
            continue
        line, line_start = line + 1, at
        if any(cell.value for cell in row):
            yield row
            number += 1
        row = []
        if not end:
            return


def match_cell(text: str, at: int, sign: str = ",") -> re.Match[str] | None:
    """Match a cell with what ends it: its text in quotes, or its plain text; ``None`` where a quote stays open."""
    match = _CELLS[sign].match(text, at)
    opened = match is not None and match[1] is None and _OPEN_QUOTE.match(match[2] or "")
    return None if opened else match


def _cell(match: re.Match[str], mark: Mark) -> ScalarNode:
    quoted, plain, _ = match.groups()
    if quoted is None:
        return ScalarNode(TAG, plain.strip(), mark, mark, "")
    return ScalarNode(TAG, quoted.replace('""', '"'), mark, mark, '"' if quoted else "")


def _spare_columns(header: Row, body: list[Row], *, chosen: bool) -> set[int]:
    """Return the places of the columns without a name of their own that nobody needs."""
    names = [cell.value for cell in header]
    unnamed = [n for n, name in enumerate(names) if not name or name in names[:n]]
    return {n for n in unnamed if chosen or not any(row[n].value for row in body if n < len(row))}


def _mapping(header: Row, row: Row, problems: list[Problem], spare: set[int]) -> MappingNode:
    while len(row) > len(header) and not row[-1].value:
        row.pop()
    if len(row) != len(header):
        problems.append(_ragged(row, len(header)))
    entries = [entry for n, entry in enumerate(zip(header, row, strict=False)) if n not in spare]
    return MappingNode(TAG, entries, row[0].start_mark, row[0].start_mark)


def _ragged(row: Row, expected: int) -> Problem:
    found = len(row)
    return Problem.at(
        place_of(row[min(found, expected + 1) - 1]),
        "E-LEN",
        Phrase(
            f"the header has {expected} columns, this row {found}", f"表头有 {expected} 列，本行有 {found} 列"
        ),
        Phrase('put a text with a comma in it in quotes: "a, b"', '含逗号的文本要加引号："a, b"'),
    )


def check_header(header: Row | None, path: str) -> list[Problem]:
    """Return what is wrong with the names of the columns; empty cells at its end are dropped."""
    if header is None:
        return [
            Problem.at(
                Place(path),
                "E-EMPTY",
                Phrase("the file has no rows", "文件中没有数据行"),
                Phrase("write the field names in the first line", "请在第一行写字段名"),
            )
        ]
    while not header[-1].value:
        header.pop()
    if len(header) == 1 and (sign := next((s for s in "，；" if s in header[0].value), None)):
        return [_other_sign(header[0], sign)]
    seen: dict[str, Node] = {}
    problems: list[Problem] = []
    for number, cell in enumerate(header, 1):
        if not cell.value:
            problems.append(_nameless(cell, number))
        elif cell.value in seen:
            problems.append(_twice(cell, place_of(seen[cell.value]).column))
        seen.setdefault(cell.value, cell)
    return problems


def _other_sign(cell: ScalarNode, sign: str) -> Problem:
    return Problem.at(
        place_of(cell),
        "E-FIELD",
        Phrase(f"the columns are parted by ‘{sign}’, not by commas", f"各列用‘{sign}’分隔，应为半角逗号"),
        Phrase("save the table as CSV with commas, in UTF-8", "请另存为逗号分隔的 UTF-8 CSV"),
    )


def _nameless(cell: ScalarNode, number: int) -> Problem:
    return Problem.at(
        place_of(cell),
        "E-FIELD",
        Phrase(f"column {number} has no name", f"第 {number} 列没有列名"),
        Phrase("the first line holds the field names", "第一行应为字段名"),
    )


def _twice(cell: ScalarNode, column: int) -> Problem:
    return Problem.at(
        place_of(cell),
        "E-FIELD",
        Phrase(
            f"the column ‘{cell.value}’ is there twice, first at {column}",
            f"列‘{cell.value}’重复，首次在第 {column} 字符处",
        ),
        Phrase("rename or delete one of the two", "请改名或删去一列"),
    )


def _open_quote(place: Place) -> Problem:
    return Problem.at(
        place,
        "E-YAML",
        Phrase(
            "the quoted cell that starts here does not end with a quote", "此处开始的带引号单元格没有正确结束"
        ),
        Phrase('write a quote inside a quoted cell twice: "5"" screen"', '引号内的引号要写两次："5"" 屏"'),
    )
