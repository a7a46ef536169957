"""Problems as a page shows them: message and hint in the page's language, with the source line."""

from __future__ import annotations

from functools import lru_cache

from pmdocs.diagnostics.problem import Problem

_LONGEST_LINE = 160


def shown(problem: Problem, lang: str, source: str) -> dict[str, object]:
    """Return one problem for the templates; ``source`` is the text of its file, empty if unknown."""
    return {
        "severity": problem.severity, "code": problem.code,
        "message": problem.message.within(lang), "hint": problem.hint.within(lang) if problem.hint else "",
        "place": f"{problem.path}:{problem.line}:{problem.column}",
        "frame": frame(source, problem.line, problem.column),
    }  # fmt: skip


@lru_cache(maxsize=1)
def _lines(source: str) -> list[str]:
    return source.split("\n")  # of many problems of one file


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
