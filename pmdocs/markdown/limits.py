"""Which texts might take Python-Markdown very long: estimates from counts, made before it sees them.

Its search for the end of a link starts anew at every bracket, so that brackets without an end cost the
square of their number. The estimates follow measurements; they err towards suspicion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmdocs.markdown.structure import Leaf, Structure

LONGEST = 1_000_000
"""Characters in one text; about three hundred printed pages."""

MOST_LINES = 50_000

SECONDS = 5.0
"""How long a processor may be at work on a suspicious text; others that keep it busy do not count."""

_LARGE = 250_000
_MUCH_CODE = 12_000
_CODE_STEPS = 5_000_000
_STEPS = 2_000_000
"""Characters that links are looked for in; about half a second."""

_CHEAP = 200
"""What a step of Python is in steps of a compiled search."""

_BRACKETS = re.compile(r"[\[\]()]")
_PUNCTUATION = re.compile(r"[^\w\s.:]+")
_FORMATTING = re.compile(r"<(/?)(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)\b", re.IGNORECASE)
_MOST_UNCLOSED = 50


def is_too_large(text: str) -> bool:
    """Tell whether a text is refused for its size alone."""
    return len(text) > LONGEST or text.count("\n") > MOST_LINES


def is_suspicious(body: str, structure: Structure) -> bool:
    """Tell whether a body should be rendered where it can be stopped."""
    if len(body) > _LARGE or _unclosed(body) > _MOST_UNCLOSED:
        return True
    if len(body) > _MUCH_CODE and _code_steps(structure) > _CODE_STEPS:
        return True
    # No paragraph can be worse than all of them run together.
    return _at_most(body) > _STEPS and sum(_steps(leaf) for leaf in _words(structure)) > _STEPS


def heaviest(structure: Structure) -> int:
    """Return the line of the paragraph that is likely to blame."""
    return max(_words(structure), key=_steps, default=Leaf("text", 1, 1)).line


def _words(structure: Structure) -> Iterator[Leaf]:
    return (leaf for leaf in structure.leaves() if leaf.kind in ("text", "heading", "term"))


def _at_most(text: str) -> float:
    brackets = text.count("[") + text.count("<!")
    signs = sum(text.count(sign) for sign in "*_~&<\\`")
    return len(text) * (brackets + signs / _CHEAP)


def _steps(leaf: Leaf) -> float:
    text = leaf.text
    steps = _at_most(text)
    if steps <= _STEPS / 100:
        return steps
    other = _at_most(_BRACKETS.sub("", text))
    return _distances(text) * (3 if "]:" in text else 1) + other


def _distances(text: str) -> int:
    """Return how far it is, in sum, from each bracket that may start a link to where that ends."""
    opened: list[int] = []
    parens: list[int] = []
    steps = 0
    for match in _BRACKETS.finditer(text):
        at, sign = match.start(), match[0]
        if sign == "[":
            opened.append(at)
        elif sign == "(":
            parens.append(at)
        elif sign == "]" and opened:
            steps += at - opened.pop()
        elif sign == ")" and parens:
            steps += at - parens.pop()
    ends = [at for at in parens if text[at - 1 : at] == "]"]
    return steps + sum(len(text) - at for at in opened + ends)


def _code_steps(structure: Structure) -> int:
    """Return how long lexers may look: the squares of the runs of words in code that will be coloured."""
    code = (leaf.text for leaf in structure.leaves() if leaf.fence and leaf.info)
    return sum(len(run) ** 2 for text in code for run in _PUNCTUATION.split(text))


def _unclosed(body: str) -> int:
    """Return how many elements such as ``<b>`` are left open: a browser opens each anew in every paragraph."""
    if body.count("<") <= _MOST_UNCLOSED:
        return 0
    return sum(-1 if match[1] else 1 for match in _FORMATTING.finditer(body))
