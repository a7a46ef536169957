"""What a persona lives through, stage by stage, on the way to a goal, and how each stage feels.

Give the stages in the order of time, each with its `emotion`: one of frustrated, confused, neutral, satisfied and
delighted, or a number from −2 to 2 (`scale: 5`: from −5 to 5). Write what people do under `actions`, where they meet
the product under `touchpoints`, and what they say under `thoughts`. A pain should meet an opportunity in the same
stage: a text, or the id of a requirement, a need, a roadmap item or an experiment. `frontstage` and `backstage` add
what the company does in sight and out of sight of the persona, which turns the map into a service blueprint.
"""

from __future__ import annotations

from pmdocs.kinds.journey_map.checks import CHECKS
from pmdocs.kinds.journey_map.facts import facts, problems
from pmdocs.kinds.journey_map.model import JourneyMap
from pmdocs.kinds.journey_map.views import charts, summary, tiles
from pmdocs.sdk import Kind

KIND = Kind(
    package=__name__, model=JourneyMap, checks=CHECKS, facts=facts, problems=problems,
    views=("map", "emotion"), on_request=frozenset({"emotion"}), summary=summary, tiles=tiles, charts=charts,
    rows="stages", width="full",
)  # fmt: skip
