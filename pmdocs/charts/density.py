"""How much a form can hold: beyond these sizes a chart takes another form that says the same.

The limits are those of the catalogue's rules of form; a chart that keeps its form has labels that fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmdocs.charts.layout import WIDE, label_width
from pmdocs.charts.parts import Node, Series

MOST_SERIES = 4
"""More bars beside each other in a group are read one by one: a heat table says it better."""
MOST_LEAVES = 8
"""More leaves of a tree leave no room for the names of its branches: they are indented lines."""
MOST_POLYGONS = 4
"""More shapes in one radar hide each other: a heat table."""
_PLOT = WIDE - 48
"""Width of a plot beside a value axis."""
_FILLED = 0.8
"""Part of a category that its bars take together."""


def groups_are_dense(categories: Sequence[str], series: Sequence[Series], label: str) -> bool:
    """Whether bars in groups are too many to compare, or stand closer than their labels are wide."""
    return (len(series) > MOST_SERIES and bool(categories)) or labels_touch(categories, series, label)


def labels_touch(categories: Sequence[str], series: Sequence[Series], label: str) -> bool:
    """Whether bars in groups stand closer than their labels are wide."""
    if len(series) < 2 or not categories:  # noqa: PLR2004 -- one bar a category is no group
        return False
    room = _PLOT * _FILLED / (len(categories) * len(series))
    return max(label_width(one, i, label) for one in series for i in range(len(one.values))) > room


def leaves(node: Node) -> Iterator[Node]:
    """Yield the nodes without children, from the top."""
    if not node.children:
        yield node
    for child in node.children:
        yield from leaves(child)


def is_dense_tree(root: Node) -> bool:
    """Whether a tree has more leaves than branches drawn side by side have room for."""
    return sum(1 for _ in leaves(root)) > MOST_LEAVES
