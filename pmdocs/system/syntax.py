"""Python source as a tree."""

from __future__ import annotations

import ast
from functools import lru_cache
from threading import Lock

_ALONE = Lock()
_TRIES = 5


@lru_cache(16)  # the models of a module are asked for one after the other
def syntax_tree(text: str) -> ast.Module:
    """Return the tree of some Python source.

    CPython 3.11 counts the depth of the tree it makes for all threads together, and fails when another thread
    makes one at the same time (gh-106905). So one thread at a time makes one here; where a library is
    making one meanwhile, a second try finds it done.
    """
    with _ALONE:
        for _ in range(_TRIES - 1):
            try:
                return ast.parse(text)
            except SystemError:
                continue
        return ast.parse(text)
