"""What an author writes about a portfolio."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, model_validator

from pmdocs.sdk import Item, Model, Spec
from pmdocs.stats.portfolio import Quadrant, compound_growth
from pmdocs.values.money import Currency, Money
from pmdocs.values.numbers import Growth, NonNegative, Number, Positive, Rate
from pmdocs.values.text import Text


class Earlier(Model):
    """Where a product stood before, drawn as a ghost with an arrow."""

    relative_share: Positive
    """Relative market share then."""
    market_growth: Growth
    """Growth of the market then."""
    revenue: NonNegative | None = None
    """Revenue then; default: the present one."""


class Product(Item):
    """One product or business unit of the portfolio."""

    noun = "product"

    name: Text
    """Name shown beside the bubble."""
    revenue: NonNegative
    """Own revenue, the area of the bubble."""
    relative_share: Number | None = None
    """Own share divided by that of the largest competitor."""
    market_share: Rate | None = None
    """Own share of the market, together with ``largest_rival_share``."""
    largest_rival_share: Rate | None = None
    """Share of the largest competitor."""
    sales: Money | None = None
    """Own sales in the market, together with ``largest_rival_sales``."""
    largest_rival_sales: Money | None = None
    """Sales of the largest competitor."""
    market_growth: Growth | None = None
    """Growth of the market in a year; not of the product. Beside ``market`` both must agree."""
    market: Mapping[str, Money] = {}
    """Size of the market by year; its growth follows from it."""
    product_growth: Growth | None = None
    """Growth of the product itself; shown, but never used in place of the market's."""
    market_name: Text | None = None
    """Name of the market that growth and share refer to."""
    rival_name: Text | None = None
    """Name of the largest competitor that the share refers to."""
    last_year: Earlier | None = None
    """Where the product stood a year before."""
    action: Text | None = None
    """What will be done with it; default: the usual advice for its class."""

    @property
    def shares(self) -> dict[str, float]:
        """Relative share by each way in which it is given."""
        given = (
            ("relative_share", self.relative_share, 1.0),
            ("market_share", self.market_share, self.largest_rival_share),
            ("sales", self.sales, self.largest_rival_sales),
        )
        return {way: own / rival for way, own, rival in given if own and rival and min(own, rival) > 0}

    @property
    def growth(self) -> float:
        """Growth of the market in a year: of its sizes where they are given, over several years compound."""
        return self.growth_of_sizes if self.market else self.market_growth or 0.0

    @property
    def growth_of_sizes(self) -> float:
        """Growth in a year that the sizes of the market show."""
        first, last = min(self.market), max(self.market)
        return compound_growth(self.market[first], self.market[last], int(last) - int(first))


class BcgMatrix(Spec):
    """A portfolio of products in the growth-share matrix."""

    products: Annotated[tuple[Product, ...], Field(min_length=1)]
    """Products with revenue, relative share and market growth."""
    growth_cut: Growth = 0.10
    """Market growth from which it counts as high."""
    share_cut: Positive = 1.0
    """Relative share from which it counts as high."""
    currency: Currency | None = None
    """Currency of the revenues, an ISO 4217 code."""
    actions: Mapping[Quadrant, Text] = {}
    """What to do with each class, in place of the usual advice."""

    @model_validator(mode="before")
    @classmethod
    def _class_names(cls, data: Any) -> Any:
        """Let authors write the classes of ``actions`` with underscores, too."""
        if isinstance(data, dict) and isinstance(data.get("actions"), dict):
            data = {**data, "actions": {str(k).replace("_", "-"): v for k, v in data["actions"].items()}}
        return data
