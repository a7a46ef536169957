"""Which needs of a persona some requirement serves, as far as the site says.

Needs and requirements are other kinds' items. A site may have neither, and a kind knows no other kind,
so their fields are asked for by name: ``need.personas``, ``requirement.needs``, ``.status``, ``.release``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pmdocs.sdk import Entry, Lookup
from pmdocs.values.references import Ref

if TYPE_CHECKING:
    from pmdocs.kinds.persona.model import Persona

_DONE = {"done", "released"}
_DROPPED = {"rejected", "dropped"}


@dataclass(frozen=True)
class NeedFacts:
    """A need: its id, or ``None`` with its text; the requirements that serve it, those released apart."""

    id: str | None
    text: str
    requirements: tuple[str, ...]
    released: tuple[str, ...]


def needs_of(spec: Persona, lookup: Lookup) -> tuple[NeedFacts, ...]:
    """Return the needs that the persona names, then those that name the persona."""
    requirements = [entry for entry in lookup.all("requirement") if _stands(entry.model)]
    named = {str(need) for need in spec.needs if isinstance(need, Ref)}
    claimed = [
        entry.id
        for entry in lookup.all("need")
        if spec.id in (getattr(entry.model, "personas", None) or ()) and entry.id not in named
    ]
    return (
        *(_need(need, requirements, lookup) for need in spec.needs),
        *(_need(Ref(id_, ("need",)), requirements, lookup) for id_ in claimed),
    )


def _need(need: Ref | str, requirements: list[Entry], lookup: Lookup) -> NeedFacts:
    if not isinstance(need, Ref):
        return NeedFacts(None, need, (), ())
    entry = lookup.get(need)
    serving = [r for r in requirements if str(need) in (getattr(r.model, "needs", None) or ())]
    released = tuple(r.id for r in serving if _released(r.model, lookup))
    return NeedFacts(str(need), entry.title if entry else str(need), tuple(r.id for r in serving), released)


def _stands(requirement: Any) -> bool:
    return requirement is not None and getattr(requirement, "status", None) not in _DROPPED


def _released(requirement: Any, lookup: Lookup) -> bool:
    """Whether users have it: the requirement is done, or the release it belongs to is out."""
    if getattr(requirement, "status", None) in _DONE:
        return True
    release = lookup.get(str(getattr(requirement, "release", None) or ""))
    return release is not None and getattr(release.model, "status", None) in _DONE
