"""The linked site: every document, every id, every reference, and the tree of pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pmdocs.config import Config
from pmdocs.documents import Asset, Document
from pmdocs.spec import Backlink, Entry


@dataclass(frozen=True, slots=True)
class Branch:
    """One page of the navigation: a document, or a folder without a page of its own."""

    url: str
    title: str
    lang: str
    document: Document | None
    parent: str | None
    children: tuple[str, ...]


@dataclass(frozen=True)
class Site:
    """Everything known before a page is drawn.

    ``entries``, ``nouns`` and ``backlinks`` are by language; those of another language than the
    site's own fall back to the site's own where there is no translation.
    """

    config: Config
    today: dt.date
    documents: tuple[Document, ...]
    assets: tuple[Asset, ...]
    entries: Mapping[str, Mapping[str, Entry]]
    nouns: Mapping[str, Mapping[str, tuple[Entry, ...]]]
    backlinks: Mapping[str, Mapping[str, tuple[Backlink, ...]]]
    tree: Mapping[str, Branch]
    by_path: Mapping[str, Document]

    def page(self, url: str) -> Branch | None:
        """Return the page at an address without anchor, such as ``okr/q2/``."""
        return self.tree.get(url)

    @cached_property
    def _specs(self) -> Mapping[str, Mapping[str, Document]]:
        everything = [d for page in self.documents for d in (page, *page.fences)]
        own = {lang: {d.id: d for d in everything if d.lang == lang} for lang in self.languages}
        return {lang: {**own[self.config.lang], **own[lang]} for lang in self.languages}

    def specs(self, lang: str) -> Mapping[str, Document]:
        """Return the documents by id, in a language where it has them and in the site's own elsewhere."""
        return self._specs[lang]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have pages, the site's own first."""
        return tuple(self.entries)

    def translations(self, branch: Branch) -> tuple[Branch, ...]:
        """Return the same page in every language that has it."""
        bare = branch.url.removeprefix(f"{branch.lang}/") if branch.lang != self.config.lang else branch.url
        urls = [bare if lang == self.config.lang else f"{lang}/{bare}" for lang in self.languages]
        return tuple(self.tree[url] for url in urls if url in self.tree)


@dataclass(frozen=True, slots=True)
class SiteLookup:
    """The question desk of one language over a linked site."""

    site: Site
    lang: str

    @property
    def today(self) -> dt.date:
        """The site's date."""
        return self.site.today

    def get(self, id_: str) -> Entry | None:
        """Return what has this id."""
        return self.site.entries[self.lang].get(id_)

    def all(self, noun: str) -> Sequence[Entry]:
        """Return every spec of a kind or item of a noun, by id."""
        return self.site.nouns[self.lang].get(noun, ())

    def backlinks(self, id_: str) -> Sequence[Backlink]:
        """Return the places that refer to an id."""
        return self.site.backlinks[self.lang].get(id_, ())
