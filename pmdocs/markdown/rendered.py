"""What rendering Markdown gives: plain data that can be stored and read back without Python-Markdown."""

from __future__ import annotations

from dataclasses import dataclass

from pmdocs.diagnostics.problem import Problem


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the title of the page, its words without markup."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A relative link or image and where its address stands in the text."""

    target: str
    line: int
    column: int
    image: bool


@dataclass(frozen=True, slots=True)
class Rendered:
    """Safe HTML with slots, for ``fill_slots``.

    ``title`` is the level-one heading that the text starts with; it is not part of ``html``.
    ``anchors`` are all ids that a link may name, headings included. ``problems`` have no path, and
    lines from the start of the text.
    """

    html: str
    toc: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    title: str | None = None
    problems: tuple[Problem, ...] = ()
    anchors: tuple[str, ...] = ()
