"""The sequences find what they look for: each of these ways to forget something makes one fail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pmdocs.incremental.tracing import AnswerDigests, TracedLookup, TracedSite
from pmdocs.incremental.up_to_date import Inputs
from tests.incremental import edits
from tests.incremental.sequences import LENGTH, Run
from tests.incremental.stand_ins import install

Break = tuple[type, str, Any]


def _level(desk: TracedSite, parent: str, *asked: Any) -> Any:
    return desk._site.level(parent, *asked) if parent in desk._site.tree else ()


BREAKS: dict[str, tuple[Break, set[str]]] = {
    "get does not ask": ((TracedLookup, "get", lambda desk, id_: desk.site.entries[desk.lang].get(id_)), {"title"}),
    "level does not ask": ((TracedSite, "level", _level), {"title", "folder_page"}),
    "all does not ask": (
        (TracedLookup, "all", lambda desk, noun: [desk.site.entries[desk.lang][i] for i in desk.site.nouns[desk.lang].get(noun, ())]),
        {"new_spec"},
    ),
    "today does not ask": ((TracedLookup, "today", property(lambda desk: desk.site.today)), {"midnight"}),
    "prose is always the same": ((AnswerDigests, "_prose", lambda *_: "same"), {"prose", "mention"}),
    "settings are always the same": ((AnswerDigests, "_settings", lambda *_: "same"), {"setting"}),
    "templates are always the same": ((AnswerDigests, "_templates", lambda *_: "same"), {"template", "words"}),
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
