"""The picture of a portfolio: the growth-share matrix with its reversed logarithmic axis."""

from __future__ import annotations

from collections.abc import Iterator

from pmdocs.charts.builders import Axis, Mark, Point, Zone, merge, scatter
from pmdocs.charts.colors import ACCENT_SOFT, CHART, LINE, MUTED, RAISED
from pmdocs.charts.options import Option
from pmdocs.kinds.bcg_matrix.facts import BcgFacts, ProductFacts
from pmdocs.kinds.bcg_matrix.model import BcgMatrix, Class, Product
from pmdocs.kinds.bcg_matrix.text import class_names, matrix_summary
from pmdocs.sdk import Chart, Column, Table, Words

COLORS: dict[Class, str] = {
    "star": CHART[0],
    "cash-cow": CHART[1],
    "question-mark": CHART[2],
    "dog": CHART[7],
}
_SYMBOL = "circle"
_MARGIN = 0.05


def charts(spec: BcgMatrix, facts: BcgFacts, words: Words) -> Iterator[Chart]:
    """Yield the matrix."""
    low, high = _growth_range(spec, facts)
    option = scatter(
        [*_ghosts(spec, words), *_points(facts, words)],
        x_axis=Axis(
            words["relative_share"], "number:1", 1 / facts.axis, facts.axis, log=True, inverse=True,
            low=words["high_share"], high=words["low_share"],
        ),
        y_axis=Axis(words["market_growth"], "rate:0", low, high),
        marks=[Mark(spec.share_cut, axis="x"), Mark(spec.growth_cut, axis="y")],
        zones=_zones(spec, facts, words),
    )  # fmt: skip
    yield Chart(
        "matrix", matrix_summary(facts, words), _with_arrows(option, spec),
        _table(facts, words), height=460, narrow_height=380, note=_note(spec, words),
    )  # fmt: skip


def _note(spec: BcgMatrix, words: Words) -> str:
    ghosts = any(product.last_year for product in spec.products)
    return words["area_note"] + (words["ghost_note"] if ghosts else "")


def _growth_range(spec: BcgMatrix, facts: BcgFacts) -> tuple[float, float]:
    """Return the ends of the growth axis in steps of 5 %, zero and room for the bubbles included."""
    values = [p.market_growth for p in facts.products] + [spec.growth_cut, 0.0]
    values += [p.last_year.market_growth for p in spec.products if p.last_year]
    steps = round((max(values) + _MARGIN) / _MARGIN + 0.5), round((min(values) - _MARGIN) / _MARGIN - 0.5)
    return min(0.0, steps[1] * _MARGIN) if min(values) < 0 else 0.0, round(steps[0] * _MARGIN, 2)


def _points(facts: BcgFacts, words: Words) -> list[Point]:
    return [
        Point(
            p.name, p.relative_share, p.market_growth, p.revenue, "",
            COLORS[p.product_class], _SYMBOL, _tip(p, words),
        )
        for p in sorted(facts.products, key=lambda p: list(COLORS).index(p.product_class))
    ]  # fmt: skip


def _tip(product: ProductFacts, words: Words) -> tuple[str, ...]:
    return (
        f"{words['relative_share']}: {words.number(product.relative_share, 2)}",
        f"{words['market_growth']}: {words.rate(product.market_growth)}",
        f"{words['revenue']}: {words.compact(product.revenue)}",
    )


def _ghosts(spec: BcgMatrix, words: Words) -> list[Point]:
    return [
        Point(
            "", p.last_year.relative_share, p.last_year.market_growth,
            p.revenue if p.last_year.revenue is None else p.last_year.revenue, "", LINE, _SYMBOL,
            (f"{p.name}, {words['last_year']}",),
        )
        for p in spec.products if p.last_year
    ]  # fmt: skip


def _with_arrows(option: Option, spec: BcgMatrix) -> Option:
    """Add an arrow from each ghost to its product."""
    moves = [_move(p) for p in spec.products if p.last_year]
    if not moves:
        return option
    series = list(option["baseOption"]["series"])
    series[0] = merge(series[0], {"markLine": {
        "silent": True, "symbol": ["none", "arrow"], "symbolSize": 9, "animation": False,
        "lineStyle": {"color": MUTED, "type": "solid", "width": 1.5}, "label": {"show": False}, "data": moves,
    }})  # fmt: skip
    return {**option, "baseOption": {**option["baseOption"], "series": series}}


def _move(product: Product) -> list[dict[str, list[float]]]:
    assert product.last_year is not None  # noqa: S101 -- the caller asks only for those
    before = [product.last_year.relative_share, product.last_year.market_growth]
    return [{"coord": before}, {"coord": [product.rms, product.growth]}]


def _zones(spec: BcgMatrix, facts: BcgFacts, words: Words) -> list[Zone]:
    """Return the quadrants; on the reversed axis high shares are on the left."""
    left, right = (spec.share_cut, facts.axis), (1 / facts.axis, spec.share_cut)
    up, down = (spec.growth_cut, None), (None, spec.growth_cut)
    names = class_names(words)
    return [
        Zone(names["star"], left, up, ACCENT_SOFT, "top left"),
        Zone(names["question-mark"], right, up, RAISED, "top right"),
        Zone(names["cash-cow"], left, down, RAISED, "bottom left"),
        Zone(names["dog"], right, down, ACCENT_SOFT, "bottom right"),
    ]


def _table(facts: BcgFacts, words: Words) -> Table:
    columns = (
        Column(words["product"]), Column(words["class_title"]), Column(words["relative_share"], "fixed2"),
        Column(words["market_growth"], "rate"), Column(words["revenue"], "count"),
        Column(words["revenue_share"], "rate"),
    )  # fmt: skip
    names = class_names(words)
    rows = tuple(
        (p.name, names[p.product_class], p.relative_share, p.market_growth, p.revenue, p.revenue_share)
        for p in facts.products
    )
    return Table(columns, rows)
