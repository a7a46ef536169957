"""Which fields may stand at a place of a model, to say "did you mean"."""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

Path = tuple[str | int, ...]


def field_names(model: type[BaseModel], path: Path) -> list[str]:
    """Return the fields, as authors write them, of the models that may stand at a path."""
    here: list[Any] = [model]
    for part in path:
        here = below(here, part) or _member(here, part)
    models = [each for each in here if isinstance(each, type) and issubclass(each, BaseModel)]
    return list(dict.fromkeys(_written(name, info) for m in models for name, info in m.model_fields.items()))


def below(here: Iterable[Any], part: str | int) -> list[Any]:
    """Return what may stand one step below any of some annotations; nothing where they have no such part."""
    return [member for annotation in here for member in _step(annotation, part)]


def annotated(model: type[BaseModel], path: Path) -> list[Any]:
    """Return what may stand at a path of a model, unions taken apart and metadata left out."""
    here: list[Any] = [model]
    for part in path:
        here = below(here, part)
    return here


def _member(here: list[Any], part: str | int) -> list[Any]:
    """Keep to the member of a union that a part names, to all of them where it names none."""
    return [each for each in here if getattr(each, "__name__", "") == part] or here


def _written(name: str, info: FieldInfo) -> str:
    alias = info.validation_alias or info.alias
    return alias if isinstance(alias, str) else name


def _step(annotation: Any, part: str | int) -> Iterator[Any]:
    """Yield what may stand one step below an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, info in annotation.model_fields.items():
            if _written(name, info) == part:
                yield from _members(info.annotation)
        return
    args = [arg for arg in get_args(annotation) if arg is not ...]
    if isinstance(get_origin(annotation), type) and issubclass(get_origin(annotation) or object, dict):
        args = args[1:]
    elif not isinstance(part, int):
        return
    for arg in args:
        yield from _members(arg)


def _members(annotation: Any) -> Iterator[Any]:
    """Yield the members of a union, without metadata."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _members(get_args(annotation)[0])
    elif origin in {Union, types.UnionType}:
        for member in get_args(annotation):
            yield from _members(member)
    else:
        yield annotation
