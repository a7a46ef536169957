"""Where the products stand in their market: shares, and the map of two criteria."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pmdocs.kinds.competitor_matrix.model import Positioning
from pmdocs.stats.comparison import above, same
from pmdocs.stats.concentration import Level, concentration

_CR = 4


@dataclass(frozen=True)
class Market:
    """Concentration of the market.

    ``named`` suppliers have a known share, ``remainder`` is everybody else's. With a remainder ``hhi`` is a lower
    bound; ``cr4`` is one if somebody unnamed might be among the four largest.
    """

    hhi: float
    cr4: float
    level: Level
    named: int
    remainder: float
    hhi_is_bound: bool
    cr4_is_bound: bool


def market(shares: Mapping[str, float | None]) -> Market | None:
    """Return the concentration of the market, ``None`` where no share is known."""
    known = sorted((share for share in shares.values() if share is not None), reverse=True)
    if not known:
        return None
    found = concentration(shares)
    fourth = known[_CR - 1] if len(known) >= _CR else 0.0
    rest = found.remainder
    hidden = rest > 0 and above(rest, fourth)
    return Market(found.hhi, found.cr4, found.level, len(known), rest, rest > 0, hidden)


@dataclass(frozen=True)
class Position:
    """A product on the map; ``share`` is the area of its bubble."""

    key: str
    x: float
    y: float
    share: float | None


@dataclass(frozen=True)
class Positions:
    """The map: what its axes are, and who stands where.

    ``missing`` products have no value on an axis. ``dominating`` competitors are at least as good as we on
    both axes and better on one, of a price the lower being better; ``None`` if we are not on the map.
    """

    x: str
    y: str
    points: tuple[Position, ...]
    missing: tuple[str, ...]
    dominating: tuple[str, ...] | None
    sized: bool


def positions(
    axes: Positioning | None,
    us: str,
    values: Mapping[str, Mapping[str, float | None]],
    shares: Mapping[str, float | None],
) -> Positions | None:
    """Return the map of the products, ``None`` where fewer than two have a place on it."""
    chosen = axes or Positioning()
    points, missing = [], []
    for key, share in shares.items():
        x, y = values[chosen.x][key], values[chosen.y][key]
        if x is None or y is None:
            missing.append(key)
        else:
            points.append(Position(key, x, y, share))
    if len(points) < 2:  # noqa: PLR2004 -- one product has no position
        return None
    sized = all(point.share for point in points)
    dominating = _dominating(us, chosen, points)
    return Positions(chosen.x, chosen.y, tuple(points), tuple(missing), dominating, sized)


def _dominating(us: str, axes: Positioning, points: list[Position]) -> tuple[str, ...] | None:
    ours = next((point for point in points if point.key == us), None)
    if ours is None:
        return None
    found = []
    for other in points:
        signs = (_better(other.x, ours.x, axes.x), _better(other.y, ours.y, axes.y))
        if min(signs) >= 0 and max(signs) > 0:
            found.append(other.key)
    return tuple(found)


def _better(value: float, ours: float, axis: str) -> Literal[-1, 0, 1]:
    """Compare two values of an axis: 1 if the first is better."""
    if same(value, ours):
        return 0
    return 1 if (value < ours) == (axis == "price") else -1
