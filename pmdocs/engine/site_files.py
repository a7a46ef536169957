"""The finished site by output path; each page is made when it is first asked for, and only if it has to be."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pmdocs.diagnostics.bounded import bounded
from pmdocs.diagnostics.problem import Problem, in_order, with_levels
from pmdocs.engine.page_records import NEW, PageRecord, RenderedArticle, RenderedPage
from pmdocs.engine.reserved_paths import documents_on
from pmdocs.engine.results import ResultCache, TracedResults
from pmdocs.engine.search_files import SearchFiles, entry_key, remember
from pmdocs.engine.source_index import SourceIndex
from pmdocs.engine.static_files import StaticFiles
from pmdocs.engine.verified import SiteStructure, Verified, keep_verified, structure_of
from pmdocs.incremental.tracing import Question
from pmdocs.pages.addresses import file_of
from pmdocs.pages.article import Article
from pmdocs.pages.results import Results
from pmdocs.sdk import Chart
from pmdocs.site.documents import Asset, Computed, Discovered, Document, Figure
from pmdocs.site.records import has_errors
from pmdocs.site.site import Branch, Site
from pmdocs.system.codec import decoded, encoded
from pmdocs.system.hashing import digest
from pmdocs.system.timing import Timings
from pmdocs.theming.template_errors import template_problems
from pmdocs.theming.theme import Theme

Contents = Mapping[str, bytes]

Render = Callable[[Branch, Results], tuple[Article, dict[str, str]]]
"""The stage: page of the tree and results → its article, and path → text of the files beside it."""

RenderPage = Callable[[Branch, Article, Results], str]
"""The second half of the stage: page of the tree, its article, results → the whole page."""

MAX_PAGES_IN_MEMORY = 300
"""Pages whose bytes are kept in memory."""


@dataclass(eq=False)
class SiteFiles(Mapping[str, bytes]):
    """One state of a site."""

    results: ResultCache
    found: Discovered
    index: SourceIndex
    render: Render
    render_page: RenderPage
    _made: dict[str, RenderedPage] = field(default_factory=dict)
    _contents: OrderedDict[str, Contents] = field(default_factory=OrderedDict)

    @property
    def site(self) -> Site:
        """The linked site."""
        return self.results.site

    @property
    def assets(self) -> Iterable[Asset]:
        """The files that are published as they are."""
        return self.found.assets.values()

    @property
    def refused(self) -> tuple[Problem, ...]:
        """Problems of files that could not be read."""
        return self.found.refused

    @property
    def theme(self) -> Theme:
        """The theme of the site."""
        return self.results.theme

    @property
    def timings(self) -> Timings:
        """How long each stage took."""
        return self.results.timings

    # What was made of one document

    def computed(self, document: Document) -> Computed:
        """Return facts and problems of a spec."""
        return self.results.computed(document).value

    def charts(self, document: Document) -> Mapping[str, Chart]:
        """Return the charts of a spec by view."""
        return self.results.charts(document)

    def figure(self, document: Document, view: str) -> Figure:
        """Return one chart of a spec, drawn."""
        return self.results.figure(document, view)

    def problems(self, document: Document) -> tuple[Problem, ...]:
        """Return everything there is to say about one document."""
        return self.results.problems(document).value

    # Pages

    def page_record(self, url: str) -> PageRecord | None:
        """Return what is remembered of a page."""
        text = self.results.store.page_record(url)
        return decoded(PageRecord, text) if text else None

    def fresh(self, record: PageRecord) -> bool:
        """Whether a page with this record would come out the same."""
        changed = self.results.answers.changed
        return changed(record.article) is None and changed(record.shell) is None

    def stale(self) -> list[str]:
        """Return the pages that have to be made again, and note those that have not."""
        verified = Verified(self.results.store, self.structure)
        for url, checksum, text in self.results.store.page_records():
            if url in self.site.tree and url not in self._made:
                record = decoded(PageRecord, text)
                if (url, checksum, text) in verified or self.fresh(record):
                    self._made[url] = RenderedPage(url, record.files, record.problems, record.body, checksum)
        return [url for url in self.site.tree if url not in self._made]

    @cached_property
    def structure(self) -> SiteStructure:
        """All of the site but the contents of its files."""
        return structure_of(self.site, self.index.entries, self.results.answers.view.outside)

    def keep_verified(self, made: Iterable[RenderedPage]) -> None:
        """Remember that these pages are as their records say."""
        keep_verified(self.results.store, self.structure, {page.url: page.checksum for page in made})

    def add(self, made: Iterable[RenderedPage]) -> None:
        """Add pages that were made in another process."""
        for page in made:
            self._made.setdefault(page.url, page)

    def make(self, url: str) -> RenderedPage:
        """Make a page, or as much of it as is not what it was."""
        if url in self._made:
            return self._made[url]
        record = self.page_record(url)
        reason = self.results.answers.changed(record.article) if record else NEW
        if record and reason is None and self.fresh(record):
            made = self._made[url] = RenderedPage(url, record.files, record.problems, record.body)
            return made
        with self.timings.stage("render"):
            stored = self._stored(url, record) if record and reason is None else None
            if record and stored:
                return self._framed(url, stored, self.results.answers.changed(record.shell) or NEW)
            return self._framed(url, self._rendered(url), reason or NEW)

    def _rendered(self, url: str) -> RenderedArticle:
        """Make the article of a page."""
        results = TracedResults(self.results)
        problems = self._problems_on(url, results)
        with template_problems(self.theme.own_folders):
            article, beside = self.render(self.site.tree[url], results)
        text = encoded((article, beside))
        rendered = RenderedArticle(article, beside, results.asked(), problems, digest(text), text)
        self._index(url, rendered)
        return rendered

    def _index(self, url: str, rendered: RenderedArticle) -> None:
        """Work out what the page can be found by, now that its text is at hand."""
        with self.timings.stage("search"):
            branch = self.site.tree[url]
            key = entry_key(self.results.code, branch, rendered.body)
            remember(self.results.store, key, branch, rendered.article.html)

    def _stored(self, url: str, record: PageRecord) -> RenderedArticle | None:
        """Return the article of a page from the store, if it is still the one that the record speaks of."""
        text = self.results.store.article(url)
        if text is None or digest(text) != record.body:
            return None
        article, beside = decoded(tuple[Article, dict[str, str]], text)
        return RenderedArticle(article, beside, record.article, record.problems, record.body)

    def _framed(self, url: str, rendered: RenderedArticle, reason: Question) -> RenderedPage:
        """Put an article into its shell and remember both."""
        results = TracedResults(self.results)
        with template_problems(self.theme.own_folders):
            page = self.render_page(self.site.tree[url], rendered.article, results)
        contents = {
            file_of(url): page.encode(),
            **{path: text.encode() for path, text in rendered.beside.items()},
        }
        files = {path: digest(data) for path, data in contents.items()}
        record = PageRecord(rendered.answers, results.asked(), rendered.body, files, rendered.problems)
        checksum = self.results.store.put_page(url, encoded(record), rendered.text)
        self._keep(url, contents)
        made = self._made[url] = RenderedPage(url, files, rendered.problems, rendered.body, checksum, reason)
        return made

    def contents(self, url: str) -> Contents:
        """Return path → bytes of all files of a page."""
        made = self.make(url)
        if url in self._contents:
            return self._contents[url]
        record = self.page_record(url)
        stored = self._stored(url, record) if record and record.files == made.files else None
        with self.timings.stage("render"):
            self._framed(url, stored or self._rendered(url), made.reason or NEW)
        return self._contents[url]

    def remembered(self, url: str) -> bytes | None:
        """Return a page as the store remembers it, if it had no errors then: its last good state."""
        record = self.page_record(url)
        stored = self._stored(url, record) if record and not has_errors(record.problems) else None
        if stored is None:
            return None
        return self.render_page(self.site.tree[url], stored.article, TracedResults(self.results)).encode()

    def _keep(self, url: str, contents: Contents) -> None:
        self._contents[url] = contents
        self._contents.move_to_end(url)
        if len(self._contents) > MAX_PAGES_IN_MEMORY:
            self._contents.popitem(last=False)
            self.results.trim(MAX_PAGES_IN_MEMORY)

    def _problems_on(self, url: str, results: TracedResults) -> tuple[Problem, ...]:
        for document in documents_on(url, self.site):
            results.read(document)
            results.site.prose(document.record.path)
        results.site.branch(url)
        found = (p for document in documents_on(url, self.site) for p in results.problems(document))
        return tuple(bounded(found))

    def problems_on(self, url: str) -> tuple[Problem, ...]:
        """Return the problems of a page; where the page is fresh, without looking for them again."""
        if url in self._made:
            return self._made[url].problems
        record = self.page_record(url)
        if record and self.results.answers.changed(record.article) is None:
            return record.problems
        return self._problems_on(url, TracedResults(self.results))

    # The mapping

    @cached_property
    def static_files(self) -> StaticFiles:
        """The files that are no page's, without the parts of the search."""
        return StaticFiles(self.results, self.found, self.search)

    @cached_property
    def search(self) -> SearchFiles:
        """The parts of the search, which are made from all pages."""
        results = self.results
        return SearchFiles(self.site, self.theme, results.store, results.code, self._body, self._html)

    def _body(self, url: str) -> str:
        return self.make(url).body

    def _html(self, url: str) -> str:
        made = self.make(url)
        record = self.page_record(url)
        stored = self._stored(url, record) if record and record.body == made.body else None
        return (stored or self._rendered(url)).article.html

    def __getitem__(self, path: str) -> bytes:
        if path in self.static_files:
            return self.static_files[path]
        if path in self.search:
            return self.search.make(path)
        folder = path.rpartition("/")[0]
        url = f"{folder}/" if folder else ""
        if url in self.site.tree and path == file_of(url):
            return self.contents(url)[path]
        if url not in self.site.tree or path not in self.make(url).files:
            raise KeyError(path)
        return self.contents(url)[path]

    def __iter__(self) -> Iterator[str]:
        yield from self.static_files
        yield from self.search
        for url in self.site.tree:
            yield from self.make(url).files

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def all_problems(self) -> list[Problem]:
        """Return every problem of every file, in the order of files and places, each once."""
        of_pages = (p for url in self.site.tree for p in self.problems_on(url))
        return in_order(
            [*of_pages, *with_levels(self.problems_without_page, self.site.config.validation.by_code)]
        )

    @property
    def problems_without_page(self) -> Iterator[Problem]:
        """Problems of files that have no page of their own: unreadable ones, those whose address is taken."""
        yield from self.refused
        yield from self.theme.problems
        for document in self.site.documents:
            if self.site.tree[document.record.url].document is not document:
                yield from bounded(p for one in (document, *document.fences) for p in self.problems(one))
        yield from self.static_files.problems()
