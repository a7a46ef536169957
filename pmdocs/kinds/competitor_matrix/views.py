"""How a comparison is shown: the finding, key figures, stacked scores, the radar, the map, the shares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from pmdocs.charts.builders import Axis, Indicator, Point, Series, bars, merge, radar, row_heights, scatter
from pmdocs.charts.colors import ACCENT, CHART
from pmdocs.kinds.competitor_matrix.facts import CompetitorFacts, CriterionFacts, Positions
from pmdocs.kinds.competitor_matrix.market import shares
from pmdocs.kinds.competitor_matrix.model import CompetitorMatrix
from pmdocs.kinds.competitor_matrix.sensitivity import said
from pmdocs.kinds.competitor_matrix.wording import called, together
from pmdocs.rounding import rounded_parts
from pmdocs.sdk import Chart, Column, Columns, Table, Tile, Words
from pmdocs.stats.comparison import above, below
from pmdocs.values.identity import hues

_MOST_PARTS = 6
"""Parts of a bar that colours tell apart."""
_MARGIN = 0.08
"""Room at the ends of the map's axes, as a part of their length."""
_SCORES = Columns(
    product="name", weighted_score=("score", "fixed2"), rank=("rank", "count"), coverage=("coverage", "rate")
)


def _names(keys: Iterable[str], facts: CompetitorFacts, words: Words) -> str:
    """Return products by name as a list: "Leafy and GreenUp"."""
    names = {one.key: one.name for one in facts.products}
    return words.join(names[key] for key in keys)


def _score(value: float | None, facts: CompetitorFacts, words: Words) -> str:
    return words.fixed(value, facts.score_digits)


def summary(spec: CompetitorMatrix, facts: CompetitorFacts, words: Words) -> str:
    """Return where we stand, and the criterion that costs us most."""
    worst = _costliest(facts)
    if worst is None:
        cost = words["behind_nowhere"] if facts.compared_criteria else ""
    else:
        rivals, own = _names(worst.best_rivals, facts, words), words.number(worst.ratings[facts.us.key], 2)
        best = words.number(worst.best, 2)
        cost = words("costliest", criterion=worst.name, own=own, rivals=rivals, best=best)
    return together(words, _standing(spec, facts, words), cost)


def _standing(spec: CompetitorMatrix, facts: CompetitorFacts, words: Words) -> str:
    """Return our place among the ranked products in one sentence."""
    us, ranked, scale = facts.us, facts.ranked, words.number(spec.scale, 2)
    if us.rank is None:
        return words("unranked", us=us.name, coverage=words.rate(us.coverage, 0))
    own, best = (_score(one.score, facts, words) for one in (us, ranked[0]))
    shared = [one.name for one in ranked if one.rank == 1 and not one.ours]
    if us.rank > 1:
        key, leaders, n = "behind" if len(shared) == 1 else "behind_tie", words.join(shared), len(ranked)
        return words(key, leaders=leaders, score=best, scale=scale, us=us.name, rank=us.rank, n=n, own=own)
    second = ranked[len(shared) + 1 :]
    key = "first_together" if shared else "leads" if second else "alone"
    others = shared or [one.name for one in second if one.rank == second[0].rank]
    gap = _score((us.score or 0) - (second[0].score or 0), facts, words) if second else ""
    return words(key, us=us.name, score=own, scale=scale, gap=gap, others=words.join(others))


def _costliest(facts: CompetitorFacts) -> CriterionFacts | None:
    """Return the criterion that costs us most of the score: weight × distance to the best of the others."""
    losses = [one for one in facts.criteria if one.outcome == "loss"]
    return min(losses, key=lambda one: round(one.weighted_margin or 0, 9), default=None)


