"""How concentrated a market is, from the shares of those in it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pmdocs.stats.comparison import above, below
from pmdocs.stats.preconditions import refuse

Level = Literal["unconcentrated", "moderate", "high"]

MODERATE_FROM = 1000
"""HHI from which a market is moderately concentrated."""
HIGH_ABOVE = 1800
"""HHI above which a market is highly concentrated."""


@dataclass(frozen=True, slots=True)
class Concentration:
    """Concentration of a market.

    ``hhi`` runs from 0 to 10,000 points; ``cr4`` is the joint share of the four largest, 0 to 1. ``named``
    suppliers have a known share, ``remainder`` is everybody else's. With a remainder ``hhi`` is a lower bound and
    ``hhi_most`` the index if the rest were one supplier; ``level`` is None where these are of different classes.
    ``cr4`` is a lower bound if somebody unnamed might be among the four largest.
    """

    hhi: float
    hhi_most: float
    cr4: float
    level: Level | None
    named: int
    remainder: float
    hhi_is_bound: bool
    cr4_is_bound: bool


def concentration(shares: Mapping[str, float | None]) -> Concentration:
    """Return the concentration of a market, given each supplier's share from 0 to 1 (None: unknown).

    HHI is the sum of the squared shares in per cent. Classes: below 1000 points unconcentrated, up to 1800
    moderate, above that high; an index exactly on an edge is moderate.
    Raises ValueError if a share is negative or they add up to more than 1.
    US DOJ & FTC, Merger Guidelines 2023, 2.1, and the Department's page on the index.
    """
    known = sorted((share for share in shares.values() if share is not None), reverse=True)
    refuse("a share is negative", when=bool(known) and known[-1] < 0)
    total = math.fsum(known)
    refuse(f"the shares add up to {total}, more than 1", when=above(total, 1))
    hhi = math.fsum((100 * share) ** 2 for share in known)
    rest = 1 - total if below(total, 1) else 0.0
    hidden = above(rest, known[3] if len(known) > 3 else 0)  # noqa: PLR2004 -- the fourth of CR4
    most = hhi + (100 * rest) ** 2
    level = _level(hhi) if _level(hhi) == _level(most) else None
    return Concentration(hhi, most, math.fsum(known[:4]), level, len(known), rest, rest > 0, hidden)


def relative_shares(shares: Mapping[str, float | None]) -> dict[str, float | None]:
    """Return each supplier's share divided by the largest share among the others.

    Above 1 only for the leader. None where a share is unknown or no other has one above zero.
    Raises ValueError if a share is negative. Henderson, BCG 1970; Hedley, Long Range Planning 1977.
    """
    refuse("a share is negative", when=any(share is not None and share < 0 for share in shares.values()))
    relative: dict[str, float | None] = {}
    for name, share in shares.items():
        rival = max((other for key, other in shares.items() if key != name and other is not None), default=0)
        relative[name] = None if share is None or rival == 0 else share / rival
    return relative


def _level(hhi: float) -> Level:
    if below(hhi, MODERATE_FROM):
        return "unconcentrated"
    return "high" if above(hhi, HIGH_ABOVE) else "moderate"
