"""Patterns of inline markup that Python-Markdown lacks or reads in another way than authors mean it."""

# ruff: noqa: N802 -- Python-Markdown names its methods so

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias
from xml.etree.ElementTree import Element, SubElement

from markdown.extensions.abbr import AbbrTreeprocessor
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.inlinepatterns import HtmlInlineProcessor, InlineProcessor
from markdown.util import AtomicString

from pmdocs.markdown.elements import ELEMENTS

if TYPE_CHECKING:
    from pmdocs.markdown.footnotes import Footnotes

# The stub of InlineProcessor leaves out that a refused match has no element: hence the overrides.
Match: TypeAlias = re.Match[str]

# An address ends at white space, at what HTML gives a meaning to, and at Chinese punctuation. The
# group in the middle is how Python-Markdown keeps an escaped sign.
URL = (
    "(?<![A-Za-z0-9_/@.\\-\x03])https?://"
    "(?:[^\\s<>\"'`|\\\\^{}\\[\\]\x02\x03，。、；：！？（）《》〈〉「」『』【】“”‘’…—～]|\x02[0-9]{1,6}\x03)+"
)
_URL_TAIL = re.compile("[.,;:!?*_~]+$")


class BareUrl(InlineProcessor):
    """Makes links of addresses in running text."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: Match, data: str) -> Any:  # type: ignore[override]  # noqa: ARG002
        """Return a link, without the punctuation that ends a sentence."""
        url = _URL_TAIL.sub("", m[0])
        while url.endswith(")") and url.count(")") > url.count("("):
            url = _URL_TAIL.sub("", url[:-1])
        if url.endswith("//"):
            return None, m.start(), m.end()
        link = Element("a", href=url)
        link.text = AtomicString(url)
        return link, m.start(), m.start() + len(url)


class InlineHtml(HtmlInlineProcessor):
    """Inline HTML; what HTML does not know, such as ``<your-name>`` or ``Map<K, V>``, is text."""

    _NAME = re.compile(r"</?([a-zA-Z][^\s/>]*)")

    def handleMatch(self, m: Match, data: str) -> Any:  # type: ignore[override]
        """Return the HTML set aside, or nothing where it is text."""
        name = self._NAME.match(m[0])
        if name and name[1].lower() not in ELEMENTS:
            return None, m.start(), m.end()
        return super().handleMatch(m, data)


class FootnoteReference(InlineProcessor):
    """Makes links of ``[^label]`` where the label is defined."""

    footnotes: Footnotes | None = None

    def handleMatch(self, m: Match, data: str) -> Any:  # type: ignore[override]  # noqa: ARG002
        """Return the number of the footnote, raised."""
        if self.footnotes is None or m[1] not in self.footnotes.defined:
            return None, None, None
        number, id_ = self.footnotes.refer(m[1])
        sup = Element("sup", id=id_)
        link = SubElement(sup, "a", {"class": "footnote-ref", "href": f"#fn:{number}", "role": "doc-noteref"})
        link.text = AtomicString(str(number))
        return sup, m.start(), m.end()


class AttributeLists(AttrListTreeprocessor):
    """Attribute lists; a brace alone is text, as in ``GET /users/ {id}``."""

    BASE_RE = r"\{(?::[ ]*|(?=[.#]))([^\}\n ][^\n]*)\}"  # type: ignore[misc]
    HEADER_RE = re.compile(rf"[ ]+{BASE_RE}[ ]*$")  # type: ignore[misc]
    BLOCK_RE = re.compile(rf"\n[ ]*{BASE_RE}[ ]*$")  # type: ignore[misc]
    INLINE_RE = re.compile(rf"^{BASE_RE}")  # type: ignore[misc]


class Abbreviations(AbbrTreeprocessor):
    """Abbreviations, found between Chinese characters too."""

    def run(self, root: Element) -> None:
        """Wrap the abbreviations that the text defines."""
        if self.abbrs:
            longest_first = sorted(self.abbrs, key=lambda key: (-len(key), key))
            keys = "|".join(map(re.escape, longest_first))
            self.RE = re.compile(rf"(?<![A-Za-z0-9_])(?:{keys})(?![A-Za-z0-9_])")
            self.iter_element(root)
