"""What no journey can be."""

from __future__ import annotations

from pmdocs.kinds.journey_map.emotion import WIDEST
from pmdocs.kinds.journey_map.model import JourneyMap
from pmdocs.sdk import Checks, Findings
from pmdocs.sdk.checks import within


def emotions_are_on_the_scale(journey: JourneyMap) -> Findings:
    """Refuse emotions beyond the ends of the scale; one that cannot be read does not hide the others."""
    for place, stage in enumerate(journey.stages):
        for name in ("emotion", "before"):
            given = getattr(stage, name) if name in stage.model_fields_set else None
            if given is None:
                continue
            value, at = given.on(journey.scale), ("stages", place, name)
            key = "outside_narrow" if journey.scale < WIDEST and abs(value) <= WIDEST else "outside"
            yield from within(at, value, -journey.scale, journey.scale, key)


CHECKS: Checks = {JourneyMap: (emotions_are_on_the_scale,)}
