"""Columns taken from other specs: found through the lookup, so that whoever takes one is made again with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pmdocs.diagnostics.problem import Phrase
from pmdocs.sdk.checks import listed
from pmdocs.sdk.findings import Finding, Findings
from pmdocs.sdk.lookup import Lookup
from pmdocs.sdk.models import Model, Path
from pmdocs.values.columns import ColumnRef, DataColumn
from pmdocs.values.suggestions import did_you_mean


def column(lookup: Lookup, ref: ColumnRef) -> DataColumn | None:
    """Return the numbers that a reference means, through as many others as it takes; ``None`` where it is refused."""
    found = _follow(lookup, ref, (), ())
    return found if isinstance(found, DataColumn) else None


def columns_are_there(spec: Model, lookup: Lookup) -> Findings:
    """Refuse columns that are not there, that are in another unit, or that go round in a circle."""
    own = {id(ref): name for name, ref in spec.offered_columns().items() if isinstance(ref, ColumnRef)}
    for at, ref in _taken(spec):
        name = own.get(id(ref))
        found = _follow(lookup, ref, at, () if name is None else (f"{getattr(spec, 'id', '')}.{name}",))
        if isinstance(found, Finding):
            yield found
        elif found is not None and ref.unit not in {None, found.unit}:
            yield Finding(at, "column_unit", _units(ref, found))


def _units(ref: ColumnRef, found: DataColumn) -> dict[str, object]:
    return {"column": ref.written, "found": _UNITS[found.unit], "unit": _UNITS[ref.unit or found.unit]}


_UNITS = {"number": Phrase("plain numbers", "普通数字"), "rate": Phrase("rates", "百分比")}


def _taken(value: object, path: Path = ()) -> list[tuple[Path, ColumnRef]]:
    """Return every reference to a column inside a value, with its path."""
    if isinstance(value, ColumnRef):
        return [(path, value)]
    if isinstance(value, Model):
        inner: list[tuple[str | int, Any]] = [(one, getattr(value, one)) for one in type(value).model_fields]
    elif isinstance(value, Mapping):
        inner = list(value.items())
    else:
        inner = list(enumerate(value)) if isinstance(value, tuple | list) else []
    return [found for at, one in inner for found in _taken(one, (*path, at))]


def _follow(lookup: Lookup, ref: ColumnRef, at: Path, over: tuple[str, ...]) -> DataColumn | Finding | None:
    """Return the column, or what is wrong with it; ``None`` where the id leads nowhere, of which linking tells."""
    entry = lookup.get(str(ref))
    if entry is None:
        return None
    if not isinstance(entry.model, Model):
        return Finding(at, "column_unread", {"id": str(ref)})
    offered = entry.model.offered_columns()
    name = ref.column or (next(iter(offered)) if len(offered) == 1 else "")
    if name not in offered:
        return _not_there(at, ref, offered)
    step = f"{ref}.{name}"
    if step in over:
        return Finding(at, "column_cycle", {"cycle": " → ".join((*over[over.index(step) :], step))})
    found = offered[name]
    return _follow(lookup, found, at, (*over, step)) if isinstance(found, ColumnRef) else found


def _not_there(at: Path, ref: ColumnRef, offered: Mapping[str, object]) -> Finding:
    values = {"id": str(ref), "column": ref.column, "known": listed(offered)}
    if not offered:
        return Finding(at, "column_none", values)
    if not ref.column:
        return Finding(at, "column_which", values)
    return Finding(at, "column_unknown", values, did_you_mean(ref.column, offered))
