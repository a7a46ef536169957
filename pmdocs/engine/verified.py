"""Which pages need no look: those that the last build verified, unless they name a file that has changed since.

A page is fresh when its questions get the same answers. Most questions are about the structure of the site:
ids, titles, addresses, the settings. As long as that stands, only what is asked about the contents of
changed files can have another answer, and a record that names none of them did not ask. Lists of pages
say who keeps each and since when, so those are asked again after any change.

Looking for names in the text of a record is cheaper than asking: of 1,000 pages after one edit it took 0.08 s, and to
ask each of their 12,000 distinct questions once, which is the least that a table of them would cost, 0.19 s.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pmdocs.engine.source_index import IndexEntry
from pmdocs.incremental.store import Store
from pmdocs.site.site import Site
from pmdocs.system.codec import encoded
from pmdocs.system.hashing import digest

_FACT = "verified"
LIST = "listed"
"""The question whose answer says more of each file than the structure does: status, owner, day."""
_MOST = 20
"""Changed files up to which it pays to look for their names."""


@dataclass(frozen=True)
class SiteStructure:
    """All of a site but the contents of its files, as one digest; ``None`` where a link leads nowhere.

    ``contents`` are the digests of what each file depends on, with the day of its last commit, by path; ``ids`` what each file names.
    """

    digest: str | None
    contents: Mapping[str, str]
    ids: Mapping[str, Iterable[str]]


def structure_of(site: Site, entries: Mapping[str, IndexEntry], outside: Mapping[str, str]) -> SiteStructure:
    """Return the structure of a linked site; ``outside`` are the digests of what is not content."""
    link_digests = [(path, entry.link_digest) for path, entry in entries.items()]
    assets = [(asset.path, asset.url) for asset in site.assets]
    known = digest(sorted(outside.items()), site.today, link_digests, assets) if site.linked else None
    ids = {
        path: {n.id for record in entry.record.everything() for n in record.named}
        for path, entry in entries.items()
    }
    contents = {path: f"{entry.key} {site.changes.get(path, '')}" for path, entry in entries.items()}
    return SiteStructure(known, contents, ids)


class Verified:
    """What the last build verified, as far as it still holds."""

    def __init__(self, store: Store, structure: SiteStructure) -> None:
        fact: tuple[str | None, dict[str, str], dict[str, str]] = store.state(_FACT) or (None, {}, {})
        known, contents, self._checksums = fact
        changed = [path for path, key in structure.contents.items() if contents.get(path) != key]
        if known is None or known != structure.digest or len(changed) > _MOST:
            self._checksums = {}
        names = {name for path in changed for name in (path, *structure.ids[path])}
        names |= {LIST} if changed else set()
        self._names = [encoded(name) for name in sorted(names)]

    def __contains__(self, page: tuple[str, str, str]) -> bool:
        """Tell whether a page with this address, checksum and text of its record would come out the same."""
        url, checksum, text = page
        return self._checksums.get(url) == checksum and not any(name in text for name in self._names)


def keep_verified(store: Store, structure: SiteStructure, checksums: Mapping[str, str]) -> None:
    """Remember that every page is as its record says; ``checksums`` are those of the records by address."""
    data: Any = [structure.digest, dict(structure.contents), dict(checksums)] if structure.digest else None
    store.put_state(_FACT, data)
