"""Hypotheses, each with what would prove it before anybody looks: test, measure, learn, decide.

`success` is written before the result: an operator and a value (`>= 22.5%`), or `better` or `no worse`, which takes
over the verdict of the linked experiment; a result is not typed then. State, board and the speed of learning follow
from it. `importance` and `evidence`, from 0 to 10, place the assumptions: what matters and is not known is tested first
(Ries 2011; Bland & Osterwalder 2019).
"""

from __future__ import annotations

from pmdocs.kinds.lean_startup.checks import CHECKS
from pmdocs.kinds.lean_startup.facts import facts
from pmdocs.kinds.lean_startup.model import LeanStartup
from pmdocs.kinds.lean_startup.problems import problems
from pmdocs.kinds.lean_startup.views import charts, summary, tiles
from pmdocs.sdk import Kind

KIND = Kind(
    package=__name__, model=LeanStartup, checks=CHECKS, facts=facts, problems=problems,
    views=("board", "assumptions", "learning", "velocity"), summary=summary, tiles=tiles, charts=charts,
    rows="hypotheses", width="full",
)  # fmt: skip
