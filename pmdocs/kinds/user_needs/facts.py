"""What is computed from needs: opportunity, rank, what serves them, and the tree of solutions and tests.

Requirements, experiments and hypotheses are other kinds' business. A site may have none of them, and a kind knows no
other kind, so their fields are asked for by name: ``requirement.needs``, ``.status``, ``.verified_by``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any, Literal

from pmdocs.kinds.user_needs.model import Need, UserNeeds
from pmdocs.sdk import Entry, Lookup
from pmdocs.sdk.trace import serving
from pmdocs.stats.opportunity import Band, band, opportunity
from pmdocs.stats.weighting import ranks
from pmdocs.values.references import Ref

_DROPPED = frozenset({"rejected", "dropped", "deferred"})
_DONE = frozenset({"done", "released"})
_TESTS = frozenset({"ab-test", "hypothesis"})
_TWO = 2


@dataclass(frozen=True)
class Solution:
    """A requirement that serves a need, with the experiments and hypotheses that test it."""

    id: str
    title: str
    released: bool
    tests: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class NeedFacts:
    """One need, in the order of the file; scores are None where it is not rated.

    ``place`` is its rank by opportunity; equal scores share it.
    """

    id: str
    title: str
    importance: float | None
    satisfaction: float | None
    opportunity: float | None
    band: Band | None
    place: int | None
    overserved: bool
    methods: int
    solutions: tuple[Solution, ...]

    @property
    def released(self) -> bool:
        """Whether users have at least one solution."""
        return any(one.released for one in self.solutions)


@dataclass(frozen=True)
class Branch:
    """A node of the opportunity solution tree with its branches."""

    id: str
    title: str
    noun: Literal["outcome", "need", "requirement", "test"]
    opportunity: float | None
    branches: tuple[Branch, ...]


@dataclass(frozen=True)
class UserNeedsFacts:
    """Everything computed.

    ``served`` and ``released`` are shares of all needs, weighted by importance where ``weighted``. ``untested`` are
    the titles of solutions without a test that users do not have yet.
    """

    needs: tuple[NeedFacts, ...]
    ranked: tuple[NeedFacts, ...]
    served: float
    released: float
    weighted: bool
    tree: Branch
    untested: tuple[str, ...]

    @property
    def unserved(self) -> tuple[NeedFacts, ...]:
        """Needs that no requirement serves."""
        return tuple(one for one in self.needs if not one.solutions)

    @property
    def underserved(self) -> tuple[NeedFacts, ...]:
        """Needs whose score is at least worth considering, the highest first."""
        return tuple(one for one in self.ranked if one.band != "served")

    @property
    def triangulated(self) -> int:
        """Needs that at least two methods found."""
        return sum(one.methods >= _TWO for one in self.needs)


def facts(spec: UserNeeds, lookup: Lookup) -> UserNeedsFacts:
    """Compute the facts of needs; a site without requirements is fine."""
    scores = [opportunity(*need.rated) if need.rated else None for need in spec.needs]
    places = ranks(scores)
    needs = tuple(
        _need(need, score, place, lookup)
        for need, score, place in zip(spec.needs, scores, places, strict=True)
    )
    weights = [one.importance for one in needs]
    weighted = all(weight for weight in weights)
    untested = dict.fromkeys(
        one.title for need in needs for one in need.solutions if not one.tests and not one.released
    )
    return UserNeedsFacts(
        needs, tuple(sorted((one for one in needs if one.place is not None), key=lambda one: one.place or 0)),
        _share([bool(one.solutions) for one in needs], weights if weighted else []),
        _share([one.released for one in needs], weights if weighted else []),
        weighted, _tree(spec, needs, lookup), tuple(untested),
    )  # fmt: skip


def _share(covered: Sequence[bool], weights: Sequence[float | None]) -> float:
    """Return Σ weight of what is covered / Σ weight; equal weights where there are none."""
    parts = [weight or 0.0 for weight in weights] or [1.0] * len(covered)
    return fsum(part for part, yes in zip(parts, covered, strict=True) if yes) / fsum(parts)


def _need(need: Need, score: float | None, place: int | None, lookup: Lookup) -> NeedFacts:
    importance, satisfaction = need.rated or (None, None)
    return NeedFacts(
        need.id, need.name_for_links, importance, satisfaction, score, None if score is None else band(score), place,
        importance is not None and satisfaction is not None and satisfaction > importance,
        len(need.evidence.counts), tuple(_solutions(need.id, lookup)),
    )  # fmt: skip


def _solutions(id_: str, lookup: Lookup) -> Iterator[Solution]:
    for entry in serving(lookup, id_, "requirement", "needs"):
        status = getattr(entry.model, "status", None)
        if status not in _DROPPED:
            release = lookup.get(str(getattr(entry.model, "release", None) or ""))
            out = getattr(release.model, "status", None) in _DONE if release else False
            yield Solution(entry.id, entry.title, status in _DONE or out, tuple(_tests(entry, lookup)))


def _tests(requirement: Entry, lookup: Lookup) -> Iterator[tuple[str, str]]:
    """Yield id and title of what tests a requirement: what it names itself, and hypotheses that name it."""
    shown: Any = getattr(requirement.model, "verified_by", ())
    named = [entry for ref in shown if isinstance(ref, Ref) and (entry := lookup.get(ref))]
    found = [one for one in named if one.noun in _TESTS]
    found += serving(lookup, requirement.id, "hypothesis", "requirements")
    yield from dict.fromkeys((one.id, one.title) for one in found)


def _tree(spec: UserNeeds, needs: Sequence[NeedFacts], lookup: Lookup) -> Branch:
    """Return the opportunity solution tree (Torres 2021), from the outcome to the tests."""
    parents = {need.id: str(need.parent) for need in spec.needs if need.parent}
    outcome = lookup.get(spec.outcome) if spec.outcome else None
    own = {one.id: one for one in needs}
    roots = [one for one in needs if parents.get(one.id) not in own]
    branches = tuple(_branch(one, own, parents) for one in roots)
    return Branch(
        outcome.id if outcome else spec.id,
        outcome.title if outcome else spec.title,
        "outcome",
        None,
        branches,
    )


def _branch(one: NeedFacts, own: Mapping[str, NeedFacts], parents: Mapping[str, str]) -> Branch:
    parts = [_branch(own[id_], own, parents) for id_, parent in parents.items() if parent == one.id]
    parts += [
        Branch(s.id, s.title, "requirement", None, tuple(Branch(*test, "test", None, ()) for test in s.tests))
        for s in one.solutions
    ]
    return Branch(one.id, one.title, "need", one.opportunity, tuple(parts))
