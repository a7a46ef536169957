"""What a product has to do: a register of requirements, the releases that bring them, and every change of them.

Each requirement says what it is for, under `needs`, `objective` or `source`, and in which `release` it comes. What
changed afterwards stands under `changes`, with the reason and whoever approved it: the last entry of a field and the
field itself must say the same. Releases are items of the same page, so that roadmaps and others can refer to them.
"""

from __future__ import annotations

from pmdocs.kinds.requirements.checks import CHECKS
from pmdocs.kinds.requirements.facts import facts
from pmdocs.kinds.requirements.model import Requirements
from pmdocs.kinds.requirements.problems import problems
from pmdocs.kinds.requirements.views import charts, summary, tiles
from pmdocs.sdk import Kind

KIND = Kind(
    package=__name__, model=Requirements, checks=CHECKS, facts=facts, problems=problems,
    views=("register", "releases", "progress", "coverage", "trace", "criteria", "changes", "volatility"),
    summary=summary, tiles=tiles, charts=charts, rows="items", width="wide",
)  # fmt: skip
