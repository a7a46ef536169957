"""The linked site: every document, every id, every reference, and the tree of pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice

from pmdocs.config import Config
from pmdocs.sdk import Entry
from pmdocs.site.copies import copies_of
from pmdocs.site.documents import Asset, Document, Validated
from pmdocs.site.names import Names
from pmdocs.site.queries import Query, Topic, matches, topics
from pmdocs.site.records import SourceRecord

OpenDocument = Callable[[SourceRecord], Validated]
"""Reads the file of a record."""

EMBEDDED = "![["
"""What a back-link has in place of a field where the prose shows the thing; empty where it links to it."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One page of the navigation: a document, or a folder without a page of its own."""

    url: str
    title: str
    lang: str
    document: Document | None
    parent: str | None
    children: tuple[str, ...]
    tag: str | None = None
    """The tag whose pages are listed here; empty for the list of all tags."""


@dataclass(frozen=True)
class Site:
    """Everything known before a page is drawn.

    ``entries``, ``nouns`` (ids by noun) and ``backlinks`` (id of the document and field, by id) are by
    language; those of another language than the site's own fall back to the site's own where there is
    no translation. ``changes`` are the days of the last commit, as ISO text, by path. ``linked`` says that
    every reference resolves and no id or address is used twice. ``names`` are what notes link by instead of ids.
    """

    config: Config
    today: dt.date
    documents: tuple[Document, ...]
    assets: tuple[Asset, ...]
    entries: Mapping[str, Mapping[str, Entry]]
    nouns: Mapping[str, Mapping[str, tuple[str, ...]]]
    backlinks: Mapping[str, Mapping[str, tuple[tuple[str, str], ...]]]
    tree: Mapping[str, Branch]
    by_path: Mapping[str, Document]
    linked: bool = True
    changes: Mapping[str, str] = field(default_factory=dict)
    names: Names = field(default_factory=Names)

    @cached_property
    def _specs(self) -> Mapping[str, Mapping[str, Document]]:
        # Of two with one id the first one counts, as for the entries.
        originals = copies_of(page.record.stem for page in self.documents)
        pages = [*self.documents[::-1]]
        pages.sort(key=lambda page: page.record.stem not in originals)
        everything = [d for page in pages for d in (*reversed(page.fences), page)]
        own = {lang: {d.id: d for d in everything if d.lang == lang} for lang in self.languages}
        return {lang: {**own[self.config.lang], **own[lang]} for lang in self.languages}

    def specs(self, lang: str) -> Mapping[str, Document]:
        """Return the documents by id, in a language where it has them and in the site's own elsewhere."""
        return self._specs[lang]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have pages, the site's own first."""
        return tuple(self.entries)

    @cached_property
    def with_problems(self) -> tuple[Document, ...]:
        """The documents, fences among them, with problems of their file or of their references."""
        return tuple(one for page in self.documents for one in (page, *page.fences) if one.problems)

    @cached_property
    def kinds_in_use(self) -> tuple[str, ...]:
        """The ids of the kinds that some page shows."""
        everything = (record for d in self.documents for record in d.record.everything())
        return tuple(sorted({record.kind for record in everything if record.kind}))

    def day(self, record: SourceRecord) -> str:
        """Return the day of a page's last change as ISO text, empty where nobody knows it."""
        return record.about.updated or self.changes.get(record.path, "")

    @cached_property
    def listings(self) -> Mapping[str, Mapping[str, tuple[Document, ...]]]:
        """The documents by language and kind, newest first; under the empty kind all pages of the language."""
        return {lang: self._listings(lang) for lang in self.languages}

    def _listings(self, lang: str) -> Mapping[str, tuple[Document, ...]]:
        listings: dict[str, list[Document]] = {"": [d for d in self.documents if d.lang == lang]}
        for document in self.specs(lang).values():
            if document.record.kind and not document.record.host:  # a fence is a part of its page
                listings.setdefault(document.record.kind, []).append(document)
        for listing in listings.values():
            listing.sort(key=lambda d: (d.title.casefold(), d.url))
            listing.sort(key=lambda d: self.day(d.record), reverse=True)
        return {kind: tuple(listing) for kind, listing in sorted(listings.items())}

    def listed(self, lang: str, query: Query) -> tuple[Document, ...]:
        """Return the documents that a list shows."""
        listing = self.listings[lang].get(query.kind, ()) if lang in self.languages else ()
        return tuple(islice((d for d in listing if matches(d.record, query)), query.most or None))

    @cached_property
    def topics(self) -> Mapping[str, Mapping[str, Topic]]:
        """The tags of each language by key."""
        return {lang: topics(d.record for d in self.documents if d.lang == lang) for lang in self.languages}

    @cached_property
    def assets_by_path(self) -> Mapping[str, Asset]:
        """The files published as they are, by path relative to the site folder."""
        return {asset.path: asset for asset in self.assets}

    def translations(self, branch: Branch) -> tuple[Branch, ...]:
        """Return the same page in every language that has it."""
        bare = branch.url.removeprefix(f"{branch.lang}/") if branch.lang != self.config.lang else branch.url
        urls = [bare if lang == self.config.lang else f"{lang}/{bare}" for lang in self.languages]
        return tuple(self.tree[url] for url in urls if url in self.tree)

    def level(self, parent: str, line: str, most: int) -> tuple[Branch, ...]:
        """Return the children of a page as the navigation shows them: of more than ``most``, those around ``line``."""
        urls = self.tree[parent].children
        place = self.places[line] if line in self.places and self.tree[line].parent == parent else 0
        start = max(0, min(place - most // 2, len(urls) - most))
        return tuple(self.tree[url] for url in urls[start : start + most])

    def around(self, url: str) -> tuple[Branch | None, Branch | None]:
        """Return the pages before and after a page at its level."""
        parent = self.tree[url].parent
        urls: Sequence[str] = self.tree[parent].children if parent is not None else ()
        at = self.places.get(url, 0)
        before = self.tree[urls[at - 1]] if urls and at else None
        return before, self.tree[urls[at + 1]] if at + 1 < len(urls) else None

    @cached_property
    def linked_pages(self) -> frozenset[str]:
        """The addresses of all pages that refer to another thing by id, or have something that is referred to."""
        ids = (
            (lang, id_)
            for lang, known in self.backlinks.items()
            for target, found in known.items()
            for id_ in (target, *(source for source, _ in found))
        )
        return frozenset(self.entries[lang][id_].url.partition("#")[0] for lang, id_ in ids)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each page among its siblings, from 0."""
        return {url: n for branch in self.tree.values() for n, url in enumerate(branch.children)}

    def with_document(self, old: Document, new: Document, entries: Mapping[str, Mapping[str, Entry]]) -> Site:
        """Return the site with another state of one document, at the same address and under the same ids."""
        at = self.documents.index(old)
        branch = replace(self.tree[old.record.url], document=new)
        site = replace(
            self,
            documents=(*self.documents[:at], new, *self.documents[at + 1 :]),
            entries=entries,
            tree={**self.tree, branch.url: branch},
            by_path={**self.by_path, new.record.path: new},
        )
        # What no contents can change is kept; the rest is worked out again when it is asked for.
        site.__dict__["places"] = self.places
        if "topics" in self.__dict__:
            site.__dict__["topics"] = self.topics
        site.__dict__["linked_pages"] = self.linked_pages
        if not any(one.problems for page in (old, new) for one in (page, *page.fences)):
            site.__dict__["with_problems"] = self.with_problems
        if "_specs" in self.__dict__:
            site.__dict__["_specs"] = {
                lang: {**known, **{d.id: d for d in (new, *new.fences) if known.get(d.id) in (old, *old.fences)}}
                for lang, known in self._specs.items()
            }  # fmt: skip
        return site
