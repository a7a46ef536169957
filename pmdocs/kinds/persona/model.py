"""What an author writes about a persona."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pmdocs.kinds.persona.values import Age, Level, PartOfUsers, Portrait
from pmdocs.sdk import Model, Spec
from pmdocs.values.dates import Day
from pmdocs.values.numbers import Count
from pmdocs.values.references import Ref, RefOrText, RefsOrTexts
from pmdocs.values.text import Flag, Text, TextList

_NAME_ENDS = re.compile(r"\s*(?:[,，、:：(（]|\s[-–—]\s|——).*", re.DOTALL)
_QUOTES = frozenset({'""', "''", "“”", "‘’", "「」", "『』"})


class Demographics(Model):
    """Who the persona is, in a few facts."""

    age: Age | None = None
    """Age in years, or a range: 27, 25-34, 60+."""
    gender: Text | None = None
    """Gender, where it matters to the product."""
    occupation: Text | None = None
    """What they do for a living."""
    company: Text | None = None
    """Kind and size of company, for a persona at work."""
    city: Text | None = None
    """Where they live."""
    household: Text | None = None
    """Whom they live with, and how."""
    education: Text | None = None
    """Education."""
    income: Text | None = None
    """Income, with its unit: 18k CNY/month."""
    other: Mapping[str, Text] = {}
    """Anything else worth knowing, by name."""


class Evidence(Model):
    """What the persona is built on: how many people were asked or watched, and which data were used."""

    interviews: Count | None = None
    """People interviewed."""
    survey: Count | None = None
    """Answers to a survey."""
    observations: Count | None = None
    """People watched at home or at work."""
    tests: Count | None = None
    """People in usability tests."""
    analytics: Text | None = None
    """Product data that were used, in a few words."""
    note: Text | None = None
    """Anything a reader should know about it: when, whom, how chosen."""

    @property
    def counts(self) -> Mapping[str, int]:
        """The methods that asked or watched somebody, with the number of people."""
        given = {name: getattr(self, name) for name in ("interviews", "survey", "observations", "tests")}
        return {name: n for name, n in given.items() if n}

    @property
    def methods(self) -> int:
        """How many ways of finding out were used."""
        return len(self.counts) + bool(self.analytics)


class Empathy(Model):
    """What a person like this says, thinks, does and feels."""

    says: TextList = ()
    """Words heard in interviews."""
    thinks: TextList = ()
    """What they think and may not say."""
    does: TextList = ()
    """What they were seen doing; default: ``behaviors``."""
    feels: TextList = ()
    """Emotions, with their cause."""
    pains: TextList = ()
    """Fears and obstacles; default: the persona's ``pains``."""
    gains: TextList = ()
    """Wishes and measures of success; default: the persona's ``goals``."""


class Persona(Spec):
    """A typical user, made from what is known of real ones."""

    name: Text | None = None
    """Name of the person; default: the title up to its first comma."""
    archetype: Text | None = None
    """The type in one line: what sets them apart."""
    portrait: Portrait | None = None
    """Picture beside this file; without one the card shows initials."""
    quote: Text | None = None
    """A sentence this person would say, best one that was heard."""
    demographics: Demographics = Demographics()
    """Age, occupation, city and so on."""
    interests: TextList = ()
    """What they like, beside the product."""
    goals: TextList = ()
    """What they want to reach."""
    needs: Annotated[tuple[Ref | str, ...], RefsOrTexts("need")] = ()
    """Needs, as ids or as texts."""
    pains: TextList = ()
    """What hurts or hinders them today."""
    behaviors: TextList = ()
    """What they do and when, as far as it concerns the product."""
    tools: TextList = ()
    """What they use today: apps, people, notebooks."""
    traits: Mapping[str, Level] = {}
    """Sliders from 1 (low) to 5 (high), by name; personas are compared on those of the same name."""
    scenario: Text | None = None
    """A typical day, as a short story."""
    segment: Annotated[Ref | str, RefOrText("segment")] | None = None
    """Market segment, as an id or as a text."""
    share: PartOfUsers | None = None
    """Share of all users that the persona stands for: 38%, or {value: 38%, n: 412} with the answers it rests on."""
    validated: Day | None = None
    """Day on which the persona was last checked against real users."""
    priority: Literal["primary", "secondary"] = "primary"
    """Whether the product is designed for this persona first; secondary ones must not be hurt."""
    anti: Flag = False
    """An anti-persona: somebody the product is not made for."""
    evidence: Evidence | None = None
    """What the persona is built on; without it the card says that it is an assumption."""
    empathy: Empathy | None = None
    """What they say, think, do and feel, for the empathy map."""

    @property
    def display_name(self) -> str:
        """The name, short enough for a chart: the given one, or the title up to its first comma."""
        return self.name or _NAME_ENDS.sub("", self.title) or self.title

    @property
    def spoken(self) -> str:
        """The quote without quotation marks of its own."""
        text = self.quote or ""
        ends, inner = text[:1] + text[-1:], text[1:-1]
        return inner if ends in _QUOTES and not set(ends) & set(inner) else text

    @property
    def proto(self) -> bool:
        """Whether nothing but assumption stands behind the persona."""
        return self.evidence is None or self.evidence.methods == 0

    @property
    def primary(self) -> bool:
        """Whether the product is designed for this persona first."""
        return self.priority == "primary" and not self.anti
