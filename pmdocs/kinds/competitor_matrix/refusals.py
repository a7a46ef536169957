"""What makes a comparison impossible to trust, beyond the type of a single field."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pmdocs.diagnostics.problem import Phrase
from pmdocs.stats.comparison import above, at_least, at_most
from pmdocs.values.refusal import At, refuse
from pmdocs.values.suggestions import did_you_mean

if TYPE_CHECKING:
    from pmdocs.kinds.competitor_matrix.model import CompetitorMatrix

AXES = ("price", "score")
"""What an axis of the map may be besides a criterion or a group."""


def check(spec: CompetitorMatrix) -> None:
    """Refuse what does not fit together: the first fault found, in the order in which readers meet it."""
    _product_of(spec, spec.us, ("us",))
    _refuse_same_names(spec)
    _refuse_strangers(spec)
    _refuse_scores(spec)
    _refuse_weights(spec)
    _refuse_shares(spec)
    _refuse_axes(spec)


def _product_of(spec: CompetitorMatrix, key: str, at: At) -> None:
    if key not in spec.products:
        known = ", ".join(spec.products)
        hint = did_you_mean(key, spec.products) or _PRODUCTS_ARE.fill(known=known)
        refuse("E-REF", _NO_PRODUCT.fill(key=key), hint, at=at)


def _refuse_same_names(spec: CompetitorMatrix) -> None:
    """Charts and axes know products and criteria by name."""
    _refuse_twice({("products", key): name for key, name in spec.products.items()}, _SAME_PRODUCT)
    _refuse_twice({("criteria", i, "name"): one.name for i, one in enumerate(spec.criteria)}, _SAME_CRITERION)


def _refuse_twice(names: Mapping[At, str], phrase: Phrase) -> None:
    seen: set[str] = set()
    for at, name in names.items():
        if name in seen:
            refuse("E-ID", phrase.fill(name=name), _SAME_HINT, at=at)
        seen.add(name)


def _refuse_strangers(spec: CompetitorMatrix) -> None:
    """Refuse whatever is said of a product that is not listed."""
    for at in _mentions(spec):
        _product_of(spec, str(at[-1]), at)


def _mentions(spec: CompetitorMatrix) -> Iterator[At]:
    for index, one in enumerate(spec.criteria):
        yield from (("criteria", index, "scores", key) for key in one.scores)
    for field in ("price", "share", "strengths", "weaknesses"):
        yield from ((field, key) for key in getattr(spec, field))


def _refuse_scores(spec: CompetitorMatrix) -> None:
    for index, one in enumerate(spec.criteria):
        for key, rating in one.scores.items():
            value = 0.0 if rating is None else rating.on(spec.scale)
            if not (at_least(value, 0) and at_most(value, spec.scale)):
                filled = {"name": one.name, "product": spec.products[key], "found": f"{value:g}"}
                message = _OUTSIDE.fill(scale=f"{spec.scale:g}", **filled)
                at = (
                    ("criteria", index, key)
                    if rating and rating.column
                    else ("criteria", index, "scores", key)
                )
                refuse("E-RANGE", message, _OUTSIDE_HINT, at=at)
    if not any(rating for one in spec.criteria for rating in one.scores.values()):
        refuse("E-EMPTY", _NOTHING, _NOTHING_HINT, at=("criteria",))


def _refuse_weights(spec: CompetitorMatrix) -> None:
    weights = [one.weight for one in spec.criteria]
    if all(weight is None for weight in weights):
        return
    for index, weight in enumerate(weights):
        if weight is None:
            message = _NO_WEIGHT.fill(name=spec.criteria[index].name)
            refuse("E-REQ", message, _NO_WEIGHT_HINT, at=("criteria", index, "weight"))
    if not any(weights):
        refuse("E-RANGE", _ZERO_WEIGHTS, at=("criteria", 0, "weight"))


def _refuse_shares(spec: CompetitorMatrix) -> None:
    total = math.fsum(share for share in spec.share.values() if share is not None)
    if above(total, 1):
        refuse("E-SUM", _SHARES.fill(sum=f"{total * 100:.4g}%"), _SHARES_HINT, at=("share",))


def _refuse_axes(spec: CompetitorMatrix) -> None:
    if spec.positioning is None:
        return
    x, y = spec.positioning.x, spec.positioning.y
    names = axis_names(spec)
    for field, name in (("x", x), ("y", y)):
        if name not in names:
            hint = did_you_mean(name, names) or _AXES_ARE.fill(known=", ".join(names))
            refuse("E-REF", _NO_AXIS.fill(name=name), hint, at=("positioning", field))
        if name == "price" and not spec.price:
            refuse("E-REQ", _NO_PRICE, _NO_PRICE_HINT, at=("positioning", field))
    if x == y:
        refuse("E-RANGE", _SAME_AXES.fill(name=x), at=("positioning", "y"))


def axis_names(spec: CompetitorMatrix) -> list[str]:
    """Return what the axes of the map may be, by the name an author writes."""
    named = [name for one in spec.criteria for name in (one.name, one.id) if name]
    return list(dict.fromkeys([*AXES, *named, *(one.group for one in spec.criteria if one.group)]))


_NO_PRODUCT = Phrase("there is no product ‘{key}’", "没有产品‘{key}’")
_PRODUCTS_ARE = Phrase("the products are: {known}", "产品有：{known}")
_SAME_PRODUCT = Phrase("two products are called ‘{name}’", "有两个产品都叫‘{name}’")
_SAME_CRITERION = Phrase("two criteria are called ‘{name}’", "有两项标准都叫‘{name}’")
_SAME_HINT = Phrase("give each a name of its own", "请各起不同的名称")
_OUTSIDE = Phrase(
    "‘{name}’, {product}: the score {found} is outside the scale 0 to {scale}",
    "‘{name}’，{product}：评分 {found} 超出 0 到 {scale} 的范围",
)
_OUTSIDE_HINT = Phrase("correct the score, or set `scale`", "请改正评分，或设置 `scale`")
_NOTHING = Phrase("no product has a score: there is nothing to compare", "没有任何评分，无从比较")
_NOTHING_HINT = Phrase(
    "write `scores: {sprout: 4, leafy: 5}` for each criterion",
    "请为每项标准写 `scores: {sprout: 4, leafy: 5}`",
)
_NO_WEIGHT = Phrase("‘{name}’ has no weight, others do", "‘{name}’没有权重，其他标准有")
_NO_WEIGHT_HINT = Phrase(
    "give all criteria a weight, or none: then they count the same", "权重要么全写，要么全不写（即等权）"
)
_ZERO_WEIGHTS = Phrase("all weights are 0, so that nothing counts", "权重全为 0，没有任何标准计分")
_SHARES = Phrase("the market shares add up to {sum}, more than 100%", "市场份额合计 {sum}，超过 100%")
_SHARES_HINT = Phrase("all shares must be of the same market and period", "所有份额应属于同一市场、同一时期")
_NO_AXIS = Phrase("‘{name}’ is neither a criterion nor a group", "‘{name}’既不是标准也不是分组")
_AXES_ARE = Phrase("an axis may be: {known}", "坐标轴可以是：{known}")
_NO_PRICE = Phrase("an axis is the price, but there are no prices", "坐标轴为价格，但没有填写价格")
_NO_PRICE_HINT = Phrase("write `price: {sprout: 38, leafy: 98}`", "请写 `price: {sprout: 38, leafy: 98}`")
_SAME_AXES = Phrase("both axes are ‘{name}’", "两个坐标轴都是‘{name}’")
