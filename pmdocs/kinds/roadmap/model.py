"""What an author writes of a roadmap."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from pmdocs.sdk import Item, Model, Spec
from pmdocs.values.dates import Day, Moment, show_span
from pmdocs.values.numbers import Rate
from pmdocs.values.references import Ref, RefsTo, RefTo, Slug
from pmdocs.values.text import Text

Status = Literal["idea", "planned", "in-progress", "done", "paused", "dropped"]
GroupBy = Literal["theme", "objective", "owner"]


class RoadmapItem(Item):
    """Something to be built or learnt, with dates or with a horizon."""

    noun: ClassVar[str] = "roadmap-item"

    id: Slug
    """Id for references, unique in the whole site."""
    title: Text
    """What it is, in a few words."""
    outcome: Text | None = None
    """What will be different afterwards, in one sentence."""
    theme: Text | None = None
    """One of the roadmap's ``themes``."""
    start: Moment | None = None
    """First day, or a period that begins with it."""
    end: Moment | None = None
    """Last day, or a period that ends with it."""
    baseline_end: Moment | None = None
    """Last day as first planned; the slip is counted from it."""
    horizon: Literal["now", "next", "later"] | None = None
    """How soon, for plans without dates; worked out from the dates where it is left out."""
    status: Status | None = None
    """Where the work stands."""
    progress: Rate | None = None
    """Share of the work that is done."""
    confidence: Literal["low", "medium", "high"] | Rate | None = None
    """How sure the plan is: a word or a rate."""
    depends: Annotated[tuple[Ref, ...], RefsTo("roadmap-item")] = ()
    """Items that must end first, of this roadmap or another."""
    requirements: Annotated[tuple[Ref, ...], RefsTo("requirement")] = ()
    """Requirements that it fulfils."""
    needs: Annotated[tuple[Ref, ...], RefsTo("need")] = ()
    """Needs of users that it meets."""
    objective: Annotated[Ref, RefTo("objective", "okr")] | None = None
    """Objective that it serves."""
    release: Annotated[Ref, RefTo("release")] | None = None
    """Release that brings it to users."""
    owner: Text | None = None
    """Person or team that sees to it."""

    def when(self, lang: str) -> str:
        """Return the dates as text: Q1 – Q2 2026, 2026年4月至5月; empty where there are none."""
        return show_span(self.start, self.end, lang) if self.start and self.end else ""


class Milestone(Item):
    """A day that matters: a launch, a decision, a deadline."""

    noun: ClassVar[str] = "milestone"

    id: Slug
    """Id for references, unique in the whole site."""
    title: Text
    """What happens."""
    date: Moment
    """The day; of a period, its last."""
    release: Annotated[Ref, RefTo("release")] | None = None
    """Release that the milestone brings."""


class Change(Model):
    """One change of the plan: when, what, and why."""

    date: Day
    """Day on which it was decided."""
    item: Annotated[Ref, RefTo("roadmap-item", "milestone")] | None = None
    """Item or milestone that it is about; none for the plan as a whole."""
    what: Text
    """What is different now, in a few words."""
    why: Text | None = None
    """What led to it."""


class Roadmap(Spec):
    """What we plan to do, in which order, and what for."""

    vision: Text | None = None
    """What the product is for in the long run, in one sentence."""
    audience: Text | None = None
    """Whom this roadmap is for: the company, customers, a board; it decides what may stand in it."""
    mission: Text | None = None
    """How we go about it, in one sentence."""
    themes: tuple[Text, ...] = ()
    """Lines of work, in the order in which they are shown."""
    group_by: GroupBy | None = None
    """What groups the cards and makes the lanes; default: the theme, else the objective, else the owner."""
    items: Annotated[tuple[RoadmapItem, ...], Field(min_length=1)]
    """The plan: one map for each item."""
    milestones: tuple[Milestone, ...] = ()
    """Days that matter."""
    changes: tuple[Change, ...] = ()
    """Change log of the plan."""
