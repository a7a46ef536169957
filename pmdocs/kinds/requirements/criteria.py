"""Acceptance criteria: a sentence, or given, when and then."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pmdocs.diagnostics.problem import Phrase
from pmdocs.values.refusal import ParsedValue, refuse_as, require, shown
from pmdocs.values.text import read_localised

PARTS = ("given", "when", "then")
_SPOKEN: Mapping[str, re.Pattern[str]] = {
    "given": re.compile(r"^given\b|^(?:假如|假设|给定)", re.IGNORECASE),
    "when": re.compile(r"\bwhen\b|当", re.IGNORECASE),
    "then": re.compile(r"\bthen\b|那么|则", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Criterion(ParsedValue):
    """When a requirement counts as met: ``text``, or ``parts`` by ``given``, ``when`` and ``then`` (North 2006)."""

    text: Phrase | None
    parts: Mapping[str, Phrase]

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts that are not there, of a criterion that begins as Given / When / Then; else none."""
        if self.parts:
            return tuple(name for name in PARTS if name not in self.parts)
        said = (self.text.en, self.text.zh) if self.text else ()
        begun = [one for one in said if _SPOKEN["given"].search(one)]
        return tuple(name for name in PARTS if begun and not any(_SPOKEN[name].search(one) for one in begun))

    @classmethod
    def read(cls, raw: object) -> Criterion:
        """Return the criterion that is written."""
        if isinstance(raw, Criterion):
            return raw
        require(raw)
        if not isinstance(raw, dict) or raw.keys().isdisjoint(PARTS):
            return cls(read_localised(raw), {})
        for name in raw.keys() - set(PARTS):
            refuse_as("no_criterion", at=(name,), found=shown(name))
        return cls(None, {name: read_localised(raw[name]) for name in PARTS if raw.get(name) is not None})

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """Return what an editor should accept."""
        parts = {name: {"type": "string"} for name in PARTS}
        return {
            "anyOf": [{"type": "string"}, {"type": "object"}],
            "examples": ["Works without an account", dict.fromkeys(parts, "…")],
        }
