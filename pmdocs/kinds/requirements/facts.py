"""What is computed from requirements: where they stand, what they are for, when they come, how much they move."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from statistics import median
from typing import Literal, get_args

from pmdocs.kinds.requirements.model import Change, Release, Requirement, Requirements, Status
from pmdocs.sdk import Lookup
from pmdocs.stats.requirements import MonthOfChanges, by_month, volatility
from pmdocs.values.references import Ref

Stage = Literal["done", "building", "agreed", "open", "aside"]
STAGES: tuple[Stage, ...] = get_args(Stage)
"""What a reader tells apart in a plan; ``aside`` is what was rejected or deferred."""
_STAGE: Mapping[Status, Stage] = {
    "done": "done", "in-progress": "building", "approved": "agreed", "proposed": "open", "draft": "open",
    "rejected": "aside", "deferred": "aside",
}  # fmt: skip
_MONTHS = 12
"""Months of changes that are drawn."""
_OUT = frozenset({"done", "released"})


@dataclass(frozen=True)
class ItemFacts:
    """One requirement, in the order of the file: what it is for, by id or text, and how long it has been open.

    ``released`` tells whether users have it: it is done, or its release is out. ``measured`` tells whether
    anything shows that it works.
    """

    id: str
    stage: Stage
    reasons: tuple[Ref | str, ...]
    age_days: int | None
    released: bool
    measured: bool


@dataclass(frozen=True)
class ReleaseFacts:
    """A release: its requirements by stage, and their effort where all of them have one.

    ``id`` is empty for what is in no release, ``own`` tells whether the page itself describes it.
    """

    id: str
    title: str
    day: dt.date | None
    out: bool
    own: bool
    counts: Mapping[Stage, int]
    efforts: Mapping[Stage, float] | None
    days_left: int | None

    @property
    def standing(self) -> int:
        """Requirements that are still meant to be."""
        return sum(n for stage, n in self.counts.items() if stage != "aside")

    @property
    def open(self) -> int:
        """Requirements that are not done yet."""
        return self.standing - self.counts["done"]

    @property
    def effort_open(self) -> float | None:
        """Effort of what is not done yet."""
        return (
            None
            if self.efforts is None
            else fsum(self.efforts[one] for one in ("building", "agreed", "open"))
        )


@dataclass(frozen=True)
class Coverage:
    """One question to all requirements: how many of ``all`` answer it, and the ids of those that do not."""

    name: Literal["reason", "acceptance", "release", "measured"]
    covered: int
    all: int
    missing: tuple[str, ...]

    @property
    def share(self) -> float | None:
        """The part that answers it; None where nobody is asked."""
        return self.covered / self.all if self.all else None


@dataclass(frozen=True)
class TraceRow:
    """A reason, with done and all requirements for it in each release, in the order of the releases."""

    id: str
    title: str
    noun: str
    cells: tuple[tuple[int, int], ...]
    done: int
    all: int


@dataclass(frozen=True)
class ChangeFacts:
    """A change with its requirement; ``before`` and ``after`` are words, a release by its name."""

    item: str
    place: int
    change: Change
    before: str | None
    after: str | None
    approved: bool
    lead_days: int | None


@dataclass(frozen=True)
class RequirementsFacts:
    """Everything computed. ``months`` are those in which anything changed; ``since_baseline`` is a ratio.

    ``lead_days`` is the median from proposal to decision. ``next`` is the release ahead that comes first.
    """

    today: dt.date | None
    items: tuple[ItemFacts, ...]
    counts: Mapping[Stage, int]
    releases: tuple[ReleaseFacts, ...]
    next: ReleaseFacts | None
    coverage: tuple[Coverage, ...]
    trace: tuple[TraceRow, ...]
    changes: tuple[ChangeFacts, ...]
    months: tuple[MonthOfChanges, ...]
    unapproved: int
    since_baseline: float | None
    lead_days: float | None

    @property
    def standing(self) -> int:
        """Requirements that are still meant to be."""
        return sum(n for stage, n in self.counts.items() if stage != "aside")


def facts(spec: Requirements, lookup: Lookup) -> RequirementsFacts:
    """Compute the facts of a register; only one with dates asks what day it is."""
    dated = any(one.date for one in spec.releases) or any(item.created for item in spec.items)
    today = lookup.today if dated else None
    known = _known_releases(spec, lookup)
    items = tuple(_item(item, known, today) for item in spec.items)
    releases = tuple(_release(id_, known, spec, items, today) for id_ in (*known, *_none(spec)))
    changes = tuple(sorted(_changes(spec, known), key=lambda one: one.change.date, reverse=True))
    ahead = [one for one in releases if one.days_left is not None and one.days_left >= 0 and not one.out]
    created = [item.created for item in spec.items]
    leads = [one.lead_days for one in changes if one.lead_days is not None]
    return RequirementsFacts(
        today=today, items=items, counts=_counted(one.stage for one in items), releases=releases,
        next=min(ahead, key=lambda one: one.days_left or 0, default=None),
        coverage=tuple(_coverage(spec, items)),
        trace=tuple(_trace(spec, items, [one.id for one in releases], lookup)), changes=changes,
        months=by_month((one.change.date for one in changes), created)[-_MONTHS:],
        unapproved=sum(not one.approved for one in changes),
        since_baseline=_since(spec.baseline, changes, created), lead_days=median(leads) if leads else None,
    )  # fmt: skip


def _known_releases(spec: Requirements, lookup: Lookup) -> dict[str, Release | None]:
    """Return the page's own releases, then those of other pages that its requirements name."""
    known: dict[str, Release | None] = {one.id: one for one in spec.releases}
    for item in spec.items:
        if item.release and item.release not in known:
            entry = lookup.get(item.release)
            known[str(item.release)] = entry.model if entry and isinstance(entry.model, Release) else None
    return known


