"""What an example may look up: it sees what is on its own page, on the day for which it was written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from pmdocs.sdk import Backlink, Entry
from pmdocs.site.site import Site

DAY = dt.date(2026, 6, 24)
"""The day of the kinds' examples; on a later one they would be old, and a site may be read for years."""


@dataclass(frozen=True, slots=True)
class ExampleLookup:
    """Answers from one page. Nothing of it can change but with the code, so no question has to be noted."""

    site: Site
    url: str
    lang: str

    @property
    def today(self) -> dt.date:
        """The day of the examples."""
        return DAY

    def get(self, id_: str) -> Entry | None:
        """Return what has this id on the page."""
        entry = self.site.entries[self.lang].get(id_)
        return entry if entry and self._is_here(entry) else None

    def all(self, noun: str) -> Sequence[Entry]:
        """Return every spec of a kind or item of a noun on the page, by id."""
        own = (e for e in self.site.entries[self.lang].values() if e.noun == noun and self._is_here(e))
        return sorted(own, key=lambda entry: entry.id)

    def backlinks(self, id_: str) -> Sequence[Backlink]:
        """Return the places on the page that refer to an id."""
        found = self.site.backlinks[self.lang].get(id_, ())
        entries = [(self.get(source), field) for source, field in found]
        return [Backlink(entry, field) for entry, field in entries if entry]

    def _is_here(self, entry: Entry) -> bool:
        return entry.url.partition("#")[0] == self.url
