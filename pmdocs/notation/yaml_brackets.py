"""Brackets that do not match: where the open one is, and what hid the other."""

from __future__ import annotations

import re

from yaml.error import Mark

from pmdocs.diagnostics.problem import Phrase
from pmdocs.notation.parser_report import Explanation, ParserReport
from pmdocs.notation.quoting import quote_hint

_CLOSING = {"[": "]", "{": "}"}
_BRACKET = re.compile(r"[\[\]{}]")
_HIDDEN = re.compile(r"\s#.*[\]}]")


def flow(trouble: ParserReport) -> Explanation:
    """Explain a list or map in brackets that goes wrong after an item."""
    start = trouble.start
    if _hidden_end(trouble):
        return (
            start,
            Phrase(
                "a # after a space starts a comment, which hides the end of the list",
                "空格后的 # 开始注释，遮住了列表的结尾",
            ),
            Phrase('put the text in quotes: ["issue #42"]', '请给文本加引号：["问题 #42"]'),
        )
    if _is_open(trouble, start):
        return _never_closed(trouble, start)
    closing = _CLOSING.get(trouble.char(start), "]")
    return (
        trouble.mark,
        Phrase(f"expected a comma or {closing}", f"此处应为逗号或 {closing}"),
        Phrase(
            "put texts that hold quotes, brackets or ‘: ’ in quotes, and a comma between items",
            "含引号、括号或‘: ’的文本要加引号，各项之间用半角逗号",
        ),
    )


def no_content(trouble: ParserReport) -> Explanation:
    """Explain a sign where a value should be, most often the end of a file after an open bracket."""
    start = _last_open(trouble)
    if start and _is_open(trouble, start):
        return _never_closed(trouble, start)
    return (
        trouble.mark,
        Phrase("expected a value here", "此处应为一个值"),
        quote_hint(trouble.line(trouble.mark.line)),
    )


def _hidden_end(trouble: ParserReport) -> bool:
    """Whether a comment on the lines concerned holds a closing bracket."""
    lines = trouble.lines[trouble.start.line : trouble.mark.line + 1]
    return any(_HIDDEN.search(line) for line in lines)


def _is_open(trouble: ParserReport, start: Mark) -> bool:
    """Whether more brackets of a kind open than close from ``start`` on."""
    bracket = trouble.char(start)
    closing = _CLOSING.get(bracket, "")
    rest = [trouble.line(start.line)[start.column :], *trouble.lines[start.line + 1 :]]
    return bool(closing) and sum(line.count(bracket) - line.count(closing) for line in rest) > 0


def _last_open(trouble: ParserReport) -> Mark | None:
    """Return where the innermost bracket stands that is open at the mark."""
    stack: list[Mark] = []
    for number, line in enumerate(trouble.lines[: trouble.mark.line + 1]):
        end = trouble.mark.column if number == trouble.mark.line else len(line)
        for match in _BRACKET.finditer(line, 0, end):
            if match[0] in _CLOSING:
                stack.append(Mark(trouble.mark.name, 0, number, match.start(), None, 0))
            elif stack:
                stack.pop()
    return stack[-1] if stack else None


def _never_closed(trouble: ParserReport, start: Mark) -> Explanation:
    bracket = trouble.char(start)
    closing = _CLOSING[bracket]
    return (
        start,
        Phrase(f"the bracket {bracket} opened here is never closed", f"此处的括号 {bracket} 没有闭合"),
        Phrase(f"end the list with {closing}", f"请在末尾加上 {closing}"),
    )
