"""What no product of a portfolio can be."""

from __future__ import annotations

import re
from functools import partial

from pmdocs.kinds.bcg_matrix.model import BcgMatrix, Earlier, Product
from pmdocs.rounding import rounded
from pmdocs.sdk import Checks, Finding, Findings
from pmdocs.sdk.checks import both_or_none, positive, unique, within
from pmdocs.stats.comparison import above

_PAIRS = (("market_share", "largest_rival_share"), ("sales", "largest_rival_sales"))
_FIELDS = ("relative_share", *_PAIRS[0], *_PAIRS[1])
_AGREE = 0.02
"""Two ways of giving the share may differ by this much, relatively: published shares are rounded."""
_ROUNDED = 0.005
"""A growth written in whole per cent may differ by this much from that of the sizes."""
_YEAR = re.compile("[0-9]{4}")


def is_given_with(own: str, rival: str, product: Product) -> Findings:
    """Refuse a share of which one half is missing: the own, or the largest competitor's."""
    yield from both_or_none({(own,): getattr(product, own), (rival,): getattr(product, rival)})


def is_above_zero(field: str, product: Product) -> Findings:
    """Refuse a share that has no place on a logarithmic axis."""
    yield from positive((field,), getattr(product, field), "not_positive")


def has_a_share(product: Product) -> Findings:
    """Refuse a product without a relative share."""
    if all(getattr(product, field) is None for field in _FIELDS):
        yield Finding(("relative_share",), "no_share")


def fits_into_its_market(product: Product) -> Findings:
    """Refuse shares that are more than the market."""
    if above((product.market_share or 0) + (product.largest_rival_share or 0), 1):
        yield Finding(("largest_rival_share",), "over_one")


def shares_agree(product: Product) -> Findings:
    """Refuse relative shares that differ by how they are given."""
    shares = product.shares
    if shares and max(shares.values()) - min(shares.values()) > _AGREE * max(shares.values()):
        ways = ", ".join(f"{field} {value:.3g}" for field, value in shares.items())
        yield Finding((list(shares)[-1],), "disagree", {"ways": ways})


def does_not_shrink_to_less_than_nothing(one: Product | Earlier) -> Findings:
    """Refuse a market that shrinks by more than itself."""
    yield from within(("market_growth",), one.market_growth, -1, key="growth_below")


def market_growth_is_known(product: Product) -> Findings:
    """Refuse a growth that no market can have, and a market of which nobody knows whether it grows."""
    yield from does_not_shrink_to_less_than_nothing(product)
    if product.market_growth is None and not product.market:
        yield Finding(("market_growth",), "no_growth" if product.product_growth is None else "own_growth")


def market_shows_growth(product: Product) -> Findings:
    """Refuse sizes of a market that are of no year, those of nothing, and a single year."""
    for year, size in product.market.items():
        if not _YEAR.fullmatch(year):
            yield Finding(("market", year), "no_year", {"year": year})
        yield from positive(("market", year), size, "no_market", year=year)
    if len(product.market) == 1:
        yield Finding(("market",), "one_year")


def growths_agree(product: Product) -> Findings:
    """Refuse a growth that the sizes of the market deny."""
    sizes = product.market
    if product.market_growth is None or len(sizes) < 2:  # noqa: PLR2004 -- one year shows no growth
        return
    if all(_YEAR.fullmatch(year) for year in sizes) and min(sizes.values()) > 0:
        shown = product.growth_of_sizes
        if above(abs(shown - product.market_growth), _ROUNDED):
            first, last = min(sizes), max(sizes)
            values = {"given": _percent(product.market_growth), "shown": _percent(shown)}
            yield Finding(("market_growth",), "growths_disagree", {**values, "first": first, "last": last})


def products_differ(spec: BcgMatrix) -> Findings:
    """Refuse two products of one name, by which the matrix knows them."""
    names = ((("products", place, "name"), one.name) for place, one in enumerate(spec.products))
    yield from unique(names, "same_product")


def _percent(rate: float) -> str:
    return f"{rounded(100 * rate, 1)}%".replace("-", "−")


CHECKS: Checks = {
    BcgMatrix: (products_differ,),
    Earlier: (does_not_shrink_to_less_than_nothing,),
    Product: (
        *(partial(is_given_with, own, rival) for own, rival in _PAIRS),
        *(partial(is_above_zero, field) for field in _FIELDS),
        has_a_share, fits_into_its_market, shares_agree, market_growth_is_known, market_shows_growth,
        growths_agree,
    ),
}  # fmt: skip
