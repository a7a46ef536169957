"""``columns:`` beside ``data:``: which heading of a foreign table holds which field of a kind.

Other columns are left out. Ids are made valid in the same way wherever they stand, so that references between
rows stay what they were; dates are read as other programs write them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, get_args

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from pmdocs.diagnostics.problem import Phrase, Problem
from pmdocs.notation.nodes import TAG, place_of
from pmdocs.system.hashing import digest
from pmdocs.values.dates import Moment
from pmdocs.values.loose_dates import ORDERS, order_of, read_loose_day
from pmdocs.values.references import SLUG, Ref, slugged

Types = Callable[[str], list[Any]]
"""Name of a field of a row → the types that its values may have."""
_LISTED = 20


@dataclass
class _Column:
    """Where a field comes from; ``order`` is that of the day and month, empty where the author says none."""

    name: str
    heading: str
    at: Node
    order: str = ""
    problems: list[Problem] = field(default_factory=list)


def valid_id(text: str) -> str:
    """Return the id that stands for a key of another program: ``PROJ-12`` → ``proj-12``; always the same one."""
    return slugged(text) or (f"id-{digest(text)[:8]}" if text.strip() else "")


def with_columns(
    rows: SequenceNode, columns: Node, types: Types, *, needs_id: bool = False
) -> tuple[SequenceNode, list[Problem]]:
    """Return the rows with the fields that ``columns`` names, and what is wrong with it or with their cells.

    Where each row ``needs_id`` and no column has it, its title or name makes one.
    """
    if not isinstance(columns, MappingNode):
        return rows, [Problem.at(place_of(columns), "E-TYPE", _NO_MAP, _MAP_HINT)]
    wanted = list(_wanted(columns))
    problems = [problem for one in wanted for problem in one.problems]
    heads = [key for key, _ in rows.value[0].value] if rows.value else []
    by_name = {str(head.value).strip().casefold(): head for head in reversed(heads)}
    table: list[list[tuple[Node, Node]]] = [[] for _ in rows.value]
    for one in wanted:
        head = by_name.get(one.heading.strip().casefold())
        if head is None and heads:
            problems.append(_missing(one, [str(head.value) for head in heads]))
            continue
        cells = [_cell(row, head) for row in rows.value]
        problems += _converted(one, [cell for cell in cells if cell], types(one.name))
        for entries, cell in zip(table, cells, strict=True):
            if cell is not None and head is not None:
                entries.append((ScalarNode(TAG, one.name, head.start_mark, head.end_mark), cell))
    if needs_id and "id" not in {one.name for one in wanted}:
        _give_ids(table)
    made = [
        MappingNode(TAG, entries, row.start_mark, row.end_mark)
        for entries, row in zip(table, rows.value, strict=True)
    ]
    return SequenceNode(TAG, made, rows.start_mark, rows.end_mark), problems


def _wanted(columns: MappingNode) -> Iterator[_Column]:
    for key, value in columns.value:
        if isinstance(value, ScalarNode):
            yield _Column(str(key.value), str(value.value), value)
            continue
        parts = {str(k.value): v for k, v in value.value} if isinstance(value, MappingNode) else {}
        column, form = parts.get("column"), parts.get("format")
        made = _Column(str(key.value), str(column.value) if column else "", value)
        order = ORDERS.get(re.sub(r"[-.]", "/", str(form.value).lower())) if form else ""
        if column is None or order is None:
            made.problems.append(Problem.at(place_of(form or value), "E-TYPE", _NO_COLUMN, _COLUMN_HINT))
        made.order = order or ""
        yield made


def _cell(row: MappingNode, head: Node | None) -> ScalarNode | None:
    return next((value for key, value in row.value if key is head and isinstance(value, ScalarNode)), None)


def _converted(column: _Column, cells: list[ScalarNode], types: list[Any]) -> Iterator[Problem]:
    """Turn dates and ids of a column into those of pmdocs; yield the cells of which that cannot be said."""
    if _hold(types, dt.date, Moment):
        yield from _dated(column, cells)
    elif column.name == "id":
        _identified(cells)
    elif _hold(types, Ref):
        for cell in cells:
            parts = [part.strip() for part in re.split("[;,，；、]", cell.value) if part.strip()]
            cell.value = "; ".join(part if SLUG.fullmatch(part) else valid_id(part) for part in parts)


def _hold(types: list[Any], *wanted: type) -> bool:
    """Whether one of some types, or what it is a list of, is one of those wanted."""
    single = [part for one in types for part in (one, *get_args(one))]
    return any(isinstance(one, type) and issubclass(one, wanted) for one in single)


def _dated(column: _Column, cells: list[ScalarNode]) -> Iterator[Problem]:
    order = column.order or order_of(cell.value for cell in cells)
    for cell in cells:
        day = read_loose_day(cell.value, order)
        if day is not None:
            cell.value = day.isoformat()
        elif not order and any(read_loose_day(cell.value, one) for one in ORDERS.values()):
            hint = _WHICH.fill(field=column.name, column=column.heading)
            yield Problem.at(place_of(cell), "E-DATE", _TWO_DAYS.fill(found=cell.value), hint)


def _identified(cells: list[ScalarNode]) -> None:
    taken: dict[str, str] = {}
    for cell in cells:
        stem = id_ = valid_id(cell.value)
        n = 1
        while taken.setdefault(id_, cell.value) != cell.value:
            n += 1
            id_ = f"{stem}-{n}"
        cell.value = id_


def _give_ids(table: list[list[tuple[Node, Node]]]) -> None:
    """Give each row the id that its title makes."""
    cells = []
    for entries in table:
        named = next((cell for key, cell in entries if key.value in {"title", "name"} and cell.value), None)
        if named is not None:
            cell = ScalarNode(TAG, named.value, named.start_mark, named.end_mark)
            entries.insert(0, (ScalarNode(TAG, "id", named.start_mark, named.end_mark), cell))
            cells.append(cell)
    _identified(cells)


def _missing(column: _Column, heads: list[str]) -> Problem:
    found = Phrase(", ".join(heads[:_LISTED]), "、".join(heads[:_LISTED]))
    return Problem.at(
        place_of(column.at), "E-FIELD", _NO_HEADING.fill(name=column.heading), _HEADINGS.fill(heads=found)
    )


_NO_MAP = Phrase("expected a map of fields to headings", "应为字段到表头的对应关系")
_MAP_HINT = Phrase(
    "write columns: {title: Summary, end: Due date}", "请写 columns: {title: 标题, end: 截止日期}"
)
_NO_COLUMN = Phrase(
    "expected a heading, or its column and the format of its dates", "应为表头，或列名与日期格式"
)
_COLUMN_HINT = Phrase(
    "write {column: Due date, format: dd/mm/yyyy}, or mm/dd/yyyy",
    "请写 {column: 截止日期, format: dd/mm/yyyy} 或 mm/dd/yyyy",
)
_NO_HEADING = Phrase("the table has no column ‘{name}’", "表格中没有列‘{name}’")
_HEADINGS = Phrase("its columns are: {heads}", "它的列有：{heads}")
_TWO_DAYS = Phrase("‘{found}’ may be two days", "‘{found}’可能是两个日期")
_WHICH = Phrase(
    "say which: {field}: {{column: {column}, format: dd/mm/yyyy}}, or mm/dd/yyyy",
    "请写明：{field}: {{column: {column}, format: dd/mm/yyyy}} 或 mm/dd/yyyy",
)
