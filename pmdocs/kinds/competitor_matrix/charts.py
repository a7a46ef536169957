"""The pictures of a comparison: stacked scores and the radar here, those of the market beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pmdocs.charts.builders import Indicator, Series, bars, media, radar
from pmdocs.charts.colors import ACCENT, CHART
from pmdocs.kinds.competitor_matrix.facts import CompetitorFacts, ProductFacts
from pmdocs.kinds.competitor_matrix.market_charts import positions_chart, shares_chart
from pmdocs.kinds.competitor_matrix.model import CompetitorMatrix
from pmdocs.kinds.competitor_matrix.rows import heights
from pmdocs.kinds.competitor_matrix.text import called, names, score, standing, together
from pmdocs.sdk import Chart, Column, Table, Words

_MOST_PARTS = 6
"""Parts of a bar that colours tell apart."""
_LABEL = 0.12
"""Width of a label on a narrow chart, as a part of the scale."""


def charts(spec: CompetitorMatrix, facts: CompetitorFacts, words: Words) -> Iterator[Chart]:
    """Yield the charts that the data allow."""
    yield _scores(spec, facts, words)
    if facts.radar.fits:
        yield _radar(spec, facts, words)
    if facts.positions:
        yield positions_chart(spec, facts, facts.positions, words)
    if facts.market:
        yield shares_chart(facts, facts.market, words)


def _scores(spec: CompetitorMatrix, facts: CompetitorFacts, words: Words) -> Chart:
    order = sorted((one for one in facts.products if one.score is not None), key=_best_first)
    parts = [
        Series(name, [_sum(one.contributions, places) for one in order], color=CHART[index])
        for index, (name, places) in enumerate(_parts(facts, words))
    ]
    labels = [_bar_name(one, facts, words) for one in order]
    height, narrow_height = heights(labels, 44, [part.name for part in parts] if len(parts) > 1 else ())
    option = bars(
        labels, parts, horizontal=True, stacked=True, unit_format="score", value_min=0, value_max=spec.scale,
        x_name=words("score_axis", scale=words.number(spec.scale, 2)),
    )  # fmt: skip
    return Chart(
        "scores", standing(spec, facts, words), _uncrowded(option, spec.scale),
        _score_table(facts, order, words), height=height, narrow_height=narrow_height, note=_incomplete(facts, words),
    )  # fmt: skip


def _uncrowded(option: dict[str, Any], scale: float) -> dict[str, Any]:
    """Leave out the labels that a narrow chart has no room for."""
    drawn = option["baseOption"]["series"]
    return media(
        option, {"series": [{"data": [_labelled(item, scale) for item in one["data"]]} for one in drawn]}
    )


def _labelled(item: Any, scale: float) -> Any:
    value = item["value"] if isinstance(item, dict) else item
    if not isinstance(value, int | float) or value >= _LABEL * scale:
        return item
    return {"value": value, "label": {"show": False}}


def _best_first(one: ProductFacts) -> tuple[bool, float]:
    """Rank by score, whatever is incomplete behind."""
    return (not one.complete, -(one.score or 0))


def _parts(facts: CompetitorFacts, words: Words) -> list[tuple[str, tuple[int, ...]]]:
    """Return what the bars are made of: the criteria, the groups where those are too many, or the heaviest."""
    every: list[tuple[str, tuple[int, ...]]] = [
        (one.name, (place,)) for place, one in enumerate(facts.criteria)
    ]
    if len(every) <= _MOST_PARTS:
        return every
    if 1 < len(facts.groups) <= _MOST_PARTS:
        return [(group.name or words["no_group"], group.criteria) for group in facts.groups]
    heaviest = sorted(range(len(every)), key=lambda place: -facts.criteria[place].weight)[: _MOST_PARTS - 1]
    rest = tuple(place for place in range(len(every)) if place not in heaviest)
    return [every[place] for place in sorted(heaviest)] + [(words["no_group"], rest)]


def _sum(contributions: Sequence[float | None], places: Sequence[int]) -> float | None:
    known = [part for place in places if (part := contributions[place]) is not None]
    return sum(known) if known else None


def _bar_name(one: ProductFacts, facts: CompetitorFacts, words: Words) -> str:
    shown = {"name": called(one, words), "score": score(one.score, facts, words)}
    return words("bar", **shown) if one.complete else words("bar_incomplete", **shown)


def _incomplete(facts: CompetitorFacts, words: Words) -> str:
    listed = [
        words("rated_on", name=one.name, coverage=words.rate(one.coverage, 0))
        for one in facts.products
        if one.score is not None and not one.complete
    ]
    return words("incomplete_note", products=words.join(listed)) if listed else ""


def _score_table(facts: CompetitorFacts, order: Sequence[ProductFacts], words: Words) -> Table:
    columns = (
        Column(words["product"]), Column(words["weighted_score"], "fixed2"), Column(words["rank"], "count"),
        Column(words["coverage"], "rate"), *(Column(one.name, "fixed2") for one in facts.criteria),
    )  # fmt: skip
    return Table(columns, tuple((p.name, p.score, p.rank, p.coverage, *p.contributions) for p in order))


def _radar(spec: CompetitorMatrix, facts: CompetitorFacts, words: Words) -> Chart:
    criteria = [facts.criteria[place] for place in facts.radar.criteria]
    products = [facts.product(key) for key in facts.radar.products]
    series = [
        Series(
            called(one, words),
            [c.ratings[one.key] for c in criteria],
            color=_color(index),
            dashed=not one.ours,
        )
        for index, one in enumerate(products)
    ]
    option = radar([Indicator(one.name, spec.scale) for one in criteria], series)
    columns = (Column(words["criterion"]), *(Column(one.name, "number") for one in products))
    rows = tuple((one.name, *(one.ratings[key] for key in facts.radar.products)) for one in criteria)
    return Chart(
        "radar", _radar_summary(facts, words), option, Table(columns, rows),
        height=460, narrow_height=350, note=_radar_note(spec, facts, words),
    )  # fmt: skip


def _color(index: int) -> str:
    """Return the accent for our product, and a colour of the palette for each of the others."""
    return CHART[index] if index else ACCENT


def _radar_summary(facts: CompetitorFacts, words: Words) -> str:
    """Say where we are alone in front and where behind, among the criteria shown."""
    shown = [facts.criteria[place] for place in facts.radar.criteria]
    rivals = [key for key in facts.radar.products if key != facts.us.key]
    ours = {one.name: one.ratings[facts.us.key] or 0 for one in shown}
    best = {one.name: max(one.ratings[key] or 0 for key in rivals) for one in shown}
    ahead = [name for name, own in ours.items() if own > best[name] + 1e-9]
    behind = [name for name, own in ours.items() if own < best[name] - 1e-9]
    key = (
        "radar_both"
        if ahead and behind
        else "radar_ahead"
        if ahead
        else "radar_behind"
        if behind
        else "radar_even"
    )
    return words(key, us=facts.us.name, ahead=words.join(ahead), behind=words.join(behind))


def _radar_note(spec: CompetitorMatrix, facts: CompetitorFacts, words: Words) -> str:
    criteria = [one.name for place, one in enumerate(facts.criteria) if place not in facts.radar.criteria]
    products = [key for key in facts.rated if key not in facts.radar.products]
    sentences = [words("radar_scale", scale=words.number(spec.scale, 2))]
    sentences += [words("radar_without_criteria", names=words.join(criteria))] if criteria else []
    sentences += [words("radar_without_products", names=names(products, facts, words))] if products else []
    return together(words, sentences)