def tiles(spec: CompetitorMatrix, facts: CompetitorFacts, words: Words) -> Iterator[Tile]:
    """Yield the key figures: our score, what we win, then the market, or what costs us most."""
    us, market, worst = facts.us, facts.market, _costliest(facts)
    weights = {one.name: words.rate(one.weight, 0) for one in facts.criteria}
    ratings = {one.name: one.ratings[us.key] for one in facts.criteria}
    own = {name: words.number(rating, 2) for name, rating in ratings.items() if rating is not None}
    if us.score is not None:
        rated = tuple((name, f"{rating} × {weights[name]}") for name, rating in own.items())
        value, place = _score(us.score, facts, words), _place(spec, facts, words)
        yield Tile(words["weighted_score"], value, place, formula="score", inputs=rated)
    if facts.compared_criteria:
        note = words("outcome_note", ties=facts.ties, losses=facts.losses)
        won = words("n_of", n=facts.wins, all=facts.compared_criteria)
        margins = tuple((one.name, words.signed(one.margin)) for one in facts.criteria if one.outcome)
        yield Tile(words["criteria_won"], won, note, formula="outcome", inputs=margins)
    if worst and market is None:
        rivals, best = _names(worst.best_rivals, facts, words), words.number(worst.best, 2)
        inputs = ((us.name, own[worst.name]), (rivals, best), (words["weight"], weights[worst.name]))
        note = words("versus", criterion=worst.name, rivals=rivals)
        yield Tile(words["costliest_gap"], words.signed(worst.margin), note, "bad", "gap", inputs)
    shares = tuple((one.name, words.rate(one.share)) for one in facts.products if one.share is not None)
    if us.share is not None:
        times = us.relative_share
        note = "" if times is None else words("relative_note", times=words.fixed(times, 2))
        yield Tile(words["share"], words.rate(us.share), note, formula="relative", inputs=shares)
    if market:
        hhi = words.count(market.hhi)
        hhi = words("at_least_short", value=hhi) if market.hhi_is_bound else hhi
        most = words("hhi_between", most=words.count(market.hhi_most))
        note = words[f"level.{market.level}"] if market.level else most
        yield Tile(words["concentration"], hhi, note, formula="hhi", inputs=shares)


def _place(spec: CompetitorMatrix, facts: CompetitorFacts, words: Words) -> str:
    us, ranked, scale = facts.us, facts.ranked, words.number(spec.scale, 2)
    if us.rank is None:
        return words("of_incomplete", scale=scale, coverage=words.rate(us.coverage, 0))
    tied = sum(one.rank == us.rank for one in ranked) > 1
    key = "of_scale" if len(ranked) == 1 else "of_shared" if tied else "of_rank"
    return words(key, scale=scale, rank=us.rank, n=len(ranked))


def charts(spec: CompetitorMatrix, facts: CompetitorFacts, words: Words) -> Iterator[Chart]:
    """Yield the charts that the data allow."""
    yield _scores(spec, facts, words)
    if facts.radar.fits:
        yield _radar(spec, facts, words)
    if facts.positions:
        yield _positions(spec, facts, facts.positions, words)
    if facts.market:
        yield shares(facts, facts.market, words)


