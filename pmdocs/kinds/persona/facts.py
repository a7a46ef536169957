"""What is computed from a persona and the other personas of the site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import fsum

from pmdocs.kinds.persona.model import Persona
from pmdocs.kinds.persona.needs import NeedFacts, needs_of
from pmdocs.sdk import Lookup
from pmdocs.stats.comparison import above

MOST_PRIMARY = 7
"""More primary personas than this are no longer a choice."""

_FEWEST_AXES = 3
_MOST_POLYGONS = 6
"""More shapes than this in one radar cannot be told apart; the table has all personas."""


@dataclass(frozen=True)
class Profile:
    """One persona of the site as far as personas are compared; texts are in the page's language."""

    id: str
    name: str
    title: str
    archetype: str | None
    age: str | None
    occupation: str | None
    city: str | None
    share: float | None
    primary: bool
    anti: bool
    proto: bool
    goals: tuple[str, ...]
    pains: tuple[str, ...]
    traits: Mapping[str, float]


@dataclass(frozen=True)
class UsedBy:
    """A spec or page that refers to the persona, and the fields through which it does."""

    id: str
    noun: str
    title: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class PersonaFacts:
    """Everything computed. ``profiles`` holds this persona, then the others; shares are parts of 1.

    ``trait_names`` are the traits that all of ``compared`` (ids, this one first) have; both are empty
    where there is nothing to compare. ``covered`` and ``released`` count the needs that a requirement
    serves, out of ``countable`` needs with an id; they are ``None`` where the site has no requirements.
    """

    profiles: tuple[Profile, ...]
    share_sum: float | None
    shares_known: int
    tips_over: str | None
    primary: tuple[str, ...]
    trait_names: tuple[str, ...]
    compared: tuple[str, ...]
    needs: tuple[NeedFacts, ...]
    countable: int
    covered: int | None
    released: int | None
    used_by: tuple[UsedBy, ...]
    proto: bool

    @property
    def here(self) -> Profile:
        """The persona itself."""
        return self.profiles[0]


def facts(spec: Persona, lookup: Lookup) -> PersonaFacts:
    """Compute a persona's facts; a site without other personas, needs or requirements is fine."""
    profiles = _profiles(spec, lookup)
    by_id = sorted(profiles, key=lambda p: p.id)
    shares = [p.share for p in by_id if p.share is not None]
    needs = needs_of(spec, lookup)
    known = [need for need in needs if need.id]
    asked = bool(known and lookup.all("requirement"))
    names, compared = _shared(profiles)
    return PersonaFacts(
        profiles=profiles,
        share_sum=fsum(shares) if shares else None,
        shares_known=len(shares),
        tips_over=_tips_over(by_id),
        primary=tuple(p.id for p in by_id if p.primary),
        trait_names=names,
        compared=compared,
        needs=needs,
        countable=len(known),
        covered=sum(bool(need.requirements) for need in known) if asked else None,
        released=sum(bool(need.released) for need in known) if asked else None,
        used_by=_used_by(spec, lookup),
        proto=spec.proto,
    )


def _profiles(spec: Persona, lookup: Lookup) -> tuple[Profile, ...]:
    """Return this persona, then the others: the largest share first, anti-personas last."""
    others = [e.model for e in lookup.all("persona") if isinstance(e.model, Persona) and e.id != spec.id]
    others.sort(key=lambda p: (p.anti, -(p.share or 0), p.id))
    people = (spec, *others)
    names = Counter(one.display_name for one in people)
    return tuple(_profile(one, twice=names[one.display_name] > 1) for one in people)


def _profile(one: Persona, *, twice: bool) -> Profile:
    """Return what is compared of a persona; two of the same name are told apart by their ids."""
    facts = one.demographics
    name = f"{one.display_name} ({one.id})" if twice else one.display_name
    return Profile(
        one.id, name, one.title, one.archetype, facts.age.text if facts.age else None,
        facts.occupation, facts.city, one.share, one.primary, one.anti, one.proto, one.goals, one.pains,
        one.traits,
    )  # fmt: skip


def _tips_over(profiles: Sequence[Profile]) -> str | None:
    """Return the persona, in the order of ids, with whose share the sum passes 100 %: one warning is enough."""
    known = [(p.id, p.share) for p in profiles if p.share is not None]
    sums = accumulate(share for _, share in known)
    return next((id_ for (id_, _), total in zip(known, sums, strict=True) if above(total, 1)), None)


def _shared(profiles: Sequence[Profile]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the traits to compare and the personas that have them all.

    Whoever shares most traits with the first persona joins first, as long as three traits remain
    that all have: an axis on which somebody has no value cannot be drawn.
    """
    first, *others = profiles
    names, chosen = tuple(first.traits), [first]
    ranked = sorted(enumerate(others), key=lambda o: (-len(set(names) & set(o[1].traits)), o[0]))
    for _, other in ranked:
        common = tuple(name for name in names if name in other.traits)
        if len(common) >= _FEWEST_AXES and len(chosen) < _MOST_POLYGONS:
            names = common
            chosen.append(other)
    if len(chosen) == 1:
        return (), ()
    return names, tuple(p.id for p in profiles if p in chosen)


def _used_by(spec: Persona, lookup: Lookup) -> tuple[UsedBy, ...]:
    """Return every spec and page that refers to the persona, each once, by id."""
    found: dict[str, UsedBy] = {}
    for link in lookup.backlinks(spec.id):
        one = link.entry
        if one.spec_id == spec.id:
            continue
        before = found.get(one.spec_id)
        fields = {*(before.fields if before else ()), *([link.field] if link.field else [])}
        found[one.spec_id] = UsedBy(one.spec_id, one.noun, one.title, tuple(sorted(fields)))
    return tuple(found[id_] for id_ in sorted(found))
