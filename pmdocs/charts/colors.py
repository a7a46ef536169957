"""Sentinel colours: each stands for a token of the theme and becomes ``var(--token)`` in the SVG.

A sentinel is an ordinary hex colour, so ECharts carries it through untouched. The first two bytes
mark it, the third names the token; a chart never needs these colours for themselves.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MARK = "#c0de"
"""How every sentinel starts."""

_NAMES = (
    *((f"chart-{n}", n) for n in range(1, 9)),
    *((name, 0x11 + n) for n, name in enumerate((
        "text", "muted", "line", "surface", "raised", "accent", "accent-soft",
        "good", "warn", "bad", "good-soft", "warn-soft", "bad-soft", "focus",
    ))),
    *((f"seq-{n}", 0x30 + n) for n in range(1, 6)),
    *((f"div-{n}", 0x40 + n) for n in range(1, 6)),
)  # fmt: skip

TOKENS: Mapping[str, str] = MappingProxyType({f"{MARK}{code:02x}": name for name, code in _NAMES})
"""Sentinel → name of the CSS custom property without its two hyphens."""

_SENTINELS = {name: sentinel for sentinel, name in TOKENS.items()}


def token(name: str) -> str:
    """Return the sentinel of a token: ``token("chart-1")``."""
    return _SENTINELS[name]


CHART = tuple(token(f"chart-{n}") for n in range(1, 9))
SEQ = tuple(token(f"seq-{n}") for n in range(1, 6))
DIV = tuple(token(f"div-{n}") for n in range(1, 6))
TEXT = token("text")
MUTED = token("muted")
LINE = token("line")
SURFACE = token("surface")
RAISED = token("raised")
ACCENT = token("accent")
ACCENT_SOFT = token("accent-soft")
GOOD = token("good")
WARN = token("warn")
BAD = token("bad")
GOOD_SOFT = token("good-soft")
WARN_SOFT = token("warn-soft")
BAD_SOFT = token("bad-soft")
FOCUS = token("focus")
NONE = "transparent"
