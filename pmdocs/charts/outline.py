"""A tree as indented lines, like a table of contents: any number of nodes, each with its name in full."""

from __future__ import annotations

from collections.abc import Iterator

from pmdocs.charts.drawn import shape
from pmdocs.charts.options import Option
from pmdocs.charts.parts import Node

_ROW = 36
"""Height of a node in pixels: two lines of a name on a narrow chart."""
_HIDDEN = {"show": False}


def outline(root: Node) -> Option:
    """Draw each node in a row of its own, indented below its parent and tied to it by an elbow."""
    rows = list(_rows(root, 0, -1, 0))
    return {
        "grid": {"left": 0, "right": 0, "top": 0, "bottom": 0, "outerBoundsMode": "none"},
        "xAxis": {"type": "value", "min": 0, "max": 1, **_HIDDEN},
        "yAxis": {"type": "value", "min": 0, "max": len(rows), "inverse": True, **_HIDDEN},
        "series": [shape("outline", rows, z=2)],
        "tooltip": _HIDDEN,
    }


def outline_height(root: Node) -> int:
    """Return the height in CSS pixels of a tree as indented lines."""
    return _ROW * sum(1 for _ in _rows(root, 0, -1, 0))


def _rows(node: Node, row: int, parent: int, depth: int) -> Iterator[Option]:
    """Yield the node and all below it: its row, that of its parent (-1: none), how deep it lies."""
    look = {"color": node.color} if node.color else {}
    yield {"value": [0, row], "parent": parent, "depth": depth, "text": node.text or node.name, **look}
    here, row = row, row + 1
    for child in node.children:
        made = list(_rows(child, row, here, depth + 1))
        row += len(made)
        yield from made
