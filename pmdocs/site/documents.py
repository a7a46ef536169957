"""What passes between the stages: sources, parsed files, validated files, documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import yaml
from pydantic import ConfigDict, model_validator

from pmdocs.diagnostics.problem import Problem, Severity
from pmdocs.kinds import LoadedKind, load_kind
from pmdocs.markdown.scan import Scanned
from pmdocs.sdk import Chart, Model, Spec
from pmdocs.site.records import SourceRecord, has_errors
from pmdocs.values.dates import Day
from pmdocs.values.loose_dates import read_loose_day
from pmdocs.values.references import Slug
from pmdocs.values.text import Flag, Tags, Text

_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Source:
    """A text file: POSIX path relative to the site folder, its text, and the digest of its bytes.

    ``generated`` texts are pages that pmdocs writes itself; there is no such file.
    """

    path: str
    text: str
    digest: str = ""
    generated: bool = False


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that is published as it is, under its path within the content folder.

    ``data`` are the bytes of a CSV file, from which specs take rows; other files are read when they are
    published.
    """

    path: str
    url: str
    file: Path
    digest: str = ""
    data: bytes = b""


FoundFile = Source | Asset | Problem
"""What one file is to the site: text that becomes a page, a file to copy, or one that must not be read."""


@dataclass(frozen=True, slots=True)
class Discovered:
    """All files of the content folder by path, in path order. ``refused`` are problems of those that must not be read."""

    sources: Mapping[str, Source]
    assets: Mapping[str, Asset]
    refused: tuple[Problem, ...] = ()

    @classmethod
    def of(cls, found: Mapping[str, FoundFile]) -> Discovered:
        """Sort files by what they are to the site."""
        sources = {path: one for path, one in found.items() if isinstance(one, Source)}
        assets = {path: one for path, one in found.items() if isinstance(one, Asset)}
        return cls(sources, assets, tuple(one for one in found.values() if isinstance(one, Problem)))

    def updated(self, found: Mapping[str, FoundFile], changed: Iterable[str]) -> Discovered | None:
        """Return the same after changes of some files' contents; ``None`` when one has come, gone or changed its nature."""
        sources: dict[str, Source] = {}
        assets: dict[str, Asset] = {}
        for path in changed:
            one = found.get(path)
            if isinstance(one, Source) and path in self.sources:
                sources[path] = one
            elif isinstance(one, Asset) and path in self.assets:
                assets[path] = one
            else:
                return None
        return Discovered({**self.sources, **sources}, {**self.assets, **assets}, self.refused)


def has_prose(path: str) -> bool:
    """Whether a source is Markdown: ``a.md``, ``A.MD``; the others are pure YAML."""
    return path.lower().endswith(".md")


@dataclass(frozen=True, slots=True)
class Parsed:
    """One file, or one typed fence inside a file, as nodes and scanned prose.

    ``stem`` is the path without extension and language: translations share it. ``kind`` is empty
    for a plain page. ``host`` is the id of the page around a fence. ``body_line`` is the line of
    the file on which the prose starts.
    """

    path: str
    stem: str
    url: str
    lang: str
    node: yaml.MappingNode | None
    kind: str
    id: str
    scanned: Scanned | None = None
    body_line: int = 1
    heading: str = ""
    host: str = ""
    fences: tuple[Parsed, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), compare=False)
    digest: str = ""
    reads: tuple[str, ...] = ()
    generated: bool = False
    unread: frozenset[str] = frozenset()
    """Fields of the spec whose rows could not be read: nothing can be said about them but that."""
    loose_ids: tuple[str, ...] = ()
    """Ids in a text that cannot be read as YAML, for references to them."""

    @property
    def default_id(self) -> str:
        """An id made from the path, for pages and fences that name none."""
        return self.id or _NOT_SLUG.sub("-", PurePosixPath(self.stem).as_posix().lower()).strip("-") or "page"


_DATES = ("lastmod", "last_updated", "date")


