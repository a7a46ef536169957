"""Pages made in worker processes: each loads the site itself and sends back the files of its share."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from pmdocs.pipeline import Made, Project, SiteFiles, load

PAYS_FROM = 60
"""Pages from which starting processes, about a second each, is won back."""

_files: SiteFiles | None = None


def make_pages(project: Project, files: SiteFiles, jobs: int, advance: Callable[[], None]) -> None:
    """Make every page of the site; ``jobs`` 0 takes all cores when there are enough pages, else one."""
    urls = list(files.site.tree)
    jobs = jobs or ((os.cpu_count() or 1) if len(urls) >= PAYS_FROM else 1)
    if jobs == 1:
        for url in urls:
            files.page(url)
            advance()
        return
    context = get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_open, initargs=(project,)) as pool:
        for url, made in zip(
            urls, pool.map(_make, urls, chunksize=max(1, len(urls) // (jobs * 8))), strict=True
        ):
            files.take(url, made)
            advance()


def _open(project: Project) -> None:
    global _files  # noqa: PLW0603 -- a worker process has one site
    _files = load(project)


def _make(url: str) -> Made:
    if _files is None:
        raise RuntimeError("the worker has no site")
    return _files.make(url)
