"""What an author writes about needs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from pmdocs.sdk import Item, Model, Spec
from pmdocs.stats.opportunity import score_of_answers
from pmdocs.values.numbers import Count, Number
from pmdocs.values.references import Ref, RefsTo, RefTo, Slug
from pmdocs.values.text import Text

METHODS = ("interview", "survey", "analytics", "observation")
"""The ways of finding out of which a need should have two."""
_PARTS: Mapping[str, re.Pattern[str]] = {
    "when": re.compile(r"\bwhen(?:ever)?\b|当", re.IGNORECASE),
    "want": re.compile(r"\bI (?:want|need|would like)\b|我(?:想|要|希望|需要)", re.IGNORECASE),
    "so": re.compile(r"\bso (?:that )?|以便|才能|从而|好让", re.IGNORECASE),
}


class NeedEvidence(Model):
    """How many people or analyses stand behind a need, by method."""

    interview: Count | None = None
    """People who spoke of it."""
    survey: Count | None = None
    """Answers to a survey that asked about it."""
    analytics: Count | None = None
    """Analyses of product data that show it."""
    observation: Count | None = None
    """People who were seen to have it."""

    @property
    def counts(self) -> Mapping[str, int]:
        """The methods that found it, with their counts."""
        return {name: n for name in METHODS if (n := getattr(self, name))}


class Need(Item):
    """One need of users, in their words and in ours."""

    noun: ClassVar[str] = "need"

    id: Slug
    """Id for references, unique in the whole site."""
    title: Text | None = None
    """Short name; default: the wish, else the job."""
    wish: Text | None = None
    """What they say they want."""
    job: Text | None = None
    """The need behind it: When … I want to … so I can …"""
    type: Literal["functional", "emotional", "social"] | None = None
    """Whether it is about getting something done, about feeling or about being seen."""
    personas: Annotated[tuple[Ref, ...], RefsTo("persona")] = ()
    """Whose need it is."""
    importance: Number | None = None
    """How much it matters to them, from 0 to 10."""
    satisfaction: Number | None = None
    """How well it is met today, from 0 to 10."""
    importance_answers: Mapping[str, Count] = {}
    """Instead of ``importance``: answers by rating from 1 to 5."""
    satisfaction_answers: Mapping[str, Count] = {}
    """Instead of ``satisfaction``: answers by rating from 1 to 5."""
    evidence: NeedEvidence = NeedEvidence()
    """How many people or analyses stand behind it, by method."""
    parent: Annotated[Ref, RefTo("need")] | None = None
    """Larger need that this one is part of."""

    @property
    def name_for_links(self) -> str:
        """What a link to the need shows."""
        return self.title or self.wish or self.job or self.id

    @property
    def rated(self) -> tuple[float, float] | None:
        """Importance and satisfaction from 0 to 10, of answers 10 × the share of 4 and 5; None where one is unknown."""
        pairs = ((self.importance, self.importance_answers), (self.satisfaction, self.satisfaction_answers))
        found = [score_of_answers(rated(answers)) if answers else value for value, answers in pairs]
        return (found[0], found[1]) if found[0] is not None and found[1] is not None else None

    @property
    def missing_parts(self) -> tuple[str, ...]:
        """The parts of a job statement that its sentence lacks."""
        return tuple(name for name, part in _PARTS.items() if self.job and not part.search(self.job))


def rated(answers: Mapping[str, int]) -> dict[int, int]:
    """Return counts by rating; a key that is no whole number counts as none."""
    return {int(key): n for key, n in answers.items() if key.isdigit()}


class UserNeeds(Spec):
    """Needs of the users of a product."""

    needs: Annotated[tuple[Need, ...], Field(min_length=1)]
    """The needs: one map for each."""
    outcome: Annotated[Ref, RefTo("objective", "key-result", "metric")] | None = None
    """What meeting them is to bring: an objective, a key result or a metric; the root of the tree."""
