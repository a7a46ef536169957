"""blocks: Markdown text → its block structure, by the rules of CommonMark.

Scanning and rendering read the same structure, so that both agree on what is code and what is not.
Beyond CommonMark there are tasks, footnotes, definitions, admonitions and alerts.
"""

from __future__ import annotations

from functools import lru_cache

from pmdocs.markdown.grammar import TAB, columns, dedent, is_item
from pmdocs.markdown.open_blocks import OpenBlocks
from pmdocs.markdown.starts import MARKERS, start_of
from pmdocs.markdown.structure import Structure

_NOT_PLAIN = MARKERS | {" ", "\t"}


@lru_cache(maxsize=4)
def read_blocks(text: str) -> Structure:
    """Read the block structure of a cleaned text.

    The last few are kept: a text is scanned, and then rendered.
    """
    blocks = OpenBlocks()
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    for line in lines:
        _read(blocks, line)
    blocks.close(1)
    return Structure(blocks.stack[0], blocks.too_deep)


def _read(blocks: OpenBlocks, line: str) -> None:
    depth, rest = blocks.next_line(line)
    if blocks.words and rest and rest[0] not in _NOT_PLAIN and depth == len(blocks.stack):
        blocks.take(blocks.words, rest)  # most lines of most texts
        return
    if blocks.goes_on(depth, rest):
        return
    if not rest or rest.isspace():
        blocks.skip(depth)
        return
    _begin(blocks, depth, rest)
    blocks.blank = False


def _begin(blocks: OpenBlocks, depth: int, rest: str) -> None:
    """Start what the line starts, container inside container, and put what is left into a leaf."""
    while rest and not rest.isspace():
        lead = columns(rest)
        bare = rest.lstrip(" \t")
        if lead >= TAB and not _outdented(blocks, depth, bare):
            break
        begun = start_of(blocks, depth, bare, min(lead, TAB - 1))
        if begun is True:
            return
        if begun is False:
            break
        depth, rest = len(blocks.stack), begun
    _text(blocks, depth, rest)


def _outdented(blocks: OpenBlocks, depth: int, bare: str) -> bool:
    """Tell whether a line is an item although it stands further right than CommonMark allows."""
    inside = depth == len(blocks.stack) and blocks.stack[-1].kind == "item"
    return inside and blocks.words is not None and is_item(bare)


def _text(blocks: OpenBlocks, depth: int, rest: str) -> None:
    if blocks.words and not blocks.leaves_admonition(depth):
        # A paragraph goes on even where the markers of its containers are left out.
        blocks.take(blocks.words, rest.lstrip(" \t"))
    elif rest and not rest.isspace():
        code = columns(rest) >= TAB
        blocks.leaf = blocks.add_leaf(depth, "code" if code else "text", rest)
        blocks.take(blocks.leaf, dedent(rest, TAB) if code else rest.lstrip(" \t"))
