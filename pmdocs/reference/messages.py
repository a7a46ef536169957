"""What a kind refuses and warns about, for its page of the guide."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from string import Formatter
from types import ModuleType

from pmdocs.diagnostics.problem import Phrase
from pmdocs.kinds import LoadedKind
from pmdocs.sdk.messages import Message
from pmdocs.system.syntax import syntax_tree

_ORDER = ("E", "W", "I")


def messages(kind: LoadedKind) -> list[Message]:
    """Return what a kind says about a spec in words of its own: errors, warnings, notes; places are ``…``.

    A message that is said with one hint or another is there with each.
    """
    own = [*_refusals(kind), *(kind.messages.by_key[key] for key in kind.own_messages)]
    unique = dict.fromkeys(Message(m.code, _open(m.message), m.hint and _open(m.hint)) for m in own)
    return sorted(unique, key=lambda m: (_ORDER.index(m.code[0]), m.code))


def _open(phrase: Phrase) -> Phrase:
    return Phrase(_without_places(phrase.en), _without_places(phrase.zh))


def _without_places(text: str) -> str:
    parts = Formatter().parse(text)
    return "".join(literal + ("" if place is None else "…") for literal, place, _, _ in parts)


def _refusals(kind: LoadedKind) -> Iterator[Message]:
    """Yield the refusals of single values: those stand beside the code that reads the value, not in the labels."""
    for file in sorted(kind.folder.glob("*.py")):
        module = import_module(kind.module if file.stem == "__init__" else f"{kind.module}.{file.stem}")
        for call in ast.walk(syntax_tree(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "refuse":
                code, message, hint = [*call.args, None, None, None][:3]
                phrase = _phrase(module, message)
                if isinstance(code, ast.Constant) and phrase:
                    yield Message(str(code.value), phrase, _phrase(module, hint))


def _phrase(module: ModuleType, node: ast.expr | None) -> Phrase | None:
    """Return the phrase that an argument names, filled in or not."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        node = node.func.value
    value = getattr(module, node.id, None) if isinstance(node, ast.Name) else None
    return value if isinstance(value, Phrase) else None
