"""The questions of lists: which pages there are of a kind, of a tag, and when each was changed last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pmdocs.incremental.questions import question
from pmdocs.site.documents import Document
from pmdocs.site.queries import Query, Topic, key_of
from pmdocs.site.site import Site


class ListQuestions:
    """What a page may ask about lists of pages; see ``pmdocs.incremental.site_view.SiteView``."""

    whole: Site

    @question
    def day(self, path: str) -> str:
        """Return the day of a page's last change as ISO text, empty where nobody knows it."""
        page = self.whole.by_path.get(path)
        return self.whole.day(page.record) if page else ""

    @question
    def kinds(self, lang: str) -> Mapping[str, int]:
        """Return the number of specs by kind; under the empty kind that of pages."""
        return {kind: len(listing) for kind, listing in self.whole.listings.get(lang, {}).items()}

    @question
    def listed(  # noqa: PLR0917 -- the parts of a query
        self, lang: str, kind: str, folder: str, tag: str, status: str, owner: str, most: int
    ) -> tuple[Document, ...]:
        """Return the documents that a ``Query`` asks for, newest first; of a kind, those of the site's own language too."""
        return self.whole.listed(lang, Query(kind, folder, tag, status, owner, most))

    @listed.counts
    def _of_listed(self, answer: tuple[Document, ...]) -> object:
        return [(d.record.path, d.id, d.title, d.url, d.noun, d.broken, d.record.about) for d in answer]

    @question
    def topics(self, lang: str) -> Sequence[Topic]:
        """Return the tags of a language in alphabetical order."""
        return tuple(self.whole.topics.get(lang, {}).values())

    @question
    def topic(self, lang: str, tag: str) -> Topic | None:
        """Return a tag of a language, however it is written."""
        return self.whole.topics.get(lang, {}).get(key_of(tag))

    @question
    def below(self, url: str) -> int:
        """Return the number of pages below a page."""
        return len(self.whole.tree[url].children) if url in self.whole.tree else 0
