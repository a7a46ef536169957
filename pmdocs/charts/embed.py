"""Options as they travel inside a page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pmdocs.charts.options import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

_ESCAPES = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})


def option_json(option: Mapping[str, Any]) -> str:
    """Return an option as JSON that is safe in ``<script type="application/json">``, keys sorted."""
    text = json.dumps(plain(option), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.translate(_ESCAPES)
