"""A portfolio by relative market share and market growth: which products pay, and which need money.

The growth-share matrix of 1970. Relative share is the own share divided by that of the largest competitor, on a
logarithmic axis with high shares on the left; growth is that of the market, not of the product.
"""

from __future__ import annotations

from pmdocs.kinds.bcg_matrix.checks import CHECKS
from pmdocs.kinds.bcg_matrix.facts import facts, problems
from pmdocs.kinds.bcg_matrix.model import BcgMatrix
from pmdocs.kinds.bcg_matrix.views import charts, summary, tiles
from pmdocs.sdk import Kind

KIND = Kind(
    package=__name__, model=BcgMatrix, checks=CHECKS, facts=facts, problems=problems,
    views=("matrix", "quadrants"), summary=summary, tiles=tiles, charts=charts, rows="products",
)  # fmt: skip
