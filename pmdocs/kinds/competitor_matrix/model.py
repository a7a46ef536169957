"""What an author writes of a comparison with competitors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from pmdocs.kinds.competitor_matrix import refusals
from pmdocs.kinds.competitor_matrix.ratings import Rating
from pmdocs.sdk import Item, Model, Spec, Words
from pmdocs.values.money import Currency
from pmdocs.values.numbers import NonNegative, Positive, Share, Weight
from pmdocs.values.references import Ref, RefTo
from pmdocs.values.refusal import refuse
from pmdocs.values.text import Text, TextList


class Criterion(Item):
    """Something that the products are compared by."""

    noun: ClassVar[str] = "criterion"

    name: Text
    """What is rated, in a few words."""
    group: Text | None = None
    """What it belongs to: function, price, service."""
    weight: Weight | None = None
    """How much it counts: 30% or 3; for all criteria or for none, which makes them equal."""
    scores: Mapping[str, Rating | None]
    """Ratings by product: 0 to ``scale``, or full, partial, none, yes, no; ``~`` where it is unknown."""
    description: Text | None = None
    """How it was rated, in one sentence."""
    source: Text | None = None
    """Where the ratings come from."""
    need: Annotated[Ref, RefTo("need")] | None = None
    """Need of users that it stands for."""
    requirement: Annotated[Ref, RefTo("requirement")] | None = None
    """Requirement that would change our rating."""


class Positioning(Model):
    """The two axes of the map: ``price``, ``score`` (the weighted score), or a criterion or a group by name."""

    x: Text = "price"
    """Axis from left to right."""
    y: Text = "score"
    """Axis from bottom to top."""


class CompetitorMatrix(Spec):
    """Our product beside its competitors, criterion by criterion."""

    us: Text = ""
    """Key of our own product; default: the first of ``products``."""
    products: Annotated[Mapping[str, Text], Field(min_length=2)]
    """Names by key, such as ``leafy: Leafy``; one without scores stands among the market shares only."""
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    """What is compared; a row may also hold the scores in columns named after the products."""
    scale: Positive = 5
    """The best rating; the worst is 0."""
    price: Mapping[str, NonNegative | None] = {}
    """Price by product; 0 is free."""
    currency: Currency | None = None
    """Currency of the prices, such as CNY."""
    price_per: Text | None = None
    """What the price is for: year, seat and month."""
    share: Mapping[str, Share | None] = {}
    """Market share by product."""
    strengths: Mapping[str, TextList] = {}
    """What a product does well, by product."""
    weaknesses: Mapping[str, TextList] = {}
    """What a product does badly, by product."""
    positioning: Positioning | None = None
    """Axes of the map; default: price and the weighted score."""

    @model_validator(mode="before")
    @classmethod
    def _fill_in(cls, data: Any) -> Any:
        """Take the first product for ours, and columns named after products, as a CSV has them, for scores."""
        products = data.get("products") if isinstance(data, dict) else None
        if not isinstance(products, dict) or not products:
            return data
        data = {**data, "us": data.get("us") or next(iter(products))}
        if isinstance(data.get("criteria"), list):
            keys = products.keys() - Criterion.model_fields.keys()
            data["criteria"] = [_gathered(row, keys, place) for place, row in enumerate(data["criteria"])]
        return data

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        refusals.check(self)
        return self

    def price_name(self, words: Words) -> str:
        """Return what the price is, with its unit: "Price (CNY per year)"."""
        known = [part for part, given in (("in", self.currency), ("per", self.price_per)) if given]
        return words("_".join(["price", *known]), currency=self.currency, per=self.price_per)

    def money(self, value: float | None, words: Words) -> str:
        """Return a price as text: "CN¥98", "Free"."""
        if value == 0:
            return words["free"]
        digits = 0 if all(price is None or price.is_integer() for price in self.price.values()) else 2
        return words.money(value, self.currency, digits) if self.currency else words.number(value, digits)


def _gathered(row: Any, products: set[str], place: int) -> Any:
    columns = [key for key in row if key in products] if isinstance(row, dict) else []
    if not columns or not isinstance(row.get("scores") or {}, dict):
        return row
    read = {key: _column(row[key], ("criteria", place, key)) for key in columns}
    rest = {key: value for key, value in row.items() if key not in read}
    return {**rest, "scores": {**read, **(row.get("scores") or {})}}


def _column(raw: Any, at: tuple[str | int, ...]) -> Rating | None:
    """Return the rating in a column; a refusal names the column, which is where it was written."""
    try:
        return None if raw is None else replace(Rating.read(raw), column=True)
    except PydanticCustomError as error:
        context = error.context or {}
        refuse(error.type, context["phrase"], context["hint"], at=at)
