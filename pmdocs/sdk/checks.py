"""Checks that many kinds need: plain generators of findings, one tolerance for all.

The message is by default the shared one (``sdk/labels.yaml``); ``key`` names another of the kind's own. What a
check knows is given to the message as ``{name}``, ``{known}``, ``{found}`` and so on, besides the ``values`` of
whoever calls it. A ``None`` among what is compared is unknown, and nothing is said about it.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol

from pmdocs.sdk.findings import Finding, Findings
from pmdocs.sdk.models import Path
from pmdocs.stats.comparison import above, below, same
from pmdocs.stats.graphs import find_cycle
from pmdocs.values.suggestions import did_you_mean

_LISTED = 12
"""Longest list of names in a message."""


def listed(names: Iterable[object]) -> str:
    """Return the first dozen of some names as one text, an en dash for none."""
    return ", ".join([str(name) for name in names][:_LISTED]) or "–"


def required(at: Path, key: str = "required", **values: object) -> Findings:
    """Say that a field is missing; ``{name}`` is the last part of the path."""
    yield Finding(at, key, {"name": at[-1] if at else "", **values})


def same_length(
    at: Path, given: Collection[object], expected: int, key: str = "same_length", **values: object
) -> Findings:
    """Say that a list has another number of members than it has to: ``{found}``, ``{expected}``."""
    if len(given) != expected:
        yield Finding(at, key, {"found": len(given), "expected": expected, **values})


def adds_up(
    at: Path, parts: Iterable[float | None], total: float | None, key: str = "adds_up", **values: object
) -> Findings:
    """Say that parts do not make the total: ``{sum}`` and ``{total}``, as they are formatted for counts."""
    known = [part for part in parts if part is not None]
    if total is not None and not same(math.fsum(known), total):
        yield Finding(at, key, {"sum": _plain(math.fsum(known)), "total": _plain(total), **values})


def within(
    at: Path, value: float | None, low: float = -math.inf, high: float = math.inf, key: str = "within",
    **values: object,
) -> Findings:  # fmt: skip
    """Say that a number lies outside its bounds, which belong to them: ``{found}``, ``{low}``, ``{high}``."""
    if value is not None and (below(value, low) or above(value, high)):
        yield Finding(
            at, key, {"found": _signed(value), "low": _signed(low), "high": _signed(high), **values}
        )


def at_most(at: Path, found: int, most: int, key: str = "at_most", **values: object) -> Findings:
    """Say that there is more of something than can be drawn or read: ``{found}``, ``{most}``."""
    if found > most:
        yield Finding(at, key, {"found": f"{found:,}", "most": f"{most:,}", **values})


def positive(at: Path, value: float | None, key: str = "positive", **values: object) -> Findings:
    """Say that a number is not above 0: ``{found}``."""
    if value is not None and value <= 0:
        yield Finding(at, key, {"found": _signed(value), **values})


class Dated(Protocol):
    """A day or a period."""

    def __lt__(self, other: Any, /) -> bool:
        """Tell whether it comes before another."""


def ordered(
    at: Path, first: Dated | None, last: Dated | None, key: str = "ordered", **values: object
) -> Findings:
    """Say that an end comes before its start: ``{start}``, ``{end}``."""
    if first is not None and last is not None and last < first:
        yield Finding(at, key, {"start": first, "end": last, **values})


def unique(names: Iterable[tuple[Path, object]], key: str = "unique", **values: object) -> Findings:
    """Say of each name that came before that it did: ``{name}``."""
    seen: set[object] = set()
    for at, name in names:
        if name in seen:
            yield Finding(at, key, {"name": name, **values})
        seen.add(name)


def known_keys(
    names: Iterable[tuple[Path, str]], known: Collection[str], key: str = "known_keys", **values: object
) -> Findings:
    """Say of each name that it is none of those known, and which one may be meant: ``{name}``, ``{known}``."""
    for at, name in names:
        if name not in known:
            near = did_you_mean(name, known)
            yield Finding(at, key, {"name": name, "known": listed(known), **values}, near)


def both_or_none(given: Mapping[Path, object], key: str = "both_or_none", **values: object) -> Findings:
    """Say which of fields that belong together is missing: ``{name}``, ``{given}``."""
    there = [at for at, value in given.items() if value is not None]
    missing = [at for at, value in given.items() if value is None]
    if there and missing:
        yield Finding(missing[0], key, {"name": missing[0][-1], "given": there[0][-1], **values})


def one_of(given: Mapping[Path, object], key: str = "one_of", **values: object) -> Findings:
    """Say that two fields exclude each other: ``{name}``, ``{other}``."""
    there = [at for at, value in given.items() if value is not None]
    if len(there) > 1:
        yield Finding(there[1], key, {"name": there[1][-1], "other": there[0][-1], **values})


def no_cycle(
    references: Mapping[str, Sequence[str]], places: Mapping[str, Path], key: str = "no_cycle",
    **values: object,
) -> Findings:  # fmt: skip
    """Say that references go round in a circle: ``{cycle}``.

    ``places`` says for each id where its references stand.
    """
    cycle = find_cycle(references)
    if cycle:
        at = (*places[cycle[0]], list(references[cycle[0]]).index(cycle[1]))
        yield Finding(at, key, {"cycle": " → ".join(cycle), **values})


def _plain(value: float) -> str:
    """Return a number as a message shows it: thousands apart, no decimals that say nothing."""
    return f"{value:,.0f}" if same(value, round(value)) else f"{value:,.10g}"


def _signed(value: float) -> str:
    return f"{value:g}".replace("-", "−")
