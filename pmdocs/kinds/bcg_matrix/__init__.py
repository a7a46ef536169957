"""A portfolio by relative market share and market growth: which products pay, and which need money.

The growth-share matrix of 1970. Relative share is the own share divided by that of the largest competitor, on a
logarithmic axis with high shares on the left; growth is that of the market, not of the product.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pmdocs.kinds.bcg_matrix.charts import charts
from pmdocs.kinds.bcg_matrix.facts import BcgFacts, facts
from pmdocs.kinds.bcg_matrix.model import BcgMatrix
from pmdocs.kinds.bcg_matrix.text import summary, tiles
from pmdocs.sdk import Finding, Kind, Lookup


def problems(spec: BcgMatrix, facts: BcgFacts, _lookup: Lookup) -> Iterator[Finding]:
    """Yield what a reader of the matrix should be told."""
    for index, product in enumerate(spec.products):
        if product.product_growth is not None:
            yield Finding(("products", index, "product_growth"), "product_growth", {"name": product.name})
        if facts.products[index].borderline:
            values = {"name": product.name}
            yield Finding(("products", index), "borderline", values)
    yield from _two_leaders(spec, facts)
    classes = {product.product_class for product in facts.products}
    if len(facts.products) > 1 and len(classes) == 1:
        yield Finding(("products",), "one_quadrant")
    for name, key in (("cash-cow", "no_cow"), ("question-mark", "no_question")):
        if name not in classes:
            yield Finding(("products",), key)


def _two_leaders(spec: BcgMatrix, facts: BcgFacts) -> Iterator[Finding]:
    """Yield the markets in which two products both claim to be larger than every competitor."""
    leading = [
        product.market_name
        for product, fact in zip(spec.products, facts.products, strict=True)
        if product.market_name and fact.relative_share > 1
    ]
    for market, count in Counter(leading).items():
        if count > 1:
            index = next(i for i, p in enumerate(spec.products) if p.market_name == market)
            yield Finding(("products", index, "market_name"), "two_leaders", {"market": market})


KIND = Kind(
    package=__name__,
    model=BcgMatrix,
    facts=facts,
    views=("matrix", "quadrants"),
    summary=summary,
    charts=charts,
    tiles=tiles,
    problems=problems,
    rows="products",
)
