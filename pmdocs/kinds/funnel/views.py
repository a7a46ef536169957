"""How a funnel is shown: key figures, bars that keep true lengths, segments side by side, the customary funnel."""

from __future__ import annotations

import math
from collections.abc import Iterator

from pmdocs.charts.builders import (
    EstimateRange,
    FunnelStage,
    Series,
    bars,
    funnel,
    group_heights,
    intervals,
    row_height,
)  # fmt: skip
from pmdocs.charts.colors import ACCENT, BAD, CHART
from pmdocs.kinds.funnel.facts import FunnelFacts
from pmdocs.kinds.funnel.model import Funnel
from pmdocs.sdk import GIVEN, Chart, Column, Columns, Table, Tile, Words

_STEP_HEIGHT = 52
_NOTE = 26
"""Columns for the two names in the note of a figure, which then takes two lines; its reasons have them whole."""
_ALPHA = 0.05
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
    before, loss = facts.steps[facts.largest_loss - 1 : facts.largest_loss + 1]
    worst, rate = facts.steps[facts.worst_step], words.rate(1 - (loss.conversion or 0))
    unit, lost = spec.unit or words["users"], words.count(loss.lost)
    sentence = words("finding", step=loss.name, before=before.name, lost=lost, rate=rate, unit=unit)
    rate = words.rate(worst.conversion)
    return sentence + ("" if worst is loss else words("finding_worst", step=worst.name, rate=rate))


def _moved(spec: Funnel, facts: FunnelFacts, words: Words) -> str:
    """Return which step moved most since the period before, and whether chance explains it."""
    one = facts.moved_most
    if one is None or spec.previous is None:
        return words["no_moves"]
    key = "moved_plain" if one.low is None else "moved" if one.clear else "moved_within"
    return words(
        key, period=spec.previous.period.show(words.lang), step=one.step, change=words.pp(one.difference),
        low=words.signed(_points(one.low)), high=words.signed(_points(one.high)), before=words.rate(one.before), now=words.rate(one.now),
    )  # fmt: skip


def _counted(spec: Funnel, words: Words) -> str:
    """Return how the people were counted, as far as the author says: within how long, in which order."""
    days = spec.window_days
    parts = [words("within_days", n=words.number(days), first=spec.names[0])] if days else []
    parts += [] if spec.ordered is None else [words["in_order" if spec.ordered else "any_order"]]
    return ("" if words.zh else " ").join(parts)


def tiles(spec: Funnel, facts: FunnelFacts, words: Words) -> Iterator[Tile]:
    """Yield the key figures: who came, who arrived, the two worst places, the best chance."""
    counts = [(step.name, words.count(step.count)) for step in facts.steps]
    first, last = facts.steps[0], facts.steps[-1]
    yield Tile(*counts[0], spec.unit or words["users"], formula=GIVEN)
    share = words("range", low=words.rate(last.overall_low), high=words.rate(last.overall_high))
    overall, rate = words("overall_of", step=last.name), words.rate(last.overall)
    yield Tile(overall, rate, share, "", "overall", (counts[0], counts[-1]), first.count)
    if facts.worst_step is not None:
        before, worst = facts.steps[facts.worst_step - 1 : facts.worst_step + 1]
        inputs, rate = (
            tuple(counts[facts.worst_step - 1 : facts.worst_step + 1]),
            words.rate(worst.conversion),
        )
        yield Tile(words["lowest"], rate, worst.name, "bad", "step", inputs, before.count)
    if chance := facts.best_chance:
        place, rate = [name for name, _ in counts].index(chance.step), words.rate(chance.rate)
        step, segment = words.brief((chance.step, chance.segment), _NOTE)
        note = words("chance_note", step=step, segment=segment, rate=rate)
        known = dict.fromkeys((counts[place - 1], counts[place], counts[-1]))
        inputs = (*known, (f"{chance.step} · {chance.segment}", rate))
        gain = words("up_to", n=words.count(chance.gain))
        yield Tile(words["chance"], gain, note, "good", "gain", inputs)


