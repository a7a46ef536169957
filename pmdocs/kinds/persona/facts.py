"""What is computed from a persona and the rest of the site, and what a reader of it should be told.

Needs and requirements are other kinds' items. A site may have neither, and a kind knows no other kind,
so their fields are asked for by name: ``need.personas``, ``requirement.needs``, ``.status``, ``.release``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import fsum
from typing import Any

from pmdocs.kinds.persona.model import Persona
from pmdocs.rounding import rounded
from pmdocs.sdk import Entry, Finding, Lookup
from pmdocs.stats.comparison import above
from pmdocs.stats.proportions import wilson
from pmdocs.values.pii import personal_data_in
from pmdocs.values.references import Ref

_MOST_PRIMARY = 7
"""More primary personas than this are no longer a choice."""
_FEWEST_AXES = 3
_MOST_POLYGONS = 6
"""More shapes than this in one radar cannot be told apart; the table has all personas."""
_DONE = {"done", "released"}
_DROPPED = {"rejected", "dropped"}
_NOT_ON_THE_CARD = frozenset(
    {"kind", "id", "lang", "owner", "status", "updated", "as_of", "source", "view", "allow", "portrait"}
)
"""Fields that speak of the page: its owner may well be reached by e-mail."""


@dataclass(frozen=True)
class Profile:
    """One persona of the site as far as personas are compared; texts are in the page's language.

    ``share_low`` and ``share_high`` are Wilson's interval at 95% where the answers behind the share are known.
    """

    id: str
    name: str
    title: str
    archetype: str | None
    age: str | None
    occupation: str | None
    city: str | None
    share: float | None
    share_low: float | None
    share_high: float | None
    share_n: int | None
    primary: bool
    anti: bool
    proto: bool
    goals: tuple[str, ...]
    pains: tuple[str, ...]
    traits: Mapping[str, float]


@dataclass(frozen=True)
class NeedFacts:
    """A need: its id, or ``None`` with its text; the requirements that serve it, those released apart."""

    id: str | None
    text: str
    requirements: tuple[str, ...]
    released: tuple[str, ...]


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
    shares = [(p.id, p.share) for p in by_id if p.share is not None]
    needs = _needs(spec, lookup)
    known = [need for need in needs if need.id]
    asked = bool(known and lookup.all("requirement"))
    names, compared = _compared(profiles)
    return PersonaFacts(
        profiles=profiles,
        share_sum=fsum(share for _, share in shares) if shares else None,
        shares_known=len(shares),
        tips_over=_tips_over(shares),
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
    people = (spec, *sorted(others, key=lambda p: (p.anti, -(p.share.value if p.share else 0), p.id)))
    names = Counter(one.display_name for one in people)
    return tuple(_profile(one, twice=names[one.display_name] > 1) for one in people)


def _profile(one: Persona, *, twice: bool) -> Profile:
    """Return what is compared of a persona; two of the same name are told apart by their ids."""
    who, share = one.demographics, one.share
    range_ = wilson(round(share.value * share.n), share.n) if share and share.n else None
    name = f"{one.display_name} ({one.id})" if twice else one.display_name
    return Profile(
        one.id, name, one.title, one.archetype, who.age.text if who.age else None, who.occupation, who.city,
        share.value if share else None, range_.low if range_ else None, range_.high if range_ else None,
        share.n if share else None, one.primary, one.anti, one.proto, one.goals, one.pains, one.traits,
    )  # fmt: skip


def _tips_over(shares: Sequence[tuple[str, float]]) -> str | None:
    """Return the persona, in the order of ids, with whose share the sum passes 100 %: one warning is enough."""
    sums = accumulate(share for _, share in shares)
    return next((id_ for (id_, _), total in zip(shares, sums, strict=True) if above(total, 1)), None)


def _compared(profiles: Sequence[Profile]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the traits to compare and the personas that have them all.

    Whoever shares most traits with the first persona joins first, as long as three traits remain
    that all have: an axis on which somebody has no value cannot be drawn.
    """
    first, *others = profiles
    names, chosen = tuple(first.traits), [first]
    for other in sorted(others, key=lambda o: -len(first.traits.keys() & o.traits.keys())):
        common = tuple(name for name in names if name in other.traits)
        if len(common) >= _FEWEST_AXES and len(chosen) < _MOST_POLYGONS:
            names = common
            chosen.append(other)
    return (names, tuple(p.id for p in profiles if p in chosen)) if len(chosen) > 1 else ((), ())


