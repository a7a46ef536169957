"""How to write a line that YAML misread: in quotes, with half-width punctuation, with a space."""

from __future__ import annotations

import re

from pmdocs.diagnostics.problem import Phrase, Place, Problem

NO_SPACE = re.compile(r"\s*(?:-\s+)*([^\s:\"'{\[#][^\s:]*):([^\s:/].*)")
"""A field whose colon has no space after it."""

_FIELD = re.compile(r"(\s*(?:-\s+)*)([^:#]+?)\s*:\s+(\S.*?)\s*")

_LONGEST = 60
_LONGEST_LINE = 500


def missing_colon(place: Place, text: str) -> Problem:
    """Say that a text stands where a field should, and which sign is missing."""
    message, hint = no_field(text)
    return Problem.at(place, "E-YAML", message, hint)


def _lines(line: str) -> Phrase:
    """Return how to write a line; YAML has made one of several that it took for a text."""
    lines = [one.replace("：", ": ").replace("，", ", ") for one in re.split(r"\s+(?=[\w-]+：)", line)]
    if len(lines) == 1:
        return _write(lines[0])
    shown = ", ".join(f"‘{shortened(one)}’" for one in lines)
    return Phrase(f"write each on a line of its own: {shown}", f"每个字段各占一行：{shown}")


def no_field(line: str) -> tuple[Phrase, Phrase]:
    """Return what to say of a line that should be a field and is none, and how to write it."""
    if "：" in line or "，" in line:
        sign, plain, zh = ("：", ":", "冒号") if "：" in line else ("，", ",", "逗号")
        en = "colon" if sign == "：" else "comma"
        return (
            Phrase(f"full-width {en} found; use ‘{plain} ’", f"发现全角{zh}，请用半角‘{plain} ’"),
            _lines(line),
        )
    match = NO_SPACE.fullmatch(line)
    if match:
        return (
            Phrase("a colon needs a space after it", "冒号后面要有空格"),
            _write(f"{match[1]}: {match[2]}"),
        )
    return (
        Phrase(
            f"expected ‘field: value’, found ‘{shortened(line)}’",
            f"应为‘字段: 值’，实际是‘{shortened(line)}’",
        ),
        Phrase(
            "write a field name and a colon; a text of several lines starts with | after its field",
            "请写字段名和冒号；多行文本在字段后用 | 开头",
        ),
    )


def shortened(text: str) -> str:
    """Return a text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _write(text: str) -> Phrase:
    sample = shortened(text)
    return Phrase(f"write {sample}", f"请写 {sample}")


def quoted(text: str) -> str:
    """Return a text in the quotes that suit it; quotes around it are taken to be its own."""
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def field_of(line: str) -> re.Match[str] | None:
    """Match a line of reasonable length as indentation, field and value."""
    return _FIELD.fullmatch(line) if len(line) <= _LONGEST_LINE else None


def quote_hint(line: str) -> Phrase:
    """Show the line with its value in quotes."""
    match = field_of(line)
    if match is None:
        return Phrase('put the text in quotes: "…"', '请给文本加引号："…"')
    lead = "- " if "-" in match[1] else ""
    sample = f"{lead}{match[2]}: {quoted(shortened(match[3]))}"
    return Phrase(f"put the text in quotes: {sample}", f"请给文本加引号：{sample}")
