"""JSON Schemas of the kinds, for editors that complete and check YAML."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from pmdocs.kinds import LoadedKind, kind_ids, load_kind
from pmdocs.values.field_docs import describe


def schema(kind: LoadedKind) -> dict[str, Any]:
    """Return the schema of one kind, with the kind's description."""
    model: type[BaseModel] = kind.kind.model
    describe(model)
    data = model.model_json_schema()
    data["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    data["title"] = kind.id
    data["description"] = kind.documentation
    data["properties"]["kind"] = {"const": kind.id, "description": "The kind of this file."}
    return data


def schema_of_all() -> dict[str, Any]:
    """Return one schema for any spec file: the field ``kind`` decides which fields there are."""
    kinds = [load_kind(id_) for id_ in kind_ids()]
    definitions = {kind.id: schema(kind) for kind in kinds}
    branches = [
        {"if": {"properties": {"kind": {"const": id_}}}, "then": {"$ref": f"#/$defs/{id_}"}}
        for id_ in definitions
    ]
    for id_, definition in definitions.items():
        # A schema with an id of its own is a root: its references to #/$defs stay its own.
        definition["$id"] = f"{id_}.json"
        branches[list(definitions).index(id_)]["then"] = {"$ref": f"{id_}.json"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "pmdocs", "type": "object",
        "required": ["kind"], "properties": {"kind": {"enum": list(definitions)}},
        "allOf": branches, "$defs": definitions,
    }  # fmt: skip
