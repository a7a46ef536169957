"""JSON Schemas of the kinds and of the settings, for editors that complete and check YAML.

They accept what ``check`` accepts: rows may stand in a table, options may be words that mean them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from pmdocs.config import Config
from pmdocs.kinds import LoadedKind, kind_ids, load_kind
from pmdocs.values.field_docs import describe
from pmdocs.values.options import words_for

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_COLUMNS: dict[str, Any] = {
    "type": "object",
    "description": "Which heading of the table holds which field.",
    "additionalProperties": {
        "anyOf": [
            {"type": ["string", "number"]},
            {
                "type": "object", "required": ["column"], "additionalProperties": False,
                "properties": {"column": {"type": ["string", "number"]}, "format": {"type": "string"}},
            },
        ]
    },
}  # fmt: skip
_TABLE = {"type": "string", "description": "A table beside this file: CSV, or a workbook."}
_ROWS = {
    "type": "object", "required": ["data"], "additionalProperties": False,
    "properties": {"data": _TABLE, "columns": _COLUMNS},
}  # fmt: skip


def schema(kind: LoadedKind) -> dict[str, Any]:
    """Return the schema of one kind, with the kind's description."""
    model: type[BaseModel] = kind.kind.model
    describe(model)
    data = model.model_json_schema()
    for one in list(_inner(data)):
        _accept_words(one)
        _accept_tables(one)
    data["$schema"] = _DIALECT
    data["title"] = kind.id
    data["description"] = kind.documentation
    data["properties"]["kind"] = {"const": kind.id, "description": "The kind of this file."}
    rows = kind.kind.rows
    if rows:
        data["properties"] |= {"data": _TABLE, "columns": _COLUMNS}
        if rows in data.get("required", ()):
            data["required"] = [name for name in data["required"] if name != rows]
            data["anyOf"] = [{"required": [rows]}, {"required": ["data"]}]
    return data


def schema_of_settings() -> dict[str, Any]:
    """Return the schema of pmdocs.yml."""
    describe(Config)
    data = Config.model_json_schema()
    data |= {"$schema": _DIALECT, "title": "pmdocs.yml", "description": (Config.__doc__ or "").strip()}
    theme = data["properties"]["theme"]
    data["properties"]["theme"] = {
        "anyOf": [{"type": "string"}, theme],
        "description": theme.get("description", ""),
    }
    return data


def _inner(data: object) -> Iterator[dict[str, Any]]:
    """Yield every map of a schema."""
    if isinstance(data, dict):
        yield data
        for inner in list(data.values()):
            yield from _inner(inner)
    elif isinstance(data, list):
        for inner in data:
            yield from _inner(inner)


def _accept_words(one: dict[str, Any]) -> None:
    """Let an editor accept the words that mean an option; it offers the options alone."""
    options = one.get("enum")
    if one.get("type") == "string" and isinstance(options, list) and (words := words_for(options)):
        one["anyOf"] = [{"type": "string", "enum": options}, {"type": "string", "enum": words}]
        del one["enum"], one["type"]


def _accept_tables(one: dict[str, Any]) -> None:
    """Let the rows of a field stand in a table."""
    items = one.get("items")
    if (
        one.get("type") == "array"
        and isinstance(items, dict)
        and ("$ref" in items or "anyOf" in items or items.get("type") == "object")
    ):
        rows = {key: one.pop(key) for key in ("type", "items", "minItems", "maxItems") if key in one}
        one["anyOf"] = [rows, _ROWS]


def schema_of_all() -> dict[str, Any]:
    """Return one schema for any spec file: the field ``kind`` decides which fields there are."""
    definitions = {id_: schema(load_kind(id_)) for id_ in kind_ids()}
    for id_, definition in definitions.items():
        # A schema with an id of its own is a root: its references to #/$defs stay its own.
        definition["$id"] = f"{id_}.json"
    branches = [
        {"if": {"properties": {"kind": {"const": id_}}}, "then": {"$ref": f"{id_}.json"}}
        for id_ in definitions
    ]
    return {
        "$schema": _DIALECT, "title": "pmdocs", "type": "object",
        "required": ["kind"], "properties": {"kind": {"enum": list(definitions)}},
        "allOf": branches, "$defs": definitions,
    }  # fmt: skip
