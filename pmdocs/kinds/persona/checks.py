"""What no persona can do without."""

from __future__ import annotations

from pmdocs.kinds.persona.model import Persona
from pmdocs.sdk import Checks, Finding, Findings


def has_goals_or_needs(persona: Persona) -> Findings:
    """Refuse a persona without goals and needs."""
    if not (persona.goals or persona.needs):
        yield Finding(("goals",), "no_goals")


def has_pains_or_behaviors(persona: Persona) -> Findings:
    """Refuse a persona without pains and behaviours."""
    if not (persona.pains or persona.behaviors):
        yield Finding(("pains",), "no_pains")


CHECKS: Checks = {Persona: (has_goals_or_needs, has_pains_or_behaviors)}
