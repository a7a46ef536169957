"""What is computed from hypotheses: where each stands, what to test first, how fast we learn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal, get_args

from pmdocs.kinds import verdict_of
from pmdocs.kinds.lean_startup.model import Hypothesis, LeanStartup
from pmdocs.sdk import Lookup
from pmdocs.values.references import Ref

State = Literal["to-test", "building", "measuring", "validated", "invalidated", "inconclusive", "invalid"]
STATES: tuple[State, ...] = get_args(State)
OPEN: frozenset[State] = frozenset({"to-test", "building", "measuring"})
UNTESTED: frozenset[State] = frozenset({"to-test", "building"})
_BY_VERDICT: Mapping[str, Mapping[str, State]] = {
    "better": {
        "better": "validated", "worse": "invalidated", "no_difference": "invalidated",
        "inconclusive": "inconclusive", "not_enough": "inconclusive",
    },
    "no worse": {
        "better": "validated", "worse": "invalidated", "no_difference": "validated",
        "inconclusive": "inconclusive", "not_enough": "inconclusive",
    },
}  # fmt: skip
"""What the verdict of an experiment makes of a hypothesis, by what was wanted."""
_WHATEVER: Mapping[str | None, State] = {"invalid": "invalid", "running": "measuring"}
"""Verdicts that count whatever was wanted."""
_MONTHS = 12


@dataclass(frozen=True)
class HypothesisFacts:
    """One hypothesis, in the order of the file.

    ``verdict`` is that of the linked experiment. ``days`` are those of its test, the first and the last
    included; ``risk`` is importance × (10 − evidence), ``late`` the days since it should have been known.
    """

    id: str
    title: str
    state: State
    verdict: str | None
    days: int | None
    risk: float | None
    late: int | None


@dataclass(frozen=True)
class Month:
    """One month with what was learned in it: tests that ended, by what came of them."""

    first: dt.date
    counts: Mapping[State, int]


@dataclass(frozen=True)
class LeanStartupFacts:
    """Everything computed. ``columns`` are places of hypotheses by state; ``riskiest`` is untested.

    ``cycle`` is the median of days a test took; ``refuted`` is the share of the decided that proved wrong.
    """

    today: dt.date
    hypotheses: tuple[HypothesisFacts, ...]
    columns: Mapping[State, tuple[int, ...]]
    riskiest: HypothesisFacts | None
    cycle: float | None
    refuted: float | None
    months: tuple[Month, ...]

    @property
    def decided(self) -> int:
        """Hypotheses that proved right or wrong."""
        return len(self.columns["validated"]) + len(self.columns["invalidated"])


def facts(spec: LeanStartup, lookup: Lookup) -> LeanStartupFacts:
    """Compute the facts of hypotheses."""
    found = tuple(_hypothesis(one, lookup) for one in spec.hypotheses)
    columns = {state: tuple(n for n, one in enumerate(found) if one.state == state) for state in STATES}
    waiting = [one for one in found if one.state in UNTESTED and one.risk is not None]
    days = [one.days for one in found if one.days is not None and one.state not in OPEN]
    decided = len(columns["validated"]) + len(columns["invalidated"])
    return LeanStartupFacts(
        lookup.today, found, columns, max(waiting, key=lambda one: one.risk or 0, default=None),
        median(days) if days else None, len(columns["invalidated"]) / decided if decided else None,
        _months(spec, found),
    )  # fmt: skip


def _hypothesis(one: Hypothesis, lookup: Lookup) -> HypothesisFacts:
    verdict = verdict_of(lookup.get(one.test), lookup) if isinstance(one.test, Ref) else None
    state = _state(one, verdict)
    late = (lookup.today - one.by).days if one.by and state in OPEN else 0
    days = (one.ended - one.started).days + 1 if one.started and one.ended else None
    return HypothesisFacts(
        one.id, one.name_for_links, state, verdict, days, one.risk, late if late > 0 else None
    )


def _state(one: Hypothesis, verdict: str | None) -> State:
    """Return where a hypothesis stands: by the linked experiment where it decides, else by its result and dates."""
    if verdict in _WHATEVER:
        return _WHATEVER[verdict]
    if one.success.wanted and verdict:
        return _BY_VERDICT[one.success.wanted].get(verdict, "inconclusive")
    if one.result is not None:
        met: State = "validated" if one.success.met(one.result) else "invalidated"
        return "inconclusive" if verdict in {"inconclusive", "not_enough"} else met
    return _underway(one)


def _underway(one: Hypothesis) -> State:
    """Return where a hypothesis stands that nobody has a result for."""
    if one.ended:
        return "inconclusive"
    if one.started:
        return "measuring"
    return "building" if one.test else "to-test"


def _months(spec: LeanStartup, found: Sequence[HypothesisFacts]) -> tuple[Month, ...]:
    """Return every month from the first test that ended to the last."""
    ended = [
        (one.ended.replace(day=1), fact.state)
        for one, fact in zip(spec.hypotheses, found, strict=True)
        if one.ended
    ]
    months, first = [], min((month for month, _ in ended), default=None)
    while first and first <= max(month for month, _ in ended):
        inside = [state for month, state in ended if month == first]
        months.append(Month(first, {state: inside.count(state) for state in STATES if state not in OPEN}))
        first = (first + dt.timedelta(days=32)).replace(day=1)
    return tuple(months[-_MONTHS:])
