"""Turns the SVG that ECharts writes into one that a page can hold inline under a strict CSP.

ECharts does not escape attribute values, and it writes styles, classes and data of its own. So its
text is read as XML, and only known elements with known attributes are written again.
"""

from __future__ import annotations

import re
from html import escape
from xml.etree import ElementTree as ET

from pmdocs.charts.paint import FONT_SIZE, SvgAttributes, attributes

_SHAPES = frozenset({"circle", "ellipse", "line", "path", "polygon", "polyline", "rect"})
_GROUPS = frozenset({"g", "defs", "clipPath", "linearGradient", "radialGradient", "pattern"})
_ELEMENTS = _SHAPES | _GROUPS | {"stop", "text", "tspan"}
_NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'
_JOINER = "\u2060"
"""What the runtime puts into names that ECharts would trip over; nobody sees it."""
_CIRCLE = re.compile(r"M1 0A1 1 0 1 1 1 -0?\.\d+(?:A1 1 0 0 1 1 0)?Z?")
_SEGMENT = re.compile(r"M[-\d. ]+L[-\d. ]+")
_SCALED = re.compile(r"matrix\(([\d.]+),0,0,\1,(-?[\d.]+),(-?[\d.]+)\)")


class ChartError(Exception):
    """A chart could not be drawn: a faulty option, too much data, or a fault of the engine."""


def finish(svg: str, *, prefix: str, label: str) -> str:
    """Return the SVG for the page: tokens for colours, no style, short numbers, ids of its own."""
    try:
        root = ET.fromstring(svg.replace(_NAMESPACE, "", 1))  # noqa: S314
    except ET.ParseError as error:
        raise ChartError(str(error)) from error
    size = {name: root.get(name, "") for name in ("width", "height", "viewBox")}
    opened = _tag("svg", {**size, "font-size": FONT_SIZE, "role": "img", "aria-label": label})
    return f"<{opened}>{_inside(root, prefix)}</svg>"


def _inside(parent: ET.Element, prefix: str, *, clip: bool = False) -> str:
    return "".join(_element(child, prefix, clip=clip) for child in parent)


def _element(element: ET.Element, prefix: str, *, clip: bool) -> str:
    """Write an element, unless it is unknown, invisible or empty."""
    name = element.tag
    if name not in _ELEMENTS:
        return ""
    if name in _SHAPES:
        return _shape(element, prefix, clip=clip)
    kept = attributes(element.attrib, prefix)
    if name == "stop":
        return f"<{_tag(name, kept)}/>"
    if name in _GROUPS:
        inside = _inside(element, prefix, clip=clip or name == "clipPath")
        return f"<{_tag(name, kept)}>{inside}</{name}>" if inside else ""
    text = escape((element.text or "").replace(_JOINER, ""), quote=False) + _inside(element, prefix)
    return f"<{_tag(name, kept)}>{text}</{name}>" if text.strip() else ""


def _shape(element: ET.Element, prefix: str, *, clip: bool) -> str:
    name, raw = _circle(element)
    kept = attributes(raw, prefix)
    if _SEGMENT.fullmatch(kept.get("d", "")):
        kept["fill"] = "none"
    if clip:
        kept = {key: value for key, value in kept.items() if not key.startswith(("fill", "stroke"))}
    elif not _visible(kept):
        return ""
    return f"<{_tag(name, kept)}/>"


def _visible(kept: SvgAttributes) -> bool:
    """Whether a shape paints anything; ECharts adds areas that only catch the pointer."""

    def paints(by: str, default: str) -> bool:
        return kept.get(by, default) != "none" and kept.get(f"{by}-opacity") != "0"

    stroked = paints("stroke", "none") and kept.get("stroke-width") != "0"
    return kept.get("opacity") != "0" and kept.get("r") != "0" and (paints("fill", "#000") or stroked)


def _circle(element: ET.Element) -> tuple[str, SvgAttributes]:
    """Turn a scaled unit circle, which ECharts closes with a visible dent, into a true circle."""
    raw = dict(element.attrib)
    scaled = _SCALED.fullmatch(raw.get("transform", ""))
    if not scaled or not _CIRCLE.fullmatch(raw.get("d", "")):
        return element.tag, raw
    radius, x, y = scaled.groups()
    if "stroke-width" in raw:
        raw["stroke-width"] = f"{float(raw['stroke-width']) * float(radius):.2f}"
    del raw["d"], raw["transform"]
    return "circle", {"cx": x, "cy": y, "r": radius, **raw}


def _tag(name: str, kept: SvgAttributes) -> str:
    return " ".join([name, *(f'{key}="{escape(value)}"' for key, value in kept.items())])
