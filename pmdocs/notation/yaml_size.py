"""What is refused for its size before nodes are made of it: lists without end, and rows that each become a part."""

from __future__ import annotations

import io

from yaml import MappingStartEvent, ScalarEvent, SequenceStartEvent, YAMLError
from yaml._yaml import CParser
from yaml.events import CollectionEndEvent, CollectionStartEvent, Event

from pmdocs.diagnostics.problem import Phrase, Place, Problem

MAX_MEMBERS = 1_000
"""Members of one list or map."""

MAX_ROWS = 5_000
"""Rows of a CSV file of which each becomes a part of its own; whole columns may be longer."""

MAX_VALUES = 20_000
"""Values, keys included, of one YAML text."""

_SIGNS = "\n,:[{-?"
"""Before every value but the first stands one of these."""


def check_size(text: str, path: str) -> Problem | None:
    """Refuse a text with too many values; the parser's own errors are for the parse that follows."""
    if sum(map(text.count, _SIGNS)) < MAX_MEMBERS:
        return None
    parser = CParser(io.StringIO(text))
    try:
        return _count(parser, path)
    except (YAMLError, ValueError):
        return None


def _count(parser: CParser, path: str) -> Problem | None:
    values = 0
    open_: list[tuple[int, int]] = []
    """Of each collection that is open: how many events make a member of it, and how many there were."""
    while parser.check_event():
        event = parser.get_event()
        if isinstance(event, CollectionEndEvent):
            open_.pop()
            continue
        if not isinstance(event, ScalarEvent | CollectionStartEvent):
            continue
        values += 1
        if open_:
            each, found = open_.pop()
            open_.append((each, found + 1))
            if found >= each * MAX_MEMBERS:
                return too_many_members(_place(event, path))
        if values > MAX_VALUES:
            return Problem.at(_place(event, path), "E-LIMIT", _VALUES.fill(most=f"{MAX_VALUES:,}"), _MOVE)
        if isinstance(event, SequenceStartEvent | MappingStartEvent):
            open_.append((2 if isinstance(event, MappingStartEvent) else 1, 0))
    return None


def _place(event: Event, path: str) -> Place:
    mark = event.start_mark
    return Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)


def too_many_members(place: Place, most: int = MAX_MEMBERS) -> Problem:
    """Say that a list or map has too many members; the place is that of the first one too many."""
    return Problem.at(place, "E-LIMIT", _MEMBERS.fill(most=f"{most:,}"), _FEWER)


_MEMBERS = Phrase(
    "a list, map or table here has more than {most} members", "此处的列表、映射或表格超过 {most} 项"
)
_FEWER = Phrase("add them up, or split them over several files", "请先汇总，或拆分到多个文件")
_VALUES = Phrase("more than {most} values in one text", "一段 YAML 中的值超过 {most} 个")
_MOVE = Phrase("split it, or move tables to CSV files", "请拆分，或把表格移到 CSV 文件")
