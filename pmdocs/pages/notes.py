"""Problems as a page shows them: message and hint in the page's language, with the source line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pmdocs.diagnostics.problem import Problem

_LONGEST_LINE = 160
_MOST_PLACES = 30
_SIGN = re.compile(r"\S")
_COMMENTS = re.compile(r"<!--.*?(?:-->|\Z)|(?<![0-9%\\])%%(?!%).*?%%|^[ \t]*%%.*\Z", re.DOTALL | re.MULTILINE)
"""Comments of HTML and of Obsidian; one that is never closed reaches to the end."""


def shown(problem: Problem, lang: str, source: str) -> dict[str, object]:
    """Return one problem for the templates; ``source`` is the text of its file, empty if unknown."""
    return {
        "severity": problem.severity, "code": problem.code,
        "message": problem.message.within(lang), "hint": problem.hint.within(lang) if problem.hint else "",
        "place": f"{problem.path}:{problem.line}:{problem.column}",
        "frame": frame(source, problem.line, problem.column),
    }  # fmt: skip


def grouped(problems: Iterable[Problem]) -> Iterator[tuple[Problem, str]]:
    """Yield each thing that is said once, with all its places: ``a.md:3:5``, ``a.md:3:5, 9:1``."""
    by_words: dict[tuple[str, str, str, str], list[Problem]] = {}
    for one in problems:
        hint = one.hint.en if one.hint else ""
        by_words.setdefault((one.path, one.code, one.message.en, hint), []).append(one)
    for found in by_words.values():
        more = [f"{one.line}:{one.column}" for one in found[1:]]
        places = ", ".join([f"{found[0].path}:{found[0].line}:{found[0].column}", *more[:_MOST_PLACES]])
        yield found[0], f"{places}, … ({len(found)})" if len(more) > _MOST_PLACES else places


@lru_cache(maxsize=1)
def _lines(source: str) -> list[str]:
    # Once for the many problems of one file. A comment is not published by way of a message either.
    return _COMMENTS.sub(lambda comment: _SIGN.sub("·", comment[0]), source).split("\n")


def frame(source: str, line: int, column: int) -> str:
    """Return the source line with a caret under the column, as an editor would point at it."""
    lines = _lines(source)
    if not source or line > len(lines):
        return ""
    text = lines[line - 1].expandtabs(1)
    start = max(0, column - _LONGEST_LINE // 2)
    shown = text[start : start + _LONGEST_LINE]
    before = shown[: column - 1 - start]
    pad = "".join("\u3000" if ord(char) > 0x2E7F else " " for char in before)  # noqa: PLR2004 -- full-width from here
    number = f"{line} │ "
    return f"{number}{shown}\n{' ' * (len(number) - 2)}│ {pad}^"
