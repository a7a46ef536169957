"""The lines of theme.yml by which a company makes a theme its own."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from pmdocs.diagnostics.problem import Phrase
from pmdocs.sdk import Model
from pmdocs.values.refusal import refuse

_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})")
_LENGTH = re.compile(r"0|\d*\.?\d+(?:px|rem|em)")


def _colour(text: str) -> str:
    """Return ``#rrggbb`` of ``#rgb`` and ``#rrggbb``."""
    low = text.strip().lower()
    if not _HEX.fullmatch(low):
        refuse(
            "E-TYPE",
            Phrase(f"‘{text}’ is not a colour", f"‘{text}’不是颜色"),
            Phrase("write it as '#0052cc', in quotes", "请写成 '#0052cc'，并加引号"),
        )
    return low if len(low) == 7 else "#" + "".join(2 * c for c in low[1:])  # noqa: PLR2004 -- #rrggbb


def _length(text: str) -> str:
    if not _LENGTH.fullmatch(text):
        refuse(
            "E-TYPE",
            Phrase(f"‘{text}’ is not a length", f"‘{text}’不是长度"),
            Phrase("write 0, 4px or 0.5rem", "请写 0、4px 或 0.5rem"),
        )
    return text


Colour = Annotated[str, AfterValidator(_colour)]
Length = Annotated[str, AfterValidator(_length)]
Series = Annotated[tuple[Colour, ...], Field(min_length=2, max_length=8)]


class Accent(Model):
    """The accent of each mode."""

    light: Colour
    """On light ground, #rrggbb."""
    dark: Colour
    """On dark ground, #rrggbb."""


class Charts(Model):
    """The colours of the series of charts, in the order in which they are used."""

    light: Series
    """On light ground, two to eight."""
    dark: Series
    """On dark ground, two to eight."""


class Logos(Model):
    """The logo of each mode."""

    light: str
    """For light ground."""
    dark: str
    """For dark ground."""


class Fonts(Model):
    """Families of fonts, as a style sheet lists them; those of the theme follow where one is not installed."""

    text: str | None = None
    """For everything that is not one of the others."""
    heading: str | None = None
    """For headings."""
    code: str | None = None
    """For source code."""


class Brand(Model):
    """What a theme.yml may say instead of single tokens."""

    accent: Colour | Accent | None = None
    """The colour of the brand, #rrggbb; the hue of grounds and lines and the accent of both modes follow it."""
    logo: str | Logos | None = None
    """Picture beside the site's name: a path from the site folder, inside themes/ or the content folder."""
    fonts: Fonts = Fonts()
    """Families of fonts."""
    radius: Length | None = None
    """How round corners are: 0, 4px, 0.5rem."""
    charts: Series | Charts | None = None
    """Colours of the series of charts; for two to eight of them, or of each mode."""
