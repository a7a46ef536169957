"""A kind of spec: its model, what is computed, what is drawn, what is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

from pmdocs.i18n import Words
from pmdocs.sdk.findings import Checks, Finding
from pmdocs.sdk.lookup import Lookup
from pmdocs.sdk.models import Spec
from pmdocs.sdk.views import Chart, Tile

Width = Literal["text", "wide", "full"]
"""How wide a page is: as its prose, as a chart, or as the window; there are no others."""
S = TypeVar("S", bound=Spec)
F = TypeVar("F")


def _none(*_: Any) -> Iterable[Any]:
    return ()


@dataclass(frozen=True)
class Kind(Generic[S, F]):
    """Everything that the code of a kind defines.

    ``package`` is the folder's module name; the kind's id is its last part with hyphens.
    ``checks`` refuses what no single field can know, for each model of the kind.
    ``facts`` returns a frozen dataclass of unrounded numbers, the same in every language.
    ``views`` names all views in page order; a view is a macro of page.html of that name (hyphens
    as underscores), else the chart of that name, and is left out when the spec has no data for it.
    Those ``on_request`` say in another form what a view before them says: they are shown where an author
    names them in ``view`` or embeds them.
    ``verdict`` is what the facts come to in one word, for kinds that take it over (``pmdocs.kinds.verdict_of``).
    ``rows`` is the field that a top-level ``data: file.csv`` fills. ``width`` is that of the
    page: ``full`` for maps, timelines, boards and matrices, which need the window.
    """

    package: str
    model: type[S]
    facts: Callable[[S, Lookup], F]
    views: tuple[str, ...]
    summary: Callable[[S, F, Words], str]
    checks: Checks = field(default_factory=dict)
    charts: Callable[[S, F, Words], Iterable[Chart]] = _none
    tiles: Callable[[S, F, Words], Iterable[Tile]] = _none
    problems: Callable[[S, F, Lookup], Iterable[Finding]] = _none
    verdict: Callable[[F], str] | None = None
    on_request: frozenset[str] = frozenset()
    rows: str = ""
    width: Width = "wide"

    @property
    def usual(self) -> tuple[str, ...]:
        """The views of a page whose author chose none."""
        return tuple(view for view in self.views if view not in self.on_request)

    @property
    def id(self) -> str:
        """The id authors write after ``kind:``."""
        return self.package.rpartition(".")[2].replace("_", "-")
