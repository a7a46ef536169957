"""A typical user on one page: who they are, what they want, what stands in the way, and how we know.

Say at least one of `goals` or `needs`, and one of `pains` or `behaviors`. Under `evidence` say what the persona
is built on; without it the card is marked as a proto-persona. `traits` are sliders from 1 to 5: give all personas
traits of the same names, and they are compared on one radar. `share` is the part of all users that the persona
stands for. `anti: true` marks somebody the product is not made for. Add `empathy` for an empathy map. Invent the
person: a telephone number, an identity number or an e-mail address on a card is taken for a real one's.
"""

from __future__ import annotations

from pmdocs.kinds.persona.checks import CHECKS
from pmdocs.kinds.persona.facts import facts, problems
from pmdocs.kinds.persona.model import Persona
from pmdocs.kinds.persona.views import charts, summary, tiles
from pmdocs.sdk import Kind

KIND = Kind(
    package=__name__, model=Persona, checks=CHECKS, facts=facts, problems=problems,
    views=("card", "empathy-map", "compare"), summary=summary, tiles=tiles, charts=charts,
)  # fmt: skip
