"""The story on one screen: discover → parse → validate → link → compute → chart → render → emit.

A site is a mapping from output path to bytes, rendered on demand: ``build`` asks for every page and
writes it, a preview asks for the one the browser wants. Only this module knows every stage.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from pmdocs.charts.assets import browser_files
from pmdocs.config import FILE, Config, read_config
from pmdocs.documents import Computed, Discovered, Document, Figure
from pmdocs.kinds import kind_ids
from pmdocs.markdown.render import render as render_markdown
from pmdocs.markdown.rendered import Rendered
from pmdocs.pages.destinations import link_problems
from pmdocs.pages.notes import shown
from pmdocs.pages.root import missing_page, robots, site_json, sitemap
from pmdocs.problem import Problem, Severity
from pmdocs.site import Site, SiteLookup
from pmdocs.spec import Chart
from pmdocs.stages.chart import chart, picture
from pmdocs.stages.compute import compute
from pmdocs.stages.discover import discover
from pmdocs.stages.emit import DirectorySink, Sink, only_build
from pmdocs.stages.link import link
from pmdocs.stages.parse import ReadFile, parse
from pmdocs.stages.render import render, to_json
from pmdocs.stages.validate import pair, validate
from pmdocs.theme import Theme, load_theme
from pmdocs.timing import Timings


@dataclass(frozen=True)
class Project:
    """A site folder with its settings: the whole input of a build, together with the date."""

    folder: Path
    config: Config
    today: dt.date

    @classmethod
    def open(cls, folder: Path, config_file: Path | None = None, today: dt.date | None = None) -> Project:
        """Read the settings of a site folder; ``today`` defaults to the date in the site's time zone."""
        config = read_config(config_file or folder / FILE)
        return cls(folder, config, today or _today(config))


def _today(config: Config) -> dt.date:
    if config.today:
        return config.today
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch and epoch.isdigit():
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    return dt.datetime.now(ZoneInfo(config.timezone)).date()


@dataclass(frozen=True)
class Made:
    """One page made: its files, the problems of its documents, and the time it took by stage."""

    files: Mapping[str, bytes]
    problems: tuple[tuple[Problem, ...], ...]
    seconds: Mapping[str, float]


def load(project: Project, timings: Timings | None = None) -> SiteFiles:
    """Run the stages that need every file, and return the site with its pages still to be asked for."""
    timings = timings or Timings()
    config, kinds = project.config, kind_ids()
    with timings.stage("discover"):
        found, problems = discover(project.folder, config.docs_dir)
    with timings.stage("parse"):
        read = _reader(found)
        parsed = [parse(source, config.docs_dir, config.lang, kinds, read) for source in found.sources]
    with timings.stage("validate"):
        originals = pair(parsed, config.lang)
        documents = [validate(p, originals.get(p.path), kinds) for p in parsed]
    with timings.stage("link"):
        site, _ = link(documents, found, config, project.today)
    return SiteFiles(site, load_theme(project.folder, config.theme.name), found, tuple(problems), timings)


def _reader(found: Discovered) -> ReadFile:
    """Return a function that reads the data files of the site, and no other file."""
    files = {asset.path: asset.file for asset in found.assets}

    def read(path: str) -> str | None:
        try:
            return files[path].read_text(encoding="utf-8-sig")
        except (KeyError, OSError, UnicodeDecodeError):
            return None

    return read


