"""A translation laid over its original: the words are the translation's, the numbers need not be repeated."""

from __future__ import annotations

from typing import overload

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from pmdocs.notation.nodes import TAG, RowsNode, child, is_null, keys

Pair = tuple[ScalarNode, Node]


@overload
def merge(original: MappingNode, translation: MappingNode) -> MappingNode: ...


@overload
def merge(original: Node, translation: Node) -> Node: ...


def merge(original: Node, translation: Node) -> Node:
    """Return the translation with what it leaves out taken from the original.

    Mappings merge by key, lists of mappings by ``id`` or by position; any other value is the
    translation's, unless that is null; so are rows that are read by column. Every node keeps the place it was written at.
    """
    if is_null(translation):
        return original
    if isinstance(original, RowsNode) or isinstance(translation, RowsNode):
        return translation
    if isinstance(original, MappingNode) and isinstance(translation, MappingNode):
        pairs = _renamed(original, translation) or _by_key(original, translation)
        return MappingNode(TAG, pairs, translation.start_mark, translation.end_mark)
    if isinstance(original, SequenceNode) and isinstance(translation, SequenceNode):
        items = _merged_items(original.value, translation.value)
        return SequenceNode(TAG, items, translation.start_mark, translation.end_mark)
    return translation


def _by_key(original: MappingNode, translation: MappingNode) -> list[Pair]:
    theirs: dict[str, Pair] = {pair[0].value: pair for pair in translation.value}
    merged: dict[str, Pair] = {}
    for key, value in original.value:
        own_key, own = theirs.get(key.value, (key, None))
        merged[key.value] = (own_key, value if own is None else merge(value, own))
    return [*merged.values(), *(pair for key, pair in theirs.items() if key not in merged)]


def _renamed(original: MappingNode, translation: MappingNode) -> list[Pair]:
    """Merge by position where the keys themselves are words: ``{Search: 9}`` and ``{搜索: ~}``."""
    before, after = keys(original), keys(translation)
    words = not all(key.isascii() for key in (*before, *after))
    if len(before) != len(after) or not words or set(before) & set(after):
        return []
    values = (value for _, value in original.value)
    return [(key, merge(value, own)) for value, (key, own) in zip(values, translation.value, strict=True)]


def _merged_items(original: list[Node], translation: list[Node]) -> list[Node]:
    if not all(isinstance(item, MappingNode) for item in (*original, *translation)):
        return translation
    before, after = _ids(original), _ids(translation)
    if before and after:
        merged = [merge(node, after[id_]) if id_ in after else node for id_, node in before.items()]
        return [*merged, *(node for id_, node in after.items() if id_ not in before)]
    if len(original) == len(translation):
        return [merge(one, other) for one, other in zip(original, translation, strict=True)]
    return translation


def _ids(items: list[Node]) -> dict[str, Node]:
    """Return the items by id; empty unless each has one of its own."""
    found: dict[str, Node] = {}
    for item in items:
        id_ = child(item, "id")
        if not isinstance(id_, ScalarNode) or is_null(id_):
            return {}
        found[id_.value] = item
    return found if len(found) == len(items) else {}
