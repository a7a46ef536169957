"""What an author writes about a portfolio."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from pmdocs.diagnostics.problem import Phrase
from pmdocs.sdk import Item, Model, Spec
from pmdocs.values.money import Currency, Money
from pmdocs.values.numbers import Growth, NonNegative, Number, Positive, Rate
from pmdocs.values.refusal import refuse
from pmdocs.values.text import Text

Class = Literal["star", "question-mark", "cash-cow", "dog"]

_WAYS = {
    "relative_share": ("relative_share",),
    "shares": ("market_share", "largest_rival_share"),
    "sales": ("sales", "largest_rival_sales"),
}
_AGREE = 0.02
"""Two ways of giving the share may differ by this much, relatively: published shares are rounded."""


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
    """Growth of the market in a year; not of the product."""
    market: Mapping[str, Money] = {}
    """Size of the market by year, instead of ``market_growth``."""
    product_growth: Growth | None = None
    """Growth of the product itself; shown, but never used in place of the market's."""
    market_name: Text | None = None
    """Name of the market, where several products share one."""
    last_year: Earlier | None = None
    """Where the product stood a year before."""
    action: Text | None = None
    """What will be done with it; default: the usual advice for its class."""

    @field_validator("market")
    @classmethod
    def _two_years(cls, market: Mapping[str, float]) -> Mapping[str, float]:
        for year, size in market.items():
            if not year.isdigit():
                refuse("E-DATE", _NO_YEAR.fill(year=year), _YEAR_HINT, at=(year,))
            if size <= 0:
                refuse("E-RANGE", _NO_MARKET.fill(year=year), at=(year,))
        if len(market) == 1:
            refuse("E-LEN", _ONE_YEAR, _YEAR_HINT)
        return dict(sorted(market.items()))

    @model_validator(mode="after")
    def _can_be_placed(self) -> Self:
        _refuse_share(self)
        if self.market_growth is None and not self.market:
            hint = _PRODUCT_GROWTH if self.product_growth is not None else _GROWTH_HINT
            refuse("E-REQ", _NO_GROWTH, hint, at=("market_growth",))
        if self.market_growth is not None and self.market_growth < -1:
            refuse("E-RANGE", _GROWTH_BELOW, at=("market_growth",))
        return self

    @property
    def shares(self) -> dict[str, float]:
        """Relative share by each way in which it is given."""
        found: dict[str, float] = {}
        if self.relative_share is not None:
            found["relative_share"] = self.relative_share
        if self.market_share is not None and self.largest_rival_share:
            found["market_share"] = self.market_share / self.largest_rival_share
        if self.sales is not None and self.largest_rival_sales:
            found["sales"] = self.sales / self.largest_rival_sales
        return found

    @property
    def rms(self) -> float:
        """Relative market share: own share divided by the largest competitor's."""
        return next(iter(self.shares.values()))

    @property
    def growth(self) -> float:
        """Growth of the market in a year; over several years the compound rate."""
        if self.market_growth is not None:
            return self.market_growth
        years = list(self.market)
        span = int(years[-1]) - int(years[0])
        return float((self.market[years[-1]] / self.market[years[0]]) ** (1 / span) - 1)


def _refuse_share(product: Product) -> None:
    for fields in _WAYS.values():
        given = [name for name in fields if getattr(product, name) is not None]
        if given and len(given) < len(fields):
            missing = next(name for name in fields if name not in given)
            refuse("E-REQ", _HALF.fill(given=given[0], missing=missing), at=(missing,))
        if given and getattr(product, fields[-1]) <= 0:
            refuse("E-RANGE", _NOT_POSITIVE, _LOG_HINT, at=(fields[-1],))
    if not product.shares:
        refuse("E-REQ", _NO_SHARE, _SHARE_HINT, at=("relative_share",))
    if (product.market_share or 0) + (product.largest_rival_share or 0) > 1 + 1e-9:
        refuse("E-SUM", _OVER_ONE, at=("largest_rival_share",))
    _refuse_values(product.shares)


def _refuse_values(shares: Mapping[str, float]) -> None:
    for field, value in shares.items():
        if value <= 0:
            refuse("E-RANGE", _NOT_POSITIVE, _LOG_HINT, at=(field,))
    low, high = min(shares.values()), max(shares.values())
    if high - low > _AGREE * high:
        ways = ", ".join(f"{field} {value:.3g}" for field, value in shares.items())
        refuse("E-SUM", _DISAGREE.fill(ways=ways), _DISAGREE_HINT, at=(list(shares)[-1],))


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
    actions: Mapping[Class, Text] = {}
    """What to do with each class, in place of the usual advice."""

    @model_validator(mode="before")
    @classmethod
    def _class_names(cls, data: Any) -> Any:
        """Let authors write the classes of ``actions`` with underscores, too."""
        if isinstance(data, dict) and isinstance(data.get("actions"), dict):
            data = {**data, "actions": {str(k).replace("_", "-"): v for k, v in data["actions"].items()}}
        return data


_NO_YEAR = Phrase("‘{year}’ is no year", "‘{year}’不是年份")
_YEAR_HINT = Phrase("write market: {2025: 410M, 2026: 422M}", "请写 market: {2025: 410M, 2026: 422M}")
_NO_MARKET = Phrase("the market of {year} must be larger than 0", "{year} 年的市场规模必须大于 0")
_ONE_YEAR = Phrase("one year shows no growth", "只有一年，看不出增长")
_NO_GROWTH = Phrase("the growth of the market is missing", "缺少市场增长率")
_GROWTH_HINT = Phrase("give market_growth: 4%, or market by year", "请写 market_growth: 4%，或逐年的 market")
_PRODUCT_GROWTH = Phrase(
    "product_growth is the growth of the product; the matrix needs that of its market",
    "product_growth 是产品自身的增长；矩阵需要的是市场的增长",
)
_GROWTH_BELOW = Phrase("a market cannot shrink by more than 100 %", "市场萎缩不会超过 100 %")
_HALF = Phrase("‘{given}’ needs ‘{missing}’ beside it", "‘{given}’需要与‘{missing}’一起给出")
_NO_SHARE = Phrase("the relative market share is missing", "缺少相对市场份额")
_SHARE_HINT = Phrase(
    "give relative_share, or market_share and largest_rival_share, or sales and largest_rival_sales",
    "请写 relative_share，或 market_share 与 largest_rival_share，或 sales 与 largest_rival_sales",
)
_NOT_POSITIVE = Phrase("the relative share must be above 0", "相对市场份额必须大于 0")
_LOG_HINT = Phrase(
    "a logarithmic axis has no place for 0; leave out a product without sales",
    "对数轴上没有 0 的位置；没有销售的产品请不要列入",
)
_OVER_ONE = Phrase("own share and the rival's add up to more than 100 %", "自己与对手的份额之和超过 100 %")
_DISAGREE = Phrase(
    "the ways of giving the relative share disagree: {ways}", "相对份额的几种写法不一致：{ways}"
)
_DISAGREE_HINT = Phrase("keep one of them", "请只保留一种")