def charts(spec: Funnel, facts: FunnelFacts, words: Words) -> Iterator[Chart]:
    """Yield the charts of a funnel: by step, by segment, and as a funnel."""
    steps, first, last = facts.steps, facts.steps[0], facts.steps[-1]
    said = words(
        "steps_summary", first=first.name, last=last.name, n=words.count(first.count),
        arrived=words.count(last.count), rate=words.rate(last.overall),
    )  # fmt: skip
    table, height, unit = _STEPS.table(steps, words), _STEP_HEIGHT * len(steps), spec.unit or words["users"]
    option = bars([s.name for s in steps], [_counts(facts, unit, words)], horizontal=True, x_name=unit)
    yield Chart("steps", said, option, table, height=60 + height, note=_counted(spec, words))
    if facts.changes:
        yield _changes(spec, facts, words)
    if facts.segments:
        yield _segments(facts, words)
    stages = [
        FunnelStage(s.name, s.count, f"{words.count(s.count)} · {words.rate(s.overall)}") for s in steps
    ]
    yield Chart("funnel", said, funnel(stages), table, height=40 + height)


def _counts(facts: FunnelFacts, unit: str, words: Words) -> Series:
    """Return the counts as "15,600 · 65.0%", with the share of the step before; the worst steps stand out."""
    shares = ["" if s.conversion is None else f" · {words.rate(s.conversion)}" for s in facts.steps]
    texts = [words.count(s.count) + share for s, share in zip(facts.steps, shares, strict=True)]
    worst = {facts.worst_step, facts.largest_loss}
    colors = [BAD if index in worst else ACCENT for index in range(len(texts))]
    return Series(unit, [step.count for step in facts.steps], colors=colors, texts=texts)


def _changes(spec: Funnel, facts: FunnelFacts, words: Words) -> Chart:
    """Draw how far each step conversion has moved, with its interval."""
    rows = [
        EstimateRange(
            one.step, _points(one.difference), _points(one.low), _points(one.high), text=words.pp(one.difference)
        )
        for one in facts.changes
    ]  # fmt: skip
    option = intervals(
        rows, unit_format="signed", x_name=words["points"], zero_line=True, zero_text=words["no_change"],
        bounds=(-math.inf, math.inf),
    )  # fmt: skip
    before = spec.previous.period.show(words.lang) if spec.previous else ""
    now = spec.period.show(words.lang) if spec.period else words["this_period"]
    columns = (
        Column(words["step"]), Column(before, "rate"), Column(now, "rate"), Column(words["difference"], "pp"),
        Column(words["low"], "pp"), Column(words["high"], "pp"),
    )  # fmt: skip
    table = Table(
        columns, tuple((o.step, o.before, o.now, o.difference, o.low, o.high) for o in facts.changes)
    )
    height = row_height(len(rows), name=True, each=_STEP_HEIGHT)
    return Chart("changes", _moved(spec, facts, words), option, table, height=height, narrow_height=height)


def _points(difference: float | None) -> float | None:
    """Return a difference of rates in percentage points."""
    return None if difference is None else 100 * difference


def _segments(facts: FunnelFacts, words: Words) -> Chart:
    """Draw step conversion by segment: rates on one scale compare segments of any size."""
    names = [step.name for step in facts.steps[1:]]
    series = [
        Series(name, [step.conversion for step in steps[1:]], color=CHART[index % len(CHART)])
        for index, (name, steps) in enumerate(facts.segments.items())
    ]
    height, narrow = group_heights(names, series, 360, 340, unit_format="rate:0")
    return Chart(
        "segments", _segments_summary(facts, words),
        bars(names, series, unit_format="rate:0", y_name=words["step_conversion"], value_min=0),
        _SEGMENTS.stacked(facts.segments.items(), words, "segment"), height=height, narrow_height=narrow,
    )  # fmt: skip


def _segments_summary(facts: FunnelFacts, words: Words) -> str:
    clear = [one for one in facts.comparisons if one.p_adjusted is not None and one.p_adjusted < _ALPHA]
    if not clear:
        return words["segments_alike"]
    widest = max(clear, key=lambda one: abs(one.difference))
    worse, better = (widest.first, widest.second)[:: 1 if widest.difference > 0 else -1]
    gap, p = words.pp(abs(widest.difference)).lstrip("+"), words.p(widest.p_adjusted)
    return words("segments_differ", step=widest.step, better=better, worse=worse, gap=gap, p=p)
