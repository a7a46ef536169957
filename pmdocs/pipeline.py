"""The story on one screen: discover → parse → validate → link → compute → chart → render → emit.

Each stage is a plain function, and only this module knows them. What is made once for a site is made here: its files
are discovered and linked, and emitted at the end. What is made of one file or one page is made when it is asked for,
and only if it is not known from before: those stages are handed to the index of sources (parse, validate), to the
results of documents (compute, chart) and to the pages (render).

So a site is a mapping from output path to bytes. A build asks for all of it and writes it; a preview asks for the page
that the browser wants.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pmdocs.diagnostics.problem import Problem, build_fails, in_order
from pmdocs.engine.directory_sink import DirectorySink
from pmdocs.engine.inputs import commit_days, open_store, read_theme
from pmdocs.engine.results import ResultCache
from pmdocs.engine.site_files import SiteFiles
from pmdocs.engine.source_index import SourceIndex
from pmdocs.incremental.code_version import code_digest
from pmdocs.incremental.site_view import SiteView
from pmdocs.incremental.store import Store
from pmdocs.incremental.tracing import AnswerDigests, Question
from pmdocs.kinds import kind_ids
from pmdocs.reference import with_reference
from pmdocs.site.documents import Discovered, FoundFile
from pmdocs.site.project import Project
from pmdocs.site.setting_problems import setting_problems
from pmdocs.stages.chart import chart, draw_chart
from pmdocs.stages.compute import compute
from pmdocs.stages.discover import discover, read_file
from pmdocs.stages.emit import emit
from pmdocs.stages.link import link, relink
from pmdocs.stages.parse import parse
from pmdocs.stages.render import render, render_page
from pmdocs.stages.validate import validate
from pmdocs.system.hashing import digest
from pmdocs.system.processes import parallel_map
from pmdocs.system.swap import only_build
from pmdocs.system.timing import Timings

__all__ = [
    "Built", "Project", "build", "link_site", "load", "open_index", "open_store", "read_again", "read_folder",
    "relink_site",
]  # fmt: skip


def load(
    project: Project, timings: Timings | None = None, store: Store | None = None, jobs: int = 1,
    *, prerender: bool = False,
) -> SiteFiles:  # fmt: skip
    """Read and link a site, and return it with its pages still to be asked for.

    ``prerender`` is for those who want every page: the prose of new files is rendered as they are read.
    """
    timings = timings or Timings()
    with timings.stage("discover"):
        found = read_folder(project)
    index = open_index(project, store or Store(), timings, jobs)
    index.prerender = prerender
    return link_site(project, found, index)


def read_folder(project: Project) -> dict[str, FoundFile]:
    """Discover: return every file of the content folder, by path."""
    return discover(project.boundary, project.config.docs_dir)


def read_again(project: Project, path: str) -> FoundFile | None:
    """Discover one file that may have changed; ``None`` when it is not there or none of the site's."""
    return read_file(project.boundary, project.config.docs_dir, path)


def open_index(project: Project, store: Store, timings: Timings | None = None, jobs: int = 1) -> SourceIndex:
    """Return the index of a site's sources, with what the store knows of them; it parses and validates the others."""
    timings = timings or Timings()
    spread = parallel_map(jobs)
    index = SourceIndex(project.config, kind_ids(), parse, validate, store, code_digest(), timings, spread)
    with timings.stage("recall"):
        index.load()
    return index


def link_site(
    project: Project, found: Mapping[str, FoundFile], index: SourceIndex, before: SiteFiles | None = None
) -> SiteFiles:
    """Parse and validate the files that are new or changed, link all of them, and hand on the remaining stages.

    From the state ``before`` comes what is still the same: the theme with its compiled templates.
    """
    timings, store = index.timings, index.store
    files = with_reference(Discovered.of(found), project.config, index.kinds, store, index.code)
    records, assets = index.update(files), tuple(files.assets.values())
    with timings.stage("link"):
        site = link(records, assets, project.config, project.today, index.open)
    with timings.stage("history"):
        site = replace(site, changes=commit_days(project, store))
    files = replace(files, refused=(*files.refused, *setting_problems(site, project.config_file)))
    theme = read_theme(project, store)
    # The stamp is asked for now: what the files of the theme say later is another state of it.
    if theme.stamp and before is not None and before.theme.stamp == theme.stamp:
        theme = before.theme
    outside = {"settings": digest(index.code, project.config), "templates": theme.digest}
    answers = AnswerDigests(SiteView(site, files.sources, outside))
    results = ResultCache(
        site, theme, answers, files.sources, store, index.code, timings, compute, chart, draw_chart
    )
    return SiteFiles(results, files, index, render, render_page)


def relink_site(files: SiteFiles, found: Mapping[str, FoundFile], changed: Iterable[str]) -> SiteFiles | None:
    """Return the site after changes of contents alone, at the cost of those files.

    ``None`` means that pages, ids or references have come or gone, so that ``link_site`` is needed.
    """
    changed = tuple(changed)
    now = files.found.updated(found, changed)
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
    answers = AnswerDigests(SiteView(site, now.sources, results.answers.view.outside))
    next_results = results.next_state(site, answers, now.sources)
    return SiteFiles(next_results, now, files.index, render, render_page)


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
    """Emit a site to a folder, all of it or, when there are errors, nothing.

    ``advance`` is called after each page.
    """
    store, output = files.results.store, output.resolve()
    with only_build(output):
        sink = DirectorySink(output, store)
        try:
            emitted = emit(files, sink, jobs, advance)
            found = [problem for page in emitted.pages for problem in page.problems]
            problems = in_order([*files.problems_without_page, *found])
            failed = build_fails(problems, strict=strict)
            if keep_going or not failed:
                with files.timings.stage("emit"):
                    sink.publish(emitted.digests)
            else:
                sink.abandon()
        except BaseException:
            sink.abandon()
            raise
    store.drop_pages(files.site.tree)
    files.keep_verified(emitted.pages)
    store.flush()
    reasons = {page.url: page.reason for page in emitted.pages if page.reason}
    published, pages = keep_going or not failed, len(files.site.tree)
    return Built(problems, reasons, failed, published, pages, files.timings.seconds)
