"""Numbers of one spec that were written with units: they must agree with one another and with what the spec says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from pmdocs.sdk.findings import Finding, Findings
from pmdocs.sdk.models import Path, Spec
from pmdocs.values.measures import Measured, unit_of
from pmdocs.values.rates import Quantity
from pmdocs.values.series import PeriodSeries, Target

Written = tuple[Path, Measured]


def written_units(value: object, path: Path = ()) -> Iterator[Written]:
    """Yield each number inside a value that was written with its unit, with its path."""
    match value:
        case Measured():
            yield path, value
        case Quantity(measured=Measured() as found):
            yield path, found
        case PeriodSeries() | Target():
            yield from (((*path, *at), found) for at, found in value.measured)
        case BaseModel():
            fields = {**value.__dict__, **(value.__pydantic_extra__ or {})}
            for name, inner in fields.items():
                yield from written_units(inner, (*path, name))
        case Mapping():
            for key, inner in value.items():
                yield from written_units(inner, (*path, str(key)))
        case tuple() | list():
            for index, inner in enumerate(value):
                yield from written_units(inner, (*path, index))


def has_one_currency(spec: Spec) -> Findings:
    """Refuse an amount in another currency than the spec's, or than the first that is written."""
    own = vars(spec).get("currency")
    first: Measured | None = None
    for at, found in written_units(spec):
        if not found.is_money or _beside_its_unit(spec, at):
            continue
        first = first or found
        if (own and own not in {found.unit, *found.also}) or not _same(first, found):
            other = own or first.unit
            yield Finding(at, "two_currencies", {"found": found.unit, "other": other})


def has_one_unit(spec: Spec) -> Findings:
    """Refuse a number in another unit than the ``unit`` beside it or above it."""
    seen: dict[Path, str] = {}
    for at, found in written_units(spec):
        holder = _holder_of_unit(spec, at)
        if holder is None:
            continue
        path, said = holder
        unit = unit_of(said) if said else seen.setdefault(path, found.unit)
        if unit not in {found.unit, *found.also} and not (said and said == found.written):
            yield Finding(at, "two_units", {"found": found.written, "other": said or unit})


def _same(one: Measured, other: Measured) -> bool:
    return bool({one.unit, *one.also} & {other.unit, *other.also})


def _holder_of_unit(spec: Spec, at: Path) -> tuple[Path, str | None] | None:
    """Return where the innermost part with a field ``unit`` stands, and what it says; or the part with the number."""
    part: object = spec
    holder: tuple[Path, str | None] | None = None
    for length in range(len(at)):
        if isinstance(part, BaseModel) and "unit" in type(part).model_fields:
            holder = at[:length], vars(part).get("unit")
        elif isinstance(part, BaseModel) and part.__pydantic_extra__ is not None:
            holder = at[:length], None
        part = _step(part, at[length])
    return holder


def _beside_its_unit(spec: Spec, at: Path) -> bool:
    holder = _holder_of_unit(spec, at)
    return holder is not None and "currency" not in type(spec).model_fields


def _step(part: object, name: str | int) -> object:
    if isinstance(part, BaseModel):
        return {**part.__dict__, **(part.__pydantic_extra__ or {})}.get(str(name))
    if isinstance(part, Mapping):
        return part.get(name)
    return part[name] if isinstance(part, tuple | list) and isinstance(name, int) else None


SHARED_CHECKS = (has_one_currency, has_one_unit)
"""What is checked of every spec."""
