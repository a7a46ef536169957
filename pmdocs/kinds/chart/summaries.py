"""The sentence under a chart, made of its numbers."""

from __future__ import annotations

from collections.abc import Callable

from pmdocs.kinds.chart.columns import read_periods
from pmdocs.kinds.chart.facts import ChartFacts, SeriesFacts
from pmdocs.kinds.chart.model import ChartSpec
from pmdocs.sdk import Words

Say = Callable[[ChartSpec, ChartFacts, Words], str]


def amount(value: float | None, spec: ChartSpec, facts: ChartFacts, words: Words) -> str:
    """Return a number as the chart shows it."""
    if spec.money:
        return words.money(value, spec.money, 0 if facts.whole else 2)
    if facts.unit == "rate":
        return words.rate(value)
    return words.count(value) if facts.whole else words.number(value, digits(facts))


def digits(facts: ChartFacts) -> int:
    """Return how many decimals tell the numbers apart: one, or three where all are below 1."""
    known = [abs(one) for series in facts.series for one in series.values if one is not None]
    return 1 if not known or max(known) >= 1 else 3


def label_of(place: int | None, facts: ChartFacts, words: Words) -> str:
    """Return what a row stands for, periods in the words of the language."""
    if place is None:
        return ""
    label = facts.labels[place]
    if facts.others and place == len(facts.labels) - 1:
        return words("others", n=facts.others)
    periods = read_periods([label])
    return periods[0].show(words.lang) if periods and read_periods(_named(facts)) else label


def _named(facts: ChartFacts) -> tuple[str, ...]:
    return facts.labels[:-1] if facts.others else facts.labels


def summary(spec: ChartSpec, facts: ChartFacts, words: Words) -> str:
    """Return the finding in one sentence."""
    if spec.type != "table" and not _known(facts):
        return words["nothing"]
    over_time = spec.type in {"line", "area"} or (spec.type == "bar" and read_periods(_named(facts)))
    return _SAID.get(spec.type, _over_time if over_time else _ranked)(spec, facts, words)


def _known(facts: ChartFacts) -> list[SeriesFacts]:
    return [one for one in facts.series if one.highest is not None]


def _over_time(spec: ChartSpec, facts: ChartFacts, words: Words) -> str:
    """Return how the column that changed most went from its first to its last value."""
    known = _known(facts)
    one = max(known, key=lambda each: abs(each.change or 0))
    first, last = one.first, one.last
    values = {
        "name": one.name, "from_": label_of(first, facts, words), "to": label_of(last, facts, words),
        "before": amount(one.values[first or 0], spec, facts, words),
        "now": amount(one.values[last or 0], spec, facts, words),
        "highest": amount(one.values[one.highest or 0], spec, facts, words),
        "at": label_of(one.highest, facts, words),
    }  # fmt: skip
    if first == last:
        return words("single", **values)
    grown = "" if one.growth is None else words.signed_rate(one.growth)
    change = words.pp(one.change) if facts.unit == "rate" else grown
    key = "went_plain" if not change else "went" if one.highest in {first, last} else "went_over"
    return words(key, change=change, **values)


def _ranked(spec: ChartSpec, facts: ChartFacts, words: Words) -> str:
    """Return the largest row of the column that has it, and its share where the rows make a whole."""
    one = max(_known(facts), key=lambda each: each.values[each.highest or 0] or 0)
    values = {
        "largest": label_of(one.highest, facts, words), "most": amount(one.values[one.highest or 0], spec, facts, words),
        "smallest": label_of(one.lowest, facts, words), "least": amount(one.values[one.lowest or 0], spec, facts, words),
    }  # fmt: skip
    if len(facts.series) > 1:
        return words("ranked_of", name=one.name, **values)
    if facts.largest_share is not None and len(facts.labels) > 1:
        total = amount(one.sum, spec, facts, words)
        return words("ranked_share", share=words.rate(facts.largest_share), total=total, **values)
    return words("ranked", **values)


def _of_dots(spec: ChartSpec, facts: ChartFacts, words: Words) -> str:
    if not facts.dots:
        return words["nothing"]
    xs, ys = [one.x for one in facts.dots], [one.y for one in facts.dots]
    ends = {"x0": min(xs), "x1": max(xs), "y0": min(ys), "y1": max(ys)}
    shown = {name: words.number(value, 2) for name, value in ends.items()}
    return words("dots", n=words.count(len(xs)), x=spec.x or "", y=words.join(spec.y), **shown)


def _of_bins(spec: ChartSpec, facts: ChartFacts, words: Words) -> str:
    fullest = max(facts.bins, key=lambda one: one.count)
    n = sum(one.count for one in facts.bins)
    return words(
        "histogram", n=words.count(n), name=spec.y[0], median=amount(facts.median, spec, facts, words),
        low=amount(fullest.low, spec, facts, words), high=amount(fullest.high, spec, facts, words),
        share=words.rate(fullest.count / n),
    )  # fmt: skip


def _of_boxes(spec: ChartSpec, facts: ChartFacts, words: Words) -> str:
    if not facts.boxes:
        return words["nothing"]
    high = max(facts.boxes, key=lambda one: one.box.median)
    low = min(facts.boxes, key=lambda one: one.box.median)
    top = amount(high.box.median, spec, facts, words)
    if high is low:
        ends = (amount(one, spec, facts, words) for one in (high.box.lower, high.box.upper))
        return words("box", name=high.name, median=top, low=next(ends), high=next(ends))
    bottom = amount(low.box.median, spec, facts, words)
    return words("boxes", most=high.name, high=top, least=low.name, low=bottom)


def _of_rows(spec: ChartSpec, facts: ChartFacts, words: Words) -> str:
    sums = [words("sum_of", name=one.name, sum=amount(one.sum, spec, facts, words)) for one in facts.series]
    rows = words.count(len(facts.labels))
    return (
        words("rows_sums", n=rows, sums=words.join(sums))
        if facts.unit == "number"
        else words("rows_alone", n=rows)
    )


_SAID: dict[str, Say] = {"scatter": _of_dots, "box": _of_boxes, "histogram": _of_bins, "table": _of_rows}
