"""Footnotes: numbered as they are referred to, written out at the end, each with links back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from pmdocs.markdown import words
from pmdocs.markdown.structure import Block, Container

_BACK = "\u21a9\ufe0e"  # the second sign asks for text, not for a coloured picture


class Footnotes:
    """The footnotes of one text: what defines them, and how often each was referred to."""

    def __init__(self, lang: str) -> None:
        self.defined: dict[str, Container] = {}
        self._lang = lang
        self._numbers: dict[str, int] = {}
        self._references: Counter[int] = Counter()

    def refer(self, label: str) -> tuple[int, str]:
        """Return the number of a footnote and the id of this reference to it."""
        number = self._numbers.setdefault(label, len(self._numbers) + 1)
        self._references[number] += 1
        return number, _reference_id(number, self._references[number])

    def section(
        self, build: Callable[[Element, Sequence[Block]], None], inline: Callable[[Element], None]
    ) -> Element | None:
        """Return the footnotes that were referred to; those they refer to themselves join in at the end."""
        items: list[Element] = []
        labels: list[str] = []
        while len(items) < len(self._numbers):
            number = len(items) + 1
            labels += islice(self._numbers, len(labels), None)
            label = labels[number - 1]
            item = Element("li", id=f"fn:{number}")
            build(item, self.defined[label].children)
            inline(item)
            items.append(item)
        return self._written(items) if items else None

    def _written(self, items: list[Element]) -> Element:
        name = words.FOOTNOTES.within(self._lang)
        section = Element("div", {"class": "footnote", "role": "doc-endnotes", "aria-label": name})
        SubElement(section, "hr")
        SubElement(section, "ol").extend(items)
        for number, item in enumerate(items, 1):
            last = item[-1] if len(item) and item[-1].tag == "p" else SubElement(item, "p")
            for nth in range(1, self._references[number] + 1):
                self._link_back(last, number, nth)
        return section

    def _link_back(self, parent: Element, number: int, nth: int) -> None:
        shown = str(number) if nth == 1 else f"{number}-{nth}"
        link = SubElement(parent, "a", {
            "class": "footnote-backref", "href": f"#{_reference_id(number, nth)}", "role": "doc-backlink",
            "aria-label": words.BACK.within(self._lang).format(n=shown),
        })  # fmt: skip
        link.text = AtomicString(_BACK)
        # A space that does not break keeps the link on the line of the last word.
        before = parent[-2] if len(parent) > 1 else None
        if before is None:
            parent.text = f"{parent.text or ''}\u00a0" if parent.text else parent.text
        else:
            before.tail = f"{before.tail or ''}\u00a0"


def _reference_id(number: int, nth: int) -> str:
    return f"fnref:{number}" if nth == 1 else f"fnref:{number}-{nth}"
