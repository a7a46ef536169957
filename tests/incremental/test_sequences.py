"""Whatever happens to a site, an incremental build comes to the same bytes as a clean one.

``PMDOCS_SEQUENCES=1000 pytest -n 2 tests/incremental/test_sequences.py`` does more than CI does and counts the
edits; the number of a test is the seed that repeats it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.incremental.author import Author
from tests.incremental.edits import EDITS, step
from tests.incremental.sequences import COUNT, LENGTH, Run
from tests.incremental.stand_ins import install


@pytest.mark.parametrize("seed", range(COUNT))
def test_incremental_is_never_wrong(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record_property: Callable[[str, object], None]
) -> None:
    run = Run.of(seed, tmp_path, thorough=seed % 6 == 0)
    install(monkeypatch, run.site)
    run.go()
    record_property("edits", dict(Counter(done.name for done in run.steps)))
    record_property("ends", dict(Counter(str(o.published) for o in run.outcomes)))


def test_every_edit_comes_up() -> None:
    done: Counter[str] = Counter()
    for seed in range(60):
        author = Author(seed)
        done.update(step(author).name for _ in range(LENGTH))
    assert set(done) == {"mend", *(one.name for one in EDITS)}
