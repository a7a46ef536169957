"""Text → search terms: words in small letters, and pairs of neighbouring signs where a script has no spaces.

``terms.js`` says the same in JavaScript for what a reader types; a test holds the two against each other in
the embedded engine.
"""

from __future__ import annotations

import itertools
import re
from unicodedata import normalize

_SIGNS = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese characters and Japanese syllables."""
_WORD = re.compile(rf"[{_SIGNS}]+|[^\W{_SIGNS}]+")
_SPACES = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "_")}
_LONGEST = 40
"""Characters of a word that anybody would search for."""


def terms(text: str) -> list[str]:
    """Return the search terms of a text, as often as they occur.

    A run of Chinese characters gives all pairs of neighbours, so that any two characters of it are found, and
    its last one, so that each single character begins a term.
    """
    if text.isascii():  # five times as fast as the expression
        words = text.lower().translate(_SPACES).split()
        return (
            words
            if len(max(words, key=len, default="")) <= _LONGEST
            else [w for w in words if len(w) <= _LONGEST]
        )
    found = []
    for word in _WORD.findall(normalize("NFKC", text).lower()):
        if word[0] < "\u3005" or not _is_sign(word[0]):
            if len(word) <= _LONGEST:
                found.append(word)
        else:
            found += map("".join, itertools.pairwise(word))
            found.append(word[-1])
    return found


_is_sign = re.compile(f"[{_SIGNS}]").match
