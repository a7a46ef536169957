"""The pictures of the market: the map of two criteria, and the shares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pmdocs.charts.builders import Axis, Point, Series, bars, merge, scatter
from pmdocs.charts.colors import ACCENT, CHART, MUTED
from pmdocs.kinds.competitor_matrix.facts import CompetitorFacts
from pmdocs.kinds.competitor_matrix.market import Market, Positions
from pmdocs.kinds.competitor_matrix.model import CompetitorMatrix
from pmdocs.kinds.competitor_matrix.rows import heights
from pmdocs.kinds.competitor_matrix.text import called, names, together
from pmdocs.sdk import Chart, Column, Table, Words
from pmdocs.stats.comparison import same

_MARGIN = 0.08
"""Room at the ends of the map's axes, as a part of their length."""


def positions_chart(spec: CompetitorMatrix, facts: CompetitorFacts, made: Positions, words: Words) -> Chart:
    """Draw the products by two criteria, the area of each as its market share."""
    # Ours is drawn last, so that no equal bubble hides it.
    points = [_point(spec, facts, made, place, words) for place in reversed(range(len(made.points)))]
    room = {
        "xAxis": _room(made.x, [point.x for point in made.points], spec),
        "yAxis": _room(made.y, [point.y for point in made.points], spec),
    }
    option = scatter(points, x_axis=_axis(made.x, spec, words), y_axis=_axis(made.y, spec, words))
    option = merge(option, {"baseOption": room})
    columns = (
        Column(words["product"]), Column(_axis_name(made.x, spec, words), "number"),
        Column(_axis_name(made.y, spec, words), "number"), Column(words["share"], "rate"),
    )  # fmt: skip
    rows = tuple((facts.product(p.key).name, p.x, p.y, p.share) for p in made.points)
    return Chart(
        "positioning", _positions_summary(facts, made, words), option,
        Table(columns, rows), height=400, narrow_height=340, note=_map_note(facts, made, words),
    )  # fmt: skip


def _point(
    spec: CompetitorMatrix, facts: CompetitorFacts, made: Positions, place: int, words: Words
) -> Point:
    point = made.points[place]
    one = facts.product(point.key)
    tip = [f"{_axis_name(axis, spec, words)}: {_shown(axis, value, spec, words)}"
           for axis, value in ((made.x, point.x), (made.y, point.y))]  # fmt: skip
    tip += [f"{words['share']}: {words.rate(point.share)}"] if point.share is not None else []
    color = ACCENT if one.ours else CHART[1]
    return Point(
        called(one, words), point.x, point.y, point.share if made.sized else None, "", color, "", tip
    )


def _shown(axis: str, value: float, spec: CompetitorMatrix, words: Words) -> str:
    return spec.money(value, words) if axis == "price" else words.number(value, 2)


def _axis(axis: str, spec: CompetitorMatrix, words: Words) -> Axis:
    return Axis(_axis_name(axis, spec, words), "number", zero=True)


def _room(axis: str, values: Sequence[float], spec: CompetitorMatrix) -> dict[str, Any]:
    """Return the ends of an axis, with room for a bubble at 0 or at the best: it would cover the labels."""
    last = max(values) or 1 if axis == "price" else spec.scale
    bare = {"axisLabel": {"showMinLabel": False, "showMaxLabel": False},
            "splitLine": {"showMinLine": False, "showMaxLine": False}}  # fmt: skip
    return {"min": -_MARGIN * last, "max": (1 + _MARGIN) * last, **bare}


def _axis_name(axis: str, spec: CompetitorMatrix, words: Words) -> str:
    if axis == "price":
        return spec.price_name(words)
    by_id = {one.id: one.name for one in spec.criteria if one.id}
    name = words["weighted_score"] if axis == "score" else by_id.get(axis, axis)
    return words("rated_axis", name=name, scale=words.number(spec.scale, 2))


def _positions_summary(facts: CompetitorFacts, made: Positions, words: Words) -> str:
    us, priced = facts.us.name, "price" in {made.x, made.y}
    if made.dominating is None:
        return words("map_plain", n=len(made.points))
    if not made.dominating:
        return words("map_value" if priced else "map_free", us=us)
    rivals = names(made.dominating, facts, words)
    return words("map_beaten_price" if priced else "map_beaten", us=us, rivals=rivals)


def _map_note(facts: CompetitorFacts, made: Positions, words: Words) -> str:
    sentences = [words["map_area"]] if made.sized else []
    if made.missing:
        sentences.append(words("map_missing", names=names(made.missing, facts, words)))
    return together(words, sentences)


def shares_chart(facts: CompetitorFacts, market: Market, words: Words) -> Chart:
    """Draw the market shares, the largest first and what is left last."""
    known = sorted(
        (one for one in facts.products if one.share is not None), key=lambda one: -(one.share or 0)
    )
    rows: list[tuple[str, float | None, float | None]] = [
        (one.name, one.share, one.relative_share) for one in known
    ]
    labels = [called(one, words) for one in known]
    colors = [ACCENT if one.ours else CHART[1] for one in known]
    if market.remainder > 0:
        labels.append(words["others"])
        rows.append((words["others"], market.remainder, None))
        colors.append(MUTED)
    series = Series(words["share"], [row[1] for row in rows], colors=colors)
    columns = (
        Column(words["product"]),
        Column(words["share"], "rate"),
        Column(words["relative_share"], "fixed2"),
    )
    height, narrow_height = heights(labels, 36)
    return Chart(
        "shares", _shares_summary(facts, market, words),
        bars(labels, [series], horizontal=True, unit_format="rate:1", x_name=words["share_axis"], value_min=0),
        Table(columns, tuple(rows)), height=height, narrow_height=narrow_height,
        note=words["shares_note"],
    )  # fmt: skip


def _shares_summary(facts: CompetitorFacts, market: Market, words: Words) -> str:
    known = [one for one in facts.products if one.share is not None]
    largest = max(one.share or 0 for one in known)
    leaders = [one.name for one in known if same(one.share or 0, largest)]
    key = "largest_share" if len(leaders) == 1 else "largest_shares"
    cr4 = words("at_least" if market.cr4_is_bound else "exactly", value=words.rate(market.cr4))
    concentration = words(
        "market_bound" if market.hhi_is_bound else "market", hhi=words.count(market.hhi),
        level=words[f"level.{market.level}"], cr4=cr4, rest=words.rate(market.remainder),
    )  # fmt: skip
    return together(
        words, (words(key, leaders=words.join(leaders), share=words.rate(largest)), concentration)
    )
