"""What users need: the wish they say and the need behind it, how much it matters and how well it is met.

The landscape places each need by importance and satisfaction, from 0 to 10, and the opportunity score ranks them
(Ulwick 2002). The opportunity solution tree (Torres 2021) is drawn from references alone: only `outcome` and the
`parent` of a need are written here; requirements name the needs that they serve, and what tests them.
"""

from __future__ import annotations

from pmdocs.kinds.user_needs.checks import CHECKS
from pmdocs.kinds.user_needs.facts import facts
from pmdocs.kinds.user_needs.model import UserNeeds
from pmdocs.kinds.user_needs.problems import problems
from pmdocs.kinds.user_needs.views import charts, summary, tiles
from pmdocs.sdk import Kind

KIND = Kind(
    package=__name__, model=UserNeeds, checks=CHECKS, facts=facts, problems=problems,
    views=("landscape", "opportunities", "register", "tree", "evidence"), summary=summary, tiles=tiles, charts=charts,
    rows="needs", width="wide",
)  # fmt: skip
