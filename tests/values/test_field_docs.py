"""Descriptions of fields are read from the source when somebody asks, and never before."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from pmdocs.kinds import kind_ids, load_kind
from pmdocs.sdk import Model
from pmdocs.values.field_docs import describe, models_in


class Part(Model):
    size: int
    """How large."""


class Base(Model):
    name: str = ""
    """What it is
    called."""
    bare: int = 0


class Whole(Base):
    parts: tuple[Part, ...] = ()
    """What it is made of."""

    def method(self) -> None:
        """Do nothing."""


def test_own_inherited_and_inner_fields() -> None:
    describe(Whole)
    found = {name: field.description for name, field in Whole.model_fields.items()}
    assert found == {"name": "What it is\ncalled.", "bare": None, "parts": "What it is made of."}
    schema = Whole.model_json_schema()
    assert schema["$defs"]["Part"]["properties"]["size"]["description"] == "How large."
    assert Whole(parts=(Part(size=1),)).parts[0].size == 1


@pytest.mark.parametrize("id_", kind_ids())
def test_every_field_of_every_kind_is_described(id_: str) -> None:
    model: type[BaseModel] = load_kind(id_).kind.model
    describe(model)
    assert not list(_silent(model))


def _silent(model: type[BaseModel]) -> list[str]:
    here = [f"{model.__name__}.{name}" for name, field in model.model_fields.items() if not field.description]
    inner = (part for field in model.model_fields.values() for part in models_in(field.annotation))
    return [*here, *(name for part in inner for name in _silent(part))]
