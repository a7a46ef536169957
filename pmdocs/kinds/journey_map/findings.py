"""What a reader of a journey should be warned of."""

from __future__ import annotations

from collections.abc import Iterator

from pmdocs.kinds.journey_map.facts import JourneyFacts
from pmdocs.kinds.journey_map.model import JourneyMap
from pmdocs.sdk import Finding, Lookup

MOST_READ = 8
"""A reader loses the thread after so many stages."""


def problems(spec: JourneyMap, facts: JourneyFacts, _lookup: Lookup) -> Iterator[Finding]:
    """Yield what is doubtful about a valid journey."""
    if len(spec.stages) > MOST_READ:
        yield Finding(("stages",), "crowd", {"n": len(spec.stages), "most": MOST_READ})
    if facts.flat:
        yield Finding(("stages",), "flat")
    for place, stage in enumerate(spec.stages):
        if not stage.actions:
            yield Finding(("stages", place), "actions", {"stage": stage.name})
        if place in facts.lowest and not facts.flat and not stage.opportunities:
            yield Finding(("stages", place), "opportunity", {"stage": stage.name})