def _scores(spec: CompetitorMatrix, facts: CompetitorFacts, words: Words) -> Chart:
    scored = [one for one in facts.products if one.score is not None]
    order = sorted(scored, key=lambda one: (not one.complete, -(one.score or 0)))
    made = _parts(facts, words)
    sums = [[_sum(one.contributions, places) for _, places in made] for one in order]
    texts = [_texts(row, facts.score_digits, words) for row in sums]
    parts = [
        Series(name, [row[n] for row in sums], color=CHART[n], texts=[row[n] for row in texts])
        for n, (name, _) in enumerate(made)
    ]
    keys = ["bar" if one.complete else "bar_incomplete" for one in order]
    shown = [{"name": called(one, words), "score": _score(one.score, facts, words)} for one in order]
    labels = [words(key, **one) for key, one in zip(keys, shown, strict=True)]
    height, narrow_height = row_heights(labels, 44, [part.name for part in parts] if len(parts) > 1 else ())
    option = bars(
        labels, parts, horizontal=True, stacked=True, unit_format="score", value_min=0, value_max=spec.scale,
        x_name=words("score_axis", scale=words.number(spec.scale, 2)),
    )  # fmt: skip
    incomplete = [
        words("rated_on", name=one.name, coverage=words.rate(one.coverage, 0))
        for one in scored
        if not one.complete
    ]
    note = together(
        words,
        said(facts, words),
        words("incomplete_note", products=words.join(incomplete)) if incomplete else "",
    )
    table = _SCORES.table(order, words)
    columns = (*table.columns, *(Column(one.name, "fixed2") for one in facts.criteria))
    rows = tuple((*row, *one.contributions) for row, one in zip(table.rows, order, strict=True))
    return Chart(
        "scores", _standing(spec, facts, words), option, Table(columns, rows),
        height=height, narrow_height=narrow_height, note=note,
    )  # fmt: skip


def _parts(facts: CompetitorFacts, words: Words) -> list[tuple[str, tuple[int, ...]]]:
    """Return what the bars are made of: the criteria, the groups where those are too many, or the heaviest."""
    every: list[tuple[str, tuple[int, ...]]] = [(one.name, (n,)) for n, one in enumerate(facts.criteria)]
    if len(every) <= _MOST_PARTS:
        return every
    if 1 < len(facts.groups) <= _MOST_PARTS:
        return [(group.name or words["no_group"], group.criteria) for group in facts.groups]
    by_weight = sorted(range(len(every)), key=lambda place: -facts.criteria[place].weight)
    heaviest, rest = by_weight[: _MOST_PARTS - 1], by_weight[_MOST_PARTS - 1 :]
    return [every[place] for place in sorted(heaviest)] + [(words["no_group"], tuple(sorted(rest)))]


def _texts(parts: Sequence[float | None], digits: int, words: Words) -> list[str]:
    """Return the parts of a bar as they are printed: they add up to the total that is printed beside it."""
    rounded = rounded_parts([part or 0.0 for part in parts], digits)
    return [
        "" if part is None else words.fixed(one, digits) for part, one in zip(parts, rounded, strict=True)
    ]


def _sum(contributions: Sequence[float | None], places: Sequence[int]) -> float | None:
    known = [part for place in places if (part := contributions[place]) is not None]
    return sum(known) if known else None


def _radar(spec: CompetitorMatrix, facts: CompetitorFacts, words: Words) -> Chart:
    shown, keys = [facts.criteria[place] for place in facts.radar.criteria], facts.radar.products
    products = [one for one in facts.products if one.key in keys]
    own = hues(one.key for one in products if not one.ours)
    series = [
        Series(
            called(one, words), [each.ratings[one.key] for each in shown],
            color=ACCENT if one.ours else CHART[own[one.key]], dashed=not one.ours,
        )
        for one in products
    ]  # fmt: skip
    columns = (Column(words["criterion"]), *(Column(one.name, "number") for one in products))
    rows = tuple((one.name, *(one.ratings[key] for key in keys)) for one in shown)
    hidden = [one.name for one in facts.criteria if one not in shown]
    absent = [key for key in facts.rated if key not in keys]
    note = together(
        words, words("radar_scale", scale=words.number(spec.scale, 2)),
        words("radar_without_criteria", names=words.join(hidden)) if hidden else "",
        words("radar_without_products", names=_names(absent, facts, words)) if absent else "",
    )  # fmt: skip
    return Chart(
        "radar", _radar_summary(facts, shown, words),
        radar([Indicator(one.name, spec.scale) for one in shown], series), Table(columns, rows),
        height=460, narrow_height=350, note=note,
    )  # fmt: skip


