"""Rows of which only their reader knows what the columns are: every cell is a text, or unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pmdocs.values.cell_columns import CellColumn, CellTable, texts


class _EveryColumn(Mapping[str, CellColumn]):
    """Takes a column of any name."""

    def __getitem__(self, _name: str) -> CellColumn:
        return texts(optional=True)

    def __contains__(self, _name: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


class AnyTable(CellTable):
    """A CSV file, or rows written in place, with columns of any name: ``table["search"]`` are texts and ``None``."""

    __slots__ = ()
    takes = _EveryColumn()

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """Return what an editor should accept."""
        cell = {"type": ["string", "number", "boolean", "null"]}
        row = {"type": "object", "additionalProperties": cell}
        file = {"type": "object", "properties": {"data": {"type": "string", "pattern": r"\.csv$"}}}
        return {"anyOf": [{"type": "array", "items": row}, file]}
