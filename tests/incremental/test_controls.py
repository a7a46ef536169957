"""The sequences find what they look for: each of these ways to forget something makes one fail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pmdocs.incremental.questions import Declared
from pmdocs.incremental.site_view import SiteView
from pmdocs.incremental.tracing import QUESTIONS, TracedLookup
from pmdocs.incremental.up_to_date import Inputs
from tests.incremental import edits
from tests.incremental.sequences import LENGTH, Run
from tests.incremental.stand_ins import install

Break = tuple[type | Declared[..., Any], str, Any]


def _level(view: SiteView, parent: str, *asked: Any) -> Any:
    return view.whole.level(parent, *asked) if parent in view.whole.tree else ()


def _all(asked: TracedLookup, noun: str) -> Any:
    site = asked.view.whole
    return [site.entries[asked.lang][id_] for id_ in site.nouns[asked.lang].get(noun, ())]


def _same(question: str) -> Break:
    """Break a question: whatever the answer is, it counts as the same."""
    return QUESTIONS[question], "reduce", lambda *_: "same"


BREAKS: dict[str, tuple[Break, set[str]]] = {
    "get does not ask": ((TracedLookup, "get", lambda asked, id_: asked.view.whole.entries[asked.lang].get(id_)), {"title"}),
    "level does not ask": ((SiteView, "level", _level), {"title", "folder_page"}),
    "all does not ask": (
        (TracedLookup, "all", _all),
        {"new_spec"},
    ),
    "today does not ask": ((TracedLookup, "today", property(lambda asked: asked.view.whole.today)), {"midnight"}),
    "prose is always the same": (_same("prose"), {"prose", "mention"}),
    "settings are always the same": (_same("settings"), {"setting"}),
    "templates are always the same": (_same("templates"), {"template", "words"}),
    "inputs are always the same": ((Inputs, "digest", lambda *_: "same"), {"prose", "setting"}),
}  # fmt: skip


@pytest.mark.parametrize(("broken", "names"), BREAKS.values(), ids=BREAKS.keys())
def test_a_tracer_that_forgets_is_found_out(
    broken: Break, names: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = some_run(tmp_path, lambda run: run.commands and run.keep_going)
    install(monkeypatch, run.site)
    monkeypatch.setattr(edits, "EDITS", [one for one in edits.EDITS if one.name in names])
    monkeypatch.setattr(*broken)
    with pytest.raises(AssertionError) as found:
        run.go()
    assert f"seed {run.seed}" in found.value.__notes__[0]
    assert "differ" in str(found.value) or "only in" in str(found.value)


def test_the_same_sequence_is_right_with_a_tracer_that_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = some_run(tmp_path, lambda run: run.commands and run.keep_going)
    install(monkeypatch, run.site)
    everything = set().union(*(names for _, names in BREAKS.values()))
    monkeypatch.setattr(edits, "EDITS", [one for one in edits.EDITS if one.name in everything])
    run.go(LENGTH // 2)


def test_output_that_changes_in_a_failing_build_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = some_run(tmp_path, lambda run: not run.keep_going)
    install(monkeypatch, run.site)
    monkeypatch.setattr(edits, "EDITS", [one for one in edits.EDITS if one.name == "dangling"])
    monkeypatch.setattr(edits, "MENDS", 0)
    monkeypatch.setattr(
        "pmdocs.engine.directory_sink.DirectorySink.abandon",
        lambda sink: (sink.output / "index.html").write_text("half"),
    )
    with pytest.raises(AssertionError, match=r"index\.html differs"):
        run.go(3)


def some_run(folder: Path, wanted: Callable[[Run], bool]) -> Run:
    """Return the first sequence that builds in the wanted way."""
    runs = (Run.of(seed, folder / str(seed), thorough=True) for seed in range(99))
    return next(run for run in runs if wanted(run))
