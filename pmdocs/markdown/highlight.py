"""Code blocks: Pygments gives classes, the theme gives colours."""

from __future__ import annotations

import re
from functools import cache
from html import escape

from pygments import highlight as colour
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

LONGEST_CODE = 100_000
LONGEST_LINE = 2_000
"""Larger code is shown as it is: nobody reads it, and some lexers would take minutes."""

_LANGUAGE = re.compile(r"\{?[ \t]*\.?([\w+#.-]{1,40})")
_PLAIN = {"text", "txt", "plain", "plaintext", "none"}


def code_block(code: str, info: str) -> str:
    """Return a fenced or indented block of code as HTML; ``info`` is what follows the fence."""
    match = _LANGUAGE.match(info)
    language = match[1].lower() if match else ""
    named = f' class="language-{escape(language)}"' if language else ""
    # A box that scrolls has to be within reach of the keyboard.
    return f'<div class="highlight"><pre tabindex="0"><code{named}>{_inside(code, language)}</code></pre></div>'


def _inside(code: str, language: str) -> str:
    small = len(code) <= LONGEST_CODE and max(map(len, code.split("\n"))) <= LONGEST_LINE
    lexer = _lexer(language) if small and language and language not in _PLAIN else None
    if lexer is None:
        return escape(code, quote=False) + "\n"
    return str(colour(code, lexer, _formatter())).rstrip("\n") + "\n"


@cache
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None


@cache
def _formatter() -> HtmlFormatter[str]:
    return HtmlFormatter(nowrap=True)
