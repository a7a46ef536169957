"""What pmdocs tells an author: a place, a code, a message and a hint, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Literal


class Severity(StrEnum):
    """How much a problem matters: an error stops publishing, a warning is shown, an info is logged."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


# The catalogue lists these under W- although they never hold a build up, unless the settings say so.
_QUIET_WARNINGS = frozenset({"W-SOURCE", "W-LANG", "W-MEASURE"})
FRESHNESS = frozenset({"W-STALE", "W-CHECKIN"})
"""What the calendar alone brings about: a report and a badge, but no failure of a site that nobody has touched."""

Level = Literal["ignore", "info", "warn", "error"]
_BY_LEVEL = {"info": Severity.INFO, "warn": Severity.WARNING, "error": Severity.ERROR}


@dataclass(frozen=True, slots=True, order=True)
class Phrase:
    """One sentence in English and Chinese."""

    en: str
    zh: str

    def within(self, lang: str) -> str:
        """Return the sentence in the language tagged ``lang``, English unless it is Chinese."""
        return self.zh if lang.lower().startswith("zh") else self.en

    def fill(self, **values: object) -> Phrase:
        """Put ``values`` into the ``{places}`` of both sentences; a phrase among them keeps its language."""

        def into(text: str, lang: str) -> str:
            shown = {k: v.within(lang) if isinstance(v, Phrase) else v for k, v in values.items()}
            return text.format_map(shown)

        return Phrase(into(self.en, "en"), into(self.zh, "zh-CN"))


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a source file: POSIX path within the site, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing an author should know about what they wrote.

    ``path`` is POSIX and relative to the site folder; ``line`` and ``column`` count from 1.
    ``code`` starts with E- (error), W- (warning) or I- (info). ``field`` is the dotted path of
    the value inside the spec, empty where the problem concerns the whole file.
    """

    path: str
    line: int
    column: int
    code: str
    message: Phrase
    hint: Phrase | None = None
    field: str = ""
    level: Severity | None = None
    """How much it matters where the settings say that; else the code does."""

    @classmethod
    def at(
        cls, place: Place, code: str, message: Phrase, hint: Phrase | None = None, field: str = ""
    ) -> Problem:
        """Build a problem at a place."""
        return cls(place.path, place.line, place.column, code, message, hint, field)

    @property
    def severity(self) -> Severity:
        """Error, warning or info: what the settings say, else read off the code."""
        if self.level:
            return self.level
        if self.code in FRESHNESS or self.code in _QUIET_WARNINGS or self.code.startswith("I-"):
            return Severity.INFO
        return Severity.ERROR if self.code.startswith("E-") else Severity.WARNING

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order of reports: by file, place, code, message; that there are more comes after those that are told."""
        code = f"~{self.code}" if self.code.endswith("-MORE") else self.code
        return (self.path, self.line, self.column, code, self.message.en)

    def moved(self, path: str, line: int = 0, column: int = 0) -> Problem:
        """Return the same problem at another place, for text that lies inside a larger file."""
        return replace(self, path=path, line=self.line + line, column=self.column + column)

    def text(self, lang: str = "en") -> str:
        """Return ``path:line:column: CODE message`` and, indented below it, the hint."""
        line = f"{self.path}:{self.line}:{self.column}: {self.code} {self.message.within(lang)}"
        return f"{line}\n    {self.hint.within(lang)}" if self.hint else line


def with_levels(problems: Iterable[Problem], levels: Mapping[str, Level]) -> Iterator[Problem]:
    """Yield problems as loud as the settings say by code; an error stays one, whatever they say."""
    for problem in problems:
        level = levels.get(problem.code, "") if not problem.code.startswith("E-") else ""
        if level != "ignore":
            yield replace(problem, level=_BY_LEVEL[level]) if level else problem


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems by file and place, each once."""
    return sorted({p.sort_key: p for p in problems}.values(), key=lambda p: p.sort_key)


def build_fails(problems: Iterable[Problem], *, strict: bool = False) -> bool:
    """Whether the problems stop a build: an error does, and a warning where ``strict``."""
    stopping = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(p.severity in stopping for p in problems)


class PmdocsError(Exception):
    """Stops a command: the author (exit 1) or the person at the keyboard (exit 2) has to act."""

    def __init__(self, *problems: Problem, exit_code: int = 1) -> None:
        super().__init__("\n".join(problem.text() for problem in problems))
        self.problems = problems
        self.exit_code = exit_code

    def __reduce__(self) -> tuple[Any, ...]:
        """Tell how to make it again: a worker process sends it to the one that has started it."""
        return _stop, (self.problems, self.exit_code)


def _stop(problems: tuple[Problem, ...], exit_code: int) -> PmdocsError:
    return PmdocsError(*problems, exit_code=exit_code)
