"""What is computed from a portfolio."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pmdocs.kinds.bcg_matrix.model import BcgMatrix, Class, Product
from pmdocs.sdk import Lookup
from pmdocs.stats.comparison import at_least

CLASSES: tuple[Class, ...] = ("star", "question-mark", "cash-cow", "dog")
"""In reading order of the matrix: top left, top right, bottom left, bottom right."""

_BORDERLINE = 0.05
"""A point this close to a cut, relative to the cut, could as well be on the other side."""
_WIDTH = 10
"""The share axis runs from this to its inverse, or further where a point lies outside."""


@dataclass(frozen=True)
class ProductFacts:
    """One product: relative share, market growth per year, class, and share of all revenue."""

    id: str | None
    name: str
    revenue: float
    relative_share: float
    market_growth: float
    product_class: Class
    revenue_share: float | None
    borderline: bool


@dataclass(frozen=True)
class ClassFacts:
    """One quadrant: its products by revenue, and its share of all revenue (``None`` without any revenue)."""

    name: Class
    products: tuple[str, ...]
    revenue: float
    revenue_share: float | None


@dataclass(frozen=True)
class BcgFacts:
    """Everything computed; ``axis`` is the highest value of the share axis, its inverse the lowest."""

    products: tuple[ProductFacts, ...]
    classes: tuple[ClassFacts, ...]
    revenue: float
    axis: float


def facts(spec: BcgMatrix, _lookup: Lookup) -> BcgFacts:
    """Place every product; a value exactly on a cut counts as high (Henderson 1970; Hedley 1977)."""
    total = math.fsum(product.revenue for product in spec.products)
    products = tuple(_product(product, spec, total) for product in spec.products)
    return BcgFacts(products, tuple(_class(name, products, total) for name in CLASSES), total, _axis(spec))


def classify(relative_share: float, growth: float, share_cut: float = 1.0, growth_cut: float = 0.10) -> Class:
    """Return the quadrant of a product; both cuts count as high."""
    if at_least(relative_share, share_cut):
        return "star" if at_least(growth, growth_cut) else "cash-cow"
    return "question-mark" if at_least(growth, growth_cut) else "dog"


def _product(product: Product, spec: BcgMatrix, total: float) -> ProductFacts:
    share, growth = product.rms, product.growth
    near = (_near(share, spec.share_cut), _near(growth, spec.growth_cut))
    return ProductFacts(
        product.id, product.name, product.revenue, share, growth,
        classify(share, growth, spec.share_cut, spec.growth_cut),
        product.revenue / total if total else None, any(near),
    )  # fmt: skip


def _near(value: float, cut: float) -> bool:
    return abs(value - cut) <= _BORDERLINE * abs(cut) + 1e-9


def _class(name: Class, products: Sequence[ProductFacts], total: float) -> ClassFacts:
    mine = sorted((p for p in products if p.product_class == name), key=lambda p: -p.revenue)
    revenue = math.fsum(p.revenue for p in mine)
    return ClassFacts(name, tuple(p.name for p in mine), revenue, revenue / total if total else None)


def _axis(spec: BcgMatrix) -> float:
    """Return the end of the axis: 10, or the next of 20, 50, 100 … that holds every point on both sides."""
    shares = [p.rms for p in spec.products] + [
        p.last_year.relative_share for p in spec.products if p.last_year
    ]
    shares.append(spec.share_cut)
    furthest = max(max(share, 1 / share) for share in shares)
    end = float(_WIDTH)
    while end < furthest * (1 - 1e-9):
        end *= 2.5 if str(int(end))[0] == "2" else 2
    return end
