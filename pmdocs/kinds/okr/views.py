"""How a cycle is shown: key figures, scores against the pace, the alignment tree, check-ins over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Literal

from pmdocs.charts.builders import Mark, Node, Series, bars, lines, tree, tree_height
from pmdocs.charts.colors import ACCENT, BAD, GOOD, MUTED, WARN
from pmdocs.kinds.okr.facts import GOALS, AlignedObjective, KeyResultFacts, ObjectiveFacts, OkrFacts
from pmdocs.kinds.okr.model import Okr
from pmdocs.sdk import Chart, Column, Columns, Table, Tile, Words
from pmdocs.stats.scoring import GREEN_FROM, Status

Tone = Literal["", "good", "warn", "bad"]
TONES: dict[Status, Tone] = {"delivered": "good", "behind": "warn", "short": "warn", "missed": "bad"}
"""The one place that gives a status its colour; the others have none."""
_TITLE = 56
"""Columns for the title in the finding, which the page has whole."""
_COLORS: dict[Status, str] = {
    "delivered": GOOD, "on-pace": ACCENT, "behind": WARN, "short": WARN, "missed": BAD,
}  # fmt: skip
_ROW = 44
_MOST_SERIES = 6
_LATE: tuple[Status, ...] = ("behind", "short", "missed")


_RESULTS = Columns(
    key_result="title", start=(lambda r: _shown(r.start, r), "number"),
    current=(lambda r: _shown(r.current, r), "number"), target=(lambda r: _shown(r.target, r), "number"),
    unit=(lambda r: r.measure or f"units.{r.unit}", "label"), score=("score", "fixed2"),
    attainment=("attainment", "rate"), confidence=("confidence", "number"), weight=("weight", "number"),
    expected=("expected", "fixed2"), status_title=(lambda r: f"status.{r.status}", "label"),
)  # fmt: skip
_ALIGNED = Columns(objective=itemgetter(0), parent=itemgetter(1), score=(itemgetter(2), "fixed2"))


def _shown(value: float | None, result: KeyResultFacts) -> float | None:
    """Return a value as the table has it beside its unit: a rate in percent."""
    return value * 100 if value is not None and result.unit == "rate" else value


def summary(spec: Okr, facts: OkrFacts, words: Words) -> str:
    """Return the score: within the cycle with what is furthest behind, after it with what was missed."""
    cycle = spec.cycle.show(words.lang)
    if not facts.elapsed:
        return words("not_started", cycle=cycle, date=words.date(spec.cycle.first))
    if facts.score is None:
        return words["nothing_measured"]
    score = words.fixed(facts.score, 2)
    if facts.elapsed < 1:
        elapsed, date = words.rate(facts.elapsed, 0), words.date(facts.day)
        said = words("finding", score=score, elapsed=elapsed, cycle=cycle, date=date) + _behind(facts, words)
    else:
        done = words.count(sum(one.status == "delivered" for one in facts.objectives))
        said = words("closed", score=score, cycle=cycle, n=done, all=words.count(len(facts.objectives)))
        for status in ("missed", "short"):
            names = [one.title for one in facts.objectives if one.status == status]
            said += words(f"those_{status}", titles=words.join(names)) if names else ""
    return said if facts.ambitious_enough else said + words["not_ambitious"]


def _behind(facts: OkrFacts, words: Words) -> str:
    """Return the objective that is furthest behind its pace, by the score that is held against it."""
    late = [one for one in facts.objectives if one.status == "behind"]
    if not late:
        paced = all(one.status in {"on-pace", "delivered"} for one in facts.objectives)
        return words["all_on_pace" if paced else "none_behind"]
    worst = max(late, key=lambda one: (one.expected or 0) - (one.paced or 0))
    key = "weakest" if worst.paced == worst.score else "weakest_measured"
    values = {"score": words.fixed(worst.paced, 2), "expected": words.fixed(worst.expected, 2)}
    return words(key, title=words.brief([worst.title], _TITLE)[0], **values)


def tiles(spec: Okr, facts: OkrFacts, words: Words) -> Iterator[Tile]:
    """Yield the overall score, the pace, the results that are late, and the least confidence."""
    scores = tuple((one.title, words.fixed(one.score, 2)) for one in facts.objectives)
    yield Tile(words["score"], words.fixed(facts.score, 2), _counts(facts, words), "", "objective", scores)
    if 0 < facts.elapsed < 1:
        yield _expected(spec, facts, words)
    if facts.elapsed:
        yield _late(facts, words)
    results = [result for one in facts.objectives for result in one.key_results]
    sure = [(result.confidence, result.title) for result in results if result.confidence is not None]
    if sure and facts.elapsed < 1:
        inputs = tuple((title, words.number(confidence)) for confidence, title in sure)
        least = words.number(min(sure)[0])
        yield Tile(words["lowest_confidence"], least, words["of_ten"], formula="confidence", inputs=inputs)


def _counts(facts: OkrFacts, words: Words) -> str:
    """Return how many objectives stand how: "3 on pace and 2 behind"."""
    counts = {one.status: 0 for one in facts.objectives}
    for one in facts.objectives:
        counts[one.status] += 1
    parts = [
        words("of_status", n=words.count(n), status=words[f"status.{status}"]) for status, n in counts.items()
    ]
    return words.join(parts)


def _expected(spec: Okr, facts: OkrFacts, words: Words) -> Tile:
    """Return the pace of each type of objective that there is."""
    goals = {one.type: GOALS[one.type] for one in facts.objectives}
    date, several = words.date(facts.day), len(goals) > 1
    value = " / ".join(words.fixed(goal * facts.elapsed, 2) for goal in goals.values())
    types = " / ".join(words[f"type.{one}"] for one in goals)
    inputs = (
        (words["input.cycle"], spec.cycle.show(words.lang)), (words["input.day"], date),
        *((words(f"input.{one}"), words.fixed(goal)) for one, goal in goals.items()),
    )  # fmt: skip
    note = words("on_day_by_type", date=date, types=types) if several else words("on_day", date=date)
    return Tile(words["expected"], value, note, formula="expected", inputs=inputs)


def _late(facts: OkrFacts, words: Words) -> Tile:
    """Return how many results are behind, or after the cycle below their goal."""
    results = [result for one in facts.objectives for result in one.key_results]
    late = [result for result in results if result.status in _LATE]
    tones = {TONES[one.status] for one in late}
    tone: Tone = "bad" if "bad" in tones else "warn" if tones else "good"
    open_ = facts.elapsed < 1
    inputs = tuple((one.title, f"{words.fixed(one.score, 2)} / {_aim(one, words)}") for one in late)
    title, formula = words["behind_title" if open_ else "below_title"], "behind" if open_ else "below"
    return Tile(title, words.count(len(late)), words("of_results", n=len(results)), tone, formula, inputs)


def _aim(result: KeyResultFacts, words: Words) -> str:
    """Return the score that a result should have by now; a yes/no result that is late has the cycle behind it."""
    return words.fixed(1 if result.expected is None else result.expected, 2)


def charts(spec: Okr, facts: OkrFacts, words: Words) -> Iterator[Chart]:
    """Yield the charts that the data allow."""
    yield _scores(spec, facts, words)
    if any(root.children for root in facts.alignment):
        yield _alignment(spec, facts, words)
    if any(one.trend for one in facts.objectives):
        yield _checkins(facts, words)


def _scores(spec: Okr, facts: OkrFacts, words: Words) -> Chart:
    """Draw the results below the objective that they belong to, where there are several."""
    several = len(facts.objectives) > 1
    rows: list[tuple[str, KeyResultFacts | None]] = []
    for one in facts.objectives:
        rows += [(one.title, None)] * several + [(result.title, result) for result in one.key_results]
    texts = [f"{words.fixed(r.score, 2)} · {words[f'status.{r.status}']}" if r else "" for _, r in rows]
    colors = [_COLORS.get(r.status, MUTED) if r else "" for _, r in rows]
    option = bars(
        [title for title, _ in rows],
        [Series(words["score"], [r.score if r else None for _, r in rows], colors=colors, texts=texts)],
        horizontal=True, unit_format="number:1", x_name=words["score"], value_min=0, value_max=1,
        targets=[r.expected if r else None for _, r in rows] if facts.elapsed else [], target_name=words["expected"],
        headings={index for index, (_, r) in enumerate(rows) if r is None},
    )  # fmt: skip
    table = _RESULTS.stacked(((one.title, one.key_results) for one in facts.objectives), words, "objective")
    return Chart("scores", summary(spec, facts, words), option, table, height=90 + _ROW * len(rows))


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
