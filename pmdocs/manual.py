"""Kinds explained on the terminal: one line each, or all fields of one."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pmdocs.kinds import LoadedKind
from pmdocs.spec import Allow, Spec
from pmdocs.values.field_docs import describe, models_in
from pmdocs.values.references import RefTo
from pmdocs.values.refusal import Parsed, Reads
from pmdocs.values.text import InPageLanguage


def kind_line(kind: LoadedKind, lang: str | None) -> str:
    """Return id, name and description on one line, in both languages unless one is asked for."""
    langs = (lang,) if lang else ("en", "zh-CN")
    shown = " · ".join(f"{kind.words(one)['name']}: {kind.words(one)['description']}" for one in langs)
    return f"{kind.id:<18} {shown}"


def kind_page(kind: LoadedKind, lang: str) -> str:
    """Return documentation, fields with types and meaning, and an example of a kind."""
    model: type[BaseModel] = kind.kind.model
    describe(Spec)
    describe(model)
    lines = [f"{kind.id} — {kind.words(lang)['name']}", "", kind.documentation, "", "Fields"]
    lines += _fields(model, hidden=set(Spec.model_fields) - {"id", "title"})
    for part in dict.fromkeys(_parts(model)):
        lines += ["", part.__name__, *_fields(part, hidden=set())]
    lines += ["", "Every kind has", *_fields(Spec, hidden={"kind", "id", "title"})]
    return "\n".join([*lines, "", "Example", "", kind.example(lang)])


def _fields(model: type[BaseModel], hidden: set[str]) -> list[str]:
    rows = [(n, f) for n, f in model.model_fields.items() if n not in hidden]
    wide = max((len(n) for n, _ in rows), default=0)
    return [f"  {name:<{wide}}  {_row(field)}" for name, field in rows]


def _row(field: FieldInfo) -> str:
    need = ", required" if field.is_required() else ""
    return f"({_of_field(field)}{need}) {(field.description or '').replace('``', '`')}"


def _of_field(field: FieldInfo) -> str:
    named = _named(field.metadata)
    return named or type_name(field.annotation)


def _named(metadata: list[Any] | tuple[Any, ...]) -> str:
    """Return the name of a type of pmdocs.values, by what reads it."""
    for one in metadata:
        if isinstance(one, RefTo):
            return f"id of {' or '.join(one.kinds)}"
        if isinstance(one, Reads):
            return one.parse.__name__.removeprefix("read_").replace("_", " ")
        if isinstance(one, InPageLanguage):
            return "list of texts" if one.many else "text"
    return ""


def type_name(annotation: Any) -> str:
    """Return what an author would call a type."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _named(arguments[1:]) or type_name(arguments[0])
    if origin is Literal:
        return " | ".join(map(str, arguments))
    if origin in {Union, types.UnionType}:
        return " or ".join(dict.fromkeys(type_name(a) for a in arguments if a is not types.NoneType))
    if origin is tuple:
        return f"list of {type_name(arguments[0])}"
    if origin is not None and issubclass(origin, Mapping):
        return f"map to {type_name(arguments[1])}"
    name = str(getattr(annotation, "__name__", annotation))
    value = isinstance(annotation, type) and issubclass(annotation, Parsed)
    return _PLAIN.get(annotation, name.lower() if value else name)


_PLAIN: dict[Any, str] = {str: "text", int: "whole number", float: "number", bool: "yes or no"}


def _parts(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Yield the models inside a model, each before those inside it."""
    for name, field in model.model_fields.items():
        if name in Spec.model_fields and issubclass(model, Spec):
            continue
        for part in models_in(field.annotation):
            if part is not Allow:
                yield part
                yield from _parts(part)
