"""What an author writes of a journey."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from pmdocs.kinds.journey_map.emotion import Emotion, Scale
from pmdocs.sdk import Item, Model, Spec
from pmdocs.values.numbers import Count
from pmdocs.values.references import Ref, RefOrText, RefsOrTexts, RefTo
from pmdocs.values.text import Text, TextList

MOST = 12
"""More stages than this cannot be drawn side by side."""

Pains = Annotated[tuple[Ref | str, ...], RefsOrTexts("need", "requirement")]
Opportunities = Annotated[
    tuple[Ref | str, ...],
    RefsOrTexts("requirement", "need", "roadmap-item", "ab-test", "hypothesis", "objective"),
]


class Evidence(Model):
    """What a stage rests on: how many people, asked or watched how."""

    n: Count
    """How many people."""
    source: Text | None = None
    """How they were asked or watched: interviews, a survey, session recordings."""


class Stage(Item):
    """One stage of the journey: a column of the map."""

    noun: ClassVar[str] = "journey-stage"

    name: Text
    """What the stage is called, in a word or two."""
    emotion: Emotion
    """How it feels: frustrated, confused, neutral, satisfied, delighted, or a number on the scale."""
    before: Emotion | None = None
    """How it felt before the last change, on the same scale; drawn beside the present curve."""
    evidence: Evidence | None = None
    """What the stage rests on: {n: 12, source: interviews}."""
    goal: Text | None = None
    """What the persona wants here."""
    actions: TextList = ()
    """What the persona does."""
    touchpoints: TextList = ()
    """Where the persona meets the product or others: channels, screens, people."""
    thoughts: TextList = ()
    """What the persona thinks or says, in their own words."""
    pains: Pains = ()
    """What goes wrong: texts, or ids of needs."""
    opportunities: Opportunities = ()
    """What could be done about it: texts, or ids of requirements, needs, roadmap items, experiments."""
    duration: Text | None = None
    """How long the stage takes, as `2 min` or `a week`."""
    owner: Text | None = None
    """Who answers for the stage."""
    metric: Annotated[Ref | str, RefOrText("metric")] | None = None
    """What is measured here: a text, or the id of a metric."""
    frontstage: TextList = ()
    """What the company does in sight of the persona."""
    backstage: TextList = ()
    """What the company does out of sight."""


class JourneyMap(Spec):
    """One persona, one scenario, and the stages on the way to a goal."""

    persona: Annotated[Ref, RefTo("persona")]
    """Whose journey it is."""
    stages: Annotated[tuple[Stage, ...], Field(min_length=2, max_length=MOST)]
    """The stages in the order of time, 3 to 8 of them."""
    scenario: Text | None = None
    """What sets the journey off, in one sentence."""
    scale: Scale = 2
    """Ends of the scale of emotions: 2 for −2 to 2, 5 for −5 to 5."""
