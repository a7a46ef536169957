"""What an author writes of a comparison with competitors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, ModelWrapValidatorHandler, ValidationError, model_validator
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from pmdocs.sdk import Item, Model, Spec, Words
from pmdocs.values.decimals import normal, number_or_refuse
from pmdocs.values.money import Currency
from pmdocs.values.numbers import NonNegative, Positive, Share, Weight
from pmdocs.values.references import Ref, RefTo
from pmdocs.values.refusal import ParsedValue, refuse_as, shown
from pmdocs.values.suggestions import did_you_mean
from pmdocs.values.text import Text, TextList

Word = Literal["full", "partial", "none", "yes", "no"]

_LEVELS = MappingProxyType({"full": 1.0, "partial": 0.5, "none": 0.0, "yes": 1.0, "no": 0.0})
_WRITTEN: dict[str, Word] = {
    "full": "full", "partial": "partial", "none": "none", "yes": "yes", "no": "no", "●": "full", "◐": "partial",
    "○": "none", "✓": "yes", "✔": "yes", "✗": "no", "✘": "no", "完整": "full", "完全": "full", "部分": "partial",
    "无": "none", "没有": "none", "有": "yes", "是": "yes", "否": "no",
    "✅": "yes", "☑": "yes", "✔️": "yes", "👍": "yes", "true": "yes", "y": "yes", "支持": "yes",
    "❌": "no", "✖": "no", "×": "no", "❎": "no", "👎": "no", "false": "no", "n": "no", "不支持": "no", "⚠": "partial", "△": "partial",
    "🟡": "partial", "🟢": "full", "🔴": "none", "limited": "partial", "部分支持": "partial", "partially": "partial",
}  # fmt: skip


_OF = re.compile(r"(\d{1,3}(?:\.\d)?)\s*/\s*(\d{1,3})")
_UNKNOWN = frozenset({"-", "--", "—", "–", "−", "?", "？", "n/a", "na", "tbd", "未知", "不详", "待定"})
"""What stands in a cell whose rating nobody knows."""


@dataclass(frozen=True, slots=True)
class Rating(ParsedValue):
    """How good a product is at something.

    ``value`` is on the spec's scale, or the part of it (0 to 1) that a ``word`` stands for. ``column`` is whether
    it was written in a column of its own rather than under ``scores``.
    """

    value: float
    word: Word | None = None
    column: bool = False
    of_scale: bool = False
    """Whether ``value`` is a part of the scale, as ``3/5`` is."""

    def on(self, scale: float) -> float:
        """Return the rating as a number from 0 to ``scale``."""
        return self.value * scale if self.word or self.of_scale else self.value

    @classmethod
    def read(cls, raw: object) -> Rating:
        """Return the rating that a text writes."""
        if isinstance(raw, Rating):
            return raw
        written = str(raw).lower() if isinstance(raw, bool) else raw
        text = normal(written).lower().replace("\ufe0f", "") if isinstance(written, str) else ""
        word = _WRITTEN.get(text)
        if match := _OF.fullmatch(text):
            return cls(_part(match, raw), of_scale=True)
        if word is None and text[:1].isalpha():
            refuse_as("no_score", did_you_mean(text, _LEVELS), found=shown(raw))
        return cls(_LEVELS[word], word) if word else cls(number_or_refuse(raw, "4"))

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """Return what an editor should accept."""
        return {
            "type": ["number", "string", "boolean"],
            "examples": [4, "full", "partial", "none", "yes", "no"],
        }


def _part(match: re.Match[str], raw: object) -> float:
    whole = float(match[2])
    if not 0 <= float(match[1]) <= whole or not whole:
        refuse_as("no_score", found=shown(raw))
    return float(match[1]) / whole


def _known(raw: Any) -> Any:
    return None if isinstance(raw, str) and raw.strip().lower() in _UNKNOWN else raw


class Criterion(Item):
    """Something that the products are compared by."""

    noun: ClassVar[str] = "criterion"

    name: Text
    """What is rated, in a few words."""
    group: Text | None = None
    """What it belongs to: function, price, service."""
    weight: Weight | None = None
    """How much it counts: 30% or 3, all written alike; for all criteria or for none, which makes them equal."""
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

    @model_validator(mode="before")
    @classmethod
    def _unknown_ratings(cls, data: Any) -> Any:
        """Take a dash or a question mark for a rating that nobody knows."""
        match data:
            case {"scores": dict(scores)}:
                return {**data, "scores": {key: _known(raw) for key, raw in scores.items()}}
        return data


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

    @model_validator(mode="wrap")
    @classmethod
    def _fill_in(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Take the first product for ours, and columns named after products, as a CSV has them, for scores."""
        products = data.get("products") if isinstance(data, dict) else None
        if not isinstance(products, dict) or not products:
            return handler(data)
        data, rows = {**data, "us": data.get("us") or next(iter(products))}, data.get("criteria")
        if isinstance(rows, list):
            keys = products.keys() - Criterion.model_fields.keys()
            data["criteria"] = [_gathered(row, keys) for row in rows]
        try:
            return handler(data)
        except ValidationError as error:
            faults = [_in_column(fault, rows) for fault in error.errors()]
            raise ValidationError.from_exception_data(error.title, faults) from None

    @property
    def weights(self) -> list[float]:
        """Weight of each criterion; without weights all count the same."""
        return [1.0 if one.weight is None else one.weight for one in self.criteria]

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


def _gathered(row: Any, products: set[str]) -> Any:
    if not isinstance(row, dict) or not isinstance(row.get("scores") or {}, dict):
        return row
    columns = {key: _column(_known(raw)) for key, raw in row.items() if key in products}
    rest = {key: raw for key, raw in row.items() if key not in columns}
    return {**rest, "scores": {**columns, **(row.get("scores") or {})}} if columns else row


def _column(raw: Any) -> Any:
    """Return the rating in a column, or what was written where that is none, for the field to refuse."""
    with suppress(PydanticCustomError):
        return None if raw is None else replace(Rating.read(raw), column=True)
    return raw


def _in_column(fault: ErrorDetails, rows: Any) -> InitErrorDetails:
    """Return a fault with the place where it was written, which for a column is not under ``scores``."""
    loc = fault["loc"]
    match loc:
        case ("criteria", int(place), "scores", str(key)) if key not in (rows[place].get("scores") or {}):
            loc = ("criteria", place, key)
    error = PydanticCustomError(fault["type"], fault["msg"], fault.get("ctx"))
    return InitErrorDetails(type=error, loc=loc, input=fault["input"])
