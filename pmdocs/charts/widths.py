"""Widths of text where there are no fonts, in hundredths of an em.

They lie midway between those of a narrow and of a wide sans: where readers have the narrow one a chart
gets a little more air, while too little room would cut or cover text.
"""

from __future__ import annotations

import re

FROM = 32
ASCII = (
    30, 34, 41, 70, 60, 92, 72, 23, 36, 36, 44, 71, 30, 35, 30, 31, 60, 60, 60, 60, 60, 60, 60, 60,
    60, 60, 31, 31, 71, 71, 71, 54, 101, 68, 68, 71, 75, 65, 59, 78, 74, 29, 40, 66, 56, 85, 74, 78,
    64, 78, 71, 65, 61, 73, 68, 97, 68, 64, 65, 33, 31, 33, 65, 53, 42, 58, 60, 52, 60, 59, 32, 60,
    60, 25, 25, 54, 25, 90, 60, 58, 60, 60, 37, 51, 34, 60, 55, 77, 55, 55, 51, 48, 30, 48, 71,
)  # fmt: skip
"""The printable ASCII characters from the space on."""

RANGES = (
    (0x300, 60), (0x370, 0), (0x200B, 60), (0x2010, 0), (0x2014, 60), (0x2015, 100), (0x2026, 55),
    (0x2027, 100), (0x2060, 60), (0x2065, 0), (0x2190, 60), (0x2E80, 90), (0xFF61, 100), (0xFFA0, 50),
    (0x1F000, 100), (0x110000, 120),
)  # fmt: skip
"""All others: characters below the code are this wide; combining marks take no room, Chinese one em."""

BOLD = 1.075

_BREAKABLE = re.compile("[\u2e80-\uffef]|[^\\s\u2e80-\uffef]+")


def text_width(text: str, size: float = 12) -> float:
    """Return about how many pixels wide a line of text is."""
    return sum(map(_hundredths, map(ord, text))) * size / 100


def longest_word(text: str) -> float:
    """Return the width of the widest part that cannot be broken; Chinese breaks anywhere."""
    return max(map(text_width, _BREAKABLE.findall(text)), default=0)


def _hundredths(code: int) -> int:
    if FROM <= code < FROM + len(ASCII):
        return ASCII[code - FROM]
    return next(width for below, width in RANGES if code < below)