def _none(spec: Requirements) -> list[str]:
    return [""] if any(item.release is None for item in spec.items) else []


def _item(item: Requirement, known: Mapping[str, Release | None], today: dt.date | None) -> ItemFacts:
    release = known.get(str(item.release or ""))
    reasons = (*item.needs, *([item.objective] if item.objective else []))
    aged = today and item.created and item.status != "done" and item.standing
    return ItemFacts(
        item.id, _STAGE[item.status], reasons or item.source[:1],
        (today - item.created).days if aged and today and item.created else None,
        item.status == "done" or bool(release and release.status in _OUT),
        bool(item.verified_by),
    )  # fmt: skip


def _counted(stages: Iterable[Stage]) -> dict[Stage, int]:
    found = list(stages)
    return {stage: found.count(stage) for stage in STAGES}


def _release(
    id_: str,
    known: Mapping[str, Release | None],
    spec: Requirements,
    items: Sequence[ItemFacts],
    today: dt.date | None,
) -> ReleaseFacts:
    """Gather what a release brings."""
    one = known.get(id_)
    mine = [
        (item, fact) for item, fact in zip(spec.items, items, strict=True) if str(item.release or "") == id_
    ]
    efforts = [(fact.stage, item.effort) for item, fact in mine if item.standing]
    day = one.date.last if one and one.date else None
    return ReleaseFacts(
        id_, one.title if one else id_, day, bool(one and one.status in _OUT), one in spec.releases,
        _counted(fact.stage for _, fact in mine),
        None if not efforts or any(effort is None for _, effort in efforts) else {
            stage: fsum(effort or 0 for at, effort in efforts if at == stage) for stage in STAGES
        },
        (day - today).days if day and today else None,
    )  # fmt: skip


def _coverage(spec: Requirements, items: Sequence[ItemFacts]) -> Iterator[Coverage]:
    """Yield what is asked of every requirement: of those that stand, and of those that users have."""
    standing = [(item, fact) for item, fact in zip(spec.items, items, strict=True) if item.standing]
    asked = (
        ("reason", standing, lambda item, _: bool(item.needs or item.objective)),
        ("acceptance", standing, lambda item, _: bool(item.acceptance)),
        ("release", standing, lambda item, _: item.release is not None),
        ("measured", [one for one in standing if one[1].released], lambda _, fact: fact.measured),
    )
    for name, of, answers in asked:
        missing = tuple(item.id for item, fact in of if not answers(item, fact))
        yield Coverage(name, len(of) - len(missing), len(of), missing)  # type: ignore[arg-type]


def _trace(
    spec: Requirements, items: Sequence[ItemFacts], releases: Sequence[str], lookup: Lookup
) -> Iterator[TraceRow]:
    """Yield a row for each reason, those without any last."""
    live = [(item, fact) for item, fact in zip(spec.items, items, strict=True) if item.standing]
    reasons = dict.fromkeys(reason for _, fact in live for reason in fact.reasons)
    for reason in (*reasons, ""):
        mine = [one for one in live if reason in one[1].reasons or not (reason or one[1].reasons)]
        cells = tuple(_done_of(mine, release) for release in releases)
        done, all_ = sum(n for n, _ in cells), sum(n for _, n in cells)
        entry = lookup.get(reason) if isinstance(reason, Ref) else None
        if all_:
            yield TraceRow(
                str(reason), entry.title if entry else reason, entry.noun if entry else "", cells, done, all_
            )


def _done_of(mine: Sequence[tuple[Requirement, ItemFacts]], release: str) -> tuple[int, int]:
    stages = [fact.stage for item, fact in mine if str(item.release or "") == release]
    return stages.count("done"), len(stages)


def _changes(spec: Requirements, known: Mapping[str, Release | None]) -> Iterator[ChangeFacts]:
    for item in spec.items:
        for place, one in enumerate(item.changes):
            titles = (
                {id_: release.title for id_, release in known.items() if release}
                if one.field == "release"
                else {}
            )
            before, after = (titles.get(text, text) if text else None for text in (one.from_, one.to))
            lead = (one.date - one.proposed).days if one.proposed else None
            yield ChangeFacts(item.id, place, one, before, after, one.approved_by is not None, lead)


def _since(
    baseline: dt.date | None, changes: Sequence[ChangeFacts], created: Sequence[dt.date | None]
) -> float | None:
    """Return the changes since the baseline over the requirements at it; None without a baseline."""
    if baseline is None:
        return None
    later = sum(one.change.date > baseline for one in changes)
    return volatility(later, sum(day is None or day <= baseline for day in created))
