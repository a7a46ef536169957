"""What a kind refuses and warns about, for its page of the guide."""

from __future__ import annotations

from string import Formatter

from pmdocs.diagnostics.problem import Phrase
from pmdocs.kinds import LoadedKind
from pmdocs.sdk.messages import Message

_ORDER = ("E", "W", "I")


def messages(kind: LoadedKind) -> list[Message]:
    """Return what a kind says about a spec in words of its own: errors, warnings, notes; places are ``…``.

    A message that is said with one hint or another is there with each.
    """
    own = (kind.messages.by_key[key] for key in kind.own_messages)
    unique = dict.fromkeys(Message(m.code, _open(m.message), m.hint and _open(m.hint)) for m in own)
    return sorted(unique, key=lambda m: (_ORDER.index(m.code[0]), m.code))


def _open(phrase: Phrase) -> Phrase:
    return Phrase(_without_places(phrase.en), _without_places(phrase.zh))


def _without_places(text: str) -> str:
    parts = Formatter().parse(text)
    return "".join(literal + ("" if place is None else "…") for literal, place, _, _ in parts)
