"""The linked site: every document, every id, every reference, and the tree of pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice

from pmdocs.config import Config
from pmdocs.sdk import Entry
from pmdocs.site.documents import Asset, Document, Validated
from pmdocs.site.queries import Query, Topic, matches, topics
from pmdocs.site.records import Card

Open = Callable[[Card], Validated]
"""Reads the file of a card."""

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
    every reference resolves and no id or address is used twice.
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

    @cached_property
    def _specs(self) -> Mapping[str, Mapping[str, Document]]:
        # Of two with one id the first one counts, as for the entries.
        everything = [d for page in reversed(self.documents) for d in (*reversed(page.fences), page)]
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
    def troubled(self) -> tuple[Document, ...]:
        """The documents, fences among them, with problems of their file or of their references."""
        return tuple(one for page in self.documents for one in (page, *page.fences) if one.problems)

    @cached_property
    def kinds_in_use(self) -> tuple[str, ...]:
        """The ids of the kinds that some page shows."""
        everything = (card for d in self.documents for card in d.card.everything())
        return tuple(sorted({card.kind for card in everything if card.kind}))

    def day(self, card: Card) -> str:
        """Return the day of a page's last change as ISO text, empty where nobody knows it."""
        return card.about.updated or self.changes.get(card.path, "")

    @cached_property
    def shelves(self) -> Mapping[str, Mapping[str, tuple[Document, ...]]]:
        """The documents by language and kind, newest first; under the empty kind all pages of the language."""
        return {lang: self._shelved(lang) for lang in self.languages}

    def _shelved(self, lang: str) -> Mapping[str, tuple[Document, ...]]:
        shelves: dict[str, list[Document]] = {"": [d for d in self.documents if d.lang == lang]}
        for document in self.specs(lang).values():
            if document.card.kind and not document.card.host:  # a fence is a part of its page
                shelves.setdefault(document.card.kind, []).append(document)
        for shelf in shelves.values():
            shelf.sort(key=lambda d: (d.title.casefold(), d.url))
            shelf.sort(key=lambda d: self.day(d.card), reverse=True)
        return {kind: tuple(shelf) for kind, shelf in sorted(shelves.items())}

    def listed(self, lang: str, query: Query) -> tuple[Document, ...]:
        """Return the documents that a list shows."""
        shelf = self.shelves[lang].get(query.kind, ()) if lang in self.languages else ()
        return tuple(islice((d for d in shelf if matches(d.card, query)), query.most or None))

    @cached_property
    def topics(self) -> Mapping[str, Mapping[str, Topic]]:
        """The tags of each language by key."""
        return {lang: topics(d.card for d in self.documents if d.lang == lang) for lang in self.languages}

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
        branch = replace(self.tree[old.card.url], document=new)
        site = replace(
            self,
            documents=(*self.documents[:at], new, *self.documents[at + 1 :]),
            entries=entries,
            tree={**self.tree, branch.url: branch},
            by_path={**self.by_path, new.card.path: new},
        )
        # What no contents can change is kept; the rest is worked out again when it is asked for.
        site.__dict__["places"] = self.places
        if "topics" in self.__dict__:
            site.__dict__["topics"] = self.topics
        site.__dict__["linked_pages"] = self.linked_pages
        if not any(one.problems for page in (old, new) for one in (page, *page.fences)):
            site.__dict__["troubled"] = self.troubled
        if "_specs" in self.__dict__:
            site.__dict__["_specs"] = {
                lang: {**known, **{d.id: d for d in (new, *new.fences) if known.get(d.id) in (old, *old.fences)}}
                for lang, known in self._specs.items()
            }  # fmt: skip
        return site
