"""Pydantic's errors as problems: each with its place in the file, its code, and both languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from yaml import MappingNode, Node, SequenceNode

from pmdocs.diagnostics.problem import Phrase, Place, Problem
from pmdocs.notation.nodes import locate
from pmdocs.values.field_names import below, field_names
from pmdocs.values.suggestions import nearest
from pmdocs.values.wording import Wording, unknown_field, wording

Path = tuple[str | int, ...]

Say = Callable[[str, Mapping[str, object], Phrase | str | None], Wording]
"""Key of a message, its values, the hint given with it → what to say."""


@dataclass(frozen=True, slots=True)
class _Fault:
    """One of pydantic's errors, its location cleaned of what is not written in the file."""

    error: Mapping[str, Any]
    path: Path
    """Where in the data."""
    branch: Path
    """Which member of a union complained, empty outside unions: the parts pydantic added."""
    fork: int
    """How much of the path lies above that union."""
    others: tuple[Mapping[str, Any], ...] = ()
    """What the other members of the union said of the same value."""

    @property
    def kind(self) -> str:
        """Pydantic's name for the error."""
        return str(self.error["type"])


def _no_messages(key: str, _values: Mapping[str, object], _hint: Phrase | str | None) -> Wording:
    raise KeyError(key)


def problems_from(
    error: ValidationError, node: Node | None, model: type[BaseModel], *, path: str = "", say: Say = _no_messages
) -> list[Problem]:  # fmt: skip
    """Return what is wrong, in the order of the file.

    ``node`` is what the model was read from; ``path`` is named where there is none. ``say`` words the refusals
    that name a message by its key.
    """
    faults = [_fault(_worded(details, say), node, model) for details in error.errors(include_url=False)]
    faults = _without_lost_branches(faults)
    meant = _meant(faults, model)
    problems = [
        _problem(fault, node, model, path)
        for fault in faults
        if not (fault.kind == "missing" and fault.path in meant)
        and not _long_enough(fault)
        and not _follows_a_part(fault, node)
    ]
    return sorted(set(problems), key=lambda problem: problem.sort_key)


def _worded(error: ErrorDetails, say: Say) -> ErrorDetails:
    """Return an error with the sentence for the message that it names by its key."""
    context = error.get("ctx") or {}
    if "message_key" not in context:
        return error
    said = say(context["message_key"], context["values"], context["hint"])
    return {**error, "type": said.code, "ctx": {**context, "phrase": said.phrase, "hint": said.hint}}


def _fault(error: ErrorDetails, node: Node | None, model: type[BaseModel]) -> _Fault:
    """Drop the parts of a location that name a type or a tag, not a field."""
    here, path, branch, fork = node, [], [], 0
    models: list[Any] = [model]
    last = len(error["loc"]) - 1
    for index, part in enumerate(error["loc"]):
        inner, models_below = _inner(here, part), below(models, part)
        named = index == last and error["type"] in {"missing", "extra_forbidden"}
        if inner or models_below or named or isinstance(part, int):
            path.append(part)
            here, models = inner, models_below
        elif part != "[key]":
            branch.append(part)
            fork = fork if len(branch) > 1 else len(path)
    return _Fault(error, (*path, *_within(error.get("ctx") or {})), tuple(branch), fork)


def _within(context: Mapping[str, Any]) -> Path:
    """Return the path from the value complained of to the fault in it."""
    if "discriminator" in context:
        return (str(context["discriminator"]).strip("'"),)
    return tuple(context.get("at", ()))


def _long_enough(fault: _Fault) -> bool:
    """Whether a list is short only because pydantic left out the items that have problems of their own."""
    least = (fault.error.get("ctx") or {}).get("min_length", 0)
    found = fault.error["input"]
    return fault.kind == "too_short" and isinstance(found, list | dict) and len(found) >= least


def _inner(node: Node | None, part: str | int) -> Node | None:
    if isinstance(node, MappingNode):
        return next((value for key, value in node.value if key.value == str(part)), None)
    if isinstance(node, SequenceNode) and isinstance(part, int):
        return node.value[part] if 0 <= part < len(node.value) else None
    return None