def _radar_summary(facts: CompetitorFacts, shown: Sequence[CriterionFacts], words: Words) -> str:
    """Say where we are alone in front and where behind, among the criteria and products shown."""
    us, *rivals = facts.radar.products
    gaps = {one.name: (one.ratings[us] or 0) - max(one.ratings[key] or 0 for key in rivals) for one in shown}
    ahead = [name for name, gap in gaps.items() if above(gap, 0)]
    behind = [name for name, gap in gaps.items() if below(gap, 0)]
    key = ("even", "behind", "ahead", "both")[2 * bool(ahead) + bool(behind)]
    return words(f"radar_{key}", us=facts.us.name, ahead=words.join(ahead), behind=words.join(behind))


def _positions(spec: CompetitorMatrix, facts: CompetitorFacts, made: Positions, words: Words) -> Chart:
    """Draw the products by two criteria, the area of each as its market share."""
    by_key = {one.key: one for one in facts.products}
    (x_name, show_x), (y_name, show_y) = (_axis(axis, spec, words) for axis in (made.x, made.y))
    points = []
    for one in reversed(made.points):  # ours is drawn last, so that no equal bubble hides it
        tip = [f"{x_name}: {show_x(one.x)}", f"{y_name}: {show_y(one.y)}"]
        tip += [f"{words['share']}: {words.rate(one.share)}"] if one.share is not None else []
        size, color = one.share if made.sized else None, ACCENT if by_key[one.key].ours else CHART[1]
        points.append(Point(called(by_key[one.key], words), one.x, one.y, size, color=color, tip=tip))
    x, y = Axis(x_name, "number", zero=True), Axis(y_name, "number", zero=True)
    ends = {
        "xAxis": _ends(made.x, [p.x for p in points], spec),
        "yAxis": _ends(made.y, [p.y for p in points], spec),
    }
    columns = (
        Column(words["product"]), Column(x_name, "number"), Column(y_name, "number"), Column(words["share"], "rate"),
    )  # fmt: skip
    rows = tuple((by_key[one.key].name, one.x, one.y, one.share) for one in made.points)
    missing = words("map_missing", names=_names(made.missing, facts, words)) if made.missing else ""
    return Chart(
        "positioning", _positions_summary(facts, made, words),
        merge(scatter(points, x_axis=x, y_axis=y), {"baseOption": ends}), Table(columns, rows),
        height=400, narrow_height=340, note=together(words, words["map_area"] if made.sized else "", missing),
    )  # fmt: skip


def _ends(axis: str, values: Sequence[float], spec: CompetitorMatrix) -> dict[str, Any]:
    """Return the ends of an axis, with room for a bubble at 0 or at the best: it would cover the labels."""
    last = max(values) or 1 if axis == "price" else spec.scale
    bare = {"axisLabel": {"showMinLabel": False, "showMaxLabel": False},
            "splitLine": {"showMinLine": False, "showMaxLine": False}}  # fmt: skip
    return {"min": -_MARGIN * last, "max": (1 + _MARGIN) * last, **bare}


def _axis(axis: str, spec: CompetitorMatrix, words: Words) -> tuple[str, Callable[[float], str]]:
    """Return the name of an axis, and how its values are shown."""
    if axis == "price":
        return spec.price_name(words), lambda value: spec.money(value, words)
    by_id = {one.id: one.name for one in spec.criteria if one.id}
    name = words["weighted_score"] if axis == "score" else by_id.get(axis, axis)
    shown = words("rated_axis", name=name, scale=words.number(spec.scale, 2))
    return shown, lambda value: words.number(value, 2)


def _positions_summary(facts: CompetitorFacts, made: Positions, words: Words) -> str:
    if made.dominating is None:
        return words("map_plain", n=len(made.points))
    keys = ("map_beaten_price", "map_value") if "price" in {made.x, made.y} else ("map_beaten", "map_free")
    rivals = _names(made.dominating, facts, words)
    return words(keys[not rivals], us=facts.us.name, rivals=rivals)
