"""What may be asked of references between items: do they go round in a circle, and where do they end?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter


def root_of(id_: str, parents: Mapping[str, str]) -> str:
    """Return the last ancestor of an id, itself where it has none; ``parents`` must not go round in a circle."""
    while id_ in parents:
        id_ = parents[id_]
    return id_


def find_cycle(references: Mapping[str, Iterable[str]]) -> list[str]:
    """Return one circle of references as ``[a, b, a]``, or an empty list.

    ``references`` maps each id to the ids it refers to (what it depends on, its parents); each id in the answer
    refers to the next. The circle starts with the member that ``references`` names first. Ids that are no key
    refer to nothing.
    """
    sorter = TopologicalSorter({id_: tuple(targets) for id_, targets in references.items()})
    try:
        sorter.prepare()
    except CycleError as error:
        members: list[str] = error.args[1][:0:-1]  # closed, and against the direction of the references
        order = {id_: place for place, id_ in enumerate(references)}
        start = members.index(min(members, key=order.__getitem__))
        return [*members[start:], *members[: start + 1]]
    return []
