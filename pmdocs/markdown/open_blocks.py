"""The blocks that are open while lines are read: what a line lies in, goes on with, adds or closes."""

from __future__ import annotations

import re
from typing import Literal

from pmdocs.markdown.grammar import COMMENT, TAB, columns, dedent, is_item
from pmdocs.markdown.structure import Block, Container, Leaf, Line

MAX_DEPTH = 40
"""Containers inside containers; what would nest deeper is read as text."""


class OpenBlocks:
    """The open containers in ``stack``, the leaf that the last of them ends with, and the current line."""

    def __init__(self) -> None:
        self.stack = [Container("document")]
        self.leaf: Leaf | None = None
        self.html_end: re.Pattern[str] | None = None
        self.blank = False
        self.raw = ""
        self.number = 0
        self.too_deep = 0

    @property
    def words(self) -> Leaf | None:
        """The paragraph that is open, if one is."""
        return self.leaf if self.leaf and self.leaf.kind == "text" else None

    # What the line lies in

    def next_line(self, raw: str) -> tuple[int, str]:
        """Return how many open containers the line lies in, and the line without their markers."""
        self.raw = raw
        self.number += 1
        depth, rest = 1, raw
        if len(self.stack) == 1:
            return depth, rest
        for container in self.stack[1:]:
            inside = _inside(container, rest)
            if inside is None:
                break
            rest = inside
            depth += 1
        return depth, rest

    def goes_on(self, depth: int, rest: str) -> bool:
        """Tell whether the line belongs to the open code, HTML or comment, and if so take it; else close that."""
        leaf = self.leaf
        if leaf is None or leaf.kind not in ("code", "html", "comment"):
            return False
        if depth == len(self.stack):
            code = self._fence if leaf.fence else self._indented
            line = {"html": self._html, "comment": self._comment}.get(leaf.kind, code)
            if line(leaf, rest):
                return True
        self.end_leaf()
        return False

    def _indented(self, leaf: Leaf, rest: str) -> bool:
        blank = not rest or rest.isspace()
        if not blank and columns(rest) < TAB:
            return False
        self.blank = blank
        self.take(leaf, dedent(rest, TAB))
        return True

    def _fence(self, leaf: Leaf, rest: str) -> bool:
        run = rest.strip(" \t")
        closing = len(run) >= len(leaf.fence) and not run.strip(leaf.fence[0])
        if closing and columns(rest) < TAB:
            leaf.closed = True
            self.leaf = None
        else:
            self.take(leaf, dedent(rest, min(leaf.level, columns(rest))) if leaf.level else rest)
        return True

    def _html(self, leaf: Leaf, rest: str) -> bool:
        if self.html_end is None and (not rest or rest.isspace()):
            return False
        self.take(leaf, rest)
        if self.html_end and self.html_end.search(rest):
            self.leaf = None
        return True

    def _comment(self, leaf: Leaf, rest: str) -> bool:
        end = rest.find(COMMENT)
        self.take(leaf, rest)
        if end >= 0:
            leaf.closed, self.leaf = True, None
            self._after_comment(rest[end + len(COMMENT) :])
        return True

    def _after_comment(self, rest: str) -> None:
        """Begin a paragraph with what follows the end of a comment on its line."""
        bare = rest.lstrip(" \t")
        if bare:
            self.leaf = self.add_leaf(len(self.stack), "text", bare)
            self.take(self.leaf, bare)

    def leaves_admonition(self, depth: int) -> bool:
        """Tell whether a line in the first ``depth`` containers is outside an indented admonition."""
        return any(block.kind == "admonition" and block.need for block in self.stack[depth:])

    # What the line adds and closes

    def skip(self, depth: int) -> None:
        """Take note of a blank line."""
        if self.leaf or depth < len(self.stack):
            self.close(depth)
        # A blank line inside a quotation says nothing about the list around it.
        self.blank = self.stack[-1].need > 0 or len(self.stack) == 1

    def close(self, depth: int) -> None:
        """Close the containers from ``depth`` on, and the leaf inside them."""
        self.end_leaf()
        del self.stack[depth:]

    def end_leaf(self) -> None:
        """Close the open leaf."""
        leaf, self.leaf = self.leaf, None
        if leaf and leaf.kind == "code" and not leaf.fence:
            while leaf.lines and not leaf.lines[-1].text.strip():
                leaf.lines.pop()

    def open(self, depth: int, block: Container) -> bool:
        """Open a container inside the first ``depth`` ones; false where they are too many."""
        if len(self.stack) > MAX_DEPTH:
            self.too_deep = self.too_deep or self.number
            return False
        self._add(depth, block)
        self.stack.append(block)
        return True

    def open_item(self, depth: int, siblings: Container | None, item: Container, start: int) -> bool:
        """Open an item of the list ``siblings``, or of a new one that counts from ``start``."""
        if siblings is None:
            siblings = Container("list", label=item.label, start=start)
            if not self.open(depth, siblings):
                return False
            self.stack.pop()  # items are found by their indentation, the list around them has none
        else:
            self.close(depth)
            siblings.loose = siblings.loose or self.blank
        siblings.children.append(item)
        self.stack.append(item)
        self.blank = False
        return True

    def add_leaf(
        self, depth: int, kind: Literal["text", "heading", "rule", "code", "html", "comment"], rest: str
    ) -> Leaf:
        """Add a leaf that starts with this line; the caller keeps it open where more lines may follow."""
        leaf = Leaf(kind, self.number, self.column(rest))
        self._add(depth, leaf)
        return leaf

    def take(self, leaf: Leaf, rest: str) -> None:
        """Add the line to a leaf."""
        leaf.lines.append(Line(rest, self.number, self.column(rest)))

    def column(self, rest: str) -> int:
        """Return the column at which the rest of the line starts."""
        return max(0, len(self.raw) - len(rest)) + 1

    def _add(self, depth: int, block: Block) -> None:
        self.close(depth)
        parent = self.stack[-1]
        if self.blank and parent.children:
            parent.loose = True
        parent.children.append(block)


def unquoted(bare: str) -> str:
    """Return what follows the ``>`` of a line."""
    rest = bare[1:]
    if rest.startswith("\t"):  # it reaches to the next stop, and one column of it belongs to the marker
        return "  " + rest[1:]
    return rest.removeprefix(" ")


def _inside(container: Container, rest: str) -> str | None:
    """Return the line as the container sees it, or ``None`` if the line is outside."""
    if not container.need:
        bare = rest.lstrip(" ")
        return unquoted(bare) if bare.startswith(">") and len(rest) - len(bare) < TAB else None
    if not rest or rest.isspace():
        # An item that begins with a blank line is empty; an admonition may have one below its title.
        return "" if container.children or container.kind != "item" else None
    lead = columns(rest)
    if lead >= container.need:
        return dedent(rest, container.need)
    bare = rest.lstrip(" \t")
    # CommonMark wants three columns for a bullet below «1.»; two are what most people type.
    bullet = container.label in (".", ")") and bare[0] in "-+*" and is_item(bare)
    return bare if bullet and lead >= container.outdent else None
