"""Names of formats, from those that tables use to those that the runtime knows."""

from __future__ import annotations

NUMBERS = frozenset({
    "count", "number", "fixed", "fixed2", "score", "signed", "rate", "signed_rate", "pp", "p",
    "compact", "money", "tick",
})  # fmt: skip
WORDS = frozenset(
    {"name", "text", "series", "category", "x", "date", "time", "tip", "period", "wrap", "stage", "cell"}
)
_ON_AXIS = frozenset({"rate", "signed_rate", "pp", "signed"})


def named(name: str) -> str:
    """Return the runtime's name of a format, ``pm:rate:1``; an unknown one is a mistake in the code."""
    if name.partition(":")[0] not in NUMBERS | WORDS:
        raise ValueError(f"no such format: {name}")
    return f"pm:{name}"


def on_axis(name: str, *, bare: bool = False) -> str:
    """Return how the ticks of an axis show what labels show by format ``name``: shorter, as needed.

    ``bare`` leaves out a unit that the name of the axis says.
    """
    kind, _, rest = name.partition(":")
    if kind == "money":
        return named(f"tick:money:{rest.partition(':')[0]}")
    if kind in {"date", "time", "category"}:
        return named(name)
    if kind == "pp" and bare:
        return named("tick:pp:bare")
    return named(f"tick:{kind}" if kind in _ON_AXIS else "tick")
