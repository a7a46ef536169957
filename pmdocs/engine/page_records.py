"""What is remembered of a page between two runs, and what it is while it is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pmdocs.diagnostics.problem import Problem
from pmdocs.incremental.tracing import Dependencies, Question, as_rows, from_rows
from pmdocs.pages.article import Article
from pmdocs.site.records import problem_data, problem_from

NEW: Question = ("new",)
"""Why a page is made that was not there before, or that the store has lost."""


@dataclass(frozen=True, slots=True)
class PageRecord:
    """What is remembered of a page: what its article and its shell asked, its files, its problems.

    ``body`` is the digest of the stored article, ``files`` the digest of each file by path.
    """

    article: Dependencies
    shell: Dependencies
    body: str
    files: Mapping[str, str]
    problems: tuple[Problem, ...]

    def as_data(self) -> list[Any]:
        """Return what JSON can hold."""
        problems = [problem_data(p) for p in self.problems]
        return [as_rows(self.article), as_rows(self.shell), self.body, dict(self.files), problems]

    @classmethod
    def from_data(cls, data: list[Any]) -> PageRecord:
        """Return what ``as_data`` was made from."""
        article, shell, body, files, problems = data
        return cls(
            from_rows(article), from_rows(shell), body, files, tuple(problem_from(p) for p in problems)
        )


@dataclass(frozen=True, slots=True)
class RenderedArticle:
    """The inner part of a page: article, files beside it by path, what was asked for them, their problems.

    ``text`` is what the store shall keep, ``None`` where it has it; ``body`` is the digest of that.
    """

    article: Article
    beside: Mapping[str, str]
    dependencies: Dependencies
    problems: tuple[Problem, ...]
    body: str
    text: str | None = None


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page as it is now: digests of its files, its problems, and why it was made again, if it was.

    ``body`` is the digest of its article, ``checksum`` that of its record in the store, where it was read or
    written as a whole.
    """

    url: str
    files: Mapping[str, str]
    problems: tuple[Problem, ...]
    body: str
    checksum: str = ""
    reason: Question | None = None


def rendered_page_of(url: str, checksum: str, data: list[Any]) -> RenderedPage:
    """Return the page that a record speaks of; what was asked for it is not looked at."""
    *_, body, files, problems = data
    return RenderedPage(url, files, tuple(problem_from(p) for p in problems), body, checksum)
