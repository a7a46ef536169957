"""Our product beside its competitors: a table of criteria, weighted scores, a radar, a map, market shares.

List the products by key, name your own under `us`, and rate each of them on each criterion: a number from 0 to
`scale`, or `full`, `partial`, `none`, `yes`, `no`. Write `~` where you do not know; nobody is punished for it, but a
product rated on less than 80% of the weight is not ranked. Say under `source` where the ratings come from.

`price` and `share` add rows to the table, a map of price against quality, and the concentration of the market. The map
compares any two of `price`, `score` (the weighted score), a criterion, or a group: `positioning: {x: price, y: Function}`.
The radar appears for up to four products and four to eight criteria that all of them are rated on.
"""

from __future__ import annotations

from pmdocs.kinds.competitor_matrix.checks import CHECKS
from pmdocs.kinds.competitor_matrix.facts import facts, problems
from pmdocs.kinds.competitor_matrix.model import CompetitorMatrix
from pmdocs.kinds.competitor_matrix.views import charts, summary, tiles
from pmdocs.sdk import Kind

KIND = Kind(
    package=__name__, model=CompetitorMatrix, checks=CHECKS, facts=facts, problems=problems,
    views=("table", "scores", "radar", "positioning", "shares", "strengths"), summary=summary, tiles=tiles,
    charts=charts, rows="criteria", width="full",
)  # fmt: skip
