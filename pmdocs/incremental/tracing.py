"""Which questions a page asked about the site, and the digest of each answer.

A page is fresh as long as its old questions, asked again, get the same answers. That covers patterns
("all objectives"), absence ("no such id yet"), and edits that change no answer and so stop there.
The pages themselves know nothing of it: they ask a ``SiteView``, and what it notes is remembered.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pmdocs.incremental.questions import Question, questions
from pmdocs.incremental.site_view import SiteView
from pmdocs.sdk import Backlink, Entry
from pmdocs.site.site import EMBEDDED
from pmdocs.system.hashing import digest

__all__ = ["AnswerDigests", "Answers", "Dependencies", "Question", "TracedLookup"]

Dependencies = dict[Question, str]
"""Questions with the digest of their answer, in the order they were first asked."""

Answers = tuple[tuple[Question, str], ...]
"""The same as it is stored: JSON has no tuples as keys."""

QUESTIONS = questions(SiteView)


class AnswerDigests:
    """Digests of the answers that one state of a site gives, each worked out once."""

    def __init__(self, view: SiteView) -> None:
        self.view = view
        self._known: Dependencies = {}

    def __call__(self, question: Question) -> str:
        """Return the digest of the answer to a question."""
        known = self._known.get(question)
        if known is None:
            declared = QUESTIONS[question[0]]
            answer = declared.answer(self.view, *question[1:])
            counts = declared.reduce(self.view, answer) if declared.reduce else answer
            known = self._known[question] = counts if isinstance(counts, str) else digest(counts)
        return known

    def changed(self, answers: Answers) -> Question | None:
        """Return the first question whose answer is another one now, if there is one."""
        return next((question for question, answer in answers if self(question) != answer), None)


@dataclass(frozen=True, slots=True)
class TracedLookup:
    """What may be looked up in one language, for kinds and templates."""

    view: SiteView
    lang: str

    @property
    def today(self) -> dt.date:
        """The site's date."""
        return self.view.today

    def get(self, id_: str) -> Entry | None:
        """Return what has this id."""
        entry = self.view.entry(self.lang, id_)
        return self._noted(entry) if entry else None

    def all(self, noun: str) -> Sequence[Entry]:
        """Return every spec of a kind or item of a noun, by id."""
        return [self._noted(entry) for entry in self.view.all(self.lang, noun)]

    def backlinks(self, id_: str) -> Sequence[Backlink]:
        """Return the places that refer to an id."""
        return [
            Backlink(self._noted(entry), "" if field == EMBEDDED else field, field == EMBEDDED)
            for entry, field in self.view.backlinks(self.lang, id_)
        ]

    def _noted(self, entry: Entry) -> Entry:
        """Return the entry, which notes when somebody opens it: most want no more than title and link."""

        def read() -> Any:
            self.view.model(self.lang, entry.id)
            return entry.model

        return replace(entry, read=read)
