"""How a funnel is shown: key figures, bars that keep true lengths, segments side by side, the customary funnel."""

from __future__ import annotations

from collections.abc import Iterator

from pmdocs.charts.builders import Series, Stage, bars, funnel
from pmdocs.charts.colors import ACCENT, BAD, CHART
from pmdocs.kinds.funnel.facts import Chance, FunnelFacts, StepFacts
from pmdocs.kinds.funnel.model import Funnel
from pmdocs.sdk import GIVEN, Chart, Columns, Tile, Words

_STEP_HEIGHT = 52
_STEPS = Columns(
    step="name", people=("count", "count"), step_conversion=("conversion", "rate"),
    low=("conversion_low", "rate"), high=("conversion_high", "rate"), overall=("overall", "rate"),
    lost=("lost", "count"), target=("target", "rate"),
)  # fmt: skip
_SEGMENTS = _STEPS.without("lost", "target")


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


def charts(spec: Funnel, facts: FunnelFacts, words: Words) -> Iterator[Chart]:
    """Yield the charts of a funnel: by step, by segment, and as a funnel."""
    yield _steps(spec, facts, words)
    if facts.segments:
        yield _segments(facts, words)
    yield _funnel(spec, facts, words)


def _steps(spec: Funnel, facts: FunnelFacts, words: Words) -> Chart:
    names = [step.name for step in facts.steps]
    texts = [_label(step, words) for step in facts.steps]
    marked = {facts.worst_step, facts.largest_loss}
    colors = [BAD if index in marked else ACCENT for index in range(len(names))]
    unit = spec.unit or words["users"]
    series = Series(unit, [step.count for step in facts.steps], colors=colors, texts=texts)
    height = 60 + _STEP_HEIGHT * len(names)
    return Chart(
        "steps", words("steps_summary", **_ends(facts, words)),
        bars(names, [series], horizontal=True, x_name=unit), _STEPS.table(facts.steps, words),
        height=height,
    )  # fmt: skip


def _label(step: StepFacts, words: Words) -> str:
    """Return "15,600 · 65.0%": the count, and the share of the step before."""
    count = words.count(step.count)
    return count if step.conversion is None else f"{count} · {words.rate(step.conversion)}"


def _ends(facts: FunnelFacts, words: Words) -> dict[str, object]:
    first, last = facts.steps[0], facts.steps[-1]
    return {
        "first": first.name, "last": last.name, "n": words.count(first.count),
        "arrived": words.count(last.count), "rate": words.rate(last.overall),
    }  # fmt: skip


def _segments(facts: FunnelFacts, words: Words) -> Chart:
    """Draw step conversion by segment: rates on one scale compare segments of any size."""
    names = [step.name for step in facts.steps[1:]]
    series = [
        Series(name, [step.conversion for step in steps[1:]], color=CHART[index % len(CHART)])
        for index, (name, steps) in enumerate(facts.segments.items())
    ]
    return Chart(
        "segments", _segments_summary(facts, words),
        bars(names, series, unit_format="rate:0", y_name=words["step_conversion"], value_min=0),
        _SEGMENTS.stacked(facts.segments.items(), words, "segment"), height=360, narrow_height=340,
    )  # fmt: skip


def _segments_summary(facts: FunnelFacts, words: Words) -> str:
    clear = [c for c in facts.comparisons if c.p_adjusted is not None and c.p_adjusted < 0.05]  # noqa: PLR2004 -- 5 %
    if not clear:
        return words["segments_alike"]
    widest = max(clear, key=lambda c: abs(c.difference))
    better, worse = (widest.second, widest.first) if widest.difference > 0 else (widest.first, widest.second)
    gap = words.pp(abs(widest.difference)).lstrip("+")
    return words(
        "segments_differ", step=widest.step, better=better, worse=worse, gap=gap, p=words.p(widest.p_adjusted)
    )


def _funnel(spec: Funnel, facts: FunnelFacts, words: Words) -> Chart:
    stages = [
        Stage(step.name, step.count, f"{words.count(step.count)} · {words.rate(step.overall)}")
        for step in facts.steps
    ]
    height = 40 + _STEP_HEIGHT * len(stages)
    return Chart(
        "funnel", words("steps_summary", **_ends(facts, words)),
        funnel(stages), _STEPS.table(facts.steps, words), height=height,
    )  # fmt: skip
