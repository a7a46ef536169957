"""A syntax error as libyaml reports it, with the lines it is about."""

from __future__ import annotations

from dataclasses import dataclass

from yaml.error import Mark

from pmdocs.diagnostics.problem import Phrase

Explanation = tuple[Mark, Phrase, Phrase | None]
"""Where the author should look, what is wrong, and what to write."""


@dataclass(frozen=True, slots=True)
class ParserReport:
    """What libyaml reports, and the lines it reports on."""

    context: str
    problem: str
    start: Mark
    """Where the construct begins that could not be finished."""
    mark: Mark
    lines: list[str]

    def line(self, number: int) -> str:
        """Return a line, counted from 0; empty outside the text."""
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def char(self, mark: Mark) -> str:
        """Return the character at a mark."""
        return self.line(mark.line)[mark.column : mark.column + 1]

    @property
    def above(self) -> int:
        """The number of the last line with text before the mark's."""
        number = self.mark.line - 1
        while number > 0 and not self.line(number).strip():
            number -= 1
        return number
