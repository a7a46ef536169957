"""What a line may start: one function a marker, tried by the first character of the line."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pmdocs.markdown import grammar
from pmdocs.markdown.grammar import COMMENT, TAB, columns, dedent
from pmdocs.markdown.open_blocks import OpenBlocks, unquoted
from pmdocs.markdown.structure import Container, Leaf, Line

Begun = str | bool
"""The rest of the line inside a new container; ``True`` if the line is used up, ``False`` if nothing starts."""

Start = Callable[[OpenBlocks, int, str, int], Begun]
"""Takes the open blocks, the number of containers the line lies in, the line from its marker on, its indent."""


def start_of(blocks: OpenBlocks, depth: int, bare: str, lead: int) -> Begun:
    """Start what the line is a marker of, if anything."""
    for start in _STARTS.get(bare[0], ()):
        begun = start(blocks, depth, bare, lead)
        if begun is not False:
            return begun
    return False


def _underline(blocks: OpenBlocks, depth: int, bare: str, _lead: int) -> Begun:
    words = blocks.words
    level = grammar.underline(bare)
    if not words or not level or depth < len(blocks.stack):
        return False
    words.kind, words.level = "heading", level
    blocks.end_leaf()
    return True


def _rule(blocks: OpenBlocks, depth: int, bare: str, _lead: int) -> Begun:
    return grammar.is_rule(bare) and bool(blocks.add_leaf(depth, "rule", bare))


def _heading(blocks: OpenBlocks, depth: int, bare: str, _lead: int) -> Begun:
    level, words = grammar.heading(bare)
    if not level:
        return False
    leaf = blocks.add_leaf(depth, "heading", bare)
    leaf.level = level
    leaf.lines.append(Line(words, leaf.line, leaf.column + max(level, bare.find(words, level))))
    return True


def _fence(blocks: OpenBlocks, depth: int, bare: str, lead: int) -> Begun:
    match = grammar.FENCE.match(bare)
    if not match or (bare[0] == "`" and "`" in match[2]):
        return False
    leaf = blocks.add_leaf(depth, "code", bare)
    leaf.fence, leaf.info, leaf.level, leaf.closed = match[1], match[2].strip(), lead, False
    blocks.leaf = leaf
    return True


def _html(blocks: OpenBlocks, depth: int, bare: str, _lead: int) -> Begun:
    if not grammar.starts_html(bare):
        return False
    leaf = blocks.add_leaf(depth, "html", bare)
    blocks.take(leaf, bare)
    blocks.html_end = grammar.html_end(bare)
    ended = blocks.html_end and blocks.html_end.search(bare, len(grammar.HTML_COMMENT))
    blocks.leaf = None if ended else leaf
    return True


def _comment(blocks: OpenBlocks, depth: int, bare: str, _lead: int) -> Begun:
    """Start a comment that does not end on its line; one that does may stand among words."""
    if not bare.startswith(COMMENT) or COMMENT in bare[len(COMMENT) :]:
        return False
    leaf = blocks.add_leaf(depth, "comment", bare)
    leaf.fence, leaf.closed = COMMENT, False
    blocks.take(leaf, bare)
    blocks.leaf = leaf
    return True


def _quote(blocks: OpenBlocks, depth: int, bare: str, _lead: int) -> Begun:
    rest = unquoted(bare)
    alert = grammar.ALERT.match(rest)
    if not alert:
        return blocks.open(depth, Container("quote")) and rest
    block = Container("admonition", label=alert[1].lower(), title=alert[3].strip() or None)
    block.fold = "" if not alert[2] else "open" if alert[2] == "+" else "closed"
    return blocks.open(depth, block) and ""


def _admonition(blocks: OpenBlocks, depth: int, bare: str, _lead: int) -> Begun:
    match = grammar.ADMONITION.match(bare)
    if not match:
        return False
    block = Container("admonition", TAB, match[2].lower(), match[3])
    block.fold = "" if match[1] == "!!!" else "open" if match[1].endswith("+") else "closed"
    return blocks.open(depth, block) and ""


def _footnote(blocks: OpenBlocks, depth: int, bare: str, _lead: int) -> Begun:
    match = grammar.FOOTNOTE.match(bare)
    return (
        match is not None and blocks.open(depth, Container("footnote", TAB, match[1])) and bare[match.end() :]
    )


def _definition(blocks: OpenBlocks, depth: int, bare: str, _lead: int) -> Begun:
    match = grammar.DEFINITION.match(bare)
    before = blocks.stack[depth - 1].children
    if not match or not before:
        return False
    if isinstance(before[-1], Leaf) and before[-1].kind == "text":
        before[-1].kind = "term"
    elif before[-1].kind != "definition":
        return False
    return blocks.open(depth, Container("definition", TAB)) and bare[match.end() :]


def _item(blocks: OpenBlocks, depth: int, bare: str, lead: int) -> Begun:
    match = grammar.ITEM.match(bare)
    if not match:
        return False
    marker, rest = match[1], bare[match.end() :]
    number = int(marker[:-1]) if len(marker) > 1 else 1
    siblings = _siblings(blocks, depth, marker[-1])
    breaks_words = blocks.words is not None and depth == len(blocks.stack) and not siblings
    if breaks_words and (number != 1 or not rest.strip()):
        return False
    width = lead + len(marker)
    gap = columns(" " * width + rest) - width
    gap = gap if rest.strip() and gap <= TAB else 1
    item = Container("item", width + gap, marker[-1], outdent=lead + 2)
    if not blocks.open_item(depth, siblings, item, number):
        return False
    rest = dedent(" " * width + rest, width + gap)
    task = grammar.TASK.match(rest)
    item.done = task[1] != " " if task else None
    return rest[task.end() :] if task else rest


def _siblings(blocks: OpenBlocks, depth: int, type_: str) -> Container | None:
    """Return the list that an item with this marker goes on."""
    before = blocks.stack[depth - 1].children
    last = before[-1] if before else None
    return last if isinstance(last, Container) and last.kind == "list" and last.label == type_ else None


_STARTS: Mapping[str, tuple[Start, ...]] = {
    ">": (_quote,),
    "#": (_heading,),
    "`": (_fence,),
    "~": (_fence,),
    "<": (_html,),
    "%": (_comment,),
    "=": (_underline,),
    "-": (_underline, _rule, _item),
    "*": (_rule, _item),
    "_": (_rule,),
    "+": (_item,),
    "!": (_admonition,),
    "?": (_admonition,),
    "[": (_footnote,),
    ":": (_definition,),
} | dict.fromkeys("0123456789", (_item,))

MARKERS = frozenset(_STARTS)
"""Characters that may start something."""
