"""What an author writes of a funnel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, model_validator

from pmdocs.sdk import Item, Model, Spec
from pmdocs.values.dates import Period
from pmdocs.values.numbers import Count, Days, Rate
from pmdocs.values.references import Ref, RefTo
from pmdocs.values.text import Flag, Text


class Step(Item):
    """One step of the process."""

    name: Text
    """What people have done when they reach the step."""
    count: Count | None = None
    """How many reached it, when ``counts`` is not used."""
    metric: Annotated[Ref, RefTo("metric")] | None = None
    """Metric that counts the step."""
    requirement: Annotated[Ref, RefTo("requirement")] | None = None
    """Requirement that should improve the step."""


def _or_names(field: dict[str, Any]) -> None:
    """Let an editor accept the name of a step in place of the step."""
    field["items"] = {"anyOf": [field["items"], {"type": "string"}]}


class Previous(Model):
    """The same steps in an earlier period, to compare with."""

    period: Period
    """When those people entered the first step."""
    counts: tuple[Count, ...]
    """People at each step, in the order of the steps."""


class Funnel(Spec):
    """Steps with counts, for all people and by segment."""

    steps: Annotated[tuple[Step, ...], Field(min_length=2, max_length=300, json_schema_extra=_or_names)]
    """Steps in the order of the process: names, or maps with ``name`` and ``count``."""
    counts: tuple[Count, ...] = ()
    """People at each step; left out when the steps or the segments have them."""
    segments: Annotated[Mapping[str, tuple[Count, ...]], Field(max_length=20)] = {}
    """Counts at each step by segment."""
    segments_overlap: Flag = False
    """People may be in several segments, so that the segments need not add up to ``counts``."""
    targets: Mapping[str, Rate] = {}
    """Planned step conversion, by step name."""
    period: Period | None = None
    """When the people entered the first step."""
    previous: Previous | None = None
    """An earlier period with its counts; each step conversion is compared with it."""
    window_days: Days | None = None
    """Conversion window: days within which a person must reach a step to count, from the first step on."""
    ordered: Flag | None = None
    """Whether the steps must be done in this order (yes) or in any (no); said on the page where it is given."""
    unit: Text | None = None
    """What is counted, by default users; people rather than events."""

    @model_validator(mode="before")
    @classmethod
    def _named_steps(cls, data: Any) -> Any:
        if isinstance(data, dict) and isinstance(data.get("steps"), list):
            data = {**data, "steps": [{"name": s} if isinstance(s, str) else s for s in data["steps"]]}
        return data

    @property
    def names(self) -> list[str]:
        """The names of the steps."""
        return [step.name for step in self.steps]

    @property
    def totals(self) -> tuple[int, ...]:
        """People at each step: given, or the sum over the segments."""
        by_segment = zip(*self.segments.values(), strict=True)
        return self.counts or tuple(map(sum, by_segment)) or tuple(step.count or 0 for step in self.steps)
