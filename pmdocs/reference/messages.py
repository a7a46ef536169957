"""What a kind refuses and warns about, read from its labels and from the calls in its code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

from pmdocs.diagnostics.problem import Phrase
from pmdocs.kinds import LoadedKind
from pmdocs.system.syntax import syntax_tree

_PLACE = re.compile(r"\{[^{}]*\}")
_ORDER = ("E", "W", "I", "")


@dataclass(frozen=True, slots=True)
class Message:
    """A message with its code, ``code`` empty where the code decides it only when it runs; places are ``…``."""

    code: str
    message: Phrase
    hint: Phrase | None


def messages(kind: LoadedKind) -> list[Message]:
    """Return what a kind may say about a spec: errors first, then warnings, then notes."""
    calls = list(_calls(kind))
    found = [*_refusals(calls), *_findings(kind, calls)]
    unique = {(m.code, m.message): m for m in found}
    return sorted(unique.values(), key=lambda m: (_ORDER.index(m.code[:1]), m.code))


Called = tuple[ModuleType, ast.Call]


def _calls(kind: LoadedKind) -> Iterator[Called]:
    """Yield the calls of ``refuse`` and ``Finding`` in the folder of a kind, each with its module."""
    for file in sorted(kind.folder.glob("*.py")):
        name = kind.module if file.stem == "__init__" else f"{kind.module}.{file.stem}"
        module = import_module(name)
        for node in ast.walk(syntax_tree(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("refuse", "Finding"):
                yield module, node


def _refusals(calls: list[Called]) -> Iterator[Message]:
    for module, call in calls:
        code, message, hint = ([*call.args, None, None, None])[:3]
        phrase = _phrase(module, message)
        if getattr(call.func, "id", "") == "refuse" and isinstance(code, ast.Constant) and phrase:
            yield Message(str(code.value), phrase, _phrase(module, hint))


def _phrase(module: ModuleType, node: ast.expr | None) -> Phrase | None:
    """Return the phrase that an argument names, filled in or not."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        node = node.func.value
    value = getattr(module, node.id, None) if isinstance(node, ast.Name) else None
    return _open(value) if isinstance(value, Phrase) else None


def _findings(kind: LoadedKind, calls: list[Called]) -> Iterator[Message]:
    codes = _codes(kind, [call for _, call in calls if getattr(call.func, "id", "") == "Finding"])
    for key, code in codes.items():
        hint = kind.labels.get(f"hints.{key}")
        yield Message(code, _open(kind.labels[f"problems.{key}"]), _open(hint) if hint else None)


_KEY = 2


def _codes(kind: LoadedKind, calls: list[ast.Call]) -> dict[str, str]:
    """Return key → code; a key put together at run time is known by its beginning, or as one that is left over."""
    keys = [name.removeprefix("problems.") for name in kind.labels if name.startswith("problems.")]
    found: dict[str, str] = {}
    for exact in (True, False):
        for call in calls:
            code, key = call.args[0], call.args[_KEY] if len(call.args) > _KEY else None
            start = _start(key, exact=exact)
            if start is None or not isinstance(code, ast.Constant):
                continue
            for one in keys:
                if (one == start if exact else one.startswith(start)) and one not in found:
                    found[one] = str(code.value)
    return {key: found.get(key, "") for key in keys}


def _start(key: ast.expr | None, *, exact: bool) -> str | None:
    if isinstance(key, ast.Constant):
        return str(key.value) if exact else None
    if isinstance(key, ast.JoinedStr) and not exact:
        first = key.values[0]
        return str(first.value) if isinstance(first, ast.Constant) else ""
    return "" if isinstance(key, ast.Name) and not exact else None


def _open(phrase: Phrase) -> Phrase:
    return Phrase(_PLACE.sub("…", phrase.en), _PLACE.sub("…", phrase.zh))
