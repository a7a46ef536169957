"""Records: all that the rest of a site may know of a file without opening it. Small, plain, storable.

A site of ten thousand files is linked from its records; a file is opened again only for its own page and
for those that ask for what it says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pmdocs.diagnostics.problem import Place, Problem, Severity


class IdRecord(NamedTuple):
    """Something with an id in a file: the spec itself or an item of it. ``url`` has the anchor."""

    id: str
    noun: str
    title: str
    url: str
    line: int
    column: int
    path: str


class Reference(NamedTuple):
    """A field that refers to an id; ``kinds`` are the nouns it accepts, none for any.

    ``or_text`` ones are texts where nothing has the id, nor one like it.
    """

    id: str
    field: str
    kinds: tuple[str, ...]
    line: int
    column: int
    path: str
    or_text: bool = False


class MentionRecord(NamedTuple):
    """A ``[[link]]``, ``![[embed]]`` or ``{{value}}`` in the prose, at its line in the file.

    ``text`` is that of an embed.
    """

    id: str
    view: str
    embed: bool
    line: int
    column: int
    text: str = ""
    value: bool = False


class About(NamedTuple):
    """Who keeps a page, where it stands, the day of its last change as ISO text, what it is about, its tags."""

    status: str = ""
    owner: str = ""
    updated: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()


_NOTHING_SAID = About()


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One file, or one typed fence of a file, as the others see it.

    ``path``, ``stem``, ``url`` and ``lang`` are those of the file. ``kind`` is the id of a known kind,
    else empty. ``host`` is the id of the page around a fence. ``digest`` covers everything that the
    typed part says and where it says it; ``prose`` is the digest of the text, empty for a file that
    cannot have any. ``broken`` files have errors, so that nothing can be computed from them.
    ``generated`` pages are written by pmdocs itself: there is no file to edit, and the specs on them are
    examples, which the rest of the site does not count among its own.
    """

    path: str
    stem: str
    url: str
    lang: str
    kind: str
    id: str
    title: str
    host: str
    digest: str
    prose: str
    body_line: int
    broken: bool
    named: tuple[IdRecord, ...]
    references: tuple[Reference, ...] = ()
    mentions: tuple[MentionRecord, ...] = ()
    problems: tuple[Problem, ...] = ()
    fences: tuple[SourceRecord, ...] = ()
    about: About = _NOTHING_SAID
    generated: bool = False

    @property
    def items(self) -> tuple[IdRecord, ...]:
        """What has an id inside the spec."""
        return self.named[1:]

    def everything(self) -> Iterator[SourceRecord]:
        """Yield the record and those of its fences."""
        yield self
        yield from self.fences

    def without_positions(self) -> tuple[object, ...]:
        """Return what linking makes of the record, without lines and columns."""
        return (
            self.url, self.lang, self.kind, self.id, self.title, self.host, self.broken,
            self.generated, [one[:4] for one in self.named], [one[:3] for one in self.references],
            [(*one[:3], one.text, one.value) for one in self.mentions], [fence.without_positions() for fence in self.fences],
            self.about.tags,
        )  # fmt: skip


def place(one: IdRecord | Reference) -> Place:
    """Return where it is written."""
    return Place(one.path, one.line, one.column)


def has_errors(problems: tuple[Problem, ...]) -> bool:
    """Whether one of the problems is an error."""
    return any(p.severity is Severity.ERROR for p in problems)
