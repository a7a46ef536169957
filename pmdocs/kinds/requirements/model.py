"""What an author writes about requirements, their changes and their releases."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, get_args

from pydantic import Field

from pmdocs.kinds.requirements.criteria import Criterion
from pmdocs.sdk import Item, Model, Spec
from pmdocs.values.dates import Day, Moment
from pmdocs.values.numbers import NonNegative
from pmdocs.values.references import Ref, RefsOrTexts, RefsTo, RefTo, Slug
from pmdocs.values.text import Text

Status = Literal["draft", "proposed", "approved", "in-progress", "done", "rejected", "deferred"]
STATUSES: tuple[Status, ...] = get_args(Status)
Field_ = Literal["title", "type", "priority", "status", "release", "effort", "scope", "acceptance", "needs"]
Quality = Literal[
    "functional-suitability", "performance-efficiency", "compatibility", "interaction-capability", "reliability",
    "security", "maintainability", "flexibility", "safety",
]  # fmt: skip
"""Quality characteristics of ISO/IEC 25010:2023."""


class Story(Model):
    """A user story: as whom, what, and what for."""

    as_: Annotated[Text, Field(alias="as")]
    """Who wants it."""
    want: Text
    """What they want."""
    so: Text | None = None
    """What for."""


class Change(Model):
    """One change of a requirement: what, why, and who let it pass."""

    date: Day
    """Day on which it was decided."""
    field: Field_
    """What changed: title, type, priority, status, release, effort, scope, acceptance or needs."""
    from_: Annotated[Text | None, Field(alias="from")] = None
    """What it was before, as the field would be written."""
    to: Text | None = None
    """What it is now."""
    why: Text | None = None
    """What led to it."""
    by: Text | None = None
    """Who asked for it."""
    proposed: Day | None = None
    """Day on which it was asked for; lead times are counted from it."""
    approved_by: Text | None = None
    """Who approved it, perhaps with the role: Zhao (Engineering)."""
    impact: Text | None = None
    """What it costs or moves."""


class Requirement(Item):
    """One thing that the product has to do or to be."""

    noun: ClassVar[str] = "requirement"

    id: Slug
    """Id for references, unique in the whole site."""
    title: Text
    """What it is, in a few words."""
    type: Literal["new", "improve", "fix", "nonfunctional"] | None = None
    """New, an improvement, a fix, or a quality of the whole."""
    quality: Annotated[Quality | None, Field(alias="class")] = None
    """Of a nonfunctional one: its quality characteristic by ISO/IEC 25010:2023."""
    story: Story | None = None
    """The user story: ``{as: …, want: …, so: …}``."""
    source: Annotated[tuple[Ref | str, ...], RefsOrTexts()] = ()
    """Where it comes from: words such as interview, or ids."""
    needs: Annotated[tuple[Ref, ...], RefsTo("need")] = ()
    """Needs of users that it serves."""
    objective: Annotated[Ref, RefTo("objective", "okr")] | None = None
    """Objective that it serves."""
    priority: Literal["high", "medium", "low"] | None = None
    """How important it is."""
    status: Status = "draft"
    """Where it stands."""
    release: Annotated[Ref, RefTo("release")] | None = None
    """Release that brings it."""
    effort: NonNegative | None = None
    """How much work it is, in the page's ``unit``."""
    owner: Text | None = None
    """Person or team that sees to it."""
    created: Day | None = None
    """Day on which it was first written down."""
    acceptance: tuple[Criterion, ...] = ()
    """When it counts as met: sentences, or maps with given, when and then."""
    verified_by: Annotated[tuple[Ref | str, ...], RefsOrTexts()] = ()
    """What shows that it works: an experiment, a metric, the name of a test."""
    changes: tuple[Change, ...] = ()
    """What changed since it was written down, the oldest first."""

    @property
    def standing(self) -> bool:
        """Whether it is still meant to be: neither rejected nor deferred."""
        return self.status not in {"rejected", "deferred"}

    @property
    def reasoned(self) -> bool:
        """Whether it says what it is for or where it comes from."""
        return bool(self.needs or self.objective or self.source)


class Release(Item):
    """A version that reaches users."""

    noun: ClassVar[str] = "release"

    id: Slug
    """Id for references, unique in the whole site."""
    title: Text
    """Name of the version."""
    date: Moment | None = None
    """Day or period in which it comes out; of a period, the last day."""
    status: Literal["planned", "in-progress", "done"] = "planned"
    """Whether it is planned, being built, or out."""
    goal: Text | None = None
    """What will be different for users, in one sentence."""


class Requirements(Spec):
    """Requirements of a product with their releases."""

    items: Annotated[tuple[Requirement, ...], Field(min_length=1)]
    """The requirements: one map for each."""
    releases: tuple[Release, ...] = ()
    """The releases, in order."""
    unit: Text | None = None
    """Unit of ``effort``; default: points."""
    baseline: Day | None = None
    """Day on which the requirements were agreed; later changes need an approval."""
