"""Code blocks: Pygments gives classes, the theme gives colours."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html import escape

from pygments import highlight as colour
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import find_lexer_class_by_name, get_lexer_by_name
from pygments.util import ClassNotFound

LONGEST_CODE = 100_000
LONGEST_LINE = 2_000
LONGEST_RUN = 600
LONGEST_GAP = 200
"""What is beyond these is shown without colours: nobody reads it, and lexers take the square of its length."""

_LANGUAGE = re.compile(r"\{?[ \t]*\.?([\w+#.-]{1,40})")
_PLAIN = {"text", "txt", "plain", "plaintext", "none"}
_PROSE = {"cucumber", "gherkin", "markdown", "md", "rst", "tex", "latex", "yaml", "yml"}
"""Languages in which a long run of words is nothing strange."""

_PUNCTUATION = re.compile(r"[^\w\s.:]+")
_INK = re.compile(r"\S+")


@lru_cache(maxsize=128)
def is_language(word: str) -> bool:
    """Whether a word is the name of a language."""
    match = _LANGUAGE.match(word)
    if match is None or match[1].lower() in _PLAIN:
        return True
    try:
        find_lexer_class_by_name(match[1])
    except ClassNotFound:
        return False
    return True


def code_block(code: str, info: str) -> str:
    """Return a fenced or indented block of code as HTML; ``info`` is what follows the fence."""
    match = _LANGUAGE.match(info)
    language = match[1].lower() if match else ""
    named = f' class="language-{escape(language)}"' if language else ""
    # A box that scrolls has to be within reach of the keyboard.
    return (
        f'<div class="highlight"><pre tabindex="0"><code{named}>{_inside(code, language)}</code></pre></div>'
    )


def _inside(code: str, language: str) -> str:
    readable = bool(language) and language not in _PLAIN and _is_readable(code, language)
    lexer = _lexer(language) if readable else None
    if lexer is None:
        return escape(code, quote=False) + "\n"
    return str(colour(code, lexer, _formatter())).rstrip("\n") + "\n"


def _is_readable(code: str, language: str) -> bool:
    if len(code) > LONGEST_CODE or max(map(len, code.split("\n"))) > LONGEST_LINE:
        return False
    if max(map(len, _INK.split(code))) > LONGEST_GAP:
        return False
    return language in _PROSE or max(map(len, _PUNCTUATION.split(code))) <= LONGEST_RUN


@lru_cache(maxsize=128)
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None


@cache
def _formatter() -> HtmlFormatter[str]:
    return HtmlFormatter(nowrap=True)
