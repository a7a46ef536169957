"""What an author writes about hypotheses."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from pmdocs.kinds.lean_startup.criterion import Success
from pmdocs.sdk import Item, Spec
from pmdocs.values.dates import Day
from pmdocs.values.numbers import Number, Quantity
from pmdocs.values.references import Ref, RefOrText, RefsTo, RefTo, Slug
from pmdocs.values.text import Text


class Hypothesis(Item):
    """One thing that we believe, what would prove it, and what came of it."""

    noun: ClassVar[str] = "hypothesis"

    id: Slug
    """Id for references, unique in the whole site."""
    title: Text | None = None
    """Short name; default: what we believe."""
    we_believe: Text
    """What we believe, in one sentence that could be wrong."""
    persona: Annotated[Ref, RefTo("persona")] | None = None
    """Whom it is about."""
    requirements: Annotated[tuple[Ref, ...], RefsTo("requirement")] = ()
    """Requirements that stand or fall with it."""
    importance: Number | None = None
    """How much depends on it, from 0 to 10."""
    evidence: Number | None = None
    """How much is known already, from 0 (nothing) to 10 (proof)."""
    test: Annotated[Ref | str, RefOrText()] | None = None
    """How it is tested: the id of an experiment, or words such as interview or smoke test."""
    metric: Annotated[Ref | str, RefOrText("metric")] | None = None
    """What is measured: the id of a metric, or its name."""
    success: Success
    """What would prove it: ``better``, ``no worse``, or a value such as ``>= 22.5%``; written before the result."""
    kill: Text | None = None
    """At what point the test is stopped, whatever the plan."""
    cost: Text | None = None
    """What the test costs: days, people, money."""
    by: Day | None = None
    """Day by which it must be known."""
    started: Day | None = None
    """First day of the test."""
    ended: Day | None = None
    """Last day of the test."""
    result: Quantity | None = None
    """What was measured; left out where the linked experiment gives the verdict."""
    learned: Text | None = None
    """What we know now."""
    decision: Literal["persevere", "pivot", "stop"] | None = None
    """What follows from it."""

    @property
    def name_for_links(self) -> str:
        """What a link to the hypothesis shows."""
        return self.title or self.we_believe

    @property
    def risk(self) -> float | None:
        """Importance × (10 − evidence): how much rests on how little; None where one is unknown."""
        if self.importance is None or self.evidence is None:
            return None
        return self.importance * (10 - self.evidence)


class LeanStartup(Spec):
    """Hypotheses of a product or a team."""

    hypotheses: Annotated[tuple[Hypothesis, ...], Field(min_length=1)]
    """The hypotheses: one map for each."""
