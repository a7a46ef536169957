"""What a reader of a register of requirements should be warned of."""

from __future__ import annotations

from collections.abc import Iterator

from pmdocs.kinds.requirements.facts import RequirementsFacts
from pmdocs.kinds.requirements.model import Change, Requirement, Requirements
from pmdocs.sdk import Finding, Lookup


def problems(spec: Requirements, facts: RequirementsFacts, _lookup: Lookup) -> Iterator[Finding]:
    """Yield what is doubtful about valid requirements: each alone, then the releases."""
    for place, item in enumerate(spec.items):
        found = (*_reasons(item), *_criteria(item), *_log(item, spec))
        yield from (one.below(("items", place)) for one in found)
    for place, (release, fact) in enumerate(zip(spec.releases, facts.releases, strict=False)):
        at = ("releases", place, "status")
        if fact.out and fact.open:
            key = "unfinished_one" if fact.open == 1 else "unfinished"
            yield Finding(at, key, {"release": release.title, "n": fact.open})
        if fact.out and fact.days_left is not None and fact.days_left > 0:
            yield Finding(at, "not_yet", {"release": release.title, "date": fact.day})


def _reasons(item: Requirement) -> Iterator[Finding]:
    """Yield what a requirement is not tied to: a reason, and once it is done a release."""
    if item.standing and not item.reasoned:
        yield Finding((), "orphan", {"title": item.title})
    if item.status == "done" and item.release is None:
        yield Finding((), "no_release", {"title": item.title})


def _criteria(item: Requirement) -> Iterator[Finding]:
    """Yield criteria that are missing where they matter most, and those of which a part is missing."""
    if item.standing and item.priority == "high" and not item.acceptance:
        yield Finding(("priority",), "accept", {"title": item.title})
    for place, one in enumerate(item.acceptance):
        if one.missing:
            yield Finding(("acceptance", place), "half_criterion", {"parts": ", ".join(one.missing)})


def _log(item: Requirement, spec: Requirements) -> Iterator[Finding]:
    """Yield changes without a reason, and those that nobody approved although somebody had to."""
    for place, one in enumerate(item.changes):
        at = ("changes", place)
        if one.why is None:
            yield Finding(at, "why", {"title": item.title, "date": one.date})
        if one.approved_by is None and (key := _unapproved(one, spec)):
            values = {"title": item.title, "date": one.date, "baseline": spec.baseline}
            yield Finding(at, key, values)


def _unapproved(change: Change, spec: Requirements) -> str:
    """Return why a change would need an approval: it is one, or it comes after the baseline."""
    if change.field == "status" and change.to == "approved":
        return "approval"
    return "frozen" if spec.baseline and change.date > spec.baseline and change.field != "status" else ""
