"""Walks through a model: the items it holds and the references it makes, each with its field path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pmdocs.sdk import Item, Model, Path
from pmdocs.values.references import Ref


def items_of(model: object, path: Path = ()) -> Iterator[tuple[Path, Item]]:
    """Yield every item inside a model with its field path."""
    for inner, value in _parts(model):
        if isinstance(value, Item):
            yield (*path, *inner), value
        yield from items_of(value, (*path, *inner))


def references_of(model: object, path: Path = ()) -> Iterator[tuple[Path, Ref]]:
    """Yield every reference inside a model with its field path."""
    for inner, value in _parts(model):
        if isinstance(value, Ref):
            yield (*path, *inner), value
        else:
            yield from references_of(value, (*path, *inner))


def _parts(value: object) -> Iterator[tuple[Path, object]]:
    if isinstance(value, Model):
        for name in type(value).model_fields:
            yield (name,), getattr(value, name)
    elif isinstance(value, Mapping):
        yield from (((str(key),), inner) for key, inner in value.items())
    elif isinstance(value, tuple | list):
        yield from (((index,), inner) for index, inner in enumerate(value))
