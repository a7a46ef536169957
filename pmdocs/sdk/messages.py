"""The messages of a kind: its own and those that all kinds share, each with its code; findings as problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import localcontext
from functools import cache
from importlib.resources import files
from typing import Any

from yaml import Node

from pmdocs.diagnostics.problem import Phrase, Place, PmdocsError, Problem
from pmdocs.i18n import labels_from
from pmdocs.notation.yaml_nodes import construct, locate, read_yaml
from pmdocs.rounding import HALF_AWAY, decimal_of
from pmdocs.sdk.findings import Finding
from pmdocs.values.wording import Wording


@dataclass(frozen=True, slots=True)
class Message:
    """What may be said, with ``{places}`` for the values of a finding."""

    code: str
    message: Phrase
    hint: Phrase | None


class _Number(float):
    """A number that a message rounds as every page does, half away from zero, where it says to how many decimals."""

    def __format__(self, spec: str) -> str:
        if not spec.endswith("f"):
            return super().__format__(spec)
        with localcontext(HALF_AWAY):
            return format(decimal_of(self), spec)


@dataclass(frozen=True)
class Messages:
    """Messages and hints by key; a kind may word a shared message in its own way."""

    by_key: Mapping[str, Message]
    hints: Mapping[str, Phrase]

    def problem(self, finding: Finding, node: Node | None, path: str = "") -> Problem:
        """Return a finding as a problem at its place in ``node``; ``path`` is named where there is none."""
        said = self.say(finding.key, finding.values, finding.hint)
        place = locate(node, finding.at) if node else Place(path)
        field = ".".join(str(part) for part in finding.at)
        return Problem.at(place, said.code, said.phrase, said.hint, field)

    def say(self, key: str, values: Mapping[str, object], hint: Phrase | str | None = None) -> Wording:
        """Return a message filled in; ``hint`` is a sentence, or the key of another hint than the message's own."""
        said = self.by_key[key]
        values = {name: _Number(one) if isinstance(one, float) else one for name, one in values.items()}
        if not isinstance(hint, Phrase):
            own = self.hints[hint] if hint else said.hint
            hint = own.fill(**values) if own else None
        return Wording(said.code, said.message.fill(**values), hint)


def messages_from(data: Mapping[str, Any]) -> Messages:
    """Return the messages of a labels file (``problems``, ``hints``), those that all kinds share included."""
    shared = shared_messages()
    hints = {**shared.hints, **labels_from(data.get("hints", {}))}
    own = {key: _message(key, one, hints) for key, one in data.get("problems", {}).items()}
    return Messages({**shared.by_key, **own}, hints)


def _message(key: str, data: Mapping[str, str], hints: Mapping[str, Phrase]) -> Message:
    return Message(data["code"], Phrase(data["en"], data["zh-CN"]), hints.get(data.get("hint", key)))


@cache
def shared_messages() -> Messages:
    """Return the messages that all kinds share."""
    text = (files("pmdocs.sdk") / "labels.yaml").read_text(encoding="utf-8")
    data = read_labels(text, "sdk/labels.yaml")
    hints = labels_from(data["hints"])
    return Messages({key: _message(key, one, hints) for key, one in data["problems"].items()}, hints)


def read_labels(text: str, name: str) -> dict[str, Any]:
    """Return the contents of a labels file; a mistake in it is a bug of pmdocs or of a plug-in."""
    node, problems = read_yaml(text, name)
    if problems or node is None:
        raise PmdocsError(*problems, exit_code=3)
    data: dict[str, Any] = construct(node)
    return data
