"""What a reader of a comparison should be told."""

from __future__ import annotations

from collections.abc import Iterator

from pmdocs.kinds.competitor_matrix.facts import MOST_ON_RADAR, RADAR_AXES, CompetitorFacts
from pmdocs.kinds.competitor_matrix.model import CompetitorMatrix
from pmdocs.sdk import Finding, Lookup

_ROUNDING = 0.0005
"""Weights such as three times 33.3% add up to 100% but for rounding."""


def problems(spec: CompetitorMatrix, facts: CompetitorFacts, _lookup: Lookup) -> Iterator[Finding]:
    """Yield what weakens the comparison."""
    yield from _weights(spec, facts)
    if facts.market and facts.market.remainder > 0:
        named = 1 - facts.market.remainder
        yield Finding(("share",), "share", {"sum": _percent(named)})
    if facts.wins > 1 and not facts.ties and not facts.losses:
        yield Finding(("us",), "bias", {"us": facts.us.name})
    if not spec.source and not any(one.source for one in spec.criteria):
        yield Finding(("criteria",), "evidence")
    yield from _views(spec, facts)


def _weights(spec: CompetitorMatrix, facts: CompetitorFacts) -> Iterator[Finding]:
    """Weights of 1 or more are points, of which only the proportions matter."""
    total = facts.weight_sum
    if (
        total is None
        or abs(total - 1) <= _ROUNDING + 1e-9
        or any((one.weight or 0) >= 1 for one in spec.criteria)
    ):
        return
    yield Finding(("criteria", 0, "weight"), "weight", {"sum": _percent(total)})


def _percent(share: float) -> str:
    return f"{share * 100:.4g}%"


def _views(spec: CompetitorMatrix, facts: CompetitorFacts) -> Iterator[Finding]:
    """Say why a view that was asked for is not there."""
    has = {
        "radar": facts.radar.fits, "positioning": facts.positions is not None, "shares": facts.market is not None,
        "strengths": any(spec.strengths.values()) or any(spec.weaknesses.values()),
    }  # fmt: skip
    for index, view in enumerate(spec.view):
        if has.get(view, True):
            continue
        radar = {"products": len(facts.radar.products), "criteria": len(facts.radar.criteria)}
        crowded = radar["products"] > MOST_ON_RADAR or radar["criteria"] > RADAR_AXES[1]
        key = "crowded_radar" if view == "radar" and crowded else f"no_{view}"
        yield Finding(("view", index), key, radar if view == "radar" else {})
