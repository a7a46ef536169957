"""Chart options as plain data: what pyecharts built, reduced to JSON values and merged with ours."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

Option = dict[str, Any]

_DIGITS = 12
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Control signs and halves of characters, which neither XML nor the engine can hold."""


def plain(value: object) -> Any:
    """Return ``value`` as JSON data: opts objects to maps, numpy to numbers, NaN and infinity to None.

    Keys without a value are left out. Script (``JsCode``) and anything unknown is refused.
    """
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str | float):
        return _NO_TEXT.sub("\ufffd", value) if isinstance(value, str) else _number(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items() if item is not None}
    inner = getattr(value, "opts", None) or getattr(value, "tolist", None)
    if inner is not None:
        return plain(inner() if callable(inner) else inner)
    if isinstance(value, Iterable) and not isinstance(value, bytes | set | frozenset):
        return [plain(item) for item in value]
    raise TypeError(f"not chart data: {type(value).__name__}")


def _number(value: float) -> float | int | None:
    """Drop the noise of binary fractions, so that 0.1 + 0.2 is written 0.3."""
    if not math.isfinite(value):
        return None
    short = float(f"{value:.{_DIGITS}g}")
    return int(short) if short.is_integer() and abs(short) < 2**53 else short


def merge(*options: Mapping[str, Any]) -> Option:
    """Merge maps deeply, the later ones winning; a list replaces what it meets."""
    merged: Option = {}
    for option in options:
        for key, value in option.items():
            old = merged.get(key)
            both = isinstance(old, Mapping) and isinstance(value, Mapping)
            merged[key] = merge(old, value) if both else value  # type: ignore[arg-type]
    return merged


def media(option: Mapping[str, Any], narrow: Mapping[str, Any]) -> Option:
    """Add what differs on a narrow screen; ECharts itself chooses by the width of the chart."""
    if "baseOption" in option:
        (rule, *others) = option["media"]
        rule = {**rule, "option": merge(rule["option"], narrow)}
        return {"baseOption": dict(option["baseOption"]), "media": [rule, *others]}
    return {
        "baseOption": dict(option),
        "media": [{"query": {"maxWidth": NARROW}, "option": dict(narrow)}],
    }


NARROW = 479
"""Widest chart, in CSS pixels, that counts as narrow."""
