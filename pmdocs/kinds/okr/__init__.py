"""Objectives with key results: scores from 0.0 to 1.0, pace, and how objectives serve one another.

A key result runs from ``start`` to ``target``; its score is the part of that way which is done, for falling
targets as well. An objective is the weighted mean of its key results.
"""

from __future__ import annotations

from pmdocs.kinds.okr.checks import CHECKS
from pmdocs.kinds.okr.facts import facts, problems
from pmdocs.kinds.okr.model import Okr
from pmdocs.kinds.okr.views import charts, summary, tiles
from pmdocs.sdk import Kind

KIND = Kind(
    package=__name__, model=Okr, checks=CHECKS, facts=facts, problems=problems,
    views=("objectives", "scores", "alignment", "checkins"), on_request=frozenset({"scores"}), summary=summary, tiles=tiles, charts=charts,
    rows="objectives",
)  # fmt: skip
