"""What is refused before any parser sees it: too many bytes, control characters, bottomless nesting."""

from __future__ import annotations

import re

from pmdocs.diagnostics.problem import Phrase, Place, Problem

MAX_BYTES = 10_000_000
MAX_DEPTH = 60

# The C parser overflows its stack at some ten thousand levels; what is left of that by these limits
# (some hundred levels) fits the small stack of a thread, and the exact depth is checked afterwards.
_MAX_OPEN = 200
_MAX_LEAD = 200

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BRACKET = re.compile(r"[\[\]{}]")
_LEAD = re.compile(rf"^(?:[ \t]|[-?:](?=[ \t])){{{_MAX_LEAD + 1}}}", re.MULTILINE)


def place_at(text: str, index: int, path: str) -> Place:
    """Return the place of the character at an index."""
    return Place(path, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def check_text(text: str, path: str) -> Problem | None:
    """Refuse a text that is too large or holds characters that no editor shows."""
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        return Problem.at(
            Place(path),
            "E-YAML",
            Phrase(
                f"the text is larger than {MAX_BYTES // 1_000_000} MB",
                f"文本超过 {MAX_BYTES // 1_000_000} MB",
            ),
            _SHORTER if path.lower().endswith(".csv") else _SPLIT,
        )
    found = _CONTROL.search(text)
    if found is None:
        return None
    return _not_shown(found[0], place_at(text, found.start(), path))


def check_escaped(text: str, place: Place) -> Problem | None:
    """Refuse such a character where an escape has put it into a value."""
    found = _CONTROL.search(text)
    return _not_shown(found[0], place) if found else None


def _not_shown(character: str, place: Place) -> Problem:
    code = f"U+{ord(character):04X}"
    return Problem.at(
        place,
        "E-YAML",
        Phrase(f"the character {code} cannot be part of a text", f"文本中不能有字符 {code}"),
        Phrase("delete it; the file must be plain text in UTF-8", "请删除；文件须为 UTF-8 纯文本"),
    )


def check_depth(text: str, path: str) -> Problem | None:
    """Refuse a YAML text whose nesting might be bottomless."""
    lead = _LEAD.search(text)
    if lead:
        return too_deep(place_at(text, lead.start(), path))
    if text.count("[") + text.count("{") <= _MAX_OPEN:
        return None
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth = depth + 1 if bracket[0] in "[{" else max(depth - 1, 0)
        if depth > _MAX_OPEN:
            return too_deep(place_at(text, bracket.start(), path))
    return None


def too_deep(place: Place) -> Problem:
    """Say that the nesting is too deep."""
    return Problem.at(
        place,
        "E-YAML",
        Phrase(f"nested more than {MAX_DEPTH} levels deep", f"嵌套超过 {MAX_DEPTH} 层"),
        Phrase("is a bracket left open above?", "上面是否有未闭合的括号？"),
    )


_SPLIT = Phrase("split it, or move long tables to CSV files", "请拆分文件，或把长表移到 CSV 文件")
_SHORTER = Phrase(
    "leave out columns that nothing reads, or add rows up before", "请删去用不到的列，或先汇总数据行"
)
