"""What a reader of a persona should be warned of."""

from __future__ import annotations

from collections.abc import Iterator

from pmdocs.kinds.persona.facts import MOST_PRIMARY, PersonaFacts, Profile
from pmdocs.kinds.persona.model import Persona
from pmdocs.sdk import Finding, Lookup
from pmdocs.values.pii import personal_data_in

_NOT_ON_THE_CARD = frozenset(
    {"kind", "id", "lang", "owner", "status", "updated", "as_of", "source", "view", "allow", "portrait"}
)
"""Fields that speak of the page: its owner may well be reached by e-mail."""


def problems(spec: Persona, facts: PersonaFacts, _lookup: Lookup) -> Iterator[Finding]:
    """Yield what is doubtful about a valid persona, alone and among the others."""
    if facts.proto:
        yield Finding(("evidence",), "evidence")
    if facts.tips_over == spec.id:
        # Ids rather than names: a page and its translation then say the same, and it is said once.
        parts = ", ".join(f"{p.id} {p.share:.1%}" for p in _by_id(facts) if p.share is not None)
        yield Finding(("share",), "shares", {"sum": f"{facts.share_sum:.1%}", "parts": parts})
    # The one that is too many says so, and only that one: it is one decision.
    if len(facts.primary) > MOST_PRIMARY and facts.primary[MOST_PRIMARY] == spec.id:
        values = {"n": len(facts.primary), "most": MOST_PRIMARY}
        yield Finding(("priority",), "crowd", values)
    yield from _personal_data(spec)


def _by_id(facts: PersonaFacts) -> list[Profile]:
    return sorted(facts.profiles, key=lambda p: p.id)


def _personal_data(spec: Persona) -> Iterator[Finding]:
    seen = set()
    for path, found in personal_data_in(spec, skip=_NOT_ON_THE_CARD):
        if (path, found.sort) not in seen:
            seen.add((path, found.sort))
            yield Finding(path, f"pii_{found.sort}", {"found": found.masked})
