"""Questions to a tree of nodes: its plain data, its keys, and where in the file a field stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from pmdocs.diagnostics.problem import Place

TAG = "text"
"""The one tag of every node: types are the fields' business, not the notation's."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})

Path = tuple[str | int, ...]


class RowsNode(SequenceNode):
    """Rows of a table that are read when somebody asks for them; ``header`` are the cells with the column names."""

    header: tuple[ScalarNode, ...] = ()


def is_null(node: Node) -> bool:
    """Whether a node says "nothing": ``~``, ``null`` or an empty place, without quotes."""
    return isinstance(node, ScalarNode) and not node.style and node.value in NULLS


def construct(node: Node) -> Any:
    """Return the plain data of a node: text as it was written, ``None``, lists and maps with text keys.

    Rows that are yet to be read stay what they are.
    """
    if isinstance(node, RowsNode):
        return node
    if isinstance(node, ScalarNode):
        return None if not node.style and node.value in NULLS else node.value
    if isinstance(node, SequenceNode):
        return [construct(item) for item in node.value]
    return {key.value: construct(value) for key, value in node.value}


def pairs(node: Node | None) -> Iterator[tuple[ScalarNode, Node]]:
    """Yield the keys and values of a mapping; nothing for any other node."""
    if isinstance(node, MappingNode):
        yield from node.value


def keys(node: Node | None) -> list[str]:
    """Return the keys of a mapping, in the order written."""
    return [key.value for key, _ in pairs(node)]


def child(node: Node | None, key: str) -> Node | None:
    """Return the value under a key, if the node is a mapping that has it."""
    pair = _pair(node, key) if isinstance(node, MappingNode) else None
    return pair[1] if pair else None


def locate(node: Node | None, path: Path, *, key: bool = False) -> Place:
    """Return the place of the value at a path, or of its key.

    Where the path leaves the tree, it is the place of the deepest part that exists: for a missing
    field that is the start of the mapping it is missing from. Without a node there is no place to name.
    The name of a column leads to the header of rows.
    """
    if node is None:
        return Place("")
    here, at = node, node
    for part in path:
        if isinstance(here, MappingNode):
            pair = _pair(here, str(part))
            if pair is None:
                break
            at, here = pair if key else (pair[1], pair[1])
        elif isinstance(here, SequenceNode) and isinstance(part, int) and 0 <= part < len(here.value):
            at = here = here.value[part]
        elif isinstance(here, RowsNode) and isinstance(part, str):
            at = next((cell for cell in here.header if cell.value == part), at)
        else:
            break
    return place_of(at)


def place_of(node: Node) -> Place:
    """Return where a node starts."""
    mark = node.start_mark
    return Place(mark.name, mark.line + 1, mark.column + 1)


def _pair(node: MappingNode, key: str) -> tuple[Node, Node] | None:
    # The last of several equal keys, as ``construct`` takes it.
    return next((pair for pair in reversed(node.value) if pair[0].value == key), None)


def mappings_of(
    node: Node | None, at: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], MappingNode]]:
    """Yield every map inside a node with its path, the outer ones first."""
    if isinstance(node, MappingNode):
        yield at, node
        for key, value in node.value:
            yield from mappings_of(value, (*at, str(key.value)))
    elif isinstance(node, SequenceNode):
        for index, value in enumerate(node.value):
            yield from mappings_of(value, (*at, index))
