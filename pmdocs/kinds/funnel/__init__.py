"""Counts of the same people at one step after another: where they are lost, and which segment loses fewer.

Give the steps in the order of the process, with one count each; segments add a line of counts each.
Step conversion is the share of the step before, overall conversion the share of the first step.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from pmdocs.diagnostics.problem import Phrase
from pmdocs.kinds.funnel.charts import charts
from pmdocs.kinds.funnel.facts import Chance, FunnelFacts, StepFacts, facts
from pmdocs.sdk import GIVEN, Finding, Item, Kind, Lookup, Spec, Tile, Words
from pmdocs.values.dates import Period
from pmdocs.values.numbers import Count, Rate
from pmdocs.values.references import Ref, RefTo
from pmdocs.values.refusal import refuse
from pmdocs.values.text import Flag, Text

SMALL = 100
"""Fewer people than this at the last step say little about its rate."""


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


class Funnel(Spec):
    """Steps with counts, for all people and by segment."""

    steps: Annotated[tuple[Step, ...], Field(min_length=2)]
    """Steps in the order of the process: names, or maps with ``name`` and ``count``."""
    counts: tuple[Count, ...] = ()
    """People at each step; left out when the steps or the segments have them."""
    segments: Mapping[str, tuple[Count, ...]] = {}
    """Counts at each step by segment."""
    segments_overlap: Flag = False
    """People may be in several segments, so that the segments need not add up to ``counts``."""
    targets: Mapping[str, Rate] = {}
    """Planned step conversion, by step name."""
    period: Period | None = None
    """When the people entered the first step."""
    unit: Text | None = None
    """What is counted, by default users; people rather than events."""

    @model_validator(mode="before")
    @classmethod
    def _named_steps(cls, data: Any) -> Any:
        if isinstance(data, dict) and isinstance(data.get("steps"), list):
            data = {**data, "steps": [{"name": s} if isinstance(s, str) else s for s in data["steps"]]}
        return data

    @model_validator(mode="after")
    def _counts_fit(self) -> Self:
        _refuse_lengths(self)
        _refuse_empty_start(self)
        _refuse_sums(self)
        for name in self.targets:
            if name not in {step.name for step in self.steps[1:]}:
                known = ", ".join(step.name for step in self.steps[1:])
                refuse(
                    "E-FIELD", _NO_STEP.fill(name=name), _STEPS_ARE.fill(known=known), at=("targets", name)
                )
        return self

    @property
    def totals(self) -> tuple[int, ...]:
        """People at each step: given, or the sum over the segments."""
        if self.counts:
            return self.counts
        if self.segments:
            return tuple(sum(column) for column in zip(*self.segments.values(), strict=True))
        return tuple(step.count or 0 for step in self.steps)


def _refuse_lengths(funnel: Funnel) -> None:
    expected = len(funnel.steps)
    if not funnel.counts and not funnel.segments and any(step.count is None for step in funnel.steps):
        refuse("E-REQ", _NO_COUNTS, _NO_COUNTS_HINT, at=("counts",))
    if funnel.counts and len(funnel.counts) != expected:
        refuse("E-LEN", _LENGTHS.fill(steps=expected, counts=len(funnel.counts)), at=("counts",))
    for name, counts in funnel.segments.items():
        if len(counts) != expected:
            refuse("E-LEN", _LENGTHS.fill(steps=expected, counts=len(counts)), at=("segments", name))


def _refuse_empty_start(funnel: Funnel) -> None:
    if funnel.totals[0] == 0:
        refuse("E-RANGE", _EMPTY_START, at=("counts", 0) if funnel.counts else ("steps", 0))
    for name, counts in funnel.segments.items():
        if counts[0] == 0:
            refuse("E-RANGE", _EMPTY_START, at=("segments", name, 0))


def _refuse_sums(funnel: Funnel) -> None:
    if not funnel.counts or not funnel.segments or funnel.segments_overlap:
        return
    for index, column in enumerate(zip(*funnel.segments.values(), strict=True)):
        if sum(column) != funnel.counts[index]:
            step, total = funnel.steps[index].name, funnel.counts[index]
            message = _SUMS.fill(step=step, total=f"{total:,}", sum=f"{sum(column):,}")
            refuse("E-SUM", message, _SUMS_HINT, at=("counts", index))


def problems(spec: Funnel, facts: FunnelFacts, _lookup: Lookup) -> Iterator[Finding]:
    """Yield what a reader of the funnel should be told."""
    for index, step in enumerate(facts.steps[1:], start=1):
        before = facts.steps[index - 1]
        if step.count > before.count:
            values = {"before": f"{before.count:,}", "after": f"{step.count:,}", "step": step.name}
            yield Finding("W-NESTED", ("counts", index), "grows", values)
    if (spec.unit or "").lower() in {"events", "event", "事件", "次"}:
        yield Finding("W-UNIT", ("unit",), "events")
    if facts.steps[-1].count < SMALL:
        yield Finding("W-SMALL", ("counts", len(facts.steps) - 1), "small", {"n": facts.steps[-1].count})


def summary(spec: Funnel, facts: FunnelFacts, words: Words) -> str:
    """Return where most is lost, and where the rate is lowest when that is another step."""
    if facts.largest_loss is None or facts.worst_step is None:
        return words("no_loss", last=facts.steps[-1].name, rate=words.rate(facts.steps[-1].overall))
    loss, worst = facts.steps[facts.largest_loss], facts.steps[facts.worst_step]
    sentence = words(
        "finding", step=loss.name, before=facts.steps[facts.largest_loss - 1].name,
        lost=words.count(loss.lost), rate=words.rate(1 - (loss.conversion or 0)), unit=spec.unit or words["users"],
    )  # fmt: skip
    if worst is loss:
        return sentence
    return sentence + words("finding_worst", step=worst.name, rate=words.rate(worst.conversion))


def tiles(spec: Funnel, facts: FunnelFacts, words: Words) -> Iterator[Tile]:
    """Yield the key figures: who came, who arrived, the two worst places, the best chance."""
    first, last = facts.steps[0], facts.steps[-1]
    yield Tile(first.name, words.count(first.count), spec.unit or words["users"], formula=GIVEN)
    share = words("range", low=words.rate(last.overall_low), high=words.rate(last.overall_high))
    overall, ends = words("overall_of", step=last.name), counts(first, last, words=words)
    yield Tile(overall, words.rate(last.overall), share, "", "overall", ends, first.count)
    if facts.worst_step is not None:
        before, worst = facts.steps[facts.worst_step - 1], facts.steps[facts.worst_step]
        rate, inputs = words.rate(worst.conversion), counts(before, worst, words=words)
        yield Tile(words["lowest"], rate, worst.name, "bad", "step", inputs, before.count)
    if facts.best_chance:
        yield _chance(facts, facts.best_chance, words)


def _chance(facts: FunnelFacts, chance: Chance, words: Words) -> Tile:
    rate = words.rate(chance.rate)
    note = words("chance_note", step=chance.step, segment=chance.segment, rate=rate)
    place = [step.name for step in facts.steps].index(chance.step)
    known = counts(facts.steps[place - 1], facts.steps[place], facts.steps[-1], words=words)
    inputs = (*dict.fromkeys(known), (f"{chance.step} · {chance.segment}", rate))
    return Tile(words["chance"], f"+{words.count(chance.gain)}", note, "good", "gain", inputs)


def counts(*steps: StepFacts, words: Words) -> tuple[tuple[str, str], ...]:
    """Return how many there were at each of some steps."""
    return tuple((step.name, words.count(step.count)) for step in steps)


KIND = Kind(
    package=__name__,
    model=Funnel,
    facts=facts,
    views=("steps", "segments", "funnel"),
    summary=summary,
    charts=charts,
    tiles=tiles,
    problems=problems,
    rows="steps",
)

_NO_COUNTS = Phrase("the steps have no counts", "步骤没有人数")
_NO_COUNTS_HINT = Phrase(
    "give `counts: [24_000, 15_600, …]`, one for each step", "请写 `counts: [24_000, 15_600, …]`，每步一个"
)
_LENGTHS = Phrase("{steps} steps, {counts} counts", "{steps} 个步骤，{counts} 个人数")
_EMPTY_START = Phrase(
    "nobody is at the first step, so that no share can be computed", "第一步人数为 0，无法计算比例"
)
_SUMS = Phrase(
    "the segments add up to {sum} at ‘{step}’, but counts say {total}",
    "‘{step}’处各细分之和为 {sum}，而 counts 为 {total}",
)
_SUMS_HINT = Phrase(
    "correct one of them, or set segments_overlap: true", "请改正其一，或设置 segments_overlap: true"
)
_NO_STEP = Phrase("there is no step ‘{name}’ after the first", "第一步之后没有步骤‘{name}’")
_STEPS_ARE = Phrase("the steps are: {known}", "步骤有：{known}")
