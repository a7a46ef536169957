"""What is shown of a spec: charts and key figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pmdocs.sdk.tables import Table

GIVEN = "given"
"""In place of a formula: the figure is what the source says."""


@dataclass(frozen=True, slots=True)
class Chart:
    """One drawn view of a spec.

    ``option`` is plain ECharts option data, colours as tokens of ``pmdocs.charts.colors``.
    ``summary`` is one sentence with the finding; it is also what a screen reader says.
    ``title`` is, where it is empty, the label ``views.<view>``.
    The sizes are CSS pixels; ``narrow_height`` 0 means the chart keeps its width and scrolls, ``None`` that
    the narrow chart is as high as the wide one.
    """

    view: str
    summary: str
    option: Mapping[str, Any]
    table: Table
    title: str = ""
    width: int = 760
    height: int = 380
    narrow_width: int = 344
    narrow_height: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """A key figure at the top of a page; ``tone`` is said by the word in ``note`` too, never by colour alone.

    ``formula`` is an id below ``formulas`` in the kind's labels: how the figure is computed; ``GIVEN`` for one
    that the author wrote. ``inputs`` are the numbers it is computed from, each with its name, ``n`` is how
    many people or things a percentage rests on.
    """

    label: str
    value: str
    note: str = ""
    tone: Literal["", "good", "warn", "bad"] = ""
    formula: str = ""
    inputs: tuple[tuple[str, str], ...] = ()
    n: int | None = None
