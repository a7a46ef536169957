"""The views of a spec: what a kind's page.html is given, and how each view becomes HTML."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from pmdocs.i18n import Words
from pmdocs.pages.addresses import href
from pmdocs.pages.relations import SHOWN, item_users
from pmdocs.pages.results import Results
from pmdocs.sdk import Chart, Spec, Tile
from pmdocs.site.documents import Document
from pmdocs.values.references import Ref


@dataclass(frozen=True, slots=True)
class View:
    """One view as HTML; ``anchor`` is its id on the page; ``headed`` where its chart brings heading and ``title``."""

    name: str
    title: str
    html: Markup
    anchor: str
    headed: bool = False


class SpecView:
    """One spec on one page: ``it`` in a kind's page.html.

    ``spec``, ``facts``, ``words`` (the kind's labels), ``t`` (the theme's labels) and the methods
    below are all that a template has. ``page_url`` is the page being written, which may embed the
    spec from elsewhere; item anchors are written only where the spec lives.
    """

    def __init__(self, document: Document, results: Results, page_url: str) -> None:
        if document.kind is None or not isinstance(document.model, Spec):
            message = f"{document.id} has no views"
            raise TypeError(message)
        self.document = document
        self.kind = document.kind
        self.spec: Any = document.model
        self.facts = results.computed(document).facts
        self.words: Words = document.kind.words(document.lang)
        self.t: Words = results.theme.words(document.lang)
        self.page_url = page_url
        self._results = results
        self._lookup = results.lookup(document.lang)

    @property
    def id(self) -> str:
        """The spec's id."""
        return self.document.id

    @property
    def at_home(self) -> bool:
        """Whether the page is the spec's own."""
        return self.page_url == self.document.record.url

    @cached_property
    def charts(self) -> dict[str, Chart]:
        """The charts by view."""
        return dict(self._results.charts(self.document))

    @cached_property
    def tiles(self) -> tuple[Tile, ...]:
        """Key figures."""
        return tuple(self.kind.kind.tiles(self.spec, self.facts, self.words))

    @property
    def summary(self) -> str:
        """The finding in one sentence."""
        return self.kind.kind.summary(self.spec, self.facts, self.words)

    def figure(self, view: str, level: int = 2) -> Markup:
        """Return a chart with title, summary, picture, table and downloads; ``level`` is that of its heading."""
        figure = self._results.figure(self.document, view)
        macro = self._results.theme.macro("figure.html", "figure", self.t)
        return Markup(macro(self._figure(figure, view), level))

    def strip(self, view: str) -> Markup:
        """Return the picture of a chart at its exact size, alive in the browser, for a template to frame."""
        figure = self._results.figure(self.document, view)
        return Markup(self._results.theme.macro("figure.html", "strip", self.t)(self._figure(figure, view)))

    def svg(self, view: str) -> Markup:
        """Return the picture of a chart alone, for a template that frames it itself."""
        return Markup(self._results.figure(self.document, view).wide)

    def data(self, view: str) -> Markup:
        """Return the table behind a chart, folded, with its CSV."""
        figure = self._results.figure(self.document, view)
        return Markup(self._results.theme.macro("figure.html", "data", self.t)(self._figure(figure, view)))

    def _figure(self, figure: Any, view: str) -> dict[str, Any]:
        chart: Chart = figure.chart
        return {
            "id": figure.id, "title": chart.title, "summary": chart.summary, "note": chart.note,
            "said": self.at_home and not self.document.record.host and chart.summary == self.summary,
            "wide": Markup(figure.wide), "narrow": Markup(figure.narrow),
            "wide_width": chart.width, "wide_height": chart.height, "narrow_height": chart.narrow_height,
            "option": Markup(figure.option), "table": self._table(chart),
            "csv_href": self._csv_href(view), "lang": figure.lang,
        }  # fmt: skip

    def _table(self, chart: Chart) -> dict[str, Any]:
        columns = chart.table.columns
        return {
            "columns": [{"title": c.title, "numeric": c.format != "text"} for c in columns],
            "rows": [
                [{"text": self.words.show(v, c.format)} for c, v in zip(columns, row, strict=True)]
                for row in chart.table.rows
            ],
        }

    def _csv_href(self, view: str) -> str:
        return href(self.page_url, self.document.record.url + csv_name(self.document, view))

    def href(self, id_: str) -> str:
        """Return the link to whatever has an id; empty when nothing has it."""
        entry = self._lookup.get(id_)
        return href(self.page_url, entry.url) if entry else ""

    def link(self, value: object, text: str = "") -> Markup:
        """Return a reference as a link with its title, anything else as text."""
        entry = self._lookup.get(str(value)) if isinstance(value, Ref) else None
        if entry is None:
            return Markup(escape(text or value))
        link = Markup('<a class="ref" href="{}" data-kind="{}">{}</a>')
        return link.format(href(self.page_url, entry.url), entry.noun, text or entry.title)

    def links(self, values: Iterable[object]) -> list[Markup]:
        """Return each of several references or texts as ``link`` does."""
        return [self.link(value) for value in values]

    def file(self, name: str) -> str:
        """Return the address of a file beside the spec's own; empty when it is not published."""
        asset = self._results.site.asset_at(
            posixpath.join(posixpath.dirname(self.document.record.path), name)
        )
        return "../" * self.page_url.count("/") + quote(asset.url) if asset else ""

    def anchor(self, id_: str | None) -> Markup:
        """Return an id attribute for an item, on the spec's own page only: ids are unique in a page."""
        return Markup(' id="{}"').format(id_) if id_ and self.at_home else Markup("")

    def used_by(self, id_: str | None) -> Markup:
        """Return a small button that opens what uses an item; nothing where nothing does, or on other pages."""
        users = item_users(self.document, id_, self._results) if id_ and self.at_home else []
        if not users:
            return Markup("")
        macro = self._results.theme.macro("relations.html", "item", self.t)
        return Markup(macro(id_, users[:SHOWN], len(users)))

    def view(self, name: str) -> View | None:
        """Return one view, or ``None`` when the spec has no data for it."""
        macro = self._results.theme.kind_macro(self.kind.id, name.replace("-", "_"))
        drawn = self.figure(name) if not macro and name in self.charts else Markup("")
        html = Markup(macro(self)).strip() if macro else drawn
        own = f'<h2 class="chart-title" id="{self.id}-{name}-title"' in html
        title = self.charts[name].title if own else self.words.get(f"views.{name}", name)
        return View(name, title, html, f"{self.id}-{name}", own) if html else None

    def views(self) -> Iterator[View]:
        """Yield the views of the page: those the author chose, in that order, else the usual ones that have data."""
        for name in self.spec.view or self.kind.kind.usual:
            view = self.view(name)
            if view:
                yield view


def csv_name(document: Document, view: str) -> str:
    """Return the name of a view's CSV beside the page."""
    return f"{document.id}-{view}.csv" if document.record.host else f"{view}.csv"


def chart_views(document: Document, results: Results) -> tuple[str, ...]:
    """Return the views of a spec that are charts."""
    return tuple(results.charts(document))
