"""What rendering Markdown gives: plain data that can be stored and read back without Python-Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from pmdocs.diagnostics.problem import Phrase, Problem


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

    def as_data(self) -> dict[str, Any]:
        """Return what JSON can hold."""
        return {
            "html": self.html, "title": self.title, "anchors": self.anchors,
            "toc": [[h.level, h.id, h.text] for h in self.toc],
            "links": [[link.target, link.line, link.column, link.image] for link in self.links],
            "problems": [asdict(problem) for problem in self.problems],
        }  # fmt: skip

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Rendered:
        """Return what ``as_data`` was made from."""
        return cls(
            html=data["html"],
            toc=tuple(Heading(*heading) for heading in data["toc"]),
            links=tuple(Link(*link) for link in data["links"]),
            title=data["title"],
            problems=tuple(_problem(problem) for problem in data["problems"]),
            anchors=tuple(data["anchors"]),
        )


def _problem(data: Mapping[str, Any]) -> Problem:
    hint = Phrase(**data["hint"]) if data["hint"] else None
    return Problem(**{**data, "message": Phrase(**data["message"]), "hint": hint})
