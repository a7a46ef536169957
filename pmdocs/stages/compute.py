"""compute: a spec and its questions to the site → facts, and what its kind has to say about them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pmdocs.diagnostics.problem import Severity
from pmdocs.sdk import Finding, Lookup, Spec
from pmdocs.sdk.columns import columns_are_there
from pmdocs.site.documents import Computed, Document


def compute(document: Document, lookup: Lookup, stale_after: int) -> Computed:
    """Compute the facts of a valid document and judge them; ``stale_after`` is in days.

    A document with errors has no facts: nothing is computed from what cannot be trusted.
    """
    kind = document.kind
    spec = document.model if kind else None
    if kind is None or not isinstance(spec, Spec):
        return Computed(None)
    lost = [kind.messages.problem(one, document.node) for one in columns_are_there(spec, lookup)]
    if lost or document.broken:
        return Computed(None, tuple(lost))
    facts = kind.kind.facts(spec, lookup)
    findings = [
        *kind.kind.problems(spec, facts, lookup),
        *_freshness(spec, lookup, stale_after),
        *_source(spec),
    ]
    problems = [kind.messages.problem(finding, document.node) for finding in findings]
    accepted = {allow.code: allow.why for allow in spec.allow}
    silent = [p for p in problems if p.code in accepted and p.severity is not Severity.ERROR]
    return Computed(
        facts,
        tuple(p for p in problems if p not in silent),
        tuple((p, accepted[p.code]) for p in silent),
    )


def _freshness(spec: Spec, lookup: Lookup, stale_after: int) -> Iterator[Finding]:
    """Yield W-STALE for data older than the limit, counted from the end of ``as_of``."""
    if spec.as_of is None or spec.status == "archived" or _is_over(spec, lookup.today):
        return
    age = (lookup.today - spec.as_of.last).days
    if age > stale_after:
        yield Finding(("as_of",), "stale", {"age": age, "limit": stale_after})


def _is_over(spec: Spec, today: dt.date) -> bool:
    """Whether what the spec is about has ended, so that its numbers grow no older: a test, a cycle."""
    ends = (getattr(spec, name, None) for name in ("end", "cycle"))
    last = [getattr(end, "last", end) for end in ends if end is not None]
    return any(isinstance(day, dt.date) and day < today for day in last)


def _source(spec: Spec) -> Iterator[Finding]:
    """Yield W-SOURCE where nobody can tell where the numbers come from, or for when they hold."""
    if spec.source is None and spec.as_of is None:
        yield Finding((), "no_source")
