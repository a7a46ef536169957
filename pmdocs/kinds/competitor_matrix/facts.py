"""What is computed from a comparison with competitors, and what a reader of it should be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pmdocs.kinds.competitor_matrix.model import CompetitorMatrix, Positioning
from pmdocs.rounding import rounded
from pmdocs.sdk import Finding, Lookup
from pmdocs.stats.comparison import above, at_least, same
from pmdocs.stats.concentration import Concentration, concentration, relative_shares
from pmdocs.stats.weighting import WeightedMean, ranks, weighted_mean

_ENOUGH = 0.8
"""A product rated on less of the weight is incomplete, and not ranked."""
_MOST_ON_RADAR = 4
"""More polygons than this hide each other."""
_FEWEST_AXES, _MOST_AXES = 4, 8
"""A radar with fewer axes says little, one with more cannot be read."""
_ROUNDING = 0.0005 + 1e-9
"""Weights such as three times 33.3% add up to 100% but for rounding."""

Ratings = Mapping[str, float | None]
Outcome = Literal["win", "tie", "loss"]


@dataclass(frozen=True)
class ProductFacts:
    """One product.

    ``score`` is over what was rated, and ``coverage`` the rated part of the weight; ``contributions`` are the
    parts of the score by criterion. ``rank`` is ``None`` for an incomplete product. ``relative_share`` is
    against the largest other.
    """

    key: str
    name: str
    ours: bool
    score: float | None
    coverage: float
    complete: bool
    rank: int | None
    contributions: tuple[float | None, ...]
    price: float | None
    share: float | None
    relative_share: float | None


@dataclass(frozen=True)
class CriterionFacts:
    """One criterion; ``weight`` is its part of all weight.

    ``leaders`` reach the best rating, nobody where all are equal. ``gaps`` are rating − best. ``margin`` is our
    rating − the best of the others, ``weighted_margin`` what it does to our score, and ``outcome`` its sign;
    ``None`` where there is nothing to compare.
    """

    name: str
    group: str | None
    weight: float
    ratings: Ratings
    best: float | None
    leaders: tuple[str, ...]
    gaps: Ratings
    margin: float | None
    weighted_margin: float | None
    best_rivals: tuple[str, ...]
    outcome: Outcome | None


@dataclass(frozen=True)
class GroupFacts:
    """The criteria of a group by place, their joint weight, and the weighted mean of each product."""

    name: str | None
    criteria: tuple[int, ...]
    weight: float
    scores: Ratings


@dataclass(frozen=True)
class Radar:
    """What a radar shows, if it ``fits``: products, and criteria by place that all of them are rated on.

    An unknown rating would be drawn in the centre, as a zero.
    """

    products: tuple[str, ...]
    criteria: tuple[int, ...]
    fits: bool


@dataclass(frozen=True)
class Position:
    """A product on the map; ``share`` is the area of its bubble."""

    key: str
    x: float
    y: float
    share: float | None


@dataclass(frozen=True)
class Positions:
    """The map: what its axes are, and who stands where.

    ``missing`` products have no value on an axis. ``dominating`` competitors are at least as good as we on
    both axes and better on one, of a price the lower being better; ``None`` if we are not on the map.
    """

    x: str
    y: str
    points: tuple[Position, ...]
    missing: tuple[str, ...]
    dominating: tuple[str, ...] | None
    sized: bool


@dataclass(frozen=True)
class CompetitorFacts:
    """Everything computed. Products stand with ours first; ``rated`` are those that have any score."""

    products: tuple[ProductFacts, ...]
    rated: tuple[str, ...]
    criteria: tuple[CriterionFacts, ...]
    groups: tuple[GroupFacts, ...]
    weight_sum: float | None
    wins: int
    ties: int
    losses: int
    radar: Radar
    positions: Positions | None
    market: Concentration | None

    @property
    def us(self) -> ProductFacts:
        """Our own product."""
        return self.products[0]

    @property
    def compared(self) -> list[ProductFacts]:
        """The products that stand in the table: ours, then all that have any score, the best first."""
        others = [one for one in self.products if one.key in self.rated and not one.ours]
        return [self.us, *sorted(others, key=lambda one: (one.rank is None, one.rank or 0))]

    @property
    def compared_criteria(self) -> int:
        """Number of criteria in which we and at least one other are rated."""
        return self.wins + self.ties + self.losses

    @property
    def ranked(self) -> list[ProductFacts]:
        """The ranked products, best first."""
        return sorted((one for one in self.products if one.rank), key=lambda one: one.rank or 0)

    @property
    def score_digits(self) -> int:
        """Decimals of weighted scores: one, or two where different scores would look the same."""
        scores = [one.score or 0.0 for one in self.ranked]
        return 2 if any(not same(a, b) and rounded(a, 1) == rounded(b, 1) for a, b in pairwise(scores)) else 1


def facts(spec: CompetitorMatrix, _lookup: Lookup) -> CompetitorFacts:
    """Compute the facts of a comparison."""
    keys = dict.fromkeys((spec.us, *spec.products))
    rows: list[Ratings] = [
        {key: rating.on(spec.scale) if (rating := one.scores.get(key)) else None for key in keys}
        for one in spec.criteria
    ]
    products, groups = _products(spec, rows), tuple(_groups(spec, rows))
    criteria = tuple(_criterion(spec, place, row) for place, row in enumerate(rows))
    outcomes = [one.outcome for one in criteria]
    return CompetitorFacts(
        products=products,
        rated=tuple(key for key in keys if any(row[key] is not None for row in rows)),
        criteria=criteria, groups=groups,
        weight_sum=None if spec.criteria[0].weight is None else sum(spec.weights),
        wins=outcomes.count("win"), ties=outcomes.count("tie"), losses=outcomes.count("loss"),
        radar=_radar(products, rows), positions=_positions(spec, products, groups, rows),
        market=concentration(spec.share) if any(share is not None for share in spec.share.values()) else None,
    )  # fmt: skip


def _means(spec: CompetitorMatrix, rows: Sequence[Ratings], places: Sequence[int]) -> dict[str, WeightedMean]:
    """Return the weighted mean of each product over some of the criteria."""
    weights = [spec.weights[place] for place in places]
    return {key: weighted_mean([rows[place][key] for place in places], weights) for key in rows[0]}


def _complete(mean: WeightedMean) -> float | None:
    """Return a weighted mean that rests on enough of the weight, ``None`` else."""
    return mean.value if at_least(mean.coverage, _ENOUGH) else None


def _products(spec: CompetitorMatrix, rows: Sequence[Ratings]) -> tuple[ProductFacts, ...]:
    means = _means(spec, rows, range(len(rows)))
    scores, relative = [_complete(mean) for mean in means.values()], relative_shares(spec.share)
    return tuple(
        ProductFacts(
            key, spec.products[key], key == spec.us, mean.value, mean.coverage, score is not None, rank,
            mean.contributions, spec.price.get(key), spec.share.get(key), relative.get(key),
        )
        for (key, mean), score, rank in zip(means.items(), scores, ranks(scores), strict=True)
    )  # fmt: skip


def _criterion(spec: CompetitorMatrix, place: int, row: Ratings) -> CriterionFacts:
    known = {key: rating for key, rating in row.items() if rating is not None}
    others = {key: rating for key, rating in known.items() if key != spec.us}
    best, rival = max(known.values(), default=0.0), max(others.values(), default=0.0)
    leaders = tuple(key for key, rating in known.items() if same(rating, best))
    margin = known[spec.us] - rival if spec.us in known and others else None
    weight = spec.weights[place] / sum(spec.weights)
    return CriterionFacts(
        name=spec.criteria[place].name, group=spec.criteria[place].group, weight=weight, ratings=row,
        best=best if known else None, leaders=leaders if len(leaders) < len(known) else (),
        gaps={key: None if rating is None else rating - best for key, rating in row.items()},
        margin=margin, weighted_margin=None if margin is None else weight * margin,
        best_rivals=() if margin is None else tuple(key for key in others if same(others[key], rival)),
        outcome=None if margin is None else "tie" if same(margin, 0) else "win" if margin > 0 else "loss",
    )  # fmt: skip


def _groups(spec: CompetitorMatrix, rows: Sequence[Ratings]) -> Iterator[GroupFacts]:
    """Yield the groups in the order in which they first appear, what has none last."""
    for name in sorted(dict.fromkeys(one.group for one in spec.criteria), key=lambda name: name is None):
        places = tuple(place for place, one in enumerate(spec.criteria) if one.group == name)
        scores = {key: _complete(mean) for key, mean in _means(spec, rows, places).items()}
        yield GroupFacts(name, places, sum(spec.weights[n] for n in places) / sum(spec.weights), scores)


def _radar(products: Sequence[ProductFacts], rows: Sequence[Ratings]) -> Radar:
    """Return what a radar would show: complete products and ours, by the criteria that all are rated on."""
    keys = tuple(one.key for one in products if one.complete or (one.ours and one.score is not None))
    axes = tuple(place for place, row in enumerate(rows) if all(row[key] is not None for key in keys))
    fits = 1 < len(keys) <= _MOST_ON_RADAR and _FEWEST_AXES <= len(axes) <= _MOST_AXES
    return Radar(keys, axes, fits)


def _positions(
    spec: CompetitorMatrix, products: Sequence[ProductFacts], groups: Sequence[GroupFacts],
    rows: Sequence[Ratings],
) -> Positions | None:  # fmt: skip
    """Return the map by what the author calls its axes: a criterion wins over a group of the same name."""
    values: dict[str, Ratings] = {group.name: group.scores for group in groups if group.name}
    for one, row in zip(spec.criteria, rows, strict=True):
        values |= {name: row for name in (one.name, one.id) if name}
    values["score"] = {one.key: one.score if one.complete else None for one in products}
    values["price"] = {one.key: one.price for one in products}
    axes = spec.positioning or Positioning()
    points = [
        Position(one.key, x, y, one.share) for one in products
        if (x := values[axes.x][one.key]) is not None and (y := values[axes.y][one.key]) is not None
    ]  # fmt: skip
    if len(points) < 2:  # noqa: PLR2004 -- one product has no position
        return None
    missing = tuple(one.key for one in products if one.key not in {point.key for point in points})
    dominating, sized = _dominating(spec.us, axes, points), all(point.share for point in points)
    return Positions(axes.x, axes.y, tuple(points), missing, dominating, sized)


def _dominating(us: str, axes: Positioning, points: Sequence[Position]) -> tuple[str, ...] | None:
    ours = next((point for point in points if point.key == us), None)
    if ours is None:
        return None
    x, y = (-1 if axis == "price" else 1 for axis in (axes.x, axes.y))  # the lower price is the better one
    gains = {p.key: (x * (p.x - ours.x), y * (p.y - ours.y)) for p in points}
    return tuple(key for key, pair in gains.items() if at_least(min(pair), 0) and above(max(pair), 0))


def problems(spec: CompetitorMatrix, facts: CompetitorFacts, _lookup: Lookup) -> Iterator[Finding]:
    """Yield what weakens the comparison, and why a view that was asked for is not there."""
    total = facts.weight_sum
    # Weights of 1 or more are points, of which only the proportions matter.
    if total is not None and abs(total - 1) > _ROUNDING and max(spec.weights) < 1:
        yield Finding(("criteria", 0, "weight"), "weight", {"sum": f"{total * 100:.4g}%"})
    if facts.market and facts.market.remainder > 0:
        yield Finding(("share",), "share", {"sum": f"{(1 - facts.market.remainder) * 100:.4g}%"})
    if facts.wins > 1 and not facts.ties and not facts.losses:
        yield Finding(("us",), "bias", {"us": facts.us.name})
    if not spec.source and not any(one.source for one in spec.criteria):
        yield Finding(("criteria",), "evidence")
    has = {
        "radar": facts.radar.fits, "positioning": facts.positions, "shares": facts.market,
        "strengths": any(spec.strengths.values()) or any(spec.weaknesses.values()),
    }  # fmt: skip
    radar = {"products": len(facts.radar.products), "criteria": len(facts.radar.criteria)}
    crowded = radar["products"] > _MOST_ON_RADAR or radar["criteria"] > _MOST_AXES
    for index, view in enumerate(spec.view):
        if not has.get(view, True):
            key = "crowded_radar" if view == "radar" and crowded else f"no_{view}"
            yield Finding(("view", index), key, radar)
