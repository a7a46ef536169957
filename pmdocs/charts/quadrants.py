"""Quadrant maps: points on two scales, cut into four named fields."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from pmdocs.charts.colors import RAISED
from pmdocs.charts.options import Option
from pmdocs.charts.parts import Axis, Corner, Mark, Point, Zone
from pmdocs.charts.points import Place, scatter


def quadrant_map(
    points: Sequence[Point],
    *,
    x_axis: Axis,
    y_axis: Axis,
    cuts: Place,
    names: Sequence[str],
    tones: Sequence[str] = ("", "", "", ""),
    arrows: Sequence[tuple[Place, Place]] = (),
) -> Option:
    """Draw points in four fields, ``names`` from top left to bottom right as they are drawn.

    ``cuts`` are the values of the two axes that part the fields; the axes have fixed ranges. ``tones`` and
    ``arrows`` are those of ``quadrants`` and ``scatter``.
    """
    x_cut, y_cut = cuts
    return scatter(
        points, x_axis=x_axis, y_axis=y_axis, marks=[Mark(x_cut, axis="x"), Mark(y_cut, axis="y")],
        zones=quadrants(names, x_axis, x_cut, y_cut, tones), arrows=arrows,
    )  # fmt: skip


def quadrants(
    names: Sequence[str], x_axis: Axis, x_cut: float, y_cut: float, tones: Sequence[str] = ("", "", "", "")
) -> list[Zone]:
    """Return the four fields of a matrix, named from top left to bottom right as they are drawn.

    ``tones`` are their tints in the same order; one without a tone is neutral.
    """
    columns = [(x_axis.min, x_cut), (x_cut, x_axis.max)][:: -1 if x_axis.inverse else 1]
    corners: tuple[Corner, ...] = ("top left", "top right", "bottom left", "bottom right")
    rows = [(y_cut, None), (None, y_cut)]
    return [
        Zone(name, x, y, tone or RAISED, corner)
        for name, (y, x), corner, tone in zip(names, product(rows, columns), corners, tones, strict=True)
    ]
