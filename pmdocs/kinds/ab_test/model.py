"""What an author writes about an experiment."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, model_validator

from pmdocs.kinds.ab_test.effects import Effect
from pmdocs.sdk import Model, Spec
from pmdocs.values.dates import Day
from pmdocs.values.numbers import Count, NonNegative, Number, Positive, Quantity, Rate, Share
from pmdocs.values.references import Ref, RefOrText
from pmdocs.values.text import Flag, Text


class Counts(Model):
    """People of one variant and what they did: conversions, or the mean of a number."""

    visitors: Count | None = None
    """People who were shown the variant; each once."""
    conversions: Count | None = None
    """How many of them did what the metric counts."""
    n: Count | None = None
    """The same as ``visitors``, as it is usually written beside a mean."""
    mean: Number | None = None
    """Mean of the metric over these people, where it is a number rather than yes or no."""
    sd: NonNegative | None = None
    """Standard deviation of the metric over these people."""

    @property
    def people(self) -> int | None:
        """How many people, under whichever name they were written."""
        return self.n if self.visitors is None else self.visitors

    @property
    def people_field(self) -> str:
        """The name under which they were written."""
        return "n" if self.visitors is None else "visitors"


class Variant(Counts):
    """One variant; the numbers may be left out where ``daily`` has them."""

    name: Text | None = None
    """What people saw; default: the key."""
    control: Flag | None = None
    """The variant that the others are compared with; default: the first."""


class Plan(Model):
    """What was decided before the start: the smallest effect worth finding, and how sure to be."""

    baseline: Rate | None = None
    """Rate expected without a change."""
    mean: Number | None = None
    """Mean expected without a change, where means are compared."""
    sd: Positive | None = None
    """Standard deviation expected, where means are compared."""
    mde: Effect | None = None
    """Smallest difference worth finding, in the better direction: ``2.5pp``; a number in the unit of the mean;
    ``+10%`` relative to the baseline."""
    power: Rate = 0.8
    """Chance to find a difference of that size."""
    alpha: Rate = 0.05
    """Chance to find a difference where there is none; with several variants it is shared among them."""
    sample: Count | None = None
    """People needed in each variant, where they were computed elsewhere, for groups of one size."""


class Guardrail(Model):
    """A number that the experiment must not harm, with one value for each variant: ``A: 99.6%, B: 99.5%``."""

    model_config = ConfigDict(
        extra="allow", json_schema_extra={"additionalProperties": {"type": ["number", "string", "null"]}}
    )
    __pydantic_extra__: dict[str, Quantity | None] = Field(init=False)

    name: Text
    """What is guarded."""
    n: Mapping[str, Count] = {}
    """People behind the value of each variant, ``{A: 21_300, B: 21_150}``; without them nothing is tested."""
    sd: Mapping[str, NonNegative] = {}
    """Standard deviation in each variant, where the values are means."""
    must_not_drop: Effect | None = None
    """Largest fall accepted: ``0.5pp``, a number in the unit of the values, or ``2%`` relative to the control."""
    must_not_rise: Effect | None = None
    """Largest rise accepted: ``0.5pp``, a number in the unit of the values, or ``2%`` relative to the control."""

    @property
    def values(self) -> Mapping[str, Quantity | None]:
        """The value of each variant; ``None`` where it is unknown."""
        return self.__pydantic_extra__


class DailyRow(Counts):
    """What one day added to one variant: people who came for the first time that day."""

    date: Day
    """The day."""
    variant: Text
    """Key of the variant."""


class AbTest(Spec):
    """Variants with counts or means, what was planned, and what was decided."""

    variants: Annotated[Mapping[str, Variant], Field(min_length=2)]
    """Variants by a short key: ``A: {name: …, visitors: …, conversions: …}``."""
    hypothesis: Annotated[Ref | str, RefOrText("hypothesis")] | None = None
    """What was expected and why: a hypothesis's id, or a sentence."""
    metric: Annotated[Ref | str, RefOrText("metric")] | None = None
    """The one metric that decides: a metric's id, or its name."""
    better: Literal["higher", "lower"] = "higher"
    """Which way the metric should go."""
    unit: Text | None = None
    """Unit of the mean, such as minutes."""
    start: Day | None = None
    """First day."""
    end: Day | None = None
    """Day on which the experiment was switched off: 2026-05-04 to 2026-05-25 is three weeks."""
    planned: Plan | None = None
    """What was decided before the start."""
    split: Mapping[str, Share] = {}
    """Intended share of people by variant; default: equal."""
    guardrails: tuple[Guardrail, ...] = ()
    """Numbers that must not get worse."""
    daily: tuple[DailyRow, ...] = ()
    """Rows of day, variant and counts; the totals may then be left out of ``variants``."""
    decision: Text | None = None
    """What was decided: ``ship B``, ``keep A``."""

    @model_validator(mode="before")
    @classmethod
    def _values_of_variants(cls, data: Any) -> Any:
        """Read no number from a column of a guardrail that is no variant: what is wrong is the column."""
        match data:
            case {"guardrails": list(rows), "variants": dict(variants)}:
                known = [*Guardrail.model_fields, *variants]
                return {**data, "guardrails": [_blanked(row, known) for row in rows]}
        return data

    @property
    def control(self) -> str:
        """Key of the variant that the others are compared with."""
        marked = (key for key, variant in self.variants.items() if variant.control)
        return next(marked, next(iter(self.variants)))

    @cached_property
    def of_means(self) -> bool:
        """Whether means are compared rather than rates."""
        counts: tuple[Counts, ...] = (*self.variants.values(), *self.daily)
        return any(one.mean is not None and one.conversions is None for one in counts)

    @property
    def shares(self) -> Mapping[str, float]:
        """Intended share of people by variant."""
        return self.split or dict.fromkeys(self.variants, 1 / len(self.variants))

    @property
    def alpha(self) -> float:
        """Chance to find a difference where there is none."""
        return self.planned.alpha if self.planned else 0.05

    @property
    def comparison_alpha(self) -> float:
        """The part of alpha that each comparison with the control has: intervals of differences have 1 − this.

        With it the chance of a false "better" is at most alpha over all variants together: Bonferroni.
        """
        return self.alpha / (len(self.variants) - 1)

    def effect_from(self, before: float) -> float | None:
        """Return the planned difference in absolute terms, in the better direction, seen from a rate or mean."""
        mde = self.planned.mde if self.planned else None
        return None if mde is None else abs(mde.of(before)) * (-1 if self.better == "lower" else 1)

    @property
    def days(self) -> int | None:
        """Days that the experiment ran.

        ``end`` is the day it was switched off; where it reads as the last whole day and that makes
        whole weeks, it is taken so.
        """
        if self.start is None or self.end is None:
            return None
        days = (self.end - self.start).days
        return days + (days % 7 == 6)  # noqa: PLR2004 -- one day short of whole weeks

    def name_of(self, key: str) -> str:
        """Return what a variant is called."""
        return self.variants[key].name or key


def _blanked(row: Any, known: Collection[str]) -> Any:
    return {key: raw if key in known else None for key, raw in row.items()} if isinstance(row, dict) else row
