"""How the market of a comparison is shown: shares, and how concentrated they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pmdocs.charts.builders import Series, bars, row_heights
from pmdocs.charts.colors import ACCENT, CHART, MUTED
from pmdocs.kinds.competitor_matrix.facts import CompetitorFacts, ProductFacts
from pmdocs.kinds.competitor_matrix.wording import called, together
from pmdocs.sdk import Chart, Columns, Words
from pmdocs.stats.comparison import same
from pmdocs.stats.concentration import Concentration

_SHARES = Columns(product="name", share=("share", "rate"), relative_share=("relative_share", "fixed2"))


def shares(facts: CompetitorFacts, market: Concentration, words: Words) -> Chart:
    """Draw the market shares, the largest first and what is left last."""
    named = sorted((p for p in facts.products if p.share is not None), key=lambda one: -(one.share or 0))
    labels, parts = [called(one, words) for one in named], [one.share for one in named]
    colors, table = [ACCENT if one.ours else CHART[1] for one in named], _SHARES.table(named, words)
    if market.remainder > 0:
        labels, parts, colors = [*labels, words["others"]], [*parts, market.remainder], [*colors, MUTED]
        table = replace(table, rows=(*table.rows, (words["others"], market.remainder, None)))
    height, narrow_height = row_heights(labels, 36)
    return Chart(
        "shares", _shares_summary(named, market, words),
        bars(
            labels, [Series(words["share"], parts, colors=colors)], horizontal=True, unit_format="rate:1",
            x_name=words["share_axis"], value_min=0,
        ),
        table, height=height, narrow_height=narrow_height, note=words["shares_note"],
    )  # fmt: skip


def _shares_summary(named: Sequence[ProductFacts], market: Concentration, words: Words) -> str:
    largest = named[0].share or 0
    leaders = [one.name for one in named if same(one.share or 0, largest)]
    key = "largest_share" if len(leaders) == 1 else "largest_shares"
    first = words(key, leaders=words.join(leaders), share=words.rate(largest))
    key = "market_open" if market.level is None else "market_bound" if market.hhi_is_bound else "market"
    return together(words, first, words(
        key, hhi=words.count(market.hhi), most=words.count(market.hhi_most),
        cr4=words("at_least" if market.cr4_is_bound else "exactly", value=words.rate(market.cr4)),
        level=words[f"level.{market.level}"] if market.level else "", rest=words.rate(market.remainder),
    ))  # fmt: skip
