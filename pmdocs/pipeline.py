"""The story on one screen: discover → parse → validate → link → compute → chart → render → emit.

A site is a mapping from output path to bytes, rendered on demand: ``build`` asks for every page and
writes it, a preview asks for the one the browser wants. Only this module knows every stage.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pmdocs.config import Config, read_config, refuse_outside
from pmdocs.diagnostics.problem import Problem, build_fails, in_order
from pmdocs.engine.directory_sink import DirectorySink, Sink
from pmdocs.engine.page_records import RenderedPage
from pmdocs.engine.results import ResultCache
from pmdocs.engine.site_files import SiteFiles
from pmdocs.engine.source_index import SourceIndex
from pmdocs.incremental.code_version import code_digest
from pmdocs.incremental.store import Store, store_file
from pmdocs.incremental.tracing import AnswerDigests, Question
from pmdocs.incremental.up_to_date import Inputs
from pmdocs.kinds import kind_ids
from pmdocs.reference import with_reference
from pmdocs.site.setting_problems import setting_problems
from pmdocs.stages.discover import FoundFile, as_discovered, discover, with_changes
from pmdocs.stages.link import link, relink
from pmdocs.system.boundary import Boundary, settings_of
from pmdocs.system.clock import build_day, day_of
from pmdocs.system.git import commit_at, last_changes
from pmdocs.system.hashing import digest
from pmdocs.system.processes import parallel_map
from pmdocs.system.swap import only_build
from pmdocs.system.timing import Timings
from pmdocs.theming.theme import Theme, load_theme


@dataclass(frozen=True)
class Project:
    """A site folder with its settings: the whole input of a build, together with the date.

    ``folder`` is absolute and without links, however it was named; links in it that lead out of it are
    followed only where ``trust_links``.
    """

    folder: Path
    config: Config
    config_file: Path
    today: dt.date
    trust_links: bool = False

    @classmethod
    def open(
        cls, folder: Path, config_file: Path | None = None, today: dt.date | None = None, *,
        trust_links: bool = False,
    ) -> Project:  # fmt: skip
        """Read the settings of a site folder; ``today`` defaults to the date in the site's time zone."""
        file = config_file or settings_of(folder, trust_links=trust_links)
        config = read_config(file)
        project = cls(
            folder.resolve(), config, file, today or config.today or build_day(config.timezone), trust_links
        )
        refuse_outside(project.boundary, config.docs_dir, file)
        return project

    @property
    def boundary(self) -> Boundary:
        """How far links of the site lead."""
        return Boundary(self.folder, self.trust_links)


def open_store(folder: Path) -> Store:
    """Open the store of a site, in which one run leaves to the next what it worked out."""
    return Store(store_file(folder, code_digest()))


def _theme(project: Project, store: Store) -> Theme:
    config = project.config
    return load_theme(project.boundary, config.theme.name, config.docs_dir, store.folder("templates"), store)


def inputs_of(project: Project, config_file: Path, store: Store) -> Inputs:
    """Return where the inputs of a build lie."""
    config, folder = project.config, project.folder
    theme = _theme(project, store)
    return Inputs(
        str(config_file.resolve()), str(folder / config.docs_dir),
        [str(folder / "themes"), *(str(f.resolve()) for f in theme.folders)],
        config.timezone, fixed_today=config.today is not None, today=project.today.isoformat(),
        history=str(folder) if config.git_dates else "", trust_links=project.trust_links,
    )  # fmt: skip


def load(
    project: Project, timings: Timings | None = None, store: Store | None = None, jobs: int = 1,
    *, prerender: bool = False,
) -> SiteFiles:  # fmt: skip
    """Read and link the site, and return it with its pages still to be asked for.

    ``prerender`` is for those who want every page: the prose of new files is rendered as they are read.
    """
    timings, store = timings or Timings(), store or Store()
    with timings.stage("discover"):
        found = discover(project.boundary, project.config.docs_dir)
    index = new_index(project, store, timings, jobs)
    index.prerender = prerender
    return arrange(project, found, index)


def new_index(project: Project, store: Store, timings: Timings | None = None, jobs: int = 1) -> SourceIndex:
    """Return the catalogue of a site with what the store knows of its files."""
    timings = timings or Timings()
    index = SourceIndex(project.config, kind_ids(), store, code_digest(), timings, parallel_map(jobs))
    with timings.stage("recall"):
        index.load()
    return index


def arrange(
    project: Project, found: Mapping[str, FoundFile], index: SourceIndex, before: SiteFiles | None = None
) -> SiteFiles:
    """Parse, validate and link what was found; what the catalogue knows already is not read again.

    From the state ``before`` comes what is still the same: the theme with its compiled templates.
    """
    timings = index.timings
    files = with_reference(as_discovered(found), project.config, index.kinds, index.store, index.code)
    records, assets = index.update(files), tuple(files.assets.values())
    with timings.stage("link"):
        site = link(records, assets, project.config, project.today, index.open)
    with timings.stage("history"):
        site = replace(site, changes=_changes(project, index.store))
    files = replace(files, refused=(*files.refused, *setting_problems(site, project.config_file)))
    theme = _theme(project, index.store)
    # Dependencies for now: what the files of the theme say later is another state of it.
    if theme.stamp and before is not None and before.theme.stamp == theme.stamp:
        theme = before.theme
    outside = {"settings": digest(index.code, project.config), "templates": theme.digest}
    answers = AnswerDigests(site, files.sources, outside)
    results = ResultCache(site, theme, answers, files.sources, index.store, index.code, timings)
    return SiteFiles(results, files, index)


