"""What a kind or a template can ask about the rest of the site."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


def _nothing() -> None:
    """Stand for a model that nobody gave."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing with an id: a spec, a page, or an item inside a spec.

    ``noun`` is the kind's id for a spec, ``page`` for a plain page, the item's noun for an item.
    ``url`` is relative to the site's root: ``okr/q2/`` or ``okr/q2/#kr-wau``.
    ``read`` opens the file it stands in.
    """

    id: str
    noun: str
    title: str
    url: str
    lang: str
    spec_id: str
    read: Callable[[], Any] = field(default=_nothing, compare=False, repr=False)

    @property
    def model(self) -> Any:
        """The validated spec or item; ``None`` where there is none to be had."""
        return self.read()


@dataclass(frozen=True, slots=True)
class Backlink:
    """One place that refers to an id: who, and through which field (empty for prose, which may show it)."""

    entry: Entry
    field: str
    embedded: bool = False


class Lookup(Protocol):
    """All that a kind or a template can ask about the rest of the site; answers follow the page's language."""

    @property
    def today(self) -> dt.date:
        """The site's date, an input of the build."""

    def get(self, id_: str) -> Entry | None:
        """Return what has this id, if anything has."""

    def all(self, noun: str) -> Sequence[Entry]:
        """Return every spec of a kind or every item of a noun, by id."""

    def backlinks(self, id_: str) -> Sequence[Backlink]:
        """Return the places that refer to an id."""
