"""All that a kind may know: specs and their checks, the rest of the site, tables, charts and key figures."""

from __future__ import annotations

from pmdocs.i18n import Words
from pmdocs.sdk.findings import Check, Checks, Finding, Findings
from pmdocs.sdk.kinds import Kind, Width
from pmdocs.sdk.lookup import Backlink, Entry, Lookup
from pmdocs.sdk.models import Allow, Item, Model, Path, Spec
from pmdocs.sdk.tables import Column, Columns, Format, Table
from pmdocs.sdk.views import GIVEN, Chart, Tile

__all__ = [
    "GIVEN", "Allow", "Backlink", "Chart", "Check", "Checks", "Column", "Columns", "Entry", "Finding", "Findings",
    "Format", "Item", "Kind", "Lookup", "Model", "Path", "Spec", "Table", "Tile", "Width", "Words",
]  # fmt: skip
