"""Attributes of the page's SVG: sentinels as tokens, styles as attributes, short numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pmdocs.charts.colors import MARK, TOKENS

SvgAttributes = dict[str, str]

_LONG = re.compile(r"-?\d*\.\d{2,}(?:e[-+]?\d+)?|-?\d+(?:\.\d+)?e[-+]?\d+")
_RGB = re.compile(r"rgba?\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*(?:,\s*([\d.]+)\s*)?\)")
_FONT = re.compile(r"(?:(italic|oblique)\s+)?(?:(bold|bolder|lighter|[1-9]00)\s+)?([\d.]+)px\b")
_OWN_ID = re.compile(r"\bzr\d+-([a-z]\d+)\b")

_COLOURS = ("fill", "stroke", "stop-color")
_SHAPED_BY_NUMBERS = frozenset({
    "cx", "cy", "d", "height", "offset", "points", "r", "rx", "ry", "stroke-dasharray",
    "stroke-dashoffset", "stroke-width", "transform", "width", "x", "x1", "x2", "y", "y1", "y2",
})  # fmt: skip
_ALLOWED = _SHAPED_BY_NUMBERS | {
    "clip-path", "dominant-baseline", "fill", "fill-opacity", "font-size", "font-style", "font-weight",
    "gradientUnits", "id", "opacity", "paint-order", "patternTransform", "patternUnits", "stop-color",
    "stop-opacity", "stroke", "stroke-linecap", "stroke-linejoin", "stroke-opacity", "text-anchor",
}  # fmt: skip
_INITIAL = {
    "fill-opacity": "1", "font-size": "12", "font-style": "normal", "font-weight": "normal",
    "opacity": "1", "stroke-linecap": "butt", "stroke-linejoin": "miter", "stroke-opacity": "1",
    "stroke-width": "1", "text-anchor": "start",
}  # fmt: skip

FONT_SIZE = _INITIAL["font-size"]
"""Size of text that names none; the root element states it."""


def attributes(raw: Mapping[str, str], prefix: str) -> SvgAttributes:
    """Return the attributes that the page keeps, rewritten for it; unknown ones are dropped."""
    kept = {**_from_style(raw.get("style", "")), **{k: v for k, v in raw.items() if k in _ALLOWED}}
    for name in _COLOURS:
        if name in kept:
            _colour(kept, name)
    for name in kept.keys() & _SHAPED_BY_NUMBERS:
        kept[name] = _LONG.sub(_short, kept[name])
    for name in kept.keys() & {"id", "clip-path", "fill", "stroke"}:
        kept[name] = _OWN_ID.sub(rf"{prefix}-\1", kept[name])
    if kept.get("stroke", "none") == "none":
        kept = {name: value for name, value in kept.items() if not name.startswith("stroke")}
    return {name: value for name, value in kept.items() if _INITIAL.get(name) != value}


def _from_style(style: str) -> SvgAttributes:
    """Take size and weight out of a style attribute; the page chooses the font family."""
    found: SvgAttributes = {}
    for declaration in style.split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if name == "font" and (font := _FONT.match(value)):
            slant, weight, size = font.groups()
            found |= {"font-style": slant or "normal", "font-weight": weight or "normal"}
            found["font-size"] = size
        elif name in {"font-size", "font-style", "font-weight"}:
            found[name] = value.removesuffix("px")
    return found


def _colour(kept: SvgAttributes, name: str) -> None:
    """Replace a sentinel, however it is written, by its token; alpha becomes an opacity of its own."""
    value = kept[name]
    if rgb := _RGB.fullmatch(value):
        *channels, alpha = rgb.groups()
        value = "#" + "".join(f"{int(channel):02x}" for channel in channels)
        opacity = "stop-opacity" if name == "stop-color" else f"{name}-opacity"
        if alpha is not None:
            kept[opacity] = _times(kept.get(opacity, "1"), alpha)
    kept[name] = token_or_colour(value)


def token_or_colour(value: str) -> str:
    """Return ``var(--token)`` for a sentinel, the colour itself for any other."""
    token = TOKENS.get(value.lower()[: len(MARK) + 2])
    return f"var(--{token})" if token else "none" if value == "transparent" else value


def _times(one: str, other: str) -> str:
    return f"{float(one) * float(other):.3g}"


def _short(number: re.Match[str]) -> str:
    text = f"{float(number[0]):.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
