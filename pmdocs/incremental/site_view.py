"""The questions that a page may ask about the rest of the site: each is declared here, and nowhere else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pmdocs.config import Config
from pmdocs.incremental.list_questions import ListQuestions
from pmdocs.incremental.questions import Question, fact, question
from pmdocs.sdk import Entry
from pmdocs.site.documents import Asset, Document, Source
from pmdocs.site.site import Branch, Site
from pmdocs.system.hashing import digest


def _ignore(_question: Question) -> None:
    """Take no note of a question."""


def _shown(branch: Branch) -> tuple[object, ...]:
    """Return what a page can show of another one."""
    document = branch.document
    known = (document.noun, document.record.path) if document else None
    return branch.title, branch.lang, branch.parent, branch.tag, known


@dataclass(frozen=True, eq=False)
class SiteView(ListQuestions):
    """One state of a site, to be asked; ``note`` is called with every question.

    ``whole`` is the site itself, which nobody is told who looks at it. ``sources`` are the source files by path,
    ``outside`` the digests of what is not content: ``settings`` with the code, ``templates``.
    """

    whole: Site
    sources: Mapping[str, Source]
    outside: Mapping[str, str]
    note: Callable[[Question], None] = _ignore

    # What is no content

    @fact
    def settings(self) -> str:
        """The digest of the settings and the code."""
        return self.outside["settings"]

    @property
    def config(self) -> Config:
        """The settings; whoever asks for one depends on all."""
        _ = self.settings
        return self.whole.config

    @fact
    def templates(self) -> str:
        """The digest of the theme's templates and words."""
        return self.outside["templates"]

    @fact
    def today(self) -> dt.date:
        """The site's date."""
        return self.whole.today

    @fact
    def languages(self) -> tuple[str, ...]:
        """The languages that have pages, the site's own first."""
        return self.whole.languages

    # Pages

    @question
    def branch(self, url: str) -> Branch | None:
        """Return the page at an address, such as ``okr/q2/``; its children are another question."""
        return self.whole.tree.get(url)

    @branch.counts
    def _(self, branch: Branch | None) -> object:
        return branch and _shown(branch)

    @question
    def children(self, url: str) -> tuple[Branch, ...]:
        """Return the pages below a page."""
        tree = self.whole.tree
        return tuple(tree[child] for child in tree[url].children) if url in tree else ()

    @children.counts
    def _(self, children: tuple[Branch, ...]) -> object:
        return [(one.url, _shown(one), bool(one.children)) for one in children]

    @question
    def level(self, parent: str, line: str, most: int) -> tuple[Branch, ...]:
        """Return the children of a page as the navigation shows them: of more than ``most``, those around ``line``."""
        return self.whole.level(parent, line, most) if parent in self.whole.tree else ()

    @level.counts
    def _(self, shown: tuple[Branch, ...]) -> object:
        return [(one.url, one.title, one.document.noun if one.document else None) for one in shown]

    @question
    def around(self, url: str) -> tuple[Branch | None, Branch | None]:
        """Return the pages before and after a page at its level."""
        return self.whole.around(url) if url in self.whole.tree else (None, None)

    @around.counts
    def _(self, both: tuple[Branch | None, ...]) -> object:
        return [one and (one.url, one.title) for one in both]

    @question
    def place(self, url: str) -> int:
        """Return the place of a page among its siblings, from 1."""
        return self.whole.places.get(url, -1) + 1

    @question
    def translations(self, url: str) -> tuple[Branch, ...]:
        """Return the same page in every language that has it."""
        branch = self.whole.tree.get(url)
        return self.whole.translations(branch) if branch else ()

    @translations.counts
    def _(self, found: tuple[Branch, ...]) -> object:
        return [(one.url, one.lang, one.document and one.document.record.path) for one in found]

    @question
    def linked(self, url: str) -> bool:
        """Whether anything refers to the page or to a part of it, or it to anything, by id."""
        return url in self.whole.linked_pages

    # Files

    @question
    def page_at(self, path: str) -> Document | None:
        """Return the document of a source file."""
        return self.whole.by_path.get(path)

    @page_at.counts
    def _(self, document: Document | None) -> object:
        return document and (document.record.url, document.lang)

    @question
    def document(self, path: str, id_: str) -> Document | None:
        """Return the document of a file, or of a fence in it, to be read."""
        page = self.whole.by_path.get(path)
        return next((d for d in (page, *page.fences) if d.id == id_), None) if page else None

    @document.counts
    def _(self, document: Document | None) -> object:
        if document is None:
            return None
        record = document.record
        return record.digest, record.title, record.url, record.body_line, record.about, document.problems

    @question
    def prose(self, path: str) -> tuple[str, int] | None:
        """Return the digest of the text of a page, and the line on which it starts."""
        page = self.whole.by_path.get(path)
        return (page.record.prose, page.record.body_line) if page else None

    @question
    def text(self, path: str) -> str:
        """Return the text of a source file; nothing for what is none."""
        source = self.sources.get(path)
        return source.text if source else ""

    @text.counts
    def _(self, text: str) -> object:
        return digest(text)

    @question
    def last_change(self, path: str) -> dt.date | None:
        """Return the day of the last commit of a source file; ``None`` where git knows nothing of it."""
        day = self.whole.changes.get(path)
        return dt.date.fromisoformat(day) if day else None

    @question
    def asset_at(self, path: str) -> Asset | None:
        """Return the file that is published as it is."""
        return self.whole.assets_by_path.get(path)

    @asset_at.counts
    def _(self, asset: Asset | None) -> object:
        return asset and asset.url

    @fact
    def files(self) -> Sequence[str]:
        """The paths of all sources and assets."""
        return [*self.whole.by_path, *self.whole.assets_by_path]

    # Ids

    @question
    def spec(self, lang: str, id_: str) -> Document | None:
        """Return the document of an id, in a language where it has one and else in the site's own."""
        return self.whole.specs(lang).get(id_) if lang in self.whole.languages else None

    @spec.counts
    def _(self, document: Document | None) -> object:
        return document and document.record.path

    @question
    def entry(self, lang: str, id_: str) -> Entry | None:
        """Return what has this id."""
        return self.whole.entries.get(lang, {}).get(id_)

    @question
    def named(self, lang: str, name: str) -> str:
        """Return the id of the one page whose title or file has this name; nothing where there is none, or several."""
        found = self.whole.names.pages_called(lang, name)
        return found[0] if len(found) == 1 else ""

    @question
    def file_named(self, name: str) -> Asset | None:
        """Return the one file of this name that is published as it is."""
        found = self.whole.names.files_called(name)
        return found[0] if len(found) == 1 else None

    @file_named.counts
    def _(self, asset: Asset | None) -> object:
        return asset and asset.url

    @question
    def model(self, lang: str, id_: str) -> Document | None:
        """Return the document in which this id stands, to be read."""
        entry = self.whole.entries.get(lang, {}).get(id_)
        return self.whole.specs(lang).get(entry.spec_id) if entry else None

    @model.counts
    def _(self, document: Document | None) -> object:
        return document and document.record.digest

    @question
    def all(self, lang: str, noun: str) -> tuple[Entry, ...]:
        """Return every spec of a kind or item of a noun, by id."""
        known = self.whole.entries.get(lang, {})
        return tuple(known[id_] for id_ in self.whole.nouns.get(lang, {}).get(noun, ()))

    @question
    def backlinks(self, lang: str, id_: str) -> tuple[tuple[Entry, str], ...]:
        """Return the places that refer to an id: what stands there, and the field, or ``EMBEDDED``."""
        known = self.whole.entries.get(lang, {})
        return tuple((known[one], field) for one, field in self.whole.backlinks.get(lang, {}).get(id_, ()))
