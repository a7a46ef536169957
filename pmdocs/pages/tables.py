"""Tables of charts as CSV."""

from __future__ import annotations

import csv
import io

from pmdocs.sdk import Table

_FORMULA_START = ("=", "+", "-", "@", "\t", "\r")


def table_csv(table: Table) -> str:
    """Return a table as CSV with raw values; text that a spreadsheet would run as a formula is quoted."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_neutral(column.title) for column in table.columns])
    writer.writerows([[_neutral(value) for value in row] for row in table.rows])
    return out.getvalue()


def _neutral(value: object) -> object:
    if value is None:
        return ""
    return "'" + value if isinstance(value, str) and value.startswith(_FORMULA_START) else value
