"""How a cycle is shown: key figures, scores against the pace, the alignment tree, check-ins over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Literal

from pmdocs.charts.builders import Mark, Node, Series, bars, lines, tree, tree_height
from pmdocs.charts.colors import ACCENT, BAD, GOOD, MUTED, WARN
from pmdocs.kinds.okr.facts import AlignedObjective, KeyResultFacts, ObjectiveFacts, OkrFacts
from pmdocs.kinds.okr.model import Okr
from pmdocs.sdk import Chart, Column, Columns, Table, Tile, Words
from pmdocs.stats.scoring import GREEN_FROM

_BANDS = {"green": GOOD, "yellow": WARN, "red": BAD, None: MUTED}
_TONES: dict[str | None, Literal["", "good", "warn", "bad"]] = {
    "green": "good", "yellow": "warn", "red": "bad", None: "",
}  # fmt: skip
_ROW = 44
_MOST_SERIES = 6


def _status(item: KeyResultFacts | ObjectiveFacts) -> str:
    """Return the label of how it stands: delivered, behind, on pace, unknown."""
    if item.score is None or item.delivered:
        return "unknown" if item.score is None else "delivered"
    return "behind" if item.behind else "on_pace"


_RESULTS = Columns(
    key_result="title", start=(lambda r: _shown(r.start, r), "number"),
    current=(lambda r: _shown(r.current, r), "number"), target=(lambda r: _shown(r.target, r), "number"),
    unit=(lambda r: f"units.{r.unit}", "label"), score=("score", "fixed2"),
    attainment=("attainment", "rate"), confidence=("confidence", "number"), weight=("weight", "number"),
    status=(_status, "label"),
)  # fmt: skip
_ALIGNED = Columns(objective=itemgetter(0), parent=itemgetter(1), score=(itemgetter(2), "fixed2"))


def _shown(value: float | None, result: KeyResultFacts) -> float | None:
    """Return a value as the table has it beside its unit: a rate in percent."""
    return value * 100 if value is not None and result.unit == "rate" else value


def summary(spec: Okr, facts: OkrFacts, words: Words) -> str:
    """Return the score against what is expected by now, and the objective furthest behind."""
    if facts.score is None:
        return words["nothing_measured"]
    said = words(
        "finding", score=words.fixed(facts.score, 2), expected=words.fixed(facts.expected, 2),
        cycle=spec.cycle.show(words.lang), date=words.date(facts.day),
    )  # fmt: skip
    worst = min((one for one in facts.objectives if one.behind), key=lambda one: one.score or 0, default=None)
    weakest = worst and words("weakest", title=worst.title, score=words.fixed(worst.score, 2))
    said += weakest or words["all_on_pace"]
    return said if facts.ambitious_enough else said + words["not_ambitious"]


def tiles(spec: Okr, facts: OkrFacts, words: Words) -> Iterator[Tile]:
    """Yield the overall score, the pace, and the results at risk."""
    scores = tuple((one.title, words.fixed(one.score, 2)) for one in facts.objectives)
    note = words[f"band.{facts.band}"] if facts.band else words["unknown"]
    yield Tile(words["score"], words.fixed(facts.score, 2), note, _TONES[facts.band], "objective", scores)
    expected, date = words.fixed(facts.expected, 2), words.date(facts.day)
    cycle = ((words["input.cycle"], spec.cycle.show(words.lang)), (words["input.day"], date))
    yield Tile(words["expected"], expected, words("on_day", date=date), formula="expected", inputs=cycle)
    results = [result for one in facts.objectives for result in one.key_results]
    late = [(result.title, words.fixed(result.score, 2)) for result in results if result.behind]
    count, note = words.count(len(late)), words("of_results", n=len(results))
    inputs = (*late, (words["expected"], expected))
    yield Tile(words["behind_title"], count, note, "bad" if late else "good", "behind", inputs)
    sure = [(result.confidence, result.title) for result in results if result.confidence is not None]
    if sure:
        inputs = tuple((title, words.number(confidence)) for confidence, title in sure)
        least = words.number(min(sure)[0])
        yield Tile(words["lowest_confidence"], least, words["of_ten"], formula="confidence", inputs=inputs)


def charts(spec: Okr, facts: OkrFacts, words: Words) -> Iterator[Chart]:
    """Yield the charts that the data allow."""
    yield _scores(spec, facts, words)
    if any(root.children for root in facts.alignment):
        yield _alignment(spec, facts, words)
    if any(one.trend for one in facts.objectives):
        yield _checkins(facts, words)


def _scores(spec: Okr, facts: OkrFacts, words: Words) -> Chart:
    results = [result for one in facts.objectives for result in one.key_results]
    texts = [f"{words.fixed(result.score, 2)} · {words[_status(result)]}" for result in results]
    colors = [_BANDS[result.band] for result in results]
    expected = Mark(facts.expected, words["expected_mark"], ACCENT, solid=True)
    option = bars(
        [result.title for result in results],
        [Series(words["score"], [result.score for result in results], colors=colors, texts=texts)],
        horizontal=True, unit_format="number:1", x_name=words["score"], value_min=0, value_max=1,
        marks=[Mark(GREEN_FROM, words["good_from"]), expected],
    )  # fmt: skip
    table = _RESULTS.stacked(((one.title, one.key_results) for one in facts.objectives), words, "objective")
    return Chart("scores", summary(spec, facts, words), option, table, height=90 + _ROW * len(results))


def _alignment(spec: Okr, facts: OkrFacts, words: Words) -> Chart:
    roots = [_node(root, spec.id, words) for root in facts.alignment]
    root = roots[0] if len(roots) == 1 else Node(words["all_objectives"], roots, MUTED)
    rows = list(_lines_of(facts.alignment, "–"))
    summary = words("alignment_summary", n=len(rows), serving=sum(parent != "–" for _, parent, _ in rows))
    height = max(160, tree_height(root))
    return Chart("alignment", summary, tree(root), _ALIGNED.table(rows, words), height=height)


def _node(objective: AlignedObjective, spec_id: str, words: Words) -> Node:
    color = ACCENT if objective.spec_id == spec_id else MUTED
    text = f"{objective.title} ({words.fixed(objective.score, 2)})"
    return Node(objective.title, [_node(c, spec_id, words) for c in objective.children], color, text)


def _lines_of(objectives: Sequence[AlignedObjective], parent: str) -> Iterator[tuple[str, str, float | None]]:
    for objective in objectives:
        yield objective.title, parent, objective.score
        yield from _lines_of(objective.children, objective.title)


def _checkins(facts: OkrFacts, words: Words) -> Chart:
    drawn = [one for one in facts.objectives if one.trend][:_MOST_SERIES]
    scores = [{p.date: p.score for p in one.trend} | {facts.day: one.score} for one in drawn]
    days = sorted({day for known in scores for day in known})
    series = [
        Series(one.title, [known.get(day) for day in days]) for one, known in zip(drawn, scores, strict=True)
    ]
    option = lines(
        days, series, unit_format="number:1", y_name=words["score"], y_min=0, y_max=1, grain="day",
        marks=[Mark(GREEN_FROM, words["good_from"])],
    )  # fmt: skip
    columns = (Column(words["date"], "date"), *(Column(one.title, "fixed2") for one in drawn))
    table = Table(columns, tuple(zip(days, *(one.values for one in series), strict=True)))
    return Chart("checkins", _moved(drawn, facts, words), option, table, height=320, narrow_height=300)


def _moved(drawn: Sequence[ObjectiveFacts], facts: OkrFacts, words: Words) -> str:
    """Say which objective moved most since its first check-in."""
    moves = [
        (one.score - first.score, one.title, first.date)
        for one in drawn if (first := one.trend[0]).date < facts.day
        if one.score is not None and first.score is not None
    ]  # fmt: skip
    if not moves:
        return words["no_move"]
    change, title, date = max(moves, key=lambda move: abs(move[0]))
    return words("moved", title=title, change=words.signed(change, 2), date=words.date(date))
