"""What YAML accepts and authors did not mean: the same key twice, wide punctuation, text lost to a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from pmdocs.diagnostics.problem import Phrase, Place, Problem
from pmdocs.notation.bounds import MAX_DEPTH, check_escaped, too_deep
from pmdocs.notation.nodes import is_null, place_of
from pmdocs.notation.quoting import NO_SPACE, missing_colon, quoted, shortened

# Only a text with such a line is worth a look at what follows its values.
_COMMENT = re.compile(r"[ \t](#\w.*)")


@dataclass(slots=True)
class _Findings:
    """What one walk through a tree has found."""

    lines: list[str]
    problems: list[Problem] = field(default_factory=list)
    hopeless: bool = False
    """Whether a part makes no sense at all, so that there is no tree to go on with."""


def check_tree(root: Node, text: str) -> tuple[Node | None, list[Problem]]:
    """Walk through a tree once; no tree comes back where it cannot be used at all."""
    found = _Findings(text.splitlines() if _COMMENT.search(text) else [])
    stack: list[tuple[Node, int]] = [(root, 1)]
    while stack and not found.hopeless:
        node, depth = stack.pop()
        stack += [(child, depth + 1) for child in _check(node, found)]
        if depth > MAX_DEPTH:
            return None, [too_deep(place_of(node))]
    found.problems.sort(key=lambda problem: problem.sort_key)
    return None if found.hopeless else root, found.problems


def _check(node: Node, found: _Findings) -> Iterator[Node]:
    """Check one node; yield those below it."""
    if isinstance(node, MappingNode):
        _check_keys(node, found)
        yield from (value for _, value in node.value)
    elif isinstance(node, SequenceNode):
        _check_items(node, found)
        yield from node.value
    elif isinstance(node, ScalarNode):
        if node.style == '"':
            _check_escapes(node, found)
        elif found.lines and not node.style:
            _check_comment(node, found)


def _check_keys(node: MappingNode, found: _Findings) -> None:
    first: dict[str, Node] = {}
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            found.problems.append(_key_is_no_text(place_of(key)))
            found.hopeless = True
            return
        if key.value in first:
            found.problems.append(_twice(key, first[key.value]))
        first.setdefault(key.value, key)
        if key.style == '"':
            _check_escapes(key, found)
        if key.style:
            continue
        if key.value != key.value.strip():
            found.problems.append(_wide_space(key))
        elif node.flow_style and not value.value and is_null(value) and _no_value_meant(key.value):
            found.problems.append(missing_colon(place_of(key), key.value))


def _check_escapes(node: ScalarNode, found: _Findings) -> None:
    problem = check_escaped(node.value, place_of(node))
    if problem:
        found.problems.append(problem)


def _no_value_meant(key: str) -> bool:
    return "：" in key or "，" in key or bool(NO_SPACE.fullmatch(key))


def _key_is_no_text(place: Place) -> Problem:
    return Problem.at(
        place,
        "E-YAML",
        Phrase("a field name has to be a text", "字段名必须是文本"),
        Phrase("a text that starts with [ or { needs quotes", "以 [ 或 { 开头的文本要加引号"),
    )


def _twice(key: ScalarNode, first: Node) -> Problem:
    name, line = shortened(key.value), place_of(first).line
    return Problem.at(
        place_of(key),
        "E-DUPKEY",
        Phrase(
            f"‘{name}’ is written twice, first on line {line}",
            f"‘{name}’重复，首次出现在第 {line} 行",
        ),
        Phrase("keep one of the two", "请只保留一个"),
        key.value,
    )


def _wide_space(key: ScalarNode) -> Problem:
    name = shortened(key.value)
    space = (key.value.lstrip(" ") if key.value[0].isspace() else key.value[-1])[0]
    code = f"U+{ord(space):04X}"
    return Problem.at(
        place_of(key),
        "E-YAML",
        Phrase(
            f"‘{name}’ has a wide or hard space ({code}) beside it",
            f"‘{name}’旁有全角空格或不换行空格（{code}）",
        ),
        Phrase("use ordinary spaces", "请用半角空格"),
    )


def _check_items(node: SequenceNode, found: _Findings) -> None:
    """Warn of ``[a，b]``, which is one item."""
    if not node.flow_style or len(node.value) != 1:
        return
    item = node.value[0]
    if not isinstance(item, ScalarNode) or item.style or "，" not in item.value:
        return
    two, one = shortened(item.value.replace("，", ", ")), quoted(shortened(item.value))
    found.problems.append(
        Problem.at(
            place_of(item),
            "W-PUNCT",
            Phrase("full-width comma found: the list has one item", "发现全角逗号：该列表只有一项"),
            Phrase(f"write [{two}], or [{one}] if one is meant", f"请写 [{two}]；若确为一项，请写 [{one}]"),
        )
    )


def _check_comment(node: ScalarNode, found: _Findings) -> None:
    """Warn of ``Fix issue #42``, of which YAML drops the number."""
    end = node.end_mark
    line = found.lines[end.line] if end.line < len(found.lines) else ""
    lost = _COMMENT.match(line, end.column - (1 if not node.value else 0)) or _COMMENT.match(line, end.column)
    if lost is None:
        return
    sample = quoted(shortened(f"{node.value} {lost[1]}"))
    found.problems.append(
        Problem.at(
            Place(end.name, end.line + 1, lost.start(1) + 1),
            "W-PUNCT",
            Phrase(
                f"‘{shortened(lost[1])}’ is a comment and not part of the text",
                f"‘{shortened(lost[1])}’是注释，不属于文本",
            ),
            Phrase(
                f"write {sample}, or ‘# ’ with a space for a comment",
                f"请写 {sample}；若是注释，请在 # 后加空格",
            ),
        )
    )
