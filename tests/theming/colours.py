"""Colour science for the tests of a theme: OKLCH, contrast, and colours as colour-blind people see them.

Sources: OKLab by Björn Ottosson (2020) as in CSS Color 4; contrast of WCAG 2.2; simulation of Machado,
Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009),
severity 1.0.
"""

from __future__ import annotations

import math
import re

Vector = tuple[float, float, float]
Matrix = tuple[Vector, Vector, Vector]

_TO_LMS: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_LMS_TO_LAB: Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
_LAB_TO_LMS: Matrix = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
_FROM_LMS: Matrix = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
VISION: dict[str, Matrix] = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}

_OKLCH = re.compile(r"oklch\(([\d.]+) ([\d.]+) (var\(--hue\)|[\d.]+)\)")


def _times(matrix: Matrix, vector: Vector) -> Vector:
    x, y, z = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return x, y, z


def _clip(vector: Vector) -> Vector:
    x, y, z = (min(1.0, max(0.0, c)) for c in vector)
    return x, y, z


def linear(colour: str, hue: float) -> Vector:
    """Return a colour of theme.yml as linear sRGB, clipped to what a screen shows."""
    if found := _OKLCH.fullmatch(colour):
        lightness, chroma = float(found[1]), float(found[2])
        angle = math.radians(hue if found[3].startswith("var") else float(found[3]))
        lab = (lightness, chroma * math.cos(angle), chroma * math.sin(angle))
        x, y, z = _times(_LAB_TO_LMS, lab)
        return _clip(_times(_FROM_LMS, (x**3, y**3, z**3)))
    if not re.fullmatch(r"#[0-9a-f]{6}", colour):
        message = f"neither #rrggbb nor oklch(L C H): {colour}"
        raise ValueError(message)
    x, y, z = (_decoded(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return x, y, z


def _decoded(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def contrast(one: Vector, other: Vector) -> float:
    """Return the contrast ratio of two linear colours, 1 to 21."""
    low, high = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (one, other))
    return (high + 0.05) / (low + 0.05)


def oklab(colour: Vector) -> Vector:
    """Return a linear colour in OKLab."""
    x, y, z = _times(_TO_LMS, colour)
    return _times(_LMS_TO_LAB, (math.cbrt(x), math.cbrt(y), math.cbrt(z)))


def distance(one: Vector, other: Vector, vision: str = "normal") -> float:
    """Return how far apart two linear colours look; 0.02 is about the least that is noticed."""
    seen = (oklab(_clip(_times(VISION[vision], colour))) for colour in (one, other))
    return math.dist(*seen)
