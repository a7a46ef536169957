"""What is computed from a comparison with competitors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pmdocs.kinds.competitor_matrix.market import Market, Position, Positions, market, positions
from pmdocs.kinds.competitor_matrix.model import CompetitorMatrix, Criterion
from pmdocs.sdk import Lookup
from pmdocs.stats.comparison import at_least, same
from pmdocs.stats.concentration import relative_shares
from pmdocs.stats.weighting import WeightedMean, ranks, weighted_mean

ENOUGH = 0.8
"""A product rated on less of the weight is incomplete, and not ranked."""
MOST_ON_RADAR = 4
"""More polygons than this hide each other."""
RADAR_AXES = (4, 8)
"""A radar with fewer axes says little, one with more cannot be read."""

Outcome = Literal["win", "tie", "loss"]
Ratings = Mapping[str, float | None]

__all__ = [
    "CompetitorFacts", "CriterionFacts", "GroupFacts", "Market", "Position", "Positions", "ProductFacts",
    "Radar", "facts",
]  # fmt: skip


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
    market: Market | None

    @property
    def us(self) -> ProductFacts:
        """Our own product."""
        return self.products[0]

    def product(self, key: str) -> ProductFacts:
        """Return a product by key."""
        return next(one for one in self.products if one.key == key)

    @property
    def compared(self) -> list[ProductFacts]:
        """The products that stand in the table: ours, and all that have any score."""
        return [one for one in self.products if one.ours or one.key in self.rated]

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
        return 2 if any(not same(a, b) and f"{a:.1f}" == f"{b:.1f}" for a, b in pairwise(scores)) else 1


def facts(spec: CompetitorMatrix, _lookup: Lookup) -> CompetitorFacts:
    """Compute the facts of a comparison."""
    keys = (spec.us, *(key for key in spec.products if key != spec.us))
    weights = [1.0 if one.weight is None else one.weight for one in spec.criteria]
    rows = [_ratings(spec, one, keys) for one in spec.criteria]
    products = _products(spec, keys, rows, weights)
    criteria = tuple(_criterion(spec, *pair, sum(weights)) for pair in zip(spec.criteria, rows, strict=True))
    outcomes = [one.outcome for one in criteria]
    groups = _groups(spec, keys, rows, weights)
    return CompetitorFacts(
        products=products,
        rated=tuple(one.key for one in products if any(row[one.key] is not None for row in rows)),
        criteria=criteria,
        groups=groups,
        weight_sum=None if spec.criteria[0].weight is None else sum(weights),
        wins=outcomes.count("win"),
        ties=outcomes.count("tie"),
        losses=outcomes.count("loss"),
        radar=_radar(products, rows),
        positions=_positions(spec, products, rows, groups),
        market=market(spec.share),
    )


def _ratings(spec: CompetitorMatrix, one: Criterion, keys: Sequence[str]) -> Ratings:
    given = {key: one.scores.get(key) for key in keys}
    return {key: None if rating is None else rating.on(spec.scale) for key, rating in given.items()}


def _products(
    spec: CompetitorMatrix, keys: Sequence[str], rows: Sequence[Ratings], weights: Sequence[float]
) -> tuple[ProductFacts, ...]:
    means = {key: weighted_mean([row[key] for row in rows], weights) for key in keys}
    places = dict(zip(keys, ranks([_complete_score(mean) for mean in means.values()]), strict=True))
    relative = relative_shares(spec.share)
    return tuple(
        ProductFacts(
            key, spec.products[key], key == spec.us, mean.value, mean.coverage, _complete_score(mean) is not None,
            places[key], mean.contributions, spec.price.get(key), spec.share.get(key), relative.get(key),
        )
        for key, mean in means.items()
    )  # fmt: skip


def _complete_score(mean: WeightedMean) -> float | None:
    """Return a weighted mean that rests on enough of the weight, ``None`` else."""
    return mean.value if at_least(mean.coverage, ENOUGH) else None


def _criterion(spec: CompetitorMatrix, written: Criterion, row: Ratings, total: float) -> CriterionFacts:
    known = {key: rating for key, rating in row.items() if rating is not None}
    best = max(known.values(), default=None)
    leaders = tuple(key for key, rating in known.items() if best is not None and same(rating, best))
    margin, rivals = _margin(spec.us, known)
    weight = 1.0 if written.weight is None else written.weight
    return CriterionFacts(
        name=written.name,
        group=written.group,
        weight=weight / total,
        ratings=row,
        best=best,
        leaders=leaders if len(leaders) < len(known) else (),
        gaps={key: None if rating is None or best is None else rating - best for key, rating in row.items()},
        margin=margin,
        weighted_margin=None if margin is None else weight / total * margin,
        best_rivals=rivals,
        outcome=_outcome(margin),
    )


def _margin(us: str, known: Mapping[str, float]) -> tuple[float | None, tuple[str, ...]]:
    """Return our rating less the best of the others, and who has that one."""
    others = {key: rating for key, rating in known.items() if key != us}
    if us not in known or not others:
        return None, ()
    best = max(others.values())
    return known[us] - best, tuple(key for key, rating in others.items() if same(rating, best))


def _outcome(margin: float | None) -> Outcome | None:
    if margin is None:
        return None
    if same(margin, 0):
        return "tie"
    return "win" if margin > 0 else "loss"


def _groups(
    spec: CompetitorMatrix, keys: Sequence[str], rows: Sequence[Ratings], weights: Sequence[float]
) -> tuple[GroupFacts, ...]:
    """Return the groups in the order in which they first appear, what has none last."""
    names = sorted(dict.fromkeys(one.group for one in spec.criteria), key=lambda name: name is None)
    made = []
    for name in names:
        places = [place for place, one in enumerate(spec.criteria) if one.group == name]
        inner = [weights[place] for place in places]
        means = {key: weighted_mean([rows[place][key] for place in places], inner) for key in keys}
        scores = {key: _complete_score(mean) for key, mean in means.items()}
        made.append(GroupFacts(name, tuple(places), sum(inner) / sum(weights), scores))
    return tuple(made)


def _radar(products: Sequence[ProductFacts], rows: Sequence[Ratings]) -> Radar:
    """Return what a radar would show: complete products and ours, by the criteria that all are rated on."""
    keys = tuple(one.key for one in products if one.complete or (one.ours and one.score is not None))
    axes = tuple(place for place, row in enumerate(rows) if all(row[key] is not None for key in keys))
    fewest, most = RADAR_AXES
    return Radar(keys, axes, fits=1 < len(keys) <= MOST_ON_RADAR and fewest <= len(axes) <= most)


def _positions(
    spec: CompetitorMatrix,
    products: Sequence[ProductFacts],
    rows: Sequence[Ratings],
    groups: Sequence[GroupFacts],
) -> Positions | None:
    """Return the map, by what the author calls its axes: a criterion wins over a group of the same name."""
    values: dict[str, Ratings] = {group.name: group.scores for group in groups if group.name}
    for one, row in zip(spec.criteria, rows, strict=True):
        values |= {name: row for name in (one.name, one.id) if name}
    values["score"] = {one.key: one.score if one.complete else None for one in products}
    values["price"] = {one.key: one.price for one in products}
    shares = {one.key: one.share for one in products}
    return positions(spec.positioning, spec.us, values, shares)
