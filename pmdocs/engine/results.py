"""What the stages make of each document: made once, remembered with the questions that were asked for it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Generic, TypeVar

from pmdocs.charts.embed import option_json
from pmdocs.diagnostics.bounded import bounded
from pmdocs.diagnostics.problem import Problem, Severity, with_levels
from pmdocs.engine.prose import prose_key, rendered
from pmdocs.incremental.site_view import SiteView
from pmdocs.incremental.store import Store
from pmdocs.incremental.tracing import AnswerDigests, Answers, Dependencies, Question, TracedLookup
from pmdocs.markdown.rendered import Rendered
from pmdocs.pages.destinations import link_problems
from pmdocs.pages.notes import grouped, shown
from pmdocs.reference.example_lookup import ExampleLookup
from pmdocs.sdk import Chart, Lookup
from pmdocs.site.documents import Computed, Document, Figure, Source
from pmdocs.site.site import Site
from pmdocs.system.hashing import digest
from pmdocs.system.timing import Timings
from pmdocs.theming.theme import Theme

T = TypeVar("T")
_MAX_PROSE_IN_MEMORY = 500
Key = tuple[str, str]
"""Path and id of a document."""


Compute = Callable[[Document, Lookup, int], Computed]
"""The stage: document, what it may ask of the site, days after which data are old → facts and problems."""

BuildCharts = Callable[[Document, Computed], Iterable[Chart]]
"""The stage: document and its facts → its charts."""

DrawChart = Callable[[Document, Chart, str], Figure]
"""The second half of the stage: document, chart, its option as JSON → the chart as SVG."""


@dataclass(frozen=True, slots=True)
class Traced(Generic[T]):
    """A result with the questions that it rests on."""

    value: T
    dependencies: Dependencies


def _no_pause() -> None:
    """Do not stop."""


@dataclass(eq=False)
class ResultCache:
    """Facts, charts and prose of the documents of one state of a site, each made when first asked for.

    ``sources`` are the source files by path. ``pause`` is called before each piece of work and may raise.
    """

    site: Site
    theme: Theme
    answers: AnswerDigests
    sources: Mapping[str, Source]
    store: Store
    code: str
    timings: Timings
    compute: Compute
    build_charts: BuildCharts
    draw_chart: DrawChart
    pause: Callable[[], None] = _no_pause
    _computed: dict[Key, Traced[Computed]] = field(default_factory=dict)
    _charts: dict[Key, dict[str, Chart]] = field(default_factory=dict)
    _prose: dict[str, Rendered] = field(default_factory=dict)
    _problems: dict[Key, Traced[tuple[Problem, ...]]] = field(default_factory=dict)

    def trim(self, most: int) -> None:
        """Let go of what was made of more than ``most`` documents; it can be made again."""
        for kept in (self._computed, self._charts, self._prose, self._problems):
            if len(kept) > most:
                kept.clear()

    def next_state(self, site: Site, answers: AnswerDigests, sources: Mapping[str, Source]) -> ResultCache:
        """Return the cache for the next state of the site; prose, which is kept by its content, stays."""
        return replace(
            self, site=site, answers=answers, sources=sources, timings=Timings(), _computed={}, _charts={}, _problems={}
        )  # fmt: skip

    def text(self, path: str) -> str:
        """Return the text of a source file; nothing for what is none."""
        source = self.sources.get(path)
        return source.text if source else ""

    def computed(self, document: Document) -> Traced[Computed]:
        """Return facts and problems of a spec."""
        key = document.record.path, document.id
        if key not in self._computed:
            results = TracedResults(self)
            results.read(document)
            lookup = results.lookup(document.lang)
            if document.record.generated:
                lookup = ExampleLookup(self.site, document.record.url, document.lang)
            with self.timings.stage("compute"):
                value = self.compute(document, lookup, results.site.config.stale_after)
            self._computed[key] = Traced(value, results.dependencies)
        return self._computed[key]

    def charts(self, document: Document) -> Mapping[str, Chart]:
        """Return the charts of a spec by view; they follow from the facts alone."""
        key = document.record.path, document.id
        if key not in self._charts:
            computed = self.computed(document).value
            with self.timings.stage("chart"):
                self._charts[key] = {c.view: c for c in self.build_charts(document, computed)}
        return self._charts[key]

    def figure(self, document: Document, view: str) -> Figure:
        """Return one chart of a spec, drawn."""
        drawn = self.charts(document)[view]
        with self.timings.stage("chart"):
            option = option_json(drawn.option)
            sizes = (drawn.width, drawn.height, drawn.narrow_width, drawn.narrow_height)
            key = digest("svg", self.code, document.id, view, document.lang, drawn.summary, sizes, option)
            known = self.store.get(key)
            if known is not None:
                wide, narrow = json.loads(known)
                return Figure(f"{document.id}-{view}", drawn, wide, narrow, option, document.lang)
            self.pause()
            figure = self.draw_chart(document, drawn, option)
            self.store.put(key, json.dumps([figure.wide, figure.narrow]))
            return figure

    def prose(self, document: Document) -> Rendered:
        """Return the Markdown of a document with its slots still open."""
        digest_ = document.record.prose
        if not digest_:
            return Rendered("")
        key = prose_key(self.code, document.lang, digest_)
        if key not in self._prose:
            self.trim(_MAX_PROSE_IN_MEMORY)
            with self.timings.stage("markdown"):
                self._prose[key] = rendered(self.store, key, document.lang, partial(self._body, document))
        return self._prose[key]

    def _body(self, document: Document) -> str:
        self.pause()
        return document.body

    def problems(self, document: Document) -> Traced[tuple[Problem, ...]]:
        """Return everything there is to say about one document, of every stage."""
        key = document.record.path, document.id
        if key not in self._problems:
            results = TracedResults(self)
            self._problems[key] = Traced(self._find_problems(document, results), results.dependencies)
        return self._problems[key]

    def _find_problems(self, document: Document, results: TracedResults) -> tuple[Problem, ...]:
        computed = results.computed(document).problems
        text = results.prose(document)
        offset = document.record.body_line - 1
        prose = [p.moved(document.record.path, offset) for p in text.problems]
        links = link_problems(document, results) if text.links else ()
        everything = with_levels(
            [*document.problems, *prose, *computed, *links], self.site.config.validation.by_code
        )
        found = sorted(everything, key=lambda p: p.sort_key)
        # Advice on a page that pmdocs writes itself would be advice to nobody.
        return tuple(p for p in found if not document.record.generated or p.severity is Severity.ERROR)


@dataclass(eq=False)
class TracedResults:
    """The results as one page sees them; what the page asks is noted. See ``pmdocs.pages.results.Results``."""

    cache: ResultCache
    dependencies: Dependencies = field(default_factory=dict)

    def ask(self, question: Question) -> None:
        """Note a question with the digest of its answer."""
        if question not in self.dependencies:
            self.dependencies[question] = self.cache.answers(question)

    def asked(self) -> Answers:
        """Return what has been asked so far, as it is stored."""
        return tuple(self.dependencies.items())

    def _take(self, traced: Traced[T]) -> T:
        self.dependencies.update(traced.dependencies)
        return traced.value

    def read(self, document: Document) -> None:
        """Note that the contents of a document are read."""
        self.site.document(document.record.path, document.id)

    @cached_property
    def site(self) -> SiteView:
        """The site, whose questions are noted."""
        return replace(self.cache.answers.view, note=self.ask)

    @property
    def theme(self) -> Theme:
        """The theme of the site."""
        _ = self.site.templates
        return self.cache.theme

    def lookup(self, lang: str) -> Lookup:
        """Return what may be looked up in a language."""
        return TracedLookup(self.site, lang)

    def computed(self, document: Document) -> Computed:
        """Return facts and problems of a spec."""
        return self._take(self.cache.computed(document))

    def charts(self, document: Document) -> Mapping[str, Chart]:
        """Return the charts of a spec by view."""
        self.computed(document)
        return self.cache.charts(document)

    def figure(self, document: Document, view: str) -> Figure:
        """Return one chart of a spec, drawn."""
        self.computed(document)
        return self.cache.figure(document, view)

    def prose(self, document: Document) -> Rendered:
        """Return the Markdown of a document, rendered."""
        self.site.prose(document.record.path)
        return self.cache.prose(document)

    def problems(self, document: Document) -> tuple[Problem, ...]:
        """Return everything there is to say about a document."""
        return self._take(self.cache.problems(document))

    def shown_problems(self, document: Document) -> list[dict[str, object]]:
        """Return the problems of a document as a template shows them."""
        found = self.problems(document)
        return [
            {**shown(p, document.lang, self.site.text(p.path)), "place": places}
            for p, places in grouped(bounded(found))
        ]
