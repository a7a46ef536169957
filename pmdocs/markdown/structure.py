"""What block structure is made of: containers, leaves, and lines that know where they stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias


class Line(NamedTuple):
    """Text of one line without the markers around it; line and column of its first character, from 1."""

    text: str
    line: int
    column: int


@dataclass(slots=True)
class Leaf:
    """A block without blocks inside.

    ``text`` is a paragraph, table or definition of a link; ``term`` the words before a definition;
    ``code`` is fenced or indented, ``comment`` what stands between lines of ``%%``. ``fence`` is the
    run that opens a fence or a comment, ``info`` what follows it. ``closed`` is false for one that the author never closed.
    """

    kind: Literal["text", "heading", "rule", "code", "html", "term", "comment"]
    line: int
    column: int
    lines: list[Line] = field(default_factory=list)
    level: int = 0
    fence: str = ""
    info: str = ""
    closed: bool = True

    @property
    def text(self) -> str:
        """The lines joined."""
        return "\n".join([line.text for line in self.lines])


@dataclass(slots=True)
class Container:
    """A block of blocks.

    ``need`` is the number of columns by which a line inside is indented; 0 stands for ``>``.
    ``label`` is the type of an admonition, the name of a footnote, the marker of a list. ``start``
    is the first number of a list. ``loose`` says that blank lines part what is inside. ``fold`` is
    ``open`` or ``closed`` for an admonition that folds. ``done`` is the state of a task.
    """

    kind: Literal["document", "quote", "list", "item", "admonition", "footnote", "definition"]
    need: int = 0
    label: str = ""
    title: str | None = None
    start: int = 1
    outdent: int = 0
    loose: bool = False
    fold: Literal["", "open", "closed"] = ""
    done: bool | None = None
    children: list[Block] = field(default_factory=list)


Block: TypeAlias = Container | Leaf


class LinePlaces:
    """Where the characters of a leaf's text stand in the file."""

    def __init__(self, leaf: Leaf) -> None:
        self._lines = leaf.lines
        self._starts = [0]
        for line in leaf.lines[:-1]:
            self._starts.append(self._starts[-1] + len(line.text) + 1)

    def at(self, index: int) -> tuple[int, int]:
        """Return line and column of the character at an index of ``leaf.text``."""
        number = bisect_right(self._starts, index) - 1
        line = self._lines[number]
        return line.line, line.column + index - self._starts[number]


@dataclass(frozen=True, slots=True)
class Structure:
    """A text as blocks; ``too_deep`` is the line at which nesting passed all reason, or 0."""

    root: Container
    too_deep: int = 0

    def leaves(self) -> Iterator[Leaf]:
        """Yield all leaves in the order of the text."""
        pending: list[Block] = [self.root]
        while pending:
            block = pending.pop()
            if isinstance(block, Leaf):
                yield block
            else:
                pending.extend(reversed(block.children))
