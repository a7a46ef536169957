"""One build in a process of its own, which may be killed at any moment or kill itself at a chosen one."""

from __future__ import annotations

import importlib
import os
import signal
from contextlib import closing
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

import pytest

from pmdocs.incremental.store import Store
from pmdocs.pipeline import Project, build, load
from tests.incremental.stand_ins import install

MOMENTS = (
    ("pmdocs.pipeline.render_page", 1),
    ("pmdocs.pipeline.render_page", 9),
    ("pmdocs.engine.directory_sink.DirectorySink.publish", 1),
    ("pmdocs.system.output_folder.exchange", 1),
    ("pmdocs.system.generation.Generation.put", 1),
    ("pmdocs.system.generation.Generation.drop", 1),
    ("pmdocs.system.generation.write_manifest", 1),
    ("pmdocs.system.output_folder.move", 1),
    ("pmdocs.system.output_folder.move", 2),
    ("pmdocs.incremental.store.Store.put_state", 1),
    ("pmdocs.incremental.store.Store.put_state", 2),
    ("pmdocs.incremental.store.Store.put_state", 3),
    ("pmdocs.incremental.store.Store.drop_pages", 1),
    ("pmdocs.incremental.store.Store.flush", 1),
    ("pmdocs.incremental.store.Store.flush", 2),
    ("pmdocs.incremental.store.Store.flush", 3),
)
"""Functions with the number of the call before which a build may end."""


Moment = tuple[str, int]


def start(
    site: Path, store: Path, output: Path, dies_at: Moment | None = None, *, jobs: int = 1
) -> ForkServerProcess:
    """Start a build; it, or the process of its ``jobs`` that comes to that, dies before a call of a function."""
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    process = context.Process(target=_build, args=(site, store, output, dies_at, jobs))
    process.start()
    return process


def _build(site: Path, store: Path, output: Path, dies_at: Moment | None, jobs: int) -> None:
    with pytest.MonkeyPatch.context() as patch, closing(Store(store)) as opened:
        install(patch, site)
        patch.setattr("pmdocs.system.processes.MIN_PARALLEL_VALUES", 2)
        if dies_at:
            _die(patch, *dies_at)
        build(load(Project.open(site), store=opened, jobs=jobs), output, keep_going=True, jobs=jobs)


def _die(patch: pytest.MonkeyPatch, name: str, calls: int) -> None:
    module, _, function = name.rpartition(".")
    owner: Any = _found(module)
    original, left = getattr(owner, function), [calls]

    def last(*args: Any, **options: Any) -> Any:
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*args, **options)

    patch.setattr(owner, function, last)


def _found(name: str) -> Any:
    """Return a module, or a class in one."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        module, _, inner = name.rpartition(".")
        return getattr(importlib.import_module(module), inner)
