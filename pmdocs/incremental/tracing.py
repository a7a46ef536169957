"""Which questions a page asked about the site, and the digest of each answer.

A page is fresh as long as its old questions, asked again, get the same answers. That covers patterns
("all objectives"), absence ("no such id yet"), and edits that change no answer and so stop there.
The pages themselves know nothing of it: they ask the site, and a wrapper around it remembers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pmdocs.config import Config
from pmdocs.incremental.tracing_lists import ListAnswerDigests, TracedLists
from pmdocs.sdk import Backlink, Entry
from pmdocs.site.documents import Asset, Document, Source
from pmdocs.site.site import EMBEDDED, Branch, Site
from pmdocs.system.hashing import digest

Question = tuple[str, ...]
"""A kind of question and what it is about: ``("entry", "en", "okr-q2")``."""

Dependencies = dict[Question, str]
"""Questions with the digest of their answer, in the order they were first asked."""


class AnswerDigests(ListAnswerDigests):
    """Digests of answers, for one state of a site.

    ``sources`` are the source files by path, ``outside`` the digests of what is not content: settings, code,
    templates.
    """

    def __init__(self, site: Site, sources: Mapping[str, Source], outside: Mapping[str, str]) -> None:
        self.site = site
        self._sources = sources
        self.outside = outside
        self._known: Dependencies = {}

    def __call__(self, question: Question) -> str:
        """Return the digest of the answer to a question."""
        known = self._known.get(question)
        if known is None:
            answer = getattr(self, f"_{question[0]}")(*question[1:])
            known = self._known[question] = answer if isinstance(answer, str) else digest(answer)
        return known

    def changed(self, dependencies: Mapping[Question, str]) -> Question | None:
        """Return the first question whose answer is another one now, if there is one."""
        return next((question for question, answer in dependencies.items() if self(question) != answer), None)

    def _settings(self) -> str:
        return self.outside["settings"]

    def _templates(self) -> str:
        return self.outside["templates"]

    def _today(self) -> str:
        return self.site.today.isoformat()

    def _languages(self) -> object:
        return self.site.languages

    def _branch(self, url: str) -> object:
        branch = self.site.tree.get(url)
        document = branch.document if branch else None
        known = (document.noun, document.record.path) if document else None
        return branch and (branch.title, branch.lang, branch.parent, branch.tag, known)

    def _children(self, url: str) -> object:
        if url not in self.site.tree:
            return None
        tree = self.site.tree
        return [(child, self(("branch", child)), bool(tree[child].children)) for child in tree[url].children]

    def _level(self, parent: str, line: str, most: str) -> object:
        shown = self.site.level(parent, line, int(most)) if parent in self.site.tree else ()
        return [(b.url, b.title, b.document.noun if b.document else None) for b in shown]

    def _around(self, url: str) -> object:
        return [b and (b.url, b.title) for b in self.site.around(url)] if url in self.site.tree else None

    def _place(self, url: str) -> str:
        return str(self.site.places.get(url, -1) + 1)

    def _translations(self, url: str) -> object:
        branch = self.site.tree.get(url)
        return branch and [
            (b.url, b.lang, b.document and b.document.record.path) for b in self.site.translations(branch)
        ]

    def _page(self, path: str) -> object:
        document = self.site.by_path.get(path)
        return document and (document.record.url, document.lang)

    def _changed(self, path: str) -> str:
        return self.site.changes.get(path, "")

    def _linked(self, url: str) -> object:
        return url in self.site.linked_pages

    def _asset(self, path: str) -> object:
        asset = self.site.assets_by_path.get(path)
        return asset and asset.url

    def _files(self) -> object:
        return [*self.site.by_path, *self.site.assets_by_path]

    def _spec(self, lang: str, id_: str) -> object:
        document = self.site.specs(lang).get(id_) if lang in self.site.languages else None
        return document and document.record.path

    def _document(self, path: str, id_: str) -> object:
        page = self.site.by_path.get(path)
        document = next((d for d in (page, *page.fences) if d.id == id_), None) if page else None
        if document is None:
            return None
        record = document.record
        return record.digest, record.title, record.url, record.body_line, record.about, document.problems

    def _prose(self, path: str) -> object:
        page = self.site.by_path.get(path)
        return page and (page.record.prose, page.record.body_line)

    def _text(self, path: str) -> str:
        source = self._sources.get(path)
        return source.digest if source else ""

    def _entry(self, lang: str, id_: str) -> object:
        entry = self.site.entries.get(lang, {}).get(id_)
        return entry and (entry.noun, entry.title, entry.url, entry.lang, entry.spec_id)

    def _model(self, lang: str, id_: str) -> object:
        entry = self.site.entries.get(lang, {}).get(id_)
        document = self.site.specs(lang).get(entry.spec_id) if entry else None
        return document and document.record.digest

    def _all(self, lang: str, noun: str) -> object:
        return [(id_, self(("entry", lang, id_))) for id_ in self.site.nouns.get(lang, {}).get(noun, ())]

    def _backlinks(self, lang: str, id_: str) -> object:
        found = self.site.backlinks.get(lang, {}).get(id_, ())
        return [(source, self(("entry", lang, source)), field) for source, field in found]


Ask = Callable[[Question], None]


@dataclass(frozen=True, slots=True)
class TracedLookup:
    """What may be looked up in one language, for kinds and templates; ``ask`` notes every question."""

    site: Site
    lang: str
    ask: Ask

    @property
    def today(self) -> dt.date:
        """The site's date."""
        self.ask(("today",))
        return self.site.today

    def get(self, id_: str) -> Entry | None:
        """Return what has this id."""
        self.ask(("entry", self.lang, id_))
        entry = self.site.entries[self.lang].get(id_)
        return self._noted(entry) if entry else None

    def all(self, noun: str) -> Sequence[Entry]:
        """Return every spec of a kind or item of a noun, by id."""
        self.ask(("all", self.lang, noun))
        known = self.site.entries[self.lang]
        return [self._noted(known[id_]) for id_ in self.site.nouns[self.lang].get(noun, ())]

    def backlinks(self, id_: str) -> Sequence[Backlink]:
        """Return the places that refer to an id."""
        self.ask(("backlinks", self.lang, id_))
        known = self.site.entries[self.lang]
        found = self.site.backlinks[self.lang].get(id_, ())
        return [
            Backlink(self._noted(known[source]), "" if field == EMBEDDED else field, field == EMBEDDED)
            for source, field in found
        ]

    def _noted(self, entry: Entry) -> Entry:
        """Return the entry, which notes when somebody opens it: most want no more than title and link."""

        def read() -> Any:
            self.ask(("model", self.lang, entry.id))
            return entry.model

        return replace(entry, read=read)


