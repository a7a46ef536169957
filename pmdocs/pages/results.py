"""What a page may ask: of the rest of the site, and what the stages make of each document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Protocol

from pmdocs.config import Config
from pmdocs.diagnostics.problem import Problem
from pmdocs.markdown.rendered import Rendered
from pmdocs.sdk import Chart, Lookup
from pmdocs.site.documents import Asset, Computed, Document, Figure
from pmdocs.site.queries import Query, Topic
from pmdocs.site.site import Branch
from pmdocs.theming.theme import Theme


class SiteView(Protocol):
    """The questions that a page may ask about the rest of the site; each is remembered with its answer."""

    @property
    def config(self) -> Config:
        """The settings."""

    @property
    def today(self) -> dt.date:
        """The site's date."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have pages, the site's own first."""

    def branch(self, url: str) -> Branch | None:
        """Return the page at an address, such as ``okr/q2/``; its children are another question."""

    def children(self, url: str) -> tuple[Branch, ...]:
        """Return the pages below a page."""

    def level(self, parent: str, line: str, most: int) -> tuple[Branch, ...]:
        """Return the children of a page as the navigation shows them: of more than ``most``, those around ``line``."""

    def around(self, url: str) -> tuple[Branch | None, Branch | None]:
        """Return the pages before and after a page at its level."""

    def place(self, url: str) -> int:
        """Return the place of a page among its siblings, from 1."""

    def translations(self, branch: Branch) -> tuple[Branch, ...]:
        """Return the same page in every language that has it."""

    def page_at(self, path: str) -> Document | None:
        """Return the document of a source file."""

    def linked(self, url: str) -> bool:
        """Whether anything refers to the page or to a part of it, or it to anything, by id."""

    def last_change(self, path: str) -> dt.date | None:
        """Return the day of the last commit of a source file; ``None`` where git knows nothing of it."""

    def asset_at(self, path: str) -> Asset | None:
        """Return the file that is published as it is."""

    def files(self) -> Sequence[str]:
        """Return the paths of all sources and assets."""

    def spec(self, lang: str, id_: str) -> Document | None:
        """Return the document of an id, in a language where it has one and else in the site's own."""

    def day(self, document: Document) -> str:
        """Return the day of a page's last change as ISO text, empty where nobody knows it."""

    def kinds(self, lang: str) -> Mapping[str, int]:
        """Return the number of specs by kind; under the empty kind that of pages."""

    def listed(self, lang: str, query: Query) -> tuple[Document, ...]:
        """Return the documents that a list shows, newest first; of a kind, those of the site's own language too."""

    def topics(self, lang: str) -> Sequence[Topic]:
        """Return the tags of a language in alphabetical order."""

    def topic(self, lang: str, tag: str) -> Topic | None:
        """Return a tag of a language, however it is written."""

    def below(self, url: str) -> int:
        """Return the number of pages below a page."""


class Results(Protocol):
    """Results of the stages for one site; each is made once and kept."""

    @property
    def site(self) -> SiteView:
        """The rest of the site."""

    @property
    def theme(self) -> Theme:
        """The theme of the site."""

    def lookup(self, lang: str) -> Lookup:
        """Return what may be looked up in a language."""

    def computed(self, document: Document) -> Computed:
        """Return facts and problems of a spec; a page that shows anything of a document asks this first."""

    def charts(self, document: Document) -> Mapping[str, Chart]:
        """Return the charts of a spec by view."""

    def figure(self, document: Document, view: str) -> Figure:
        """Return one chart of a spec, drawn."""

    def prose(self, document: Document) -> Rendered:
        """Return the Markdown of a document, rendered, with slots for what the site has to fill in."""

    def problems(self, document: Document) -> tuple[Problem, ...]:
        """Return everything there is to say about a document, of every stage."""

    def shown_problems(self, document: Document) -> list[dict[str, object]]:
        """Return the problems as a template shows them, in the page's language."""
