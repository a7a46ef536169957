"""What no register of requirements can be."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pmdocs.kinds.requirements.model import STATUSES, Change, Requirement
from pmdocs.sdk import Checks, Finding, Findings
from pmdocs.sdk.checks import known_keys, listed, ordered

_NEXT: dict[str, frozenset[str]] = {
    "draft": frozenset({"proposed", "approved", "rejected", "deferred"}),
    "proposed": frozenset({"draft", "approved", "rejected", "deferred"}),
    "approved": frozenset({"in-progress", "done", "rejected", "deferred"}),
    "in-progress": frozenset({"approved", "done", "rejected", "deferred"}),
    "done": frozenset({"in-progress"}),
    "rejected": frozenset({"draft", "proposed"}),
    "deferred": frozenset({"draft", "proposed", "approved", "in-progress", "rejected"}),
}
"""Where a status may lead; what was rejected has to be proposed again before anybody builds it."""
_TRACKED = ("title", "type", "priority", "status", "release", "effort")
"""Fields whose value can be held against the log."""


def _of(item: Requirement, field: str) -> list[tuple[int, Change]]:
    return [(place, change) for place, change in enumerate(item.changes) if change.field == field]


def _current(item: Requirement, field: str) -> str:
    """Return the value of a field as the log would write it, empty where there is none."""
    value = getattr(item, field)
    return "" if value is None else f"{value:g}" if isinstance(value, float | int) else str(value)


def log_agrees_with_the_field(item: Requirement) -> Findings:
    """Refuse a log whose last entry of a field says something else than the field."""
    for field in _TRACKED:
        written = [(place, change.to) for place, change in _of(item, field) if change.to is not None]
        now = _current(item, field)
        if written and written[-1][1] != now:
            place, to = written[-1]
            yield Finding(("changes", place, "to"), "log", {"field": field, "to": to, "now": now or "–"})


def log_goes_on_from_itself(item: Requirement) -> Findings:
    """Refuse an entry that starts from something else than the one before it ended with."""
    for field in _TRACKED:
        for (_, before), (place, after) in pairwise(_of(item, field)):
            if before.to is not None and after.from_ not in {None, before.to}:
                values = {"field": field, "to": before.to, "from": after.from_}
                yield Finding(("changes", place, "from"), "gap", values)


def log_is_in_order(item: Requirement) -> Findings:
    """Refuse a change that stands after a later one."""
    for place, (before, after) in enumerate(pairwise(item.changes)):
        if after.date < before.date:
            values = {"date": after.date, "before": before.date}
            yield Finding(("changes", place + 1, "date"), "order", values)


def is_decided_after_it_was_proposed(change: Change) -> Findings:
    """Refuse a decision before the proposal."""
    yield from ordered(("date",), change.proposed, change.date, "too_early")


def status_is_known(change: Change) -> Findings:
    """Refuse a status that there is none of."""
    if change.field == "status":
        given = ((("from",), change.from_), (("to",), change.to))
        yield from known_keys(((at, text) for at, text in given if text), STATUSES)


def status_may_follow(change: Change) -> Findings:
    """Refuse a step that leaves out the decision: from rejected to done."""
    before, after = change.from_ or "", change.to or ""
    if change.field == "status" and before in _NEXT and after in _NEXT and after not in _NEXT[before]:
        values = {"from": before, "to": after, "allowed": listed(_in_order(before))}
        yield Finding(("to",), "transition", values)


def _in_order(status: str) -> Iterator[str]:
    return (one for one in STATUSES if one in _NEXT[status])


def only_a_quality_has_a_class(item: Requirement) -> Findings:
    """Refuse a quality characteristic of what is no quality."""
    if item.quality and item.type != "nonfunctional":
        yield Finding(("class",), "class_of", {"type": item.type or "–"})


CHECKS: Checks = {
    Change: (is_decided_after_it_was_proposed, status_is_known, status_may_follow),
    Requirement: (
        log_is_in_order, log_goes_on_from_itself, log_agrees_with_the_field, only_a_quality_has_a_class,
    ),
}  # fmt: skip