@dataclass(eq=False)
class SiteFiles(Mapping[str, bytes]):
    """The finished site by output path; each page is made when it is first asked for."""

    site: Site
    theme: Theme
    found: Discovered
    discovery: tuple[Problem, ...]
    timings: Timings
    _pages: dict[str, Mapping[str, bytes]] = field(default_factory=dict)
    _problems: dict[int, tuple[Problem, ...]] = field(default_factory=dict)
    _computed: dict[int, Computed] = field(default_factory=dict)
    _charts: dict[int, dict[str, Chart]] = field(default_factory=dict)
    _prose: dict[int, Rendered] = field(default_factory=dict)

    # What the pages ask for: see pmdocs.pages.results.Results

    def lookup(self, lang: str) -> SiteLookup:
        """Return the question desk of a language."""
        return SiteLookup(self.site, lang)

    def computed(self, document: Document) -> Computed:
        """Return facts and problems of a spec."""
        if id(document) not in self._computed:
            with self.timings.stage("compute"):
                lookup = self.lookup(document.lang)
                self._computed[id(document)] = compute(document, lookup, self.site.config.stale_after)
        return self._computed[id(document)]

    def charts(self, document: Document) -> Mapping[str, Chart]:
        """Return the charts of a spec by view."""
        if id(document) not in self._charts:
            computed = self.computed(document)
            with self.timings.stage("chart"):
                self._charts[id(document)] = {c.view: c for c in chart(document, computed)}
        return self._charts[id(document)]

    def figure(self, document: Document, view: str) -> Figure:
        """Return one chart of a spec, drawn."""
        drawn = self.charts(document)[view]
        with self.timings.stage("chart"):
            return picture(document, drawn)

    def prose(self, document: Document) -> Rendered:
        """Return the Markdown of a document with its slots still open."""
        if id(document) not in self._prose:
            body = document.parsed.scanned.body if document.parsed.scanned else ""
            with self.timings.stage("markdown"):
                self._prose[id(document)] = render_markdown(body, lang=document.lang)
        return self._prose[id(document)]

    def problems(self, document: Document) -> tuple[Problem, ...]:
        """Return everything there is to say about one document, of every stage."""
        if id(document) not in self._problems:
            self._problems[id(document)] = self._find_problems(document)
        return self._problems[id(document)]

    def _find_problems(self, document: Document) -> tuple[Problem, ...]:
        rendered = self.prose(document) if document.parsed.scanned else None
        offset = document.parsed.body_line - 1
        prose = [p.moved(document.parsed.path, offset) for p in rendered.problems] if rendered else []
        links = link_problems(document, self) if rendered else ()
        found = [*document.problems, *prose, *self.computed(document).problems, *links]
        return tuple(sorted(found, key=lambda p: p.sort_key))

    def shown_problems(self, document: Document) -> list[dict[str, object]]:
        """Return the problems of a document as a template shows them."""
        return [shown(p, document.lang, self._texts.get(p.path, "")) for p in self.problems(document)]

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {source.path: source.text for source in self.found.sources}

    @cached_property
    def _kinds_in_use(self) -> tuple[str, ...]:
        everything = (d for page in self.site.documents for d in (page, *page.fences))
        return tuple(sorted({d.kind.id for d in everything if d.kind}))

    # The mapping

    def page(self, url: str) -> Mapping[str, bytes]:
        """Return the files of one page of the tree."""
        if url not in self._pages:
            with self.timings.stage("render"):
                self._pages[url] = render(self.site.tree[url], self)
        return self._pages[url]

    def make(self, url: str) -> Made:
        """Make one page, in a worker process."""
        before = dict(self.timings.seconds)
        files = self.page(url)
        problems = tuple(self.problems(document) for document in self._on_page(url))
        seconds = {k: v - before.get(k, 0.0) for k, v in self.timings.seconds.items()}
        return Made(files, problems, seconds)

    def take(self, url: str, made: Made) -> None:
        """Take over a page that a worker process made."""
        self._pages[url] = made.files
        for document, problems in zip(self._on_page(url), made.problems, strict=True):
            self._problems[id(document)] = problems
        self.timings.add(made.seconds)

    def _on_page(self, url: str) -> list[Document]:
        page = self.site.tree[url].document
        return [page, *page.fences] if page else []

    @cached_property
    def _common(self) -> dict[str, bytes]:
        """The files that are no page's: assets, the root files, the style sheet."""
        files = {"404.html": missing_page(self).encode(), "site.json": to_json(site_json(self)),
                 "robots.txt": robots(self).encode(), "assets/site.css": self.theme.stylesheet(self._kinds_in_use).encode()}  # fmt: skip
        if self.site.config.site_url:
            files["sitemap.xml"] = sitemap(self).encode()
        for folder in ("js", "assets"):
            files |= {f"assets/{name}": file.read_bytes() for name, file in self.theme.files(folder).items()}
        files |= {f"assets/{name}": data for name, data in browser_files().items()}
        return files | {asset.url: asset.file.read_bytes() for asset in self.found.assets}

    def __getitem__(self, path: str) -> bytes:
        if path in self._common:
            return self._common[path]
        folder = path.rpartition("/")[0]
        url = f"{folder}/" if folder else ""
        if url not in self.site.tree:
            raise KeyError(path)
        return self.page(url)[path]

    def __iter__(self) -> Iterator[str]:
        yield from self._common
        for url in self.site.tree:
            yield from self.page(url)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def all_problems(self) -> list[Problem]:
        """Return every problem of every file, in the order of files and places, each once."""
        everything = [d for page in self.site.documents for d in (page, *page.fences)]
        found = [p for document in everything for p in self.problems(document)]
        return sorted({p.sort_key: p for p in [*found, *self.discovery]}.values(), key=lambda p: p.sort_key)


def worst(problems: Iterable[Problem], *, strict: bool = False) -> bool:
    """Whether the problems stop a build: an error does, and a warning where ``strict``."""
    stopping = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(p.severity in stopping for p in problems)


def build(files: SiteFiles, output: Path, *, strict: bool = False, keep_going: bool = False) -> list[Problem]:
    """Write the site to a folder, all of it or, when there are errors, nothing; return the problems."""
    with only_build(output):
        problems = files.all_problems()
        if worst(problems, strict=strict) and not keep_going:
            return problems
        sink = DirectorySink(output)
        try:
            emit(files, sink)
        except BaseException:
            sink.abandon()
            raise
    return problems


def emit(files: SiteFiles, sink: Sink) -> None:
    """Write every file of a site to a sink and publish it."""
    for path in files:
        data = files[path]
        with files.timings.stage("emit"):
            sink.write(path, data)
    with files.timings.stage("emit"):
        sink.publish()
