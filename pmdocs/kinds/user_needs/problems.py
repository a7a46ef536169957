"""What is doubtful about needs that are valid."""

from __future__ import annotations

from collections.abc import Iterator

from pmdocs.kinds.user_needs.facts import NeedFacts, UserNeedsFacts
from pmdocs.kinds.user_needs.model import Need, UserNeeds
from pmdocs.sdk import Finding, Lookup

_FEWEST = 2
_SHORT = 4
"""A title of fewer letters than this would be found in any sentence."""


def problems(spec: UserNeeds, facts: UserNeedsFacts, _lookup: Lookup) -> Iterator[Finding]:
    """Yield what is doubtful about each need: its evidence, whose it is, whether it is one."""
    for place, (need, fact) in enumerate(zip(spec.needs, facts.needs, strict=True)):
        yield from (one.below(("needs", place)) for one in _doubts(need, fact))


def _doubts(need: Need, fact: NeedFacts) -> Iterator[Finding]:
    if fact.methods < _FEWEST:
        yield Finding(("evidence",), "few_methods", {"need": fact.title})
    if not need.personas:
        yield Finding((), "nobody", {"need": fact.title})
    if need.wish and need.job is None:
        yield Finding(("wish",), "wish_only", {"need": fact.title})
    solution = _solution_in(need, fact)
    if solution:
        yield Finding(("job",), "solution", {"need": fact.title, "solution": solution})
    if need.missing_parts:
        yield Finding(("job",), "half_job", {"parts": ", ".join(need.missing_parts)})


def _solution_in(need: Need, fact: NeedFacts) -> str:
    """Return the title of a requirement that the job names as if it were the need."""
    said = (need.job or "").casefold()
    titles = (one.title for one in fact.solutions if len(one.title) >= _SHORT)
    return next((title for title in titles if title.casefold() in said), "")
