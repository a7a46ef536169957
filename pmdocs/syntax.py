"""Python source as a tree."""

from __future__ import annotations

import ast

_TRIES = 5


def syntax_tree(text: str) -> ast.Module:
    """Return the tree of some Python source.

    CPython 3.11 counts the depth of the tree it makes for all threads together, and fails when another thread
    makes one at the same time (gh-106905); a second try finds it alone.
    """
    for _ in range(_TRIES - 1):
        try:
            return ast.parse(text)
        except SystemError:
            continue
    return ast.parse(text)
