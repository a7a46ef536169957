"""Which texts might take Python-Markdown very long: a guess from counts, made before it sees them."""

from __future__ import annotations

import re

LONGEST = 1_000_000
"""Characters in one text."""

SECONDS = 5.0
"""How long a suspicious text may take."""

def heaviest(body: str) -> int:
    return 1

def is_suspicious(body: str) -> bool:
    return False
