"""What is doubtful about hypotheses that are valid."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from pmdocs.kinds.lean_startup.facts import OPEN, HypothesisFacts, LeanStartupFacts
from pmdocs.kinds.lean_startup.model import Hypothesis, LeanStartup
from pmdocs.sdk import Finding, Lookup

_PATIENCE = 30
"""Days after a test until which a decision may wait."""
_MANY = 5
"""From so many decided hypotheses on, it is strange that none proved wrong."""
_VANITY = re.compile(
    r"\b(?:cumulative|all[- ]time|total (?:users|registrations|downloads|sign-?ups)|page ?views|followers)\b"
    r"|累计|总注册|总下载|总用户|浏览量|粉丝",
    re.IGNORECASE,
)


def problems(spec: LeanStartup, facts: LeanStartupFacts, lookup: Lookup) -> Iterator[Finding]:
    """Yield what is doubtful: each hypothesis, then all of them."""
    for place, (one, fact) in enumerate(zip(spec.hypotheses, facts.hypotheses, strict=True)):
        found = (*_measures(one, fact, lookup), *_learns(one, fact, lookup.today))
        yield from (each.below(("hypotheses", place)) for each in found)
    if facts.refuted == 0 and facts.decided >= _MANY:
        yield Finding(("hypotheses",), "all_right", {"n": facts.decided})


def _measures(one: Hypothesis, fact: HypothesisFacts, lookup: Lookup) -> Iterator[Finding]:
    """Yield measures that only ever grow, and results that the linked experiment does not bear out."""
    entry = lookup.get(one.metric) if one.metric else None
    name = entry.title if entry else str(one.metric or "")
    if _VANITY.search(name):
        yield Finding(("metric",), "vanity", {"metric": name})
    if one.success.wanted and fact.verdict is None and one.test:
        yield Finding(("success",), "no_experiment", {"wanted": one.success.wanted})
    if one.success.value and fact.state == "validated" and fact.verdict not in {None, "better"}:
        yield Finding(("result",), "not_borne_out", {"title": fact.title, "test": one.test})


def _learns(one: Hypothesis, fact: HypothesisFacts, today: dt.date) -> Iterator[Finding]:
    """Yield tests that ended without a lesson or a decision, and days that passed."""
    if fact.late:
        yield Finding(("by",), "late", {"title": fact.title, "by": one.by})
    if one.ended is None or fact.state in OPEN:
        return
    if one.learned is None:
        yield Finding((), "no_lesson", {"title": fact.title})
    if one.decision is None and (today - one.ended).days > _PATIENCE:
        yield Finding((), "no_decision", {"title": fact.title, "ended": one.ended})
