"""Trees of source are made while other threads make theirs."""

from __future__ import annotations

import ast
import gc
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pmdocs.system.syntax import syntax_tree


@pytest.fixture
def _interrupted() -> Iterator[None]:
    """Let another thread have its turn whenever memory is tidied up, which is in the middle of a tree, too."""
    before = gc.get_threshold()
    yields = lambda *_: time.sleep(0)  # noqa: E731 -- removed by its name
    gc.callbacks.append(yields)
    gc.set_threshold(100)
    yield
    gc.set_threshold(*before)
    gc.callbacks.remove(yields)


@pytest.mark.usefixtures("_interrupted")
def test_many_threads_may_ask_at_once(root: Path) -> None:
    texts = [file.read_text(encoding="utf-8") for file in sorted((root / "pmdocs/values").glob("*.py"))]
    read: Callable[[str], ast.Module] = syntax_tree.__wrapped__
    with ThreadPoolExecutor(4) as pool:
        trees = list(pool.map(read, texts * 8))
    assert [ast.dump(t) for t in trees] == [ast.dump(ast.parse(text)) for text in texts] * 8
