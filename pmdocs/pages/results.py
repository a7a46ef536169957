"""What the stages make of each document, asked for by the pages; the pipeline answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from pmdocs.documents import Computed, Document, Figure
from pmdocs.markdown.rendered import Rendered
from pmdocs.problem import Problem
from pmdocs.site import Site, SiteLookup
from pmdocs.spec import Chart
from pmdocs.theme import Theme


class Results(Protocol):
    """Results of the stages for one site; each is made once and kept."""

    @property
    def site(self) -> Site:
        """The linked site."""

    @property
    def theme(self) -> Theme:
        """What the site wears."""

    def lookup(self, lang: str) -> SiteLookup:
        """Return the question desk of a language."""

    def computed(self, document: Document) -> Computed:
        """Return facts and problems of a spec."""

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
