"""Whatever others keep wherever, and wherever a build goes: after it every byte of theirs is still there."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from pmdocs.incremental.store import Store
from tests.incremental.stand_ins import install
from tests.system.strangers import EDITS, World

CASES = int(os.environ.get("PMDOCS_FOREIGN", "60"))
BATCH = 10
STEPS = 14


@pytest.mark.skipif(sys.platform == "win32", reason="links, and names that are no text")
@pytest.mark.parametrize("batch", range(-(-CASES // BATCH)))
def test_every_foreign_byte_is_still_there(
    batch: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    ends: Counter[str] = Counter()
    for seed in range(batch * BATCH, min(batch * BATCH + BATCH, CASES)):
        world = _world(tmp_path / str(seed), seed)
        install(monkeypatch, world.folder / "site")
        with closing(Store(tmp_path / "stores" / f"{seed}.db")) as store:
            for _ in range(STEPS):
                _step(world, store)
        ends.update(end.split(": ")[1] for end in world.ends)
    record_property("ends", dict(ends))
    assert ends["published"] > 0
    assert ends["refused"] > 0


CONTROLS: dict[str, dict[str, Callable[..., object]]] = {
    "a folder is ours by its name alone": {
        "pmdocs.system.ownership.Contents.foreign": lambda *_: [],
        "pmdocs.system.generation.Generation.clear": lambda one: shutil.rmtree(
            one.folder, ignore_errors=True
        ),
    },
    "nothing is foreign": {"pmdocs.system.ownership.Contents.foreign": lambda *_: []},
    "nothing is given back": {"pmdocs.system.output_folder.OutputFolder._give_back": lambda *_: None},
}


@pytest.mark.skipif(sys.platform == "win32", reason="links, and names that are no text")
@pytest.mark.parametrize("control", CONTROLS.values(), ids=CONTROLS.keys())
def test_a_build_that_loses_files_is_found_out(
    control: dict[str, Callable[..., object]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, wrong in control.items():
        monkeypatch.setattr(name, wrong)
    with pytest.raises(AssertionError, match="is gone"):
        _all_cases(tmp_path, monkeypatch)


def _all_cases(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(CASES):
        world = _world(folder / str(seed), seed)
        install(monkeypatch, world.folder / "site")
        for _ in range(STEPS):
            _step(world, Store())


def _world(folder: Path, seed: int) -> World:
    folder.mkdir()
    return World(folder, Random(f"foreign {seed}"))  # noqa: S311 -- to be repeatable


def _step(world: World, store: Store) -> None:
    chance = world.random.random()
    if chance < 0.25:
        world.plant()
    elif chance < 0.4:
        world.edit(*EDITS[world.random.choice(list(EDITS))])
    else:
        world.build(store)
        try:
            world.check()
        except AssertionError as error:
            error.add_note(str(world.folder))
            raise
