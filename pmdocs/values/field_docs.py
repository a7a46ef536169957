"""What the fields of a model mean: the strings below them in the source, read only when somebody asks.

Pydantic can do this for every class as it is made, but reading the sources takes longer than a small build.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any, get_args

from pydantic import BaseModel

from pmdocs.syntax import syntax_tree


@cache
def describe(model: type[BaseModel]) -> None:
    """Give the fields of a model, and of all models inside it, their descriptions."""
    docs = {name: text for base in reversed(model.__mro__) for name, text in _documented(base)}
    for name, field in model.model_fields.items():
        for part in models_in(field.annotation):
            describe(part)
        field.description = field.description or docs.get(name)
    model.model_rebuild(force=True)


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the models that an annotation names."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from models_in(argument)


def _documented(model: type) -> Iterator[tuple[str, str]]:
    """Yield name and description of the fields that a class itself has."""
    if not issubclass(model, BaseModel) or model is BaseModel:
        return
    body = syntax_tree(textwrap.dedent(inspect.getsource(model))).body[0]
    for field, after in pairwise(getattr(body, "body", ())):
        match field, after:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                yield name, inspect.cleandoc(text)
