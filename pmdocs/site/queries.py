"""Lists of pages: which ones, in which order, and the tags that they share."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pmdocs.site.records import SourceRecord

ARCHIVED = "archived"
LIVE = "live"
"""In place of a status: whatever is not archived."""
_LONGEST = 60
_NO_NAME = re.compile(r"[\W_]+")


class Query(NamedTuple):
    """Which pages a list shows, newest first; what is empty does not matter.

    ``folder`` is an address, ``status`` may be ``live``, ``most`` is the number of pages, 0 for all.
    """

    kind: str = ""
    folder: str = ""
    tag: str = ""
    status: str = ""
    owner: str = ""
    most: int = 0


class Topic(NamedTuple):
    """A tag: as most pages write it, the last part of its address, the number of pages that have it."""

    name: str
    slug: str
    pages: int


def matches(record: SourceRecord, query: Query) -> bool:
    """Whether a list shows a page."""
    about = record.about
    return (
        (not query.kind or record.kind == query.kind)
        and (not query.folder or (record.url.startswith(query.folder) and record.url != query.folder))
        and (not query.status or query.status == about.status or _is_live(query.status, about.status))
        and (not query.owner or query.owner.casefold() == about.owner.casefold())
        and (not query.tag or key_of(query.tag) in map(key_of, about.tags))
    )


def _is_live(wanted: str, status: str) -> bool:
    return wanted == LIVE and status != ARCHIVED


def key_of(tag: str) -> str:
    """Return what all spellings of a tag have in common."""
    return " ".join(unicodedata.normalize("NFKC", tag).casefold().split())


def topics(records: Iterable[SourceRecord]) -> Mapping[str, Topic]:
    """Return the tags of some pages by key, in alphabetical order; no two have the same address."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for record in records:
        for tag in {key_of(tag): tag for tag in record.about.tags}.values():
            spellings[key_of(tag)][tag] += 1
    taken: set[str] = set()
    found = {}
    for key, names in sorted(spellings.items()):
        name = min(names, key=lambda n: (-names[n], n))
        found[key] = Topic(name, _slug(key, taken), names.total())
    return found


def _slug(key: str, taken: set[str]) -> str:
    plain = _NO_NAME.sub("-", key).strip("-")[:_LONGEST] or "tag"
    slug, n = plain, 1
    while slug in taken:
        n += 1
        slug = f"{plain}-{n}"
    taken.add(slug)
    return slug
