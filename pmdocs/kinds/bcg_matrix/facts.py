"""What is computed from a portfolio, and what a reader of it should be told."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pmdocs.charts.builders import inverse_range
from pmdocs.kinds.bcg_matrix.model import BcgMatrix, Product
from pmdocs.sdk import Finding, Lookup
from pmdocs.stats.portfolio import QUADRANTS, Quadrant, classify, is_borderline


@dataclass(frozen=True)
class PortfolioProduct:
    """One product: relative share against its rival, growth of its market in a year, class, share of all revenue."""

    id: str | None
    name: str
    market: str | None
    rival: str | None
    revenue: float
    relative_share: float
    market_growth: float
    product_class: Quadrant
    revenue_share: float | None
    borderline: bool


@dataclass(frozen=True)
class ClassFacts:
    """One quadrant: its products by revenue, and its share of all revenue (``None`` without any revenue)."""

    name: Quadrant
    products: tuple[str, ...]
    revenue: float
    revenue_share: float | None


@dataclass(frozen=True)
class BcgFacts:
    """Everything computed; ``axis`` is the highest value of the share axis, its inverse the lowest."""

    products: tuple[PortfolioProduct, ...]
    classes: tuple[ClassFacts, ...]
    revenue: float
    axis: float


def facts(spec: BcgMatrix, _lookup: Lookup) -> BcgFacts:
    """Place every product; a value exactly on a cut counts as high (Henderson 1970; Hedley 1977)."""
    total = math.fsum(product.revenue for product in spec.products)
    products = tuple(_product(product, spec, total) for product in spec.products)
    classes = tuple(_class(name, products, total) for name in QUADRANTS)
    shares = [spec.share_cut, *(p.relative_share for p in products)]
    shares += [p.last_year.relative_share for p in spec.products if p.last_year]
    return BcgFacts(products, classes, total, inverse_range(shares)[1])


def _product(product: Product, spec: BcgMatrix, total: float) -> PortfolioProduct:
    share, growth = next(iter(product.shares.values())), product.growth
    quadrant = classify(share, growth, spec.share_cut, spec.growth_cut)
    near = is_borderline(share, spec.share_cut) or is_borderline(growth, spec.growth_cut)
    part = product.revenue / total if total else None
    return PortfolioProduct(
        product.id, product.name, product.market_name, product.rival_name, product.revenue, share, growth,
        quadrant, part, near,
    )  # fmt: skip


def _class(name: Quadrant, products: Sequence[PortfolioProduct], total: float) -> ClassFacts:
    mine = sorted((p for p in products if p.product_class == name), key=lambda p: -p.revenue)
    revenue = math.fsum(p.revenue for p in mine)
    return ClassFacts(name, tuple(p.name for p in mine), revenue, revenue / total if total else None)


def problems(spec: BcgMatrix, facts: BcgFacts, _lookup: Lookup) -> Iterator[Finding]:
    """Yield what a reader of the matrix should be told."""
    for index, (product, fact) in enumerate(zip(spec.products, facts.products, strict=True)):
        if product.product_growth is not None:
            yield Finding(("products", index, "product_growth"), "product_growth", {"name": product.name})
        if fact.borderline:
            yield Finding(("products", index), "borderline", {"name": product.name})
    yield from _two_leaders(spec, facts)
    classes = {product.product_class for product in facts.products}
    if len(facts.products) > 1 and len(classes) == 1:
        yield Finding(("products",), "one_quadrant")
    for name, key in (("cash-cow", "no_cow"), ("question-mark", "no_question")):
        if name not in classes:
            yield Finding(("products",), key)


def _two_leaders(spec: BcgMatrix, facts: BcgFacts) -> Iterator[Finding]:
    """Yield the markets in which two products both claim to be larger than every competitor."""
    markets = [product.market_name for product in spec.products]
    leading = Counter(m for m, p in zip(markets, facts.products, strict=True) if m and p.relative_share > 1)
    for market in [market for market, count in leading.items() if count > 1]:
        yield Finding(("products", markets.index(market), "market_name"), "two_leaders", {"market": market})
