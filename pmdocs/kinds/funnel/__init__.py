"""Counts of the same people at one step after another: where they are lost, and which segment loses fewer.

Give the steps in the order of the process, with one count each; segments add a line of counts each.
Step conversion is the share of the step before, overall conversion the share of the first step.
"""

from __future__ import annotations

from pmdocs.kinds.funnel.checks import CHECKS
from pmdocs.kinds.funnel.facts import facts, problems
from pmdocs.kinds.funnel.model import Funnel
from pmdocs.kinds.funnel.views import charts, summary, tiles
from pmdocs.sdk import Kind

KIND = Kind(
    package=__name__, model=Funnel, checks=CHECKS, facts=facts, problems=problems,
    views=("steps", "changes", "segments", "funnel"), on_request=frozenset({"funnel"}),
    summary=summary, tiles=tiles, charts=charts, rows="steps",
)  # fmt: skip
