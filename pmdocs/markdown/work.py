"""How much work Python-Markdown does for a text: counted, not timed, so that a busy machine refuses nothing more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markdown.inlinepatterns import Pattern

MOST_STEPS = 10_000_000
"""Characters that are looked at one by one for one text; a few seconds."""

_COPIED = 400
"""Characters that are copied in the time in which one is looked at."""

_SCANS = ("getText", "getLink")
"""Methods of link patterns that look for an end character by character; the last but one they return is where."""


class TooMuchWorkError(Exception):
    """A text needs more steps than a text may."""


class Work:
    """The steps that are left for one text."""

    def __init__(self) -> None:
        self.left = MOST_STEPS

    def begin(self) -> None:
        """Begin another text."""
        self.left = MOST_STEPS

    def spend(self, steps: int) -> None:
        """Take away what was done; ``TooMuchWorkError`` where that was more than was left."""
        self.left -= steps
        if self.left < 0:
            raise TooMuchWorkError

    def watch(self, pattern: Pattern) -> None:
        """Count what a pattern does from now on."""
        for name in _SCANS:
            if hasattr(pattern, name):
                setattr(pattern, name, self._scan(getattr(pattern, name)))
        setattr(pattern, _MATCH, self._match(getattr(pattern, _MATCH)))

    def _scan(self, scan: Callable[[str, int], tuple[Any, ...]]) -> Callable[[str, int], tuple[Any, ...]]:
        def counted(data: str, index: int) -> tuple[Any, ...]:
            found = scan(data, index)
            self.spend(found[-2] - index)
            return found

        return counted

    def _match(self, match: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
        def counted(found: Any, data: str) -> Any:
            # Each match copies the text around it.
            self.spend(1 + len(data) // _COPIED)
            return match(found, data)

        return counted


_MATCH = "handleMatch"
