"""The questions of lists: which pages there are of a kind, of a tag, and when each was changed last."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pmdocs.site.documents import Document
from pmdocs.site.queries import Query, Topic, key_of
from pmdocs.site.site import Site


class ListAnswerDigests:
    """AnswerDigests to the questions of lists, for ``pmdocs.incremental.tracing.AnswerDigests``."""

    site: Site

    def _day(self, path: str) -> str:
        page = self.site.by_path.get(path)
        return self.site.day(page.record) if page else ""

    def _kinds(self, lang: str) -> object:
        return [(kind, len(listing)) for kind, listing in self.site.listings.get(lang, {}).items()]

    def _listed(  # noqa: PLR0917 -- the parts of a query
        self, lang: str, kind: str, folder: str, tag: str, status: str, owner: str, most: str
    ) -> object:
        found = self.site.listed(lang, Query(kind, folder, tag, status, owner, int(most)))
        return [(d.record.path, d.id, d.title, d.url, d.noun, d.broken, d.record.about) for d in found]

    def _topics(self, lang: str) -> object:
        return self.site.topics.get(lang)

    def _topic(self, lang: str, key: str) -> object:
        return self.site.topics.get(lang, {}).get(key)

    def _below(self, url: str) -> object:
        return len(self.site.tree[url].children) if url in self.site.tree else None


class TracedLists:
    """The questions of lists, for ``pmdocs.incremental.tracing.TracedSite``."""

    __slots__ = ()
    _site: Site
    ask: Callable[[tuple[str, ...]], None]

    def day(self, document: Document) -> str:
        """Return the day of a page's last change."""
        self.ask(("day", document.record.path))
        return self._site.day(document.record)

    def kinds(self, lang: str) -> Mapping[str, int]:
        """Return the number of specs by kind."""
        self.ask(("kinds", lang))
        return {kind: len(listing) for kind, listing in self._site.listings.get(lang, {}).items()}

    def listed(self, lang: str, query: Query) -> tuple[Document, ...]:
        """Return the documents that a list shows."""
        self.ask(("listed", lang, *map(str, query)))
        return self._site.listed(lang, query)

    def topics(self, lang: str) -> Sequence[Topic]:
        """Return the tags of a language."""
        self.ask(("topics", lang))
        return tuple(self._site.topics.get(lang, {}).values())

    def topic(self, lang: str, tag: str) -> Topic | None:
        """Return a tag of a language."""
        self.ask(("topic", lang, key_of(tag)))
        return self._site.topics.get(lang, {}).get(key_of(tag))

    def below(self, url: str) -> int:
        """Return the number of pages below a page."""
        self.ask(("below", url))
        return len(self._site.tree[url].children) if url in self._site.tree else 0
