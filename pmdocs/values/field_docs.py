"""What the fields of a model mean: the strings below them in the source, read only when somebody asks.

Pydantic can do this for every class as it is made, but reading the sources takes longer than a small build.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

from pmdocs.system.syntax import syntax_tree


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
    for field, after in pairwise(_body(model)):
        match field, after:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                yield name, inspect.cleandoc(text)


def _body(model: type) -> list[ast.stmt]:
    """Return the statements of a class; ``inspect.getsource`` would make the tree of its module anew each time."""
    found: list[ast.AST] = [syntax_tree(Path(str(inspect.getsourcefile(model))).read_text(encoding="utf-8"))]
    for name in model.__qualname__.replace("<locals>.", "").split("."):
        found = [
            node
            for above in found
            for node in ast.walk(above)
            if node is not above and getattr(node, "name", "") == name
        ]
    return next((node.body for node in found if isinstance(node, ast.ClassDef)), [])
