"""The part of Python-Markdown that the dialect uses: inline patterns, tables, definitions, attributes.

Blocks are read by ``blocks``, so its block processors and preprocessors are never run.
"""

from __future__ import annotations

import re
import string
import threading
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions.abbr import AbbrBlockprocessor, AbbrTreeprocessor
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString
from pymdownx.tilde import DeleteSubExtension

if TYPE_CHECKING:
    from pmdocs.markdown.footnotes import Footnotes

# An address ends at white space, at what HTML gives a meaning to, and at Chinese punctuation. The
# group in the middle is how Python-Markdown keeps an escaped sign.
_URL = (
    "(?<![A-Za-z0-9_/@.\\-\x03])https?://"
    "(?:[^\\s<>\"'`|\\\\^{}\\[\\]\x02\x03，。、；：！？（）《》〈〉「」『』【】“”‘’…—～]|\x02[0-9]{1,6}\x03)+"
)
_URL_TAIL = re.compile("[.,;:!?*_~]+$")


class _BareUrl(InlineProcessor):
    """Makes links of addresses in running text."""

    ANCESTOR_EXCLUDES = ("a",)

    # The types of the stub leave out that a refused match has no element.
    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: ARG002, N802
        url = _URL_TAIL.sub("", m[0])
        while url.endswith(")") and url.count(")") > url.count("("):
            url = _URL_TAIL.sub("", url[:-1])
        if url.endswith("//"):
            return None, m.start(), m.end()
        link = Element("a", href=url)
        link.text = AtomicString(url)
        return link, m.start(), m.start() + len(url)


class FootnoteReference(InlineProcessor):
    """Makes links of ``[^label]`` where the label is defined."""

    footnotes: Footnotes | None = None

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: ARG002, N802
        if self.footnotes is None or m[1] not in self.footnotes.defined:
            return None, None, None
        number, id_ = self.footnotes.refer(m[1])
        sup = Element("sup", id=id_)
        link = SubElement(sup, "a", {"class": "footnote-ref", "href": f"#fn:{number}", "role": "doc-noteref"})
        link.text = AtomicString(str(number))
        return sup, m.start(), m.end()


class _Attributes(AttrListTreeprocessor):
    """Attribute lists; a brace alone is text, as in ``GET /users/ {id}``."""

    BASE_RE = r"\{(?::[ ]*|(?=[.#]))([^\}\n ][^\n]*)\}"
    HEADER_RE = re.compile(rf"[ ]+{BASE_RE}[ ]*$")
    BLOCK_RE = re.compile(rf"\n[ ]*{BASE_RE}[ ]*$")
    INLINE_RE = re.compile(rf"^{BASE_RE}")


class _Abbreviations(AbbrTreeprocessor):
    """Abbreviations, found between Chinese characters too."""

    def run(self, root: Element) -> None:  # type: ignore[override]
        if self.abbrs:
            longest_first = sorted(self.abbrs, key=lambda key: (-len(key), key))
            keys = "|".join(map(re.escape, longest_first))
            self.RE = re.compile(rf"(?<![A-Za-z0-9_])(?:{keys})(?![A-Za-z0-9_])")
            self.iter_element(root)


# What a text must contain for a pattern to find anything; most texts need few of the patterns.
_NEEDS = {
    "escape": "\\", "footnote": "[^", "reference": "[", "link": "[", "image_link": "![",
    "image_reference": "![", "short_reference": "[", "short_image_ref": "![", "autolink": "<",
    "automail": "<", "linebreak": "  \n", "html": "<", "bare_url": "http", "entity": "&", "delimiter": "~~",
}  # fmt: skip
_REFERENCES = frozenset({"reference", "image_reference", "short_reference", "short_image_ref"})
_MARKUP = re.compile(r"[\\\[<&*_]|~~|https?://|  \n")


class Dialect:
    """One Python-Markdown with what the dialect needs of it; for one thread and one text at a time."""

    def __init__(self) -> None:
        strike = DeleteSubExtension(subscript=False)
        md = Markdown(extensions=[TableExtension(use_align_attribute=True), strike], output_format="html")
        md.ESCAPED_CHARS = list(string.punctuation)
        md.inlinePatterns.deregister("backtick")  # code spans are marks
        self.footnote = FootnoteReference(r"\[\^([^\]\s]{1,80})\]", md)
        md.inlinePatterns.register(self.footnote, "footnote", 175)
        md.inlinePatterns.register(_BareUrl(_URL, md), "bare_url", 85)
        self._abbreviations: dict[str, str] = {}
        self._attributes = _Attributes(md)
        self._abbreviate = _Abbreviations(md, self._abbreviations)
        self._definitions = (
            AbbrBlockprocessor(md.parser, self._abbreviations),
            md.parser.blockprocessors["reference"],
        )
        self.table = md.parser.blockprocessors["table"]
        names = sorted(_NEEDS.keys() | {"em_strong"}, key=md.inlinePatterns.get_index_for_name)
        self._patterns = [(name, md.inlinePatterns[name]) for name in names]
        self._inline = md.treeprocessors["inline"]
        self._body = ""
        self._md = md

    def reset(self, body: str, footnotes: Footnotes) -> None:
        """Forget the text before, and get ready for this one."""
        self._body = body
        self._md.reset()
        self._abbreviations.clear()
        self.footnote.footnotes = footnotes

    def without_definitions(self, text: str) -> list[str]:
        """Learn the links and abbreviations that a paragraph defines; return what is left of it."""
        pending, left = [text], []
        root = Element("div")
        while pending:
            if not any(definition.run(root, pending) for definition in self._definitions):
                left.append(pending.pop(0))
        return left

    def inline(self, root: Element) -> None:
        """Read the inline markup below an element."""
        self._inline.inlinePatterns = [p for name, p in self._patterns if self._is_needed(name)]
        if not self._abbreviations:
            for element in root.iter():
                if element.text and not _MARKUP.search(element.text):
                    element.text = AtomicString(element.text)
        self._inline.run(root)

    def _is_needed(self, name: str) -> bool:
        if name in _REFERENCES and not self._md.references:
            return False
        # A backslash before a line end has become two spaces.
        return name == "linebreak" or _NEEDS.get(name, "") in self._body

    def to_html(self, root: Element) -> str:
        """Return the HTML inside an element whose inline markup was read; not sanitised."""
        self._attributes.run(root)
        self._abbreviate.run(root)
        self._md.treeprocessors["unescape"].run(root)
        html: str = self._md.serializer(root)
        for processor in self._md.postprocessors:
            html = processor.run(html)
        return html[html.index(">") + 1 : html.rindex("<")]


_of_thread = threading.local()


def dialect() -> Dialect:
    """Return the thread's own instance: making one takes longer than a page."""
    if not hasattr(_of_thread, "dialect"):
        _of_thread.dialect = Dialect()
    made: Dialect = _of_thread.dialect
    return made
