"""Kinds explained on the terminal: one line each, or all fields of one."""

from __future__ import annotations

from typing import Any

from pmdocs.kinds import LoadedKind
from pmdocs.spec import Spec


def kind_line(kind: LoadedKind, lang: str | None) -> str:
    """Return id, name and description on one line, in both languages unless one is asked for."""
    langs = (lang,) if lang else ("en", "zh-CN")
    shown = " · ".join(f"{kind.words(one)['name']}: {kind.words(one)['description']}" for one in langs)
    return f"{kind.id:<18} {shown}"


def kind_page(kind: LoadedKind, lang: str) -> str:
    """Return documentation, fields with types and meaning, and an example of a kind."""
    schema = kind.kind.model.model_json_schema()
    lines = [f"{kind.id} — {kind.words(lang)['name']}", "", kind.documentation, "", "Fields"]
    lines += _fields(schema, schema, set(Spec.model_fields))
    for name, definition in schema.get("$defs", {}).items():
        if "properties" in definition and name != "Allow":
            lines += ["", name, *_fields(definition, schema, set())]
    return "\n".join([*lines, "", "Example", "", kind.example(lang)])


def _fields(definition: dict[str, Any], schema: dict[str, Any], hidden: set[str]) -> list[str]:
    required = set(definition.get("required", ()))
    return [
        f"  {name:<20} {_type(field, schema):<28} {'required. ' if name in required else ''}{field.get('description', '')}"
        for name, field in definition["properties"].items() if name not in hidden or name in required
    ]  # fmt: skip


def _type(field: dict[str, Any], schema: dict[str, Any]) -> str:
    if "$ref" in field:
        return str(field["$ref"]).rpartition("/")[2]
    if "enum" in field:
        return " | ".join(map(str, field["enum"]))
    if "anyOf" in field:
        return " | ".join(dict.fromkeys(_type(f, schema) for f in field["anyOf"] if f.get("type") != "null"))
    if field.get("type") == "array":
        return f"list of {_type(field.get('items', {}), schema)}"
    return _plain_type(field, schema)


def _plain_type(field: dict[str, Any], schema: dict[str, Any]) -> str:
    if field.get("type") == "object" and isinstance(field.get("additionalProperties"), dict):
        return f"map to {_type(field['additionalProperties'], schema)}"
    if "x-pmdocs-ref" in field:
        return f"id of {' or '.join(field['x-pmdocs-ref'])}"
    return str(field.get("type", field.get("const", "text")))
