"""Sentences about a portfolio."""

from __future__ import annotations

from collections.abc import Iterator

from pmdocs.kinds.bcg_matrix.facts import CLASSES, BcgFacts, ClassFacts
from pmdocs.kinds.bcg_matrix.model import BcgMatrix, Class
from pmdocs.sdk import Tile, Words


def class_names(words: Words) -> dict[Class, str]:
    """Return the names of the quadrants."""
    return {name: words[f"class.{name}"] for name in CLASSES}


def _by_name(facts: BcgFacts) -> dict[Class, ClassFacts]:
    return {one.name: one for one in facts.classes}


def matrix_summary(facts: BcgFacts, words: Words) -> str:
    """Return which products stand in which quadrant."""
    names = class_names(words)
    parts = [
        words("in_class", name=names[one.name], products=words.join(one.products))
        for one in facts.classes if one.products
    ]  # fmt: skip
    return words["separator"].join(parts) + words["stop"]


def summary(spec: BcgMatrix, facts: BcgFacts, words: Words) -> str:
    """Return where the revenue comes from and whether the portfolio has both payers and prospects."""
    names, by = class_names(words), _by_name(facts)
    largest = max(facts.classes, key=lambda one: one.revenue)
    if facts.revenue <= 0:
        return words["no_revenue"] + _balance(by, words)
    earns = words(
        "earns", name=names[largest.name], rate=words.rate(largest.revenue_share, 0),
        products=words.join(largest.products), total=_total(spec, facts, words),
    )  # fmt: skip
    return earns + _balance(by, words)


def _balance(by: dict[Class, ClassFacts], words: Words) -> str:
    """Say whether something pays today and something may pay tomorrow."""
    pays, next_ = bool(by["cash-cow"].products), bool(by["question-mark"].products or by["star"].products)
    key = {(True, True): "balanced", (True, False): "no_prospect", (False, True): "no_payer"}.get(
        (pays, next_)
    )
    return words[key or "neither"]


def tiles(spec: BcgMatrix, facts: BcgFacts, words: Words) -> Iterator[Tile]:
    """Yield the revenue and its share by class."""
    filled = [one for one in facts.classes if one.products]
    if len(filled) < len(CLASSES):
        note = words("n_products", n=len(facts.products))
        inputs = tuple((one.name, _money(spec, one.revenue, words)) for one in facts.products)
        yield Tile(words["revenue"], _total(spec, facts, words), note, "", "revenue", inputs)
    for one in filled:
        note = words.join(one.products)
        label = words("class_revenue", name=words[f"class.{one.name}"])
        inputs = tuple(
            (product.name, _money(spec, product.revenue, words))
            for product in facts.products
            if product.name in one.products
        )
        total = (words["revenue"], _total(spec, facts, words))
        yield Tile(label, words.rate(one.revenue_share, 0), note, "", "revenue_share", (*inputs, total))


def _total(spec: BcgMatrix, facts: BcgFacts, words: Words) -> str:
    return _money(spec, facts.revenue, words)


def _money(spec: BcgMatrix, amount: float, words: Words) -> str:
    return words.compact_money(amount, spec.currency) if spec.currency else words.compact(amount)