def _without_lost_branches(faults: list[_Fault]) -> list[_Fault]:
    """Of a union's members keep the complaints of the one that understood most."""
    kept: list[_Fault] = []
    unions: dict[Path, dict[str | int, list[_Fault]]] = {}
    for fault in faults:
        if fault.branch:
            branches = unions.setdefault(fault.path[: fault.fork], {})
            branches.setdefault(fault.branch[0], []).append(fault)
        else:
            kept.append(fault)
    for branches in unions.values():
        best = max(branches.values(), key=_understood)
        if not _understood(best)[0]:
            others = tuple(
                fault.error for faults in branches.values() if faults is not best for fault in faults
            )
            best = [replace(best[0], others=others)]
        kept += best
    return kept


def _understood(faults: list[_Fault]) -> tuple[bool, int]:
    """Rank a union's member: whether it looked inside the value, then how few complaints it has."""
    return min(len(fault.path) - fault.fork for fault in faults) > 0, -len(faults)


def _meant(faults: Iterable[_Fault], model: type[BaseModel]) -> set[Path]:
    """Return the missing fields that stand there misspelt: one message is enough for both."""
    meant: set[Path] = set()
    for fault in faults:
        if fault.kind == "extra_forbidden":
            near = nearest(str(fault.path[-1]), field_names(model, fault.error["loc"][:-1]), 1)
            meant |= {(*fault.path[:-1], name) for name in near}
    return meant


def _problem(fault: _Fault, node: Node | None, model: type[BaseModel], path: str) -> Problem:
    said = _say(fault, model, node)
    key = fault.kind == "extra_forbidden" or "[key]" in fault.error["loc"]
    place = locate(node, fault.path, key=key) if node else Place(path)
    field = ".".join(str(part) for part in fault.path)
    return Problem.at(place, said.code, said.phrase, said.hint, field)


def _parted(fault: _Fault, node: Node | None) -> list[str]:
    """Return the parts of a number that commas in braces have made entries of: ``{count: 1,234,567}``.

    Only its first part that became an entry says so; nothing for any other field.
    """
    for part in fault.path[:-1]:
        node = _inner(node, part)
    entries = node.value if isinstance(node, MappingNode) else []
    place = next((n for n, (key, _) in enumerate(entries) if key.value == fault.path[-1]), 0)
    last = place
    while last < len(entries) and _is_part(entries[last]):
        last += 1
    head = str(entries[place - 1][1].value) if 0 < place < last else ""
    parts = [str(key.value) for key, _ in entries[place:last]]
    return [head, *parts] if re.fullmatch(r"[+-]?\d{1,3}", head) else []


def _is_part(entry: tuple[Node, Node]) -> bool:
    key, value = entry
    return not value.value and bool(re.fullmatch(r"\d{3}", str(key.value)))


def _follows_a_part(fault: _Fault, node: Node | None) -> bool:
    """Whether an entry is a further part of a number, which its first part has said already."""
    if fault.kind != "extra_forbidden" or fault.error["input"] is not None:
        return False
    for part in fault.path[:-1]:
        node = _inner(node, part)
    entries = node.value if isinstance(node, MappingNode) else []
    place = next((n for n, (key, _) in enumerate(entries) if key.value == fault.path[-1]), 0)
    return place > 0 and _is_part(entries[place]) and _is_part(entries[place - 1])


def _say(fault: _Fault, model: type[BaseModel], node: Node | None) -> Wording:
    names = [part for part in fault.path if isinstance(part, str)]
    name = names[-1] if names else ""
    if fault.kind == "extra_forbidden" and fault.error["input"] is None and (parts := _parted(fault, node)):
        return Wording("E-FIELD", _PARTED.fill(value=",".join(parts)), _TOGETHER.fill(value="_".join(parts)))
    if fault.kind == "extra_forbidden":
        return unknown_field(name, field_names(model, fault.error["loc"][:-1]))
    said = wording(fault.error, name)
    if fault.others and not said.hint:
        other = wording(fault.others[0], name).phrase
        said = replace(said, hint=Phrase(f"or else: {other.en}", f"或者：{other.zh}"))
    context = fault.error.get("ctx") or {}
    spoken = any(isinstance(part, str) for part in context.get("at", ()))
    if not name or spoken or f"‘{name}’" in said.phrase.en:
        return said
    phrase = Phrase(f"‘{name}’: {said.phrase.en}", f"‘{name}’：{said.phrase.zh}")
    return replace(said, phrase=phrase)


_PARTED = Phrase(
    "‘{value}’ in braces is two entries: a comma parts them", "花括号中的‘{value}’会被逗号分成两项"
)
_TOGETHER = Phrase("write {value}", "请写 {value}")
