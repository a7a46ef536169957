"""The part of Python-Markdown that the dialect uses: inline patterns, tables, definitions, attributes.

Blocks are read by ``blocks``, so its block processors and preprocessors are never run.
"""

from __future__ import annotations

import re
import string
import threading
from collections.abc import Collection
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrBlockprocessor
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import HTML_RE
from markdown.util import AtomicString

from pmdocs.markdown.patterns import (
    URL,
    Abbreviations,
    AttributeLists,
    BareUrl,
    FootnoteReference,
    InlineHtml,
)
from pmdocs.markdown.work import Work

if TYPE_CHECKING:
    from pmdocs.markdown.footnotes import Footnotes

# What a text must contain for a pattern to find anything; most texts need few of the patterns.
_NEEDS = {
    "escape": "\\", "footnote": "[^", "reference": "[", "link": "[", "image_link": "![",
    "image_reference": "![", "short_reference": "[", "short_image_ref": "![", "autolink": "<",
    "automail": "<", "linebreak": "  \n", "html": "<", "bare_url": "http", "entity": "&", "delimiter": "~~",
}  # fmt: skip
_REFERENCES = frozenset({"reference", "image_reference", "short_reference", "short_image_ref"})
_TORN = re.compile("\x02?(?:klzzwxh|wzxhzdk)?:?[0-9]*\x03|\x02")
_MARKUP = re.compile(r"[\\\[<&*_]|~~|https?://|  \n")


class Dialect:
    """One Python-Markdown with what the dialect needs of it; for one thread and one text at a time.

    ``strikes`` tells whether there are texts to be struck out: few have any, and what reads them is slow
    to import.
    """

    def __init__(self, *, strikes: bool) -> None:
        extensions: list[Extension] = [TableExtension(use_align_attribute=True)]
        if strikes:
            from pymdownx.tilde import DeleteSubExtension  # noqa: PLC0415 -- see above

            extensions.append(DeleteSubExtension(subscript=False))
        md = Markdown(extensions=extensions, output_format="html")
        md.ESCAPED_CHARS = list(string.punctuation)
        md.inlinePatterns.deregister("backtick")  # code spans are marks
        self.footnote = FootnoteReference(r"\[\^([^\]\s]{1,80})\]", md)
        md.inlinePatterns.register(self.footnote, "footnote", 175)
        md.inlinePatterns.register(InlineHtml(HTML_RE, md), "html", 90)
        md.inlinePatterns.register(BareUrl(URL, md), "bare_url", 85)
        self._abbreviations: dict[str, str] = {}
        self._attributes = AttributeLists(md)
        self._abbreviate = Abbreviations(md, self._abbreviations)
        self._definitions = (
            AbbrBlockprocessor(md.parser, self._abbreviations),
            md.parser.blockprocessors["reference"],
        )
        self.table = md.parser.blockprocessors["table"]
        known = _NEEDS.keys() | {"em_strong"} if strikes else (_NEEDS.keys() | {"em_strong"}) - {"delimiter"}
        names = sorted(known, key=md.inlinePatterns.get_index_for_name)
        self._patterns = [(name, md.inlinePatterns[name]) for name in names]
        self._work = Work()
        for _, pattern in self._patterns:
            self._work.watch(pattern)
        self._inline: Any = md.treeprocessors["inline"]
        self._body = ""
        self._needed: Collection[str] = ()
        self._md = md

    def reset(self, body: str, footnotes: Footnotes) -> None:
        """Forget the text before, and get ready for this one."""
        self._body = body
        self._work.begin()
        self._needed = {name for name, sign in _NEEDS.items() if sign in body}
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
        return name in {"linebreak", "em_strong"} or name in self._needed

    def to_html(self, root: Element) -> str:
        """Return the HTML inside an element whose inline markup was read; not sanitised."""
        if "{" in self._body:
            self._attributes.run(root)
        if self._abbreviations:
            self._abbreviate.run(root)
        if "\\" in self._body:
            self._md.treeprocessors["unescape"].run(root)
        html: str = self._md.serializer(root)
        for processor in self._md.postprocessors:
            html = processor.run(html)
        html = html[html.index(">") + 1 : html.rindex("<")]
        # Emphasis that crosses a bracket can tear its placeholders apart; what they held is lost.
        return _TORN.sub("", html) if "\x02" in html or "\x03" in html else html


_of_thread = threading.local()


def dialect(body: str) -> Dialect:
    """Return the thread's own instance for such texts: making one takes longer than a page."""
    strikes = _NEEDS["delimiter"] in body
    name = "with_strikes" if strikes else "plain"
    if not hasattr(_of_thread, name):
        setattr(_of_thread, name, Dialect(strikes=strikes))
    made: Dialect = getattr(_of_thread, name)
    return made
