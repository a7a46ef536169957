"""Key figures: where each metric stands, how it moves, how far its target is, and what drives it.

A change is coloured by whether it is good, not by its sign. Periods that are not over are drawn dashed and left out
of every statement.
"""

from __future__ import annotations

from pmdocs.kinds.kpi_dashboard.checks import CHECKS
from pmdocs.kinds.kpi_dashboard.facts import facts, problems
from pmdocs.kinds.kpi_dashboard.model import KpiDashboard
from pmdocs.kinds.kpi_dashboard.views import charts, summary
from pmdocs.sdk import Kind

KIND = Kind(
    package=__name__, model=KpiDashboard, checks=CHECKS, facts=facts, problems=problems,
    views=("tiles", "tree", "trends", "bullets", "table"), summary=summary, charts=charts, rows="metrics",
    width="full",
)  # fmt: skip
