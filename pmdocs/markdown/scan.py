"""scan: Markdown text → what the site has to know of it, without rendering it.

Typed fences are taken out; in the body that is left each stands as an empty fence of the same size,
so that lines keep their numbers and a change of the data does not change the body.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from pmdocs.diagnostics.problem import Phrase, Problem
from pmdocs.markdown.blocks import read_blocks
from pmdocs.markdown.features import too_many
from pmdocs.markdown.limits import is_too_large
from pmdocs.markdown.mentions import MENTION, code_spans, find_mentions, has_mentions, id_of, without_comments
from pmdocs.markdown.source import SLOT_START, clean
from pmdocs.markdown.structure import Block, Leaf, LinePlaces, Structure

_DEFINITION = re.compile(r"\*?\[[^\]\n]+\][ ]?:")


@dataclass(frozen=True, slots=True)
class TypedFence:
    """A fence that holds a spec. ``line`` and ``column`` are those of the first character of ``text``."""

    index: int
    kind: str
    info: str
    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A ``[[link]]``, ``![[embed]]`` or ``{{value}}`` and where its first sign stands."""

    id: str
    view: str
    text: str
    embed: bool
    line: int
    column: int
    value: bool = False


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a text refers to and contains; ``title`` is the heading it starts with, without markup.

    ``problems`` have no path, and lines from the start of the text.
    """

    body: str
    fences: tuple[TypedFence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    title: str = ""
    problems: tuple[Problem, ...] = ()


def scan(text: str, kinds: Collection[str]) -> Scanned:
    """Find typed fences and mentions; a fence is typed if its first word is one of ``kinds``."""
    text = clean(text)
    if is_too_large(text):
        return Scanned(text)  # rendering says so
    structure = read_blocks(text)
    leaves = list(structure.leaves())
    typed = [leaf for leaf in leaves if leaf.fence and _kind(leaf) in kinds]
    if limits := tuple(too_many(structure, typed)):
        return Scanned("", title=_title(structure), problems=limits)
    return Scanned(
        body=_without(typed, text),
        fences=tuple(_typed_fence(index, leaf) for index, leaf in enumerate(typed)),
        mentions=tuple(m for leaf in leaves for m in _mentions(leaf)),
        title=_title(structure),
        problems=(
            *(_unclosed(leaf) for leaf in leaves if not leaf.closed),
            *(problem for leaf in leaves if leaf.fence for problem in _misspelt(leaf, kinds)),
        ),
    )


def _kind(leaf: Leaf) -> str:
    return leaf.info.partition(" ")[0]


def _typed_fence(index: int, leaf: Leaf) -> TypedFence:
    # A blank line at the start says nothing about how far the rest is indented.
    column = next((line.column for line in leaf.lines if line.text.strip()), leaf.column)
    return TypedFence(index, _kind(leaf), leaf.info, leaf.text, leaf.line + 1, column)


def _without(typed: list[Leaf], text: str) -> str:
    """Return the text with the fences emptied; the markers of the containers around them stay."""
    if not typed:
        return text
    lines = text.split("\n")
    for index, leaf in enumerate(typed):
        opening = lines[leaf.line - 1]
        lines[leaf.line - 1] = f"{opening[: leaf.column - 1]}{leaf.fence}{SLOT_START}{index}"
        for line in leaf.lines:
            lines[line.line - 1] = lines[line.line - 1][: line.column - 1]
    return "\n".join(lines)


def _mentions(leaf: Leaf) -> Iterator[Mention]:
    text = leaf.text if leaf.kind in ("text", "heading", "term") else ""
    if not has_mentions(text):
        return
    places = LinePlaces(leaf)
    for match in find_mentions(text, code_spans(text)):
        line, column = places.at(match.start())
        yield Mention(
            id_of(match), match["view"] or "", (match["text"] or "").strip(), bool(match["embed"]),
            line, column, bool(match["value"]),
        )  # fmt: skip


def _title(structure: Structure) -> str:
    first = next((block for block in structure.root.children if not _is_unseen(block)), None)
    if not isinstance(first, Leaf) or first.kind != "heading" or first.level != 1:
        return ""
    text = MENTION.sub(lambda m: (m["text"] or id_of(m)).strip(), without_comments(first.text))
    text = re.sub(r"[ \t]+\{[:#.][^}]*\}[ \t]*$", "", text)
    text = re.sub(r"!?\[([^\[\]]*)\]\([^()]*\)", r"\1", text)
    return " ".join(re.sub(r"\\([^\w\s])|[`*]|~~|(?<!\w)_+|_+(?!\w)", r"\1", text).split())


def _is_unseen(block: Block) -> bool:
    """Tell whether a block shows nothing where it stands: a comment, a footnote, definitions of links."""
    if not isinstance(block, Leaf):
        return block.kind == "footnote"
    if block.kind == "html":
        return block.text.startswith("<!--")
    if block.kind == "comment":
        return True
    return block.kind == "text" and all(_DEFINITION.match(line.text) for line in block.lines)


def _unclosed(leaf: Leaf) -> Problem:
    hint = _CLOSE.fill(fence=leaf.fence)
    message = _UNCLOSED_COMMENT if leaf.kind == "comment" else _UNCLOSED
    return Problem("", leaf.line, leaf.column, "W-FENCE", message, hint)


def _misspelt(leaf: Leaf, kinds: Collection[str]) -> Iterator[Problem]:
    """Yield a note on a fence whose language is none, and nearly a kind."""
    word = _kind(leaf)
    near = get_close_matches(word.lower(), kinds, 1, 0.75) if word and word not in kinds else []
    if not near:
        return
    from pmdocs.markdown.highlight import is_language  # noqa: PLC0415 -- Pygments, where there may be a misspelling

    if not is_language(word):
        yield Problem(
            "", leaf.line, leaf.column, "W-FENCE", _NO_KIND.fill(word=word), _MEANT.fill(near=near[0])
        )


_NO_KIND = Phrase(
    "‘{word}’ is neither a kind nor a language: shown as code", "‘{word}’既不是类型也不是语言，按代码显示"
)
_MEANT = Phrase("did you mean ‘{near}’?", "是否想写‘{near}’？")
_UNCLOSED = Phrase("this fence is never closed", "这个围栏没有结束")
_UNCLOSED_COMMENT = Phrase(
    "this comment is never closed: nothing after it is published", "这段注释没有结束：其后的内容不会发布"
)
_CLOSE = Phrase("write {fence} on a line of its own after it", "在其后另起一行写 {fence}")
