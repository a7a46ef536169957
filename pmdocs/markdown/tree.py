"""tree: block structure → elements as Python-Markdown knows them, inline markup not yet read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from pmdocs.markdown import words
from pmdocs.markdown.dialect import Dialect
from pmdocs.markdown.footnotes import Footnotes
from pmdocs.markdown.highlight import code_block
from pmdocs.markdown.mentions import (
    MENTION,
    code_spans,
    code_text,
    comments_in,
    find_mentions,
    id_of,
    without_comments,
)
from pmdocs.markdown.placeholders import Placeholder, Placeholders, placeholder_of
from pmdocs.markdown.slots import Slot, SlotKind
from pmdocs.markdown.source import SLOT_START
from pmdocs.markdown.structure import Block, Container, Leaf

_DEFINES = re.compile(r"^\*?\[[^\]\n]+\][ ]?:", re.MULTILINE)
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_BROKEN = re.compile(r"(?<!\\)\\\n")


class Tree:
    """Puts blocks into elements; one for each text."""

    def __init__(self, dialect: Dialect, placeholders: Placeholders, footnotes: Footnotes, lang: str) -> None:
        self._dialect = dialect
        self._placeholders = placeholders
        self._footnotes = footnotes
        self._lang = lang

    def build(self, parent: Element, blocks: Sequence[Block], *, tight: bool = False) -> None:
        """Append blocks to an element; in a tight list words stand in the item without a paragraph."""
        for block in blocks:
            if isinstance(block, Leaf):
                self._leaf(parent, block, tight=tight)
            else:
                self._container(parent, block)

    # Containers

    def _container(self, parent: Element, block: Container) -> None:
        if block.kind == "list":
            self._list(parent, block)
        elif block.kind == "admonition":
            self._admonition(parent, block)
        elif block.kind == "footnote":
            self._footnotes.defined.setdefault(block.label, block)
        elif block.kind == "definition":
            dd = SubElement(_last(parent, "dl"), "dd")
            self.build(dd, block.children, tight=len(block.children) == 1)
        else:
            self.build(SubElement(parent, "blockquote"), block.children)

    def _list(self, parent: Element, block: Container) -> None:
        element = SubElement(parent, "ol" if block.label in (".", ")") else "ul")
        if block.start != 1:
            element.set("start", str(block.start))
        items = [item for item in block.children if isinstance(item, Container)]
        if any(item.done is not None for item in items):
            element.set("class", "task-list")
        tight = not block.loose and not any(item.loose for item in items)
        for item in items:
            li = SubElement(element, "li")
            if item.done is None:
                self.build(li, item.children, tight=tight)
            else:
                self._task(li, item, tight=tight)

    def _task(self, li: Element, item: Container, *, tight: bool) -> None:
        li.set("class", "task-list-item")
        state = words.DONE if item.done else words.NOT_DONE
        checked = ' checked=""' if item.done else ""
        box = f'<input type="checkbox" disabled="" aria-label="{state.within(self._lang)}"{checked}>'
        mark = self._placeholders.add(Placeholder("inline", box, ""))
        children = list(item.children)
        first = children[0] if children else None
        if isinstance(first, Leaf) and first.kind == "text":
            line, *lines = first.lines
            children[0] = replace(first, lines=[line._replace(text=f"{mark} {line.text}"), *lines])
        else:
            li.text = mark
        self.build(li, children, tight=tight)

    def _admonition(self, parent: Element, block: Container) -> None:
        title = words.admonition_title(block.label, self._lang) if block.title is None else block.title
        title = without_comments(title)
        if block.fold:
            element = SubElement(parent, "details", {"class": block.label})
            if block.fold == "open":
                element.set("open", "")
            SubElement(element, "summary").text = title
        else:
            element = SubElement(parent, "div", {"class": f"admonition {block.label}"})
            if title:
                SubElement(element, "p", {"class": "admonition-title"}).text = title
        self.build(element, block.children)

    # Leaves

    def _leaf(self, parent: Element, leaf: Leaf, *, tight: bool) -> None:
        if leaf.kind == "text":
            self._text(parent, leaf, tight=tight)
        elif leaf.kind == "heading":
            SubElement(parent, f"h{leaf.level}").text = self._prepared(leaf.text)
        elif leaf.kind == "code":
            self._outside(parent, self._placeholders.add(self._code(leaf)))
        elif leaf.kind == "html":
            self._outside(parent, self._placeholders.add_raw(without_comments(leaf.text)))
        elif leaf.kind == "term":
            for line in leaf.lines:
                SubElement(_last(parent, "dl"), "dt").text = self._prepared(line.text)
        elif leaf.kind == "rule":
            SubElement(parent, "hr")

    def _outside(self, parent: Element, word: str) -> None:
        SubElement(parent, "div").text = AtomicString(word)

    def _code(self, leaf: Leaf) -> Placeholder:
        if leaf.info.startswith(SLOT_START):
            return placeholder_of(Slot("fence", index=int(leaf.info[1:])))
        return Placeholder("block", code_block(leaf.text, leaf.info), "")

    def _text(self, parent: Element, leaf: Leaf, *, tight: bool) -> None:
        alone = MENTION.fullmatch(leaf.text.strip())
        if alone and alone["embed"]:
            self._outside(parent, self._mention(alone))
            return
        # A pipe in code has to be escaped in a table, and only there.
        table = "\\|" in leaf.text and bool(_split_table(leaf.text)[1])
        text = self._prepared(leaf.text, in_table=table)
        for part in self._dialect.without_definitions(text) if _DEFINES.search(text) else (text,):
            before, rows = _split_table(part)
            if rows and not self._dialect.table.test(parent, rows):
                before, rows = part, ""
            if before:
                _paragraph(parent, _BROKEN.sub("  \n", before), tight=tight)
            if rows:
                self._dialect.table.run(parent, [rows])

    def _prepared(self, text: str, *, in_table: bool = False) -> str:
        """Return the words with marks in place of code and mentions."""
        code = code_spans(text)
        found = [(m.start(), m.end(), self._mention(m)) for m in find_mentions(text, code)]
        found += [(start, end, "") for start, end in comments_in(text, code)]
        for start, end in code:
            span = code_text(text[start:end])
            found.append((start, end, self._code_span(span.replace("\\|", "|") if in_table else span)))
        return "".join(_replaced(text, sorted(found))) if found else text

    def _code_span(self, code: str) -> str:
        return self._placeholders.add(
            Placeholder("inline", f"<code>{escape(code, quote=False)}</code>", code)
        )

    def _mention(self, match: re.Match[str]) -> str:
        text = (match["text"] or "").strip()
        kind: SlotKind = "value" if match["value"] else "embed" if match["embed"] else "ref"
        slot = Slot(kind, id=id_of(match), view=match["view"] or "", text=text)
        return self._placeholders.add(placeholder_of(slot))


def _replaced(text: str, found: list[tuple[int, int, str]]) -> Iterator[str]:
    done = 0
    for start, end, word in found:
        if start >= done:
            yield text[done:start]
            yield word
            done = end
    yield text[done:]


def _last(parent: Element, tag: str) -> Element:
    """Return the last child if it is of that kind, else a new one."""
    return parent[-1] if len(parent) and parent[-1].tag == tag else SubElement(parent, tag)


def _paragraph(parent: Element, text: str, *, tight: bool) -> None:
    if not tight:
        SubElement(parent, "p").text = text
    elif len(parent):
        parent[-1].tail = f"{parent[-1].tail or ''}\n{text}"
    else:
        parent.text = f"{parent.text}\n{text}" if parent.text else text


def _split_table(text: str) -> tuple[str, str]:
    """Part a paragraph from the table that follows it without a blank line."""
    if "|" not in text or "-" not in text or "\n" not in text:
        return text, ""
    lines = text.split("\n")
    for index, line in enumerate(lines[1:], 1):
        if "-" in line and "|" in lines[index - 1] and _TABLE_RULE.fullmatch(line):
            return "\n".join(lines[: index - 1]), "\n".join(lines[index - 1 :])
    return text, ""
