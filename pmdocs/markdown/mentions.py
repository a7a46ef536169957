"""What stands in running text and is no Markdown: code spans, ``[[links]]``, ``![[embeds]]``, ``{{values}}``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

from pmdocs.markdown.grammar import COMMENT

MENTION = re.compile(
    r"(?<!\\)\{\{(?P<value>[a-z0-9][a-z0-9-]{0,120})\}\}"
    r"|(?<!\\)(?P<embed>!?)\[\["
    r"[ \t]*(?P<id>\w(?:[\w ./&'’()（）+，：–—-]{0,120}[\w)）])?)[ \t]*"
    r"(?:\#(?P<view>[\w-]{1,80}))?[ \t]*"
    r"(?:\\?\|(?P<text>[^\[\]\n]{0,300}))?\]\]"
    # [[1]](https://…) is a link whose text has brackets.
    r"(?!\((?:[a-z]+:|[./\#]))"
)
# 50%% is a slip of the pen.
_COMMENT = re.compile(r"(?<![0-9%\\])%%(?!%)")
_TICKS = re.compile(r"`+")

Span = tuple[int, int]


def code_spans(text: str) -> list[Span]:
    """Return start and end of every code span, backticks included, by the rules of CommonMark."""
    if "`" not in text:
        return []
    runs = [(m.start(), m.end()) for m in _TICKS.finditer(text)]
    starts: dict[int, list[int]] = defaultdict(list)
    ends: dict[int, list[int]] = defaultdict(list)
    for start, end in runs:
        starts[end - start].append(start)
        ends[end - start].append(end)
    spans: list[Span] = []
    done = 0
    for run_start, run_end in runs:
        start = run_start + _escaped(text, run_start)
        length = run_end - start
        if run_start < done or not length:
            continue
        closing = bisect_right(starts[length], run_start)
        if closing < len(starts[length]):
            done = ends[length][closing]
            spans.append((start, done))
    return spans


def has_mentions(text: str) -> bool:
    """Tell whether a text may name an id at all."""
    return "[[" in text or "{{" in text


def code_text(span: str) -> str:
    """Return what a code span shows: one space is taken off each side, so that backticks can be shown."""
    text = span.strip("`").replace("\n", " ") if span.strip("`") else ""
    padded = len(text) > 1 and text[0] == text[-1] == " " and not text.isspace()
    return text[1:-1] if padded else text


def id_of(mention: re.Match[str]) -> str:
    """Return the id that a mention names."""
    return mention["value"] or mention["id"]


def find_mentions(text: str, code: list[Span]) -> Iterator[re.Match[str]]:
    """Yield what links, embeds or shows a value by id, outside code and comments."""
    if not has_mentions(text):
        return
    comments = sorted([*_html_comments(text, code), *comments_in(text, code)])
    for match in MENTION.finditer(text):
        if not is_inside(match.start(), code) and not is_inside(match.start(), comments):
            yield match


def is_inside(at: int, spans: list[Span]) -> bool:
    """Tell whether a position lies in one of the spans, which are in order."""
    before = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return before >= 0 and at < spans[before][1]


def comments_in(text: str, code: list[Span]) -> Iterator[Span]:
    """Yield start and end of what stands between ``%%`` and ``%%`` in running text, these included."""
    if COMMENT not in text:
        return
    done = 0
    for match in _COMMENT.finditer(text):
        if match.start() < done or is_inside(match.start(), code):
            continue
        end = text.find(COMMENT, match.end())
        while end >= 0 and is_inside(end, code):
            end = text.find(COMMENT, end + 1)
        if end < 0:
            return
        done = end + len(COMMENT)
        yield match.start(), done


def without_comments(text: str) -> str:
    """Return running text without what only its author sees: ``%%…%%`` and comments of HTML."""
    if COMMENT not in text and "<!--" not in text:
        return text
    code = code_spans(text)
    html = ((start, end + 3) for start, end in _html_comments(text, code))
    shown, done = "", 0
    for start, end in sorted([*html, *comments_in(text, code)]):
        if start >= done:
            shown, done = shown + text[done:start], end
    return shown + text[done:]


def _html_comments(text: str, code: list[Span]) -> Iterator[Span]:
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            return
        if not is_inside(start, code):
            yield start, end
        start = text.find("<!--", end)


def _escaped(text: str, at: int) -> bool:
    """Tell whether the sign at a position follows an odd number of backslashes."""
    before = text[:at]
    return at > 0 and before[-1] == "\\" and (len(before) - len(before.rstrip("\\"))) % 2 == 1
