"""Curves of emotions: a face and a word at each stage, the neutral line in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pmdocs.charts.colors import BAD, BAD_SOFT, GOOD, GOOD_SOFT, LINE, MUTED, RAISED, SURFACE, WARN, WARN_SOFT
from pmdocs.charts.lines import lines
from pmdocs.charts.options import Option, media, merge
from pmdocs.charts.parts import Mark, Series

_HEAD = "M12 1a11 11 0 1 1 0 22a11 11 0 1 1 0 -22z"
_EYES = "M7.1 9.4a.8 .8 0 1 1 1.6 0a.8 .8 0 1 1 -1.6 0zM15.3 9.4a.8 .8 0 1 1 1.6 0a.8 .8 0 1 1 -1.6 0z"
_FACES = (
    (f"{_HEAD}{_EYES}M7.5 17.6c1.2 -3.4 7.8 -3.4 9 0M5.8 6.2l3 1.3M18.2 6.2l-3 1.3", BAD, BAD_SOFT),
    (f"{_HEAD}{_EYES}M7.6 16.6c1.4 -2.2 3 -2.2 4.4 -.9s3 1.2 4.4 -.7", WARN, WARN_SOFT),
    (f"{_HEAD}{_EYES}M8 15.6h8", MUTED, RAISED),
    (f"{_HEAD}{_EYES}M7.6 14.6c1.2 2.8 7.6 2.8 8.8 0", GOOD, GOOD_SOFT),
    (f"{_HEAD}{_EYES}M7 13.4h10c0 6.6 -10 6.6 -10 0z", GOOD, GOOD_SOFT),
)
"""Faces from the worst to the best feeling: outline, line colour, fill."""
_FACE = 24
_EDGE = 38
"""Room for a face and its word beyond the ends of the scale."""
_REACH = 0.55
"""As far from neutral, as a part of the scale, a word between a face and the neutral line would lie on the line."""
_MOST_WORDS = 5
"""A narrow curve of more stages shows the faces alone."""
_WITHOUT_WORDS = {"series": [{"symbolSize": 20, "label": {"show": False}}]}
_BETWEEN_COLUMNS = {
    "show": True, "interval": 0, "showMinLine": False, "showMaxLine": False, "lineStyle": {"color": LINE},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mood:
    """One point of a curve: its stage and emotion, the word beside it, and more lines for the tooltip.

    ``face`` goes from -2, frustrated, over 0, neutral, to 2, delighted.
    """

    name: str
    value: float
    face: Literal[-2, -1, 0, 1, 2]
    text: str
    tip: Sequence[str] = ()


def emotions(
    moods: Sequence[Mood], *, scale: float, y_name: str = "", before: Sequence[float | None] = ()
) -> Option:
    """Draw the curve over its stages; the axis runs from ``-scale`` to ``scale``.

    ``before`` is a second curve, dashed and without faces: one value for each stage, None where it is unknown.
    """
    room: Option = {
        "grid": {} if y_name else {"top": _EDGE},
        "xAxis": {"axisLabel": {"margin": _EDGE}},
        "yAxis": {"nameGap": _EDGE},
    }
    drawn = _curve(moods, scale, y_name)
    drawn["baseOption"] = merge(drawn["baseOption"], room)
    if before:
        drawn["baseOption"]["series"].append(_then(before))
    return media(drawn, _WITHOUT_WORDS) if len(moods) > _MOST_WORDS else drawn


def emotion_strip(
    moods: Sequence[Mood], *, scale: float, edge: int = _EDGE, before: Sequence[float | None] = ()
) -> Option:
    """Draw the curve without axes, to lie across equal columns: each point is in the middle of its column.

    ``edge`` is the room above and below the scale, in pixels; there is none at the sides. ``before`` is a second
    curve as in ``emotions``.
    """
    bare = {"axisLabel": {"show": False}}
    columns = {"splitLine": _BETWEEN_COLUMNS, "axisLine": {"show": False}}
    grid = {"left": 0, "right": 0, "top": edge, "bottom": edge, "outerBoundsMode": "none"}
    drawn = _curve(moods, scale)["baseOption"]
    if before:
        drawn["series"].append(_then(before))
    return merge(drawn, {"grid": grid, "xAxis": {**bare, **columns}, "yAxis": bare})


def _curve(moods: Sequence[Mood], scale: float, y_name: str = "") -> Option:
    series = Series("", [m.value for m in moods], MUTED, texts=[m.text for m in moods], symbol="circle")
    drawn = lines(
        [m.name for m in moods], [series], unit_format="signed", y_name=y_name, y_min=-scale, y_max=scale,
        monotone=True, columns=True, marks=[Mark(0, color=MUTED, solid=True)],
    )  # fmt: skip
    base = drawn["baseOption"]
    line, *marks = base["series"]
    faces = [merge(_face(mood), _clear_of_neutral(mood.value, scale)) for mood in moods]
    points = [merge(item, face) for item, face in zip(line["data"], faces, strict=True)]
    base["series"] = [merge(line, _look(), {"data": points}), *marks]
    base["yAxis"] = merge(base["yAxis"], {"interval": scale / 2})
    base["visualMap"] = _by_sign(scale)
    base["tooltip"] = {"formatter": "pm:tip", "axisPointer": {"type": "shadow"}}
    return drawn


def _then(before: Sequence[float | None]) -> Option:
    """Return the curve of before: behind the present one, without labels."""
    return {
        "type": "line", "data": ["-" if value is None else value for value in before], "z": 1, "silent": True,
        "smooth": 0.3, "smoothMonotone": "x", "symbol": "circle", "symbolSize": 6, "animation": False,
        "itemStyle": {"color": MUTED}, "lineStyle": {"color": MUTED, "type": "dashed", "width": 1.5},
        "tooltip": {"show": False},
    }  # fmt: skip


def _look() -> Option:
    """Return how the curve looks: a rim keeps its words apart from the line, and no face grows from nothing."""
    label = {"textBorderColor": SURFACE, "textBorderWidth": 3, "distance": 4}
    return {
        "animation": False,
        "symbolSize": _FACE,
        "areaStyle": {"opacity": 0.12},
        "label": label,
        "labelLayout": {"hideOverlap": True},
    }


def _face(mood: Mood) -> Option:
    """Return the face of a point; its mouth tells the feelings apart, its colour only helps."""
    path, line, fill = _FACES[2 + mood.face]
    style = {"color": fill, "borderColor": line, "borderWidth": 1.6}
    return {"symbol": f"path://{path}", "itemStyle": style, "visualMap": False, "tip": list(mood.tip)}


def _clear_of_neutral(value: float, scale: float) -> Option:
    """Return the side of the word of a face near the neutral line: the one away from it."""
    near = 0 < abs(value) < _REACH * scale
    return {"label": {"position": "top" if value > 0 else "bottom"}} if near else {}


def _by_sign(scale: float) -> Option:
    """Return a colour for the area above the neutral line, and one for that below."""
    pieces = [{"gte": 0, "lte": scale, "color": GOOD}, {"gte": -scale, "lt": 0, "color": BAD}]
    return {"type": "piecewise", "show": False, "dimension": 1, "seriesIndex": 0, "pieces": pieces}
