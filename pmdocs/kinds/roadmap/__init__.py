"""What comes now, next and later, or when: a board without dates and a timeline of the same items.

Each item has either `start` and `end`, or a `horizon`: now, next or later. Dates may be as coarse as the plan
is sure: `2026-Q3` says more than an invented day. Where an item has dates, its horizon follows from them: what
overlaps the current quarter, or should have ended before it, is now; what starts within the next two quarters is
next. Say under `objective`, `needs` or `requirements` what each item is for, and under `depends` what it waits for.
"""

from __future__ import annotations

from pmdocs.kinds.roadmap.checks import CHECKS
from pmdocs.kinds.roadmap.facts import facts, problems
from pmdocs.kinds.roadmap.model import Roadmap
from pmdocs.kinds.roadmap.views import charts, summary, tiles
from pmdocs.sdk import Kind

KIND = Kind(
    package=__name__, model=Roadmap, checks=CHECKS, facts=facts, problems=problems,
    views=("board", "timeline", "vision", "list", "changes"), summary=summary, tiles=tiles, charts=charts, rows="items",
    width="full",
)  # fmt: skip
