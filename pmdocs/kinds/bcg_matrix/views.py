"""How a portfolio is shown: the growth-share matrix with its reversed logarithmic axis, revenue by class."""

from __future__ import annotations

from collections.abc import Iterator

from pmdocs.charts.builders import Axis, Point, quadrant_map, stepped_range
from pmdocs.charts.colors import CHART, GOOD_SOFT, LINE, WARN_SOFT
from pmdocs.kinds.bcg_matrix.facts import BcgFacts, PortfolioProduct
from pmdocs.kinds.bcg_matrix.model import BcgMatrix, Earlier
from pmdocs.sdk import Chart, Columns, Tile, Words
from pmdocs.stats.portfolio import QUADRANTS, Quadrant

_HUES: dict[Quadrant, int] = {"star": 0, "cash-cow": 1, "question-mark": 2, "dog": 7}
"""Colour of a class: its place in the palette."""
_TINTS: dict[Quadrant, str] = {"star": GOOD_SOFT, "dog": WARN_SOFT}
"""What is good and what needs a decision; the payers and the open questions are neutral."""
_MOST_NAMED = 6
"""Products that a caption of two lines can name; of more it says how many."""
_MOST_IN_NOTE = 2
"""Products that a note of two lines can name."""
_STEP = 0.05
"""Growth between two lines of the axis."""
_PRODUCTS = Columns(
    product="name", class_title=(lambda p: f"class.{p.product_class}", "label"), market="market", rival="rival",
    relative_share=("relative_share", "fixed2"), market_growth=("market_growth", "rate"),
    revenue=("revenue", "count"), revenue_share=("revenue_share", "rate"),
)  # fmt: skip


def summary(spec: BcgMatrix, facts: BcgFacts, words: Words) -> str:
    """Return where the revenue comes from and whether the portfolio has both payers and prospects."""
    largest = max(facts.classes, key=lambda one: one.revenue)
    earns = words["no_revenue"] if facts.revenue <= 0 else words(
        "earns", name=words[f"class.{largest.name}"], rate=words.rate(largest.revenue_share, 0),
        products=words.join(largest.products), total=_money(facts.revenue, spec, words),
    )  # fmt: skip
    filled = {one.name for one in facts.classes if one.products}
    prospects = not filled.isdisjoint({"question-mark", "star"})
    if "cash-cow" in filled:
        return earns + words["balanced" if prospects else "no_prospect"]
    return earns + words["no_payer" if prospects else "neither"]


def tiles(spec: BcgMatrix, facts: BcgFacts, words: Words) -> Iterator[Tile]:
    """Yield the revenue and its share by class."""
    total = _money(facts.revenue, spec, words)
    earned = [(p.product_class, (p.name, _money(p.revenue, spec, words))) for p in facts.products]
    filled = [one for one in facts.classes if one.products]
    if len(filled) < len(QUADRANTS):
        note, inputs = words("n_products", n=len(earned)), tuple(amount for _, amount in earned)
        yield Tile(words["revenue"], total, note, formula="revenue", inputs=inputs)
    for one in filled:
        label = words("class_revenue", name=words[f"class.{one.name}"])
        inputs = (*(amount for name, amount in earned if name == one.name), (words["revenue"], total))
        rate, note = words.rate(one.revenue_share, 0), words.some(one.products, _MOST_IN_NOTE)
        yield Tile(label, rate, note, formula="revenue_share", inputs=inputs)


def _money(amount: float, spec: BcgMatrix, words: Words) -> str:
    return words.compact_money(amount, spec.currency) if spec.currency else words.compact(amount)


def charts(spec: BcgMatrix, facts: BcgFacts, words: Words) -> Iterator[Chart]:
    """Yield the matrix."""
    pairs = zip(facts.products, spec.products, strict=True)
    moved = [(one, product.last_year) for one, product in pairs if product.last_year]
    x_axis = Axis(
        words["relative_share"], "number:1", 1 / facts.axis, facts.axis, log=True, inverse=True,
        low=words["high_share"], high=words["low_share"],
    )  # fmt: skip
    growth = [spec.growth_cut, *(one.market_growth for one in facts.products)]
    growth += [before.market_growth for _, before in moved]
    option = quadrant_map(
        [*_ghosts(moved, words), *_points(facts, words)], x_axis=x_axis,
        y_axis=Axis(words["market_growth"], "rate:0", *_growth_range(growth)),
        cuts=(spec.share_cut, spec.growth_cut), names=[words[f"class.{one}"] for one in QUADRANTS],
        tones=[_TINTS.get(one, "") for one in QUADRANTS],
        arrows=[(_place(before), _place(one)) for one, before in moved],
    )  # fmt: skip
    few = len(facts.products) <= _MOST_NAMED
    placed = [
        words(
            "in_class", name=words[f"class.{one.name}"],
            products=words.join(one.products) if few else words.count(len(one.products)),
        )
        for one in facts.classes if one.products
    ]  # fmt: skip
    yield Chart(
        "matrix", words["separator"].join(placed) + words["stop"], option, _PRODUCTS.table(facts.products, words),
        height=460, narrow_height=380, note=words["area_note"] + (words["ghost_note"] if moved else ""),
    )  # fmt: skip


def _growth_range(growth: list[float]) -> tuple[float, float]:
    """Return the ends of the axis of growth; no market shrinks by more than itself."""
    low, high = stepped_range(growth, _STEP)
    return max(-1.0, low), high


def _place(product: PortfolioProduct | Earlier) -> tuple[float, float]:
    return product.relative_share, product.market_growth


def _points(facts: BcgFacts, words: Words) -> Iterator[Point]:
    for p in sorted(facts.products, key=lambda p: _HUES[p.product_class]):
        tip = (
            f"{words['relative_share']}: {words.number(p.relative_share, 2)}",
            f"{words['market_growth']}: {words.rate(p.market_growth)}",
            f"{words['revenue']}: {words.compact(p.revenue)}",
            *(
                words(key, name=name)
                for key, name in (("market_is", p.market), ("rival_is", p.rival))
                if name
            ),
        )
        color = CHART[_HUES[p.product_class]]
        yield Point(p.name, *_place(p), p.revenue, "", color, "circle", tip)


def _ghosts(moved: list[tuple[PortfolioProduct, Earlier]], words: Words) -> Iterator[Point]:
    for product, before in moved:
        revenue = product.revenue if before.revenue is None else before.revenue
        tip = (f"{product.name}, {words['last_year']}",)
        yield Point("", *_place(before), revenue, "", LINE, "circle", tip)