def _changes(project: Project, store: Store) -> dict[str, str]:
    """Return the day of the last commit of each file, as ISO text; the log is read once for each commit."""
    config = project.config
    commit = commit_at(project.folder) if config.git_dates else ""
    if not commit:
        return {}
    known = store.state(_HISTORY)
    if not known or known[:2] != [commit, config.docs_dir]:
        known = [commit, config.docs_dir, dict(last_changes(project.folder, config.docs_dir, commit))]
        store.put_state(_HISTORY, known)
    times = known[2]
    days = {time: day_of(time, config.timezone).isoformat() for time in set(times.values())}
    return {path: days[time] for path, time in times.items()}


_HISTORY = "history"


def rearrange(files: SiteFiles, found: Mapping[str, FoundFile], changed: Iterable[str]) -> SiteFiles | None:
    """Return the site after changes of contents alone, at the cost of those files.

    ``None`` means that pages, ids or references have come or gone, so that ``arrange`` is needed.
    """
    changed = tuple(changed)
    now = with_changes(files.found, found, changed)
    records = files.index.refresh(now, changed) if now else None
    if now is None or records is None:
        return None
    results = files.results
    moved = any(path in now.assets for path in changed)
    site = replace(results.site, assets=tuple(now.assets.values())) if moved else results.site
    for path, record in records.items():
        new = relink(site, site.by_path[path], record, files.index.open)
        if new is None:
            return None
        site = new
    answers = AnswerDigests(site, now.sources, results.answers.outside)
    return SiteFiles(results.next_state(site, answers, now.sources), now, files.index)


@dataclass(frozen=True)
class Built:
    """What a build did: the problems found, why pages were made again, whether it failed or was published.

    ``pages`` is the number of pages of the site, ``seconds`` the time by stage.
    """

    problems: list[Problem]
    reasons: Mapping[str, Question]
    failed: bool
    published: bool
    pages: int
    seconds: Mapping[str, float]


def build(
    files: SiteFiles, output: Path, *, strict: bool = False, keep_going: bool = False, jobs: int = 1,
    advance: Callable[[], None] = lambda: None,
) -> Built:  # fmt: skip
    """Write the site to a folder, all of it or, when there are errors, nothing.

    ``advance`` is called after each page.
    """
    store, output = files.results.store, output.resolve()
    with only_build(output):
        sink = DirectorySink(output, store)
        try:
            made, digests = emit(files, sink, jobs, advance)
            problems = in_order([*files.problems_without_page, *(p for page in made for p in page.problems)])
            failed = build_fails(problems, strict=strict)
            if keep_going or not failed:
                with files.timings.stage("emit"):
                    sink.publish(digests)
            else:
                sink.abandon()
        except BaseException:
            sink.abandon()
            raise
    store.drop_pages(files.site.tree)
    files.keep_verified(made)
    store.flush()
    reasons = {page.url: page.reason for page in made if page.reason}
    published, pages = keep_going or not failed, len(files.site.tree)
    return Built(problems, reasons, failed, published, pages, files.timings.seconds)


def emit(
    files: SiteFiles, sink: Sink, jobs: int, advance: Callable[[], None]
) -> tuple[list[RenderedPage], dict[str, str]]:
    """Write every file of a site to a sink; return the pages and the digest of each file by path."""
    digests = {}
    with files.timings.stage("emit"):
        for path, data in files.static_files.items():
            sink.write(path, data)
            digests[path] = digest(data)

    def put(url: str) -> tuple[RenderedPage, Mapping[str, float]]:
        before = dict(files.timings.seconds)
        page = files.make(url)
        with files.timings.stage("emit"):
            if not all(sink.keep(path, known) for path, known in page.files.items()):
                for path, data in files.contents(url).items():
                    sink.write(path, data)
        return page, files.timings.since(before)

    with files.timings.stage("trace"):
        stale = files.stale()
    files.results.store.flush()  # what is not committed would keep the other processes from writing
    made = []
    for page, seconds in (*parallel_map(jobs)(put, stale), *map(put, files.site.tree.keys() - set(stale))):
        made.append(page)
        files.timings.take(seconds)
        advance()
    made.sort(key=lambda page: page.url)
    for page in made:
        digests |= page.files
    files.take(made)
    return made, digests | emit_search(files, sink, jobs)


def emit_search(files: SiteFiles, sink: Sink, jobs: int) -> dict[str, str]:
    """Write the parts of the search, now that all pages are made; return the digest of each by path."""
    store = files.results.store
    with files.timings.stage("search"):
        known: dict[str, list[str]] = store.state("search") or {}
        versions = {path: files.search.version(path) for path in files.search}
        kept = {
            p for p, v in versions.items() if p in known and known[p][0] == v and sink.keep(p, known[p][1])
        }

        def put(path: str) -> str:
            data = files.search.make(path)
            sink.write(path, data)
            return digest(data)

        store.flush()
        stale = [path for path in versions if path not in kept]
        digests = {path: known[path][1] for path in kept} | dict(
            zip(stale, parallel_map(jobs)(put, stale), strict=True)
        )
        store.put_state("search", {path: [versions[path], digests[path]] for path in versions})
    return digests