class Page(Model):
    """Front matter of a plain page; everything is optional, and what other tools want there is kept as ``extra``."""

    model_config = ConfigDict(extra="allow")

    id: Slug | None = None
    """Name used in references."""
    title: Text | None = None
    """Heading; default: the first heading of the text, else the file name."""
    lang: str | None = None
    """Language of the page."""
    owner: Text | None = None
    """Person or team that keeps the page true."""
    status: str | None = None
    """Where the page stands."""
    updated: Day | None = None
    """Day of the last change of substance."""
    tags: Tags = ()
    """Words to filter by."""
    description: Text | None = None
    """One sentence for search results and previews."""
    home: Flag = True
    """Whether the overview of the site follows on the home page: vision, figures, panels."""

    @model_validator(mode="before")
    @classmethod
    def _names_of_others(cls, data: Any) -> Any:
        """Take ``date``, as other generators call it, for the day of the last change, and ``draft`` for a status."""
        if not isinstance(data, dict):
            return data
        given = dict(data)
        days = (read_loose_day(str(given[name]), "") for name in _DATES if given.get(name))
        if not given.get("updated") and (day := next(filter(None, days), None)):
            given["updated"] = day
        if not given.get("status") and str(given.get("draft", "")).lower() in {"true", "yes"}:
            given["status"] = "draft"
        return given

    @property
    def extra(self) -> Mapping[str, Any]:
        """What else the front matter says: text, lists or maps, as they were written."""
        return self.__pydantic_extra__ or {}


@dataclass(frozen=True, slots=True)
class Validated:
    """A parsed file or fence with its typed contents; ``model`` is ``None`` when it has errors."""

    parsed: Parsed
    node: yaml.MappingNode | None
    model: Spec | Page | None
    kind: LoadedKind | None
    problems: tuple[Problem, ...]
    fences: tuple[Validated, ...] = ()

    @property
    def id(self) -> str:
        """The id in references."""
        return self.parsed.id or self.parsed.default_id

    @property
    def body(self) -> str:
        """The Markdown of the file, its typed fences emptied."""
        return self.parsed.scanned.body if self.parsed.scanned else ""

    @property
    def title(self) -> str:
        """Heading of the page."""
        given = getattr(self.model, "title", None)
        name = self.parsed.stem.rpartition("/")[2].replace("-", " ").replace("_", " ")
        return str(given or self.parsed.heading or name[:1].upper() + name[1:])


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A page or a spec of the linked site: its record, and its contents once somebody asks for them.

    ``problems`` are those of its file and of its references.
    """

    record: SourceRecord
    problems: tuple[Problem, ...]
    fences: tuple[Document, ...]
    open: Callable[[SourceRecord], Validated]

    @property
    def id(self) -> str:
        """The id in references."""
        return self.record.id

    @property
    def lang(self) -> str:
        """The page's language."""
        return self.record.lang

    @property
    def url(self) -> str:
        """Address from the site's root, with the anchor of a fence."""
        return self.record.named[0].url

    @property
    def noun(self) -> str:
        """The kind's id, or ``page``."""
        return self.record.kind or "page"

    @property
    def title(self) -> str:
        """Heading of the page."""
        return self.record.title

    @property
    def kind(self) -> LoadedKind | None:
        """The kind, ``None`` for a plain page."""
        return load_kind(self.record.kind) if self.record.kind else None

    @property
    def model(self) -> Spec | Page | None:
        """What the file says, typed; ``None`` when it has errors."""
        return self.open(self.record).model

    @property
    def node(self) -> yaml.MappingNode | None:
        """What the file says, with places."""
        return self.open(self.record).node

    @property
    def body(self) -> str:
        """The Markdown of the file, its typed fences emptied."""
        return self.open(self.record).body

    @property
    def broken(self) -> bool:
        """Whether the document has errors, so that nothing can be computed from it."""
        return self.record.broken or has_errors(self.problems)


@dataclass(frozen=True, slots=True)
class Computed:
    """The facts of one spec, its problems, and the accepted warnings with their reasons."""

    facts: Any
    problems: tuple[Problem, ...] = ()
    allowed: tuple[tuple[Problem, str], ...] = ()

    @property
    def broken(self) -> bool:
        """Whether there is nothing that may be shown: no facts, or facts that cannot be trusted."""
        return self.facts is None or any(p.severity is Severity.ERROR for p in self.problems)


@dataclass(frozen=True, slots=True)
class Figure:
    """One chart ready for a page; ``id`` is unique in the site: ``funnel-signup-steps``."""

    id: str
    chart: Chart
    wide: str
    narrow: str
    option: str
    lang: str
