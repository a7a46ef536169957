"""Sheets of Excel and OpenDocument files as CSV text; python-calamine reads them (``pip install 'pmdocs[excel]'``)."""

from __future__ import annotations

import csv
import datetime as dt
import io
from importlib.util import find_spec

ENDS = (".xlsx", ".xls", ".ods")
_EXACT = 2**53
MAX_CELLS = 2_000_000
"""Cells of a sheet that are read; a small file may claim to have thousands of millions."""


def can_read() -> bool:
    """Whether the library is there."""
    return find_spec("python_calamine") is not None


def sheet_text(data: bytes, sheet: str = "") -> str | None:
    """Return a sheet, the first by default, as CSV with one line for each row; ``None`` where it cannot be read."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 -- an extra, which may be missing

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        name = sheet or book.sheet_names[0]
        found = book.get_sheet_by_name(name)
        if found.height * found.width > MAX_CELLS:
            return None
        rows = found.to_python(skip_empty_area=False)
    except (CalamineError, IndexError, ValueError):
        return None
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _cell(value: object) -> str:
    """Return a cell as its author would write it in CSV, on one line."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(value)
    return " ".join(str(value).split())
