"""emit: the files of a site → a sink; what is already there as it should be stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pmdocs.engine.directory_sink import Sink
from pmdocs.engine.page_records import RenderedPage
from pmdocs.engine.site_files import SiteFiles
from pmdocs.system.hashing import digest
from pmdocs.system.processes import parallel_map


@dataclass(frozen=True, slots=True)
class Emitted:
    """The pages of a site by address, and the digest of every file that was written or kept, by path."""

    pages: list[RenderedPage]
    digests: Mapping[str, str]


def emit(files: SiteFiles, sink: Sink, jobs: int, advance: Callable[[], None]) -> Emitted:
    """Write every file of a site to a sink, in ``jobs`` processes; ``advance`` is called after each page."""
    digests = _emit_static(files, sink)
    pages = _emit_pages(files, sink, jobs, advance)
    for page in pages:
        digests |= page.files
    return Emitted(pages, digests | _emit_search(files, sink, jobs))


def _emit_static(files: SiteFiles, sink: Sink) -> dict[str, str]:
    digests = {}
    with files.timings.stage("emit"):
        for path, data in files.static_files.items():
            sink.write(path, data)
            digests[path] = digest(data)
    return digests


def _emit_pages(files: SiteFiles, sink: Sink, jobs: int, advance: Callable[[], None]) -> list[RenderedPage]:
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
    pages = []
    for page, seconds in (*parallel_map(jobs)(put, stale), *map(put, files.site.tree.keys() - set(stale))):
        pages.append(page)
        files.timings.add(seconds)
        advance()
    files.add(pages)
    return sorted(pages, key=lambda page: page.url)


def _emit_search(files: SiteFiles, sink: Sink, jobs: int) -> dict[str, str]:
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