@dataclass(frozen=True, slots=True)
class TracedSite(TracedLists):
    """The site as a page sees it; ``ask`` notes every question."""

    _site: Site
    ask: Ask

    @property
    def config(self) -> Config:
        """The settings."""
        self.ask(("settings",))
        return self._site.config

    @property
    def today(self) -> dt.date:
        """The site's date."""
        self.ask(("today",))
        return self._site.today

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have pages."""
        self.ask(("languages",))
        return self._site.languages

    def branch(self, url: str) -> Branch | None:
        """Return the page at an address."""
        self.ask(("branch", url))
        return self._site.tree.get(url)

    def children(self, url: str) -> tuple[Branch, ...]:
        """Return the pages below a page."""
        self.ask(("children", url))
        return tuple(self._site.tree[child] for child in self._site.tree[url].children)

    def level(self, parent: str, line: str, most: int) -> tuple[Branch, ...]:
        """Return the children of a page as the navigation shows them."""
        self.ask(("level", parent, line, str(most)))
        return self._site.level(parent, line, most) if parent in self._site.tree else ()

    def around(self, url: str) -> tuple[Branch | None, Branch | None]:
        """Return the pages before and after a page."""
        self.ask(("around", url))
        return self._site.around(url) if url in self._site.tree else (None, None)

    def place(self, url: str) -> int:
        """Return the place of a page among its siblings."""
        self.ask(("place", url))
        return self._site.places.get(url, -1) + 1

    def translations(self, branch: Branch) -> tuple[Branch, ...]:
        """Return the same page in every language."""
        self.ask(("translations", branch.url))
        return self._site.translations(branch)

    def page_at(self, path: str) -> Document | None:
        """Return the document of a source file."""
        self.ask(("page", path))
        return self._site.by_path.get(path)

    def linked(self, url: str) -> bool:
        """Whether anything refers to the page or to a part of it, or it to anything, by id."""
        self.ask(("linked", url))
        return url in self._site.linked_pages

    def last_change(self, path: str) -> dt.date | None:
        """Return the day of the last commit of a source file."""
        self.ask(("changed", path))
        day = self._site.changes.get(path)
        return dt.date.fromisoformat(day) if day else None

    def asset_at(self, path: str) -> Asset | None:
        """Return the file that is published as it is."""
        self.ask(("asset", path))
        return self._site.assets_by_path.get(path)

    def files(self) -> Sequence[str]:
        """Return the paths of all sources and assets."""
        self.ask(("files",))
        return [*self._site.by_path, *self._site.assets_by_path]

    def spec(self, lang: str, id_: str) -> Document | None:
        """Return the document of an id."""
        self.ask(("spec", lang, id_))
        return self._site.specs(lang).get(id_)


def as_rows(dependencies: Mapping[Question, str]) -> list[list[str]]:
    """Return questions and answers as plain data: the answer first."""
    return [[answer, *question] for question, answer in dependencies.items()]


def from_rows(rows: Iterable[Sequence[str]]) -> Dependencies:
    """Return what ``as_rows`` was made from."""
    return {tuple(question): answer for answer, *question in rows}
