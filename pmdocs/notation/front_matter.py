"""A Markdown file in two: the YAML between the ``---`` lines and the prose below, each with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pmdocs.diagnostics.problem import Phrase, Place, Problem

_BLANKS = re.compile(r"\ufeff?(?:[ \t\u3000]*\r?\n)*")
_OPEN = re.compile(r"---[ \t]*(?:\r?\n|\Z)")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_TOML = re.compile(r"\+\+\+[ \t]*\r?\n")
_TOML_END = re.compile(r"^\+\+\+[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_PAIR = re.compile(r"^\s*([\w-]+)\s*=\s*(.*)$")
# Word processors and Chinese keyboards turn three hyphens into one of these.
_DASHES = re.compile(
    r"[ \t]*(?!---[ \t]*\r?$)[-\u2010\u2013-\u2015\uff0d]{1,6}[ \t]*\r?\n[ \t]*kind[ \t]*[:：]", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The parts of a file; the lines count from 1 and are those of the whole file."""

    yaml_text: str
    yaml_line: int
    body: str
    body_line: int
    problems: tuple[Problem, ...] = ()


def split(text: str, path: str = "") -> FrontMatter:
    """Part front matter from prose; a file without front matter is all prose."""
    blanks = _BLANKS.match(text)
    start = blanks.end() if blanks else 0
    line = 1 + text.count("\n", 0, start)
    if _TOML.match(text, start):
        return _from_toml(text, start, line, path)
    opening = _OPEN.match(text, start)
    if opening is None:
        bom = 1 if text.startswith("\ufeff") else 0
        dashes = _DASHES.match(text, start)
        found = (_not_hyphens(path, line, text[start:]),) if dashes else ()
        return FrontMatter("", 1, text[bom:], 1, found)
    closing = _CLOSE.search(text, opening.end())
    if closing is None:
        return FrontMatter("", line + 1, text[opening.end() :], line + 1, (_unclosed(path, line),))
    yaml_text = text[opening.end() : closing.start()]
    below = line + 2 + yaml_text.count("\n")
    return FrontMatter(yaml_text, line + 1, text[closing.end() :], below)


def _from_toml(text: str, start: int, line: int, path: str) -> FrontMatter:
    """Return front matter in TOML between lines of ``+++`` as YAML, line by line, so that places stay what they are."""
    opened = text.index("\n", start) + 1
    closing = _TOML_END.search(text, opened)
    if closing is None:
        return FrontMatter("", line + 1, text[opened:], line + 1, (_unclosed(path, line),))
    lines = text[opened : closing.start()].split("\n")
    problems = tuple(
        Problem.at(Place(path, line + 1 + n), "E-YAML", _TABLE, _AS_YAML)
        for n, one in enumerate(lines) if one.lstrip().startswith("[")
    )  # fmt: skip
    yaml_text = "\n".join("" if one.lstrip().startswith("[") else _PAIR.sub(r"\1: \2", one) for one in lines)
    below = line + 1 + len(lines)
    return FrontMatter(yaml_text, line + 1, text[closing.end() :], below, problems)


_TABLE = Phrase("tables of TOML are not read in front matter", "文件头不支持 TOML 的表")
_AS_YAML = Phrase(
    "write the front matter in YAML, between lines of ---", "请用 YAML 书写文件头，放在两行 --- 之间"
)


def _unclosed(path: str, line: int) -> Problem:
    return Problem.at(
        Place(path, line),
        "E-YAML",
        Phrase("the front matter that starts here never ends", "此处开始的文件头没有结束"),
        Phrase(
            "put a line of three hyphens, ---, between the data and the prose",
            "在数据与正文之间加一行三个连字符：---",
        ),
    )


def _not_hyphens(path: str, line: int, rest: str) -> Problem:
    found = rest.split("\n", 1)[0].strip()
    return Problem.at(
        Place(path, line),
        "E-YAML",
        Phrase(
            f"front matter starts with three hyphens, found ‘{found}’",
            f"文件头以三个连字符开始，实际是‘{found}’",
        ),
        Phrase("write --- (three times the minus key)", "请用英文输入法输入 ---"),
    )
