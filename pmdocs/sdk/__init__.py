"""Everything that a kind may know: specs, references, facts, charts, and the one question desk, Lookup."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, Literal, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pmdocs.i18n import Words
from pmdocs.values.dates import Day, Moment
from pmdocs.values.references import Slug
from pmdocs.values.text import Text, TextList

Path = tuple[str | int, ...]
"""A field inside a spec: ``("objectives", 0, "key_results", 2, "target")``."""


class Model(BaseModel):
    """Anything an author writes: frozen, and an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _blank_is_absent(cls, data: Any) -> Any:
        """Treat ``field:`` with nothing behind it like a field that was left out, where that is allowed."""
        if not isinstance(data, dict):
            return data
        fields = {info.alias or name: info for name, info in cls.model_fields.items()}
        return {k: v for k, v in data.items() if v is not None or k not in fields or fields[k].is_required()}


class Item(Model):
    """A part of a spec that others may refer to by its id.

    ``noun`` is what references call it: ``key-result``, ``milestone``.
    """

    noun: ClassVar[str] = ""

    id: Slug | None = None
    """Id for references, unique in the whole site."""

    @property
    def name_for_links(self) -> str:
        """What a link to the item shows: its title or name, else its id."""
        named = getattr(self, "title", None) or getattr(self, "name", None)
        return str(named or self.id or "")


class Allow(Model):
    """A warning that the author accepts, and why; the reason is shown on the page."""

    code: str
    """Code of the warning, such as W-SMALL."""
    why: Text
    """Reason, in one sentence."""


class Spec(Model):
    """Fields common to every kind."""

    kind: str
    """What the file describes: one of `pmdocs kinds`."""
    id: Slug
    """Name used in references; lower-case letters, digits and hyphens, unique in the whole site."""
    title: Text
    """Heading of the page."""
    lang: Literal["en", "zh-CN"] | None = None
    """Language of the page; default from the file name or the site."""
    owner: Text | None = None
    """Person or team that keeps the page true."""
    status: Literal["draft", "review", "approved", "archived"] | None = None
    """Where the page stands."""
    updated: Day | None = None
    """Day of the last change of substance."""
    as_of: Moment | None = None
    """Day or period that the numbers describe."""
    source: Text | None = None
    """Where the numbers come from."""
    tags: tuple[Text, ...] = ()
    """Words to filter by."""
    view: TextList = ()
    """Views to show, one or a list in this order; default: all that the data allow."""
    allow: tuple[Allow, ...] = ()
    """Warnings accepted, with the reason."""
    description: Text | None = None
    """One sentence for search results and previews."""


def _nothing() -> None:
    """Stand for a model that nobody gave."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing with an id: a spec, a page, or an item inside a spec.

    ``noun`` is the kind's id for a spec, ``page`` for a plain page, the item's noun for an item.
    ``url`` is relative to the site's root: ``okr/q2/`` or ``okr/q2/#kr-wau``.
    ``read`` opens the file it stands in.
    """

    id: str
    noun: str
    title: str
    url: str
    lang: str
    spec_id: str
    read: Callable[[], Any] = field(default=_nothing, compare=False, repr=False)

    @property
    def model(self) -> Any:
        """The validated spec or item; ``None`` where there is none to be had."""
        return self.read()


@dataclass(frozen=True, slots=True)
class Backlink:
    """One place that refers to an id: who, and through which field (empty for prose, which may show it)."""

    entry: Entry
    field: str
    embedded: bool = False


class Lookup(Protocol):
    """All that a kind or a template can ask about the rest of the site; answers follow the page's language."""

    @property
    def today(self) -> dt.date:
        """The site's date, an input of the build."""

    def get(self, id_: str) -> Entry | None:
        """Return what has this id, if anything has."""

    def all(self, noun: str) -> Sequence[Entry]:
        """Return every spec of a kind or every item of a noun, by id."""

    def backlinks(self, id_: str) -> Sequence[Backlink]:
        """Return the places that refer to an id."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a kind has to say about a valid spec: a code, the field, and a phrase from its labels.

    ``key`` names ``problems.<key>`` in labels.yaml; ``values`` fill its ``{places}``.
    """

    code: str
    at: Path
    key: str
    values: Mapping[str, object] = field(default_factory=dict)


Format = Literal[
    "text", "count", "number", "score", "fixed2", "rate", "signed_rate", "pp", "p", "date", "compact"
]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading and the format of its raw values."""

    title: str
    format: Format = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """The data of a chart as rows of raw, unrounded values; ``None`` is unknown."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """One drawn view of a spec.

    ``option`` is plain ECharts option data, colours as tokens of ``pmdocs.charts.colors``.
    ``summary`` is one sentence with the finding; it is also what a screen reader says.
    The sizes are CSS pixels; ``narrow_height`` 0 means the chart keeps its width and scrolls.
    """

    view: str
    title: str
    summary: str
    option: Mapping[str, Any]
    table: Table
    width: int = 760
    height: int = 380
    narrow_width: int = 344
    narrow_height: int = 320
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """A key figure at the top of a page; ``tone`` is said by the word in ``note`` too, never by colour alone.

    ``formula`` is an id below ``formulas`` in the kind's labels: how the figure is computed; ``GIVEN`` for one
    that the author wrote. ``inputs`` are the numbers it is computed from, each with its name, ``n`` is how
    many people or things a percentage rests on.
    """

    label: str
    value: str
    note: str = ""
    tone: Literal["", "good", "warn", "bad"] = ""
    formula: str = ""
    inputs: tuple[tuple[str, str], ...] = ()
    n: int | None = None


GIVEN = "given"
"""In place of a formula: the figure is what the source says."""


S = TypeVar("S", bound=Spec)
F = TypeVar("F")


def _no_charts(_spec: Any, _facts: Any, _words: Words) -> Iterable[Chart]:
    return ()


def _no_tiles(_spec: Any, _facts: Any, _words: Words) -> Iterable[Tile]:
    return ()


def _no_problems(_spec: Any, _facts: Any, _lookup: Lookup) -> Iterable[Finding]:
    return ()


@dataclass(frozen=True)
class Kind(Generic[S, F]):
    """A kind of spec: its model, what is computed, what is drawn, what is refused.

    ``package`` is the folder's module name; the kind's id is its last part with hyphens.
    ``facts`` returns a frozen dataclass of unrounded numbers, the same in every language.
    ``views`` names all views in page order; a view is a macro of page.html of that name (hyphens
    as underscores), else the chart of that name, and is left out when the spec has no data for it.
    ``rows`` is the field that a top-level ``data: file.csv`` fills. ``full_width`` gives the page the
    room of the outline, for views that are wider than prose.
    """

    package: str
    model: type[S]
    facts: Callable[[S, Lookup], F]
    views: tuple[str, ...]
    summary: Callable[[S, F, Words], str]
    charts: Callable[[S, F, Words], Iterable[Chart]] = _no_charts
    tiles: Callable[[S, F, Words], Iterable[Tile]] = _no_tiles
    problems: Callable[[S, F, Lookup], Iterable[Finding]] = _no_problems
    rows: str = ""
    full_width: bool = False

    @property
    def id(self) -> str:
        """The id authors write after ``kind:``."""
        return self.package.rpartition(".")[2].replace("_", "-")


__all__ = [
    "GIVEN", "Allow", "Backlink", "Chart", "Column", "Entry", "Field", "Finding", "Format", "Item", "Kind",
    "Lookup", "Model", "Path", "Spec", "Table", "Tile", "Words",
]  # fmt: skip
