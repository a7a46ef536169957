"""The pictures of a cycle: scores against the pace, the alignment tree, check-ins over time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pmdocs.charts.builders import Mark, Node, Series, bars, lines, tree, tree_height
from pmdocs.charts.colors import ACCENT, BAD, GOOD, MUTED, WARN
from pmdocs.kinds.okr.facts import AlignedObjective, KeyResultFacts, ObjectiveFacts, OkrFacts
from pmdocs.kinds.okr.model import Okr
from pmdocs.kinds.okr.text import status, status_key, summary
from pmdocs.sdk import Chart, Column, Columns, Table, Words
from pmdocs.stats.scoring import GREEN_FROM

_BANDS = {"green": GOOD, "yellow": WARN, "red": BAD, None: MUTED}
_ROW = 44
_MOST_SERIES = 6


def _scaled(name: str) -> Callable[[KeyResultFacts], float | None]:
    """Return what reads a value; a rate in percent, beside which the table says so."""

    def read(result: KeyResultFacts) -> float | None:
        value: float | None = getattr(result, name)
        return value * 100 if value is not None and result.unit == "rate" else value

    return read


_RESULTS = Columns(
    key_result="title", start=(_scaled("start"), "number"), current=(_scaled("current"), "number"),
    target=(_scaled("target"), "number"), unit=(lambda r: f"units.{r.unit}", "label"), score=("score", "fixed2"),
    attainment=("attainment", "rate"), confidence=("confidence", "number"), weight=("weight", "number"),
    status=(status_key, "label"),
)  # fmt: skip


def charts(spec: Okr, facts: OkrFacts, words: Words) -> Iterator[Chart]:
    """Yield the charts that the data allow."""
    yield _scores(spec, facts, words)
    if any(root.children for root in facts.alignment):
        yield _alignment(spec, facts, words)
    if sum(len(o.trend) for o in facts.objectives) > 0:
        yield _checkins(facts, words)


def _scores(spec: Okr, facts: OkrFacts, words: Words) -> Chart:
    results = [r for o in facts.objectives for r in o.key_results]
    series = Series(
        words["score"], [r.score for r in results], colors=[_BANDS[r.band] for r in results],
        texts=[f"{words.fixed(r.score, 2)} · {status(r, words)}" for r in results],
    )  # fmt: skip
    marks = [
        Mark(GREEN_FROM, words["good_from"]),
        Mark(facts.expected, words["expected_mark"], ACCENT, solid=True),
    ]
    height = 90 + _ROW * len(results)
    return Chart(
        "scores", summary(spec, facts, words),
        bars(
            [r.title for r in results], [series], horizontal=True, unit_format="number:1",
            x_name=words["score"], value_min=0, value_max=1, marks=marks,
        ),
        _RESULTS.stacked(((o.title, o.key_results) for o in facts.objectives), words, "objective"), height=height,
    )  # fmt: skip


def _alignment(spec: Okr, facts: OkrFacts, words: Words) -> Chart:
    roots = [_node(root, spec.id, words) for root in facts.alignment]
    root = roots[0] if len(roots) == 1 else Node(words["all_objectives"], roots, MUTED)
    rows = tuple(_aligned_rows(facts.alignment, "–"))
    serving = sum(1 for row in rows if row[1] != "–")
    height = max(160, tree_height(root))
    columns = (Column(words["objective"]), Column(words["parent"]), Column(words["score"], "fixed2"))
    return Chart(
        "alignment", words("alignment_summary", n=len(rows), serving=serving),
        tree(root), Table(columns, rows), height=height,
    )  # fmt: skip


def _node(objective: AlignedObjective, spec_id: str, words: Words) -> Node:
    color = ACCENT if objective.spec_id == spec_id else MUTED
    text = f"{objective.title} ({words.fixed(objective.score, 2)})"
    return Node(objective.title, [_node(c, spec_id, words) for c in objective.children], color, text)


def _aligned_rows(
    objectives: Sequence[AlignedObjective], parent: str
) -> Iterator[tuple[str, str, float | None]]:
    for objective in objectives:
        yield objective.title, parent, objective.score
        yield from _aligned_rows(objective.children, objective.title)


def _checkins(facts: OkrFacts, words: Words) -> Chart:
    drawn = [o for o in facts.objectives if o.trend][:_MOST_SERIES]
    days = sorted({p.date for o in drawn for p in o.trend} | {facts.day})
    series = []
    for objective in drawn:
        known = {p.date: p.score for p in objective.trend} | {facts.day: objective.score}
        series.append(Series(objective.title, [known.get(day) for day in days]))
    columns = (Column(words["date"], "date"), *(Column(o.title, "fixed2") for o in drawn))
    rows = tuple((day, *(s.values[i] for s in series)) for i, day in enumerate(days))
    return Chart(
        "checkins", _trend_summary(drawn, facts, words),
        lines(
            days, series, unit_format="number:1", y_name=words["score"], y_min=0, y_max=1, grain="day",
            marks=[Mark(GREEN_FROM, words["good_from"])],
        ),
        Table(columns, rows), height=320, narrow_height=300,
    )  # fmt: skip


def _trend_summary(drawn: Sequence[ObjectiveFacts], facts: OkrFacts, words: Words) -> str:
    """Say which objective moved most since its first check-in."""
    moves = [
        (o.score - o.trend[0].score, o)
        for o in drawn if o.score is not None and o.trend[0].score is not None and o.trend[0].date < facts.day
    ]  # fmt: skip
    if not moves:
        return words["no_move"]
    change, objective = max(moves, key=lambda move: abs(move[0]))
    return words(
        "moved",
        title=objective.title,
        change=words.signed(change, 2),
        date=words.date(objective.trend[0].date),
    )