def _needs(spec: Persona, lookup: Lookup) -> tuple[NeedFacts, ...]:
    """Return the needs that the persona names, then those that name the persona."""
    standing = [e for e in lookup.all("requirement") if e.model is not None and _status(e) not in _DROPPED]
    claimed = [
        Ref(entry.id)
        for entry in lookup.all("need")
        if spec.id in (getattr(entry.model, "personas", None) or ()) and entry.id not in spec.needs
    ]
    return tuple(_need(need, standing, lookup) for need in (*spec.needs, *claimed))


def _need(need: Ref | str, requirements: Sequence[Entry], lookup: Lookup) -> NeedFacts:
    if not isinstance(need, Ref):
        return NeedFacts(None, need, (), ())
    entry = lookup.get(need)
    serving = [r for r in requirements if need in (getattr(r.model, "needs", None) or ())]
    released = tuple(r.id for r in serving if _released(r, lookup))
    return NeedFacts(str(need), entry.title if entry else str(need), tuple(r.id for r in serving), released)


def _status(entry: Entry | None) -> Any:
    return getattr(entry.model, "status", None) if entry else None


def _released(requirement: Entry, lookup: Lookup) -> bool:
    """Tell whether users have it: the requirement is done, or the release it belongs to is out."""
    release = str(getattr(requirement.model, "release", None) or "")
    return _status(requirement) in _DONE or _status(lookup.get(release)) in _DONE


def _used_by(spec: Persona, lookup: Lookup) -> tuple[UsedBy, ...]:
    """Return every spec and page that refers to the persona, each once, by id."""
    found: dict[str, UsedBy] = {}
    for link in lookup.backlinks(spec.id):
        one = link.entry
        before = found[one.spec_id].fields if one.spec_id in found else ()
        fields = {*before, link.field} - {""}
        found[one.spec_id] = UsedBy(one.spec_id, one.noun, one.title, tuple(sorted(fields)))
    return tuple(found[id_] for id_ in sorted(found) if id_ != spec.id)


def problems(spec: Persona, facts: PersonaFacts, lookup: Lookup) -> Iterator[Finding]:
    """Yield what is doubtful about a valid persona, alone and among the others."""
    if facts.proto:
        yield Finding(("evidence",), "evidence")
    if spec.validated and spec.validated > lookup.today:
        yield Finding(("validated",), "validated_ahead", {"date": spec.validated, "today": lookup.today})
    if facts.tips_over == spec.id:
        # Ids rather than names: a page and its translation then say the same, and it is said once.
        by_id = sorted((p.id, p.share) for p in facts.profiles if p.share is not None)
        parts = ", ".join(f"{id_} {rounded(100 * share, 1)}%" for id_, share in by_id)
        yield Finding(
            ("share",), "shares", {"sum": f"{rounded(100 * (facts.share_sum or 0), 1)}%", "parts": parts}
        )
    # The one that is too many says so, and only that one: it is one decision.
    if facts.primary[_MOST_PRIMARY : _MOST_PRIMARY + 1] == (spec.id,):
        yield Finding(("priority",), "crowd", {"n": len(facts.primary), "most": _MOST_PRIMARY})
    yield from _personal_data(spec)


def _personal_data(spec: Persona) -> Iterator[Finding]:
    """Yield a warning for each sort of personal data in each text of the card."""
    seen = set()
    for path, found in personal_data_in(spec, skip=_NOT_ON_THE_CARD):
        if (path, found.sort) not in seen:
            yield Finding(path, f"pii_{found.sort}", {"found": found.masked})
        seen.add((path, found.sort))
