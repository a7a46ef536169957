"""YAML text to nodes with places; never raises, and refuses what would be read in a surprising way."""

from __future__ import annotations

import io
import re

from yaml import MarkedYAMLError, Node, ScalarNode, YAMLError
from yaml._yaml import CParser
from yaml.tokens import AliasToken, AnchorToken, DirectiveToken, TagToken, Token

from pmdocs.diagnostics.problem import Phrase, Place, Problem
from pmdocs.notation.bounds import check_depth, check_text
from pmdocs.notation.nodes import TAG, child, construct, is_null, keys, locate, place_of
from pmdocs.notation.quoting import missing_colon
from pmdocs.notation.translation import merge
from pmdocs.notation.yaml_checks import check_tree
from pmdocs.notation.yaml_errors import explain
from pmdocs.notation.yaml_size import check_size

# YAML 1.1 also breaks lines at these three; editors do not, and so would count lines differently.
_ODD_BREAKS = str.maketrans(dict.fromkeys("\x85\u2028\u2029", " "))

# A place where an anchor, alias or tag could stand; only then are the tokens looked at.
_MACHINERY = re.compile(r"(?m)(?:^[ \t]*|[\[{,:?-][ \t]*)[&*!]|^%")


class _Stream(io.StringIO):
    """Text with the name that the parser puts into its marks."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text)
        self.name = name


class _Parser(CParser):
    """libyaml's parser; what a plain scalar means is left to the field's type."""

    def resolve(self, *_: object) -> str:
        """Give every node the same tag."""
        return TAG

    def descend_resolver(self, *_: object) -> None:
        """Follow no path."""

    def ascend_resolver(self) -> None:
        """Follow no path."""


def read_yaml(
    text: str, path: str, *, first_line: int = 1, first_column: int = 1
) -> tuple[Node | None, list[Problem]]:
    """Return the node of a YAML text and the problems found; no node where it cannot be read.

    ``first_line`` and ``first_column`` say where in the file the text starts, and that it is
    indented throughout. An empty text has neither a node nor a problem. A node that comes with an
    error (a duplicate key) can be examined further but must not be published.
    """
    moved = _moved(text, first_line, first_column)
    problem = (
        check_text(moved, path)
        or check_depth(moved, path)
        or _machinery(moved, path)
        or check_size(moved, path)
    )
    if problem:
        return None, [problem]
    try:
        node = _Parser(_Stream(moved, path)).get_single_node()
    except MarkedYAMLError as error:
        return None, [explain(error, moved, path)]
    except (YAMLError, ValueError, RecursionError) as error:
        return None, [_unreadable(error, path, first_line)]
    if node is None:
        return None, []
    if isinstance(node, ScalarNode) and not is_null(node):
        return None, [missing_colon(place_of(node), node.value)]
    return check_tree(node, moved)


def _moved(text: str, first_line: int, first_column: int) -> str:
    """Put the text where it stands in its file, so that the parser's own marks are right."""
    text = text.removeprefix("\ufeff").translate(_ODD_BREAKS)
    if first_column > 1:
        margin = " " * (first_column - 1)
        text = "".join(margin + line for line in text.splitlines(keepends=True))
    return "\n" * (first_line - 1) + text


def _unreadable(error: Exception, path: str, line: int) -> Problem:
    reason = str(error)
    return Problem.at(
        Place(path, line), "E-YAML", Phrase(f"not readable as YAML: {reason}", f"无法读取 YAML：{reason}")
    )


def _machinery(text: str, path: str) -> Problem | None:
    """Refuse anchors, aliases, tags and directives: a spec is data, each value written once."""
    if not _MACHINERY.search(text):
        return None
    parser = _Parser(_Stream(text, path))
    try:
        while parser.check_token():
            token = parser.get_token()
            if isinstance(token, AliasToken | AnchorToken | TagToken | DirectiveToken):
                return _not_data(token, text, path)
    except YAMLError:
        pass  # Reported by the parse that follows.
    return None


def _not_data(token: Token, text: str, path: str) -> Problem:
    start = token.start_mark
    found = text.splitlines()[start.line][start.column :].split()[0]
    return Problem.at(
        Place(path, start.line + 1, start.column + 1),
        "E-YAML",
        Phrase(
            f"‘{found}’ is read as a YAML alias, anchor, tag or directive, which specs do not use",
            f"‘{found}’会被当作 YAML 的引用、锚点、标签或指令，此处不支持",
        ),
        Phrase(
            f'a text that starts with {found[0]} needs quotes: "{found} …"',
            f'以 {found[0]} 开头的文本要加引号："{found} …"',
        ),
    )


__all__ = ["child", "construct", "is_null", "keys", "locate", "merge", "read_yaml"]
