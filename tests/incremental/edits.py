"""What may happen to a site between two builds: one function an edit, chosen by weight from a seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.incremental.author import Author, Files, NothingToDo

Act = Callable[[Author], str]
"""Edits the files and says what was done."""


@dataclass(frozen=True)
class Edit:
    """An edit with its weight; one that ``wounds`` is likely to break the site, and is mended soon."""

    name: str
    act: Act
    weight: int
    wounds: bool


EDITS: list[Edit] = []
MENDS = 0.5
"""Chance that what is broken is mended next."""


def edit(weight: int = 2, *, wounds: bool = False) -> Callable[[Act], Act]:
    """Register an edit under the name of its function."""

    def register(act: Act) -> Act:
        EDITS.append(Edit(getattr(act, "__name__", ""), act, weight, wounds))
        return act

    return register


@dataclass(frozen=True)
class Step:
    """One edit that was done, and the state before and after it."""

    name: str
    said: str
    before: Files
    after: Files
    touched: frozenset[str] = frozenset()


def step(author: Author) -> Step:
    """Do one edit."""
    before = dict(author.files)
    author.touched = set()
    name, said = _mend(author) if author.wounds and author.random.random() < MENDS else _some_edit(author)
    author.history.append(before)
    return Step(name, said, before, dict(author.files), frozenset(author.touched))


def _mend(author: Author) -> tuple[str, str]:
    for path, data in author.wounds.items():
        if data is None:
            author.files.pop(path, None)
        else:
            author.files[path] = data
    said = f"mend {', '.join(author.wounds)}"
    author.wounds = {}
    return "mend", said


def _some_edit(author: Author) -> tuple[str, str]:
    before = dict(author.files)
    while True:
        chosen = author.random.choices(EDITS, [e.weight for e in EDITS])[0]
        try:
            said = chosen.act(author)
        except NothingToDo:
            author.files = dict(before)
            continue
        if author.files != before or author.touched:
            break
    if chosen.wounds:
        for path in sorted(author.files.keys() | before.keys()):
            if author.files.get(path) != before.get(path):
                author.wounds.setdefault(path, before.get(path))
    return chosen.name, f"{chosen.name}: {said}"
