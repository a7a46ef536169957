"""What an author writes about objectives and key results."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pmdocs.sdk import Item, Model, Spec
from pmdocs.values.dates import Day, Period
from pmdocs.values.numbers import Positive, Quantity, Rate, on_scale
from pmdocs.values.references import Ref, RefTo
from pmdocs.values.refusal import Reads
from pmdocs.values.text import Flag, Text

SUREST = 10
"""The end of the scale of confidence."""

Confidence = Annotated[
    float, Reads(on_scale(SUREST, "7"), {"type": ["number", "string"], "examples": [7, "7/10"]})
]
"""A point on the scale from 1 to 10."""


class KeyResult(Item):
    """One measure of an objective: from where, to where, and where it stands."""

    noun = "key-result"

    title: Text
    """What is measured."""
    target: Quantity | None = None
    """Value to reach: a number, or a rate with %; left out with ``done``."""
    unit: Text | None = None
    """Unit or currency of the numbers, such as days or EUR; default: the one written beside them."""
    start: Quantity | None = None
    """Value at the beginning of the cycle; default 0."""
    current: Quantity | None = None
    """Value now; default: the latest value of ``metric``, else unknown."""
    metric: Annotated[Ref, RefTo("metric")] | None = None
    """Metric whose latest value is the current one."""
    done: Flag | None = None
    """For a yes/no result: whether it is reached."""
    confidence: Confidence | None = None
    """How sure the team is of reaching the target, from 1 to 10."""
    weight: Positive = 1.0
    """Weight within the objective."""
    owner: Text | None = None
    """Person or team that answers for it."""

    @property
    def measure(self) -> str:
        """Unit of the numbers as it is shown, empty where there is none."""
        written = (one.measured for one in (self.target, self.current, self.start) if one and one.measured)
        return self.unit or next((one.unit if one.is_money else one.written for one in written), "")


class Checkin(Model):
    """Scores of key results on one day."""

    date: Day
    """Day of the check-in."""
    scores: Mapping[str, Rate]
    """Score from 0 to 1 by id of the key result."""


class Objective(Item):
    """What is to be achieved, and the results by which it is known."""

    noun = "objective"

    title: Text
    """The objective, in words that say where to, not how."""
    type: Literal["aspirational", "committed"] = "aspirational"
    """Aspirational: 0.7 is good. Committed: 1.0 is expected."""
    key_results: tuple[KeyResult, ...] = ()
    """Two to five key results."""
    parent: Annotated[Ref, RefTo("objective")] | None = None
    """Objective that this one serves."""
    owner: Text | None = None
    """Person or team that answers for it."""
    checkins: tuple[Checkin, ...] = ()
    """Earlier scores, for the trend."""
    grade: Rate | None = None
    """After the cycle: the grade that the team gives, from 0 to 1; the computed score stays beside it."""
    retrospective: Text | None = None
    """After the cycle: what was learned, in a sentence or two."""


class Okr(Spec):
    """Objectives and key results of one team in one cycle."""

    objectives: tuple[Objective, ...]
    """The objectives, at most five."""
    cycle: Period
    """The cycle: a quarter, a year, a month."""
    team: Text | None = None
    """Team whose objectives these are; none for the company's."""
