"""What makes a comparison impossible to trust, beyond the type of a single field."""

from __future__ import annotations

import math
from collections.abc import Iterator

from pmdocs.kinds.competitor_matrix.model import CompetitorMatrix, Criterion, Positioning
from pmdocs.sdk import Check, Checks, Finding, Findings
from pmdocs.sdk.checks import known_keys, unique, within
from pmdocs.values.numbers import Percent


def ours_is_a_product(spec: CompetitorMatrix) -> Findings:
    """Refuse a product of ours that is not listed."""
    yield from known_keys([(("us",), spec.us)], spec.products, "no_product")


def products_differ(spec: CompetitorMatrix) -> Findings:
    """Refuse two products of one name, by which charts know them."""
    yield from unique(((("products", key), name) for key, name in spec.products.items()), "same_product")


def criteria_differ(spec: CompetitorMatrix) -> Findings:
    """Refuse two criteria of one name, by which charts and axes know them."""
    names = ((("criteria", place, "name"), one.name) for place, one in enumerate(spec.criteria))
    yield from unique(names, "same_criterion")


def scores_are_of_products(spec: CompetitorMatrix) -> Findings:
    """Refuse the score of a product that is not listed."""
    for place, one in _rated(spec):
        scores = ((("criteria", place, "scores", key), key) for key in one.scores)
        yield from known_keys(scores, spec.products, "no_product")


def of_products(field: str) -> Check:
    """Return a check that refuses what a field says of a product that is not listed."""

    def check(spec: CompetitorMatrix) -> Findings:
        named = (((field, key), key) for key in getattr(spec, field))
        yield from known_keys(named, spec.products, "no_product")

    return check


def scores_are_on_the_scale(spec: CompetitorMatrix) -> Findings:
    """Refuse scores below 0 or above the best."""
    for place, one in _rated(spec):
        for key, rating in one.scores.items():
            at = ("criteria", place, key) if rating and rating.column else ("criteria", place, "scores", key)
            value = rating.on(spec.scale) if rating else None
            shown = {"name": one.name, "product": spec.products.get(key, key)}
            yield from within(at, value, 0, spec.scale, "outside", **shown)


def _rated(spec: CompetitorMatrix) -> Iterator[tuple[int, Criterion]]:
    """Yield the criteria whose scores could be read, with their places: a bad one does not hide the others."""
    return ((n, one) for n, one in enumerate(spec.criteria) if "scores" in one.model_fields_set)


def something_is_rated(spec: CompetitorMatrix) -> Findings:
    """Refuse a comparison without any score."""
    if not any(rating for one in spec.criteria for rating in one.scores.values()):
        yield Finding(("criteria",), "no_scores")


def weights_for_all_or_none(spec: CompetitorMatrix) -> Findings:
    """Refuse criteria without a weight beside others that have one."""
    without = [place for place, one in enumerate(spec.criteria) if one.weight is None]
    for place in without if len(without) < len(spec.criteria) else ():
        yield Finding(("criteria", place, "weight"), "no_weight", {"name": spec.criteria[place].name})


def weights_are_written_alike(spec: CompetitorMatrix) -> Findings:
    """Refuse weights in per cent beside plain numbers, whose proportions nobody can tell; 0 is 0 in both."""
    weighed = [(place, one) for place, one in enumerate(spec.criteria) if one.weight]
    for place, one in weighed:
        if isinstance(one.weight, Percent) != isinstance(weighed[0][1].weight, Percent):
            values = {"name": one.name, "other": weighed[0][1].name}
            yield Finding(("criteria", place, "weight"), "mixed_weights", values)


def something_counts(spec: CompetitorMatrix) -> Findings:
    """Refuse weights that are all 0."""
    if all(one.weight == 0 for one in spec.criteria):
        yield Finding(("criteria", 0, "weight"), "zero_weights")


def shares_are_of_one_market(spec: CompetitorMatrix) -> Findings:
    """Refuse market shares of more than everything."""
    total = math.fsum(share for share in spec.share.values() if share is not None)
    yield from within(("share",), total, high=1, key="shares", sum=f"{total * 100:.4g}%")


def axes_are_known(spec: CompetitorMatrix) -> Findings:
    """Refuse an axis that is neither a criterion nor a group, nor price or score."""
    named = [name for one in spec.criteria for name in (one.name, one.id) if name]
    names = dict.fromkeys(["price", "score", *named, *(one.group for one in spec.criteria if one.group)])
    for axis in ("x", "y") if spec.positioning else ():
        yield from known_keys([(("positioning", axis), getattr(spec.positioning, axis))], names, "no_axis")


def prices_for_an_axis(spec: CompetitorMatrix) -> Findings:
    """Refuse an axis of prices where there are none."""
    for axis in ("x", "y") if spec.positioning and not spec.price else ():
        if getattr(spec.positioning, axis) == "price":
            yield Finding(("positioning", axis), "no_price")


def axes_differ(axes: Positioning) -> Findings:
    """Refuse one axis twice, which is a line instead of a map."""
    if axes.x == axes.y:
        yield Finding(("y",), "same_axes", {"name": axes.x})


CHECKS: Checks = {
    Positioning: (axes_differ,),
    CompetitorMatrix: (
        ours_is_a_product, products_differ, criteria_differ, scores_are_of_products,
        *(of_products(field) for field in ("price", "share", "strengths", "weaknesses")),
        scores_are_on_the_scale, something_is_rated, weights_for_all_or_none, weights_are_written_alike,
        something_counts,
        shares_are_of_one_market, axes_are_known, prices_for_an_axis,
    ),
}  # fmt: skip
