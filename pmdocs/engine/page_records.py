"""What is remembered of a page between two runs, and what it is while it is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmdocs.diagnostics.problem import Problem
from pmdocs.incremental.tracing import Answers, Question
from pmdocs.pages.article import Article

NEW: Question = ("new",)
"""Why a page is made that was not there before, or that the store has lost."""


@dataclass(frozen=True, slots=True)
class PageRecord:
    """What is remembered of a page: what its article and its shell asked, its files, its problems.

    ``body`` is the digest of the stored article, ``files`` the digest of each file by path.
    """

    article: Answers
    shell: Answers
    body: str
    files: Mapping[str, str]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class RenderedArticle:
    """The inner part of a page: article, files beside it by path, what was asked for them, their problems.

    ``text`` is what the store shall keep, ``None`` where it has it; ``body`` is the digest of that.
    """

    article: Article
    beside: Mapping[str, str]
    answers: Answers
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
