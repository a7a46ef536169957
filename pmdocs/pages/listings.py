"""Several specs of one kind on one page: what a kind's index.html is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

from markupsafe import Markup

from pmdocs.i18n import Words
from pmdocs.kinds import LoadedKind, load_kind
from pmdocs.pages.addresses import href
from pmdocs.pages.cards import Card, document_card
from pmdocs.pages.results import Results
from pmdocs.pages.views import SpecView
from pmdocs.sdk import Width
from pmdocs.site.documents import Document

INDEX = "index.html"
REGISTER = "register.html"
"""What a kind has that brings no index.html of its own."""


def width_of(kind: str, results: Results) -> Width:
    """Return how wide the list of a kind is: ``width`` of its index.html; a table takes the window."""
    module = results.theme.kind_module(kind, INDEX)
    width: Width = getattr(module, "width", "wide") if module and hasattr(module, "index") else "full"
    return width


class ListedSpec(SpecView):
    """A spec in a list: a ``SpecView`` with its title, the link to its page, and what a card says of it."""

    @property
    def title(self) -> str:
        """Heading of the spec."""
        return self.document.title

    @property
    def page(self) -> str:
        """Link to the spec."""
        return href(self.page_url, self.document.url)

    @cached_property
    def card(self) -> Card:
        """Title, href, status, owner, day, updated, tags, summary."""
        return document_card(self.document, self._results, self.page_url)

    @property
    def as_of(self) -> str:
        """The day or period that the numbers describe, in words."""
        return self.spec.as_of.show(self.document.lang) if self.spec.as_of else ""


class Listing:
    """``all`` in a kind's index.html: the specs in order, and what they have in common.

    ``words`` are the kind's labels and ``t`` those of the theme, in the language of the page; ``level`` is that
    of the headings to write; ``total`` counts the specs of the whole list, of which there may be more than
    are shown; ``more`` is the link to all of them, empty where there is none.
    """

    def __init__(
        self, kind: str, documents: Sequence[Document], results: Results, page_url: str, lang: str
    ) -> None:
        self.kind: LoadedKind = load_kind(kind)
        self.words: Words = self.kind.words(lang)
        self.t: Words = results.theme.words(lang)
        self.page_url = page_url
        self.lang = lang
        self.total = len(documents)
        self.more = ""
        self.level = 2
        sound = [d for d in documents if not results.computed(d).broken]
        self.specs = tuple(ListedSpec(d, results, page_url) for d in sound)
        self.broken = [document_card(d, results, page_url) for d in documents if d not in sound]
        self._results = results

    def __iter__(self) -> Iterator[ListedSpec]:
        return iter(self.specs)

    def __len__(self) -> int:
        return len(self.specs)

    def __getitem__(self, place: int) -> ListedSpec:
        return self.specs[place]

    def has(self, macro: str) -> bool:
        """Whether the kind's index.html has a macro."""
        return self._macro(macro) is not None

    def render(self, macro: str, default: str = "") -> Markup:
        """Return what a macro of the kind's index.html makes of the specs, else one of the theme's register.html."""
        own = self._macro(macro)
        if own is None and default:
            own = self._results.theme.macro(REGISTER, default, self.t)
        return Markup(own(self)).strip() if own and self.specs else Markup("")

    def _macro(self, name: str) -> Callable[..., str] | None:
        return getattr(self._results.theme.kind_module(self.kind.id, INDEX), name, None)

    @property
    def panel(self) -> dict[str, Any]:
        """Place and width of the panel on the home page, as the kind's index.html sets them."""
        own = getattr(self._results.theme.kind_module(self.kind.id, INDEX), "panel", {})
        return {"order": 50, "width": "half", **own}
