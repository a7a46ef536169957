"""What a page may ask: of the rest of the site, and what the stages make of each document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from pmdocs.diagnostics.problem import Problem
from pmdocs.incremental.site_view import SiteView
from pmdocs.markdown.rendered import Rendered
from pmdocs.sdk import Chart, Lookup
from pmdocs.site.documents import Computed, Document, Figure
from pmdocs.theming.theme import Theme


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
