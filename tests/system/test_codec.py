"""What is stored comes back as it was, with the types that it had."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from markupsafe import Markup

from pmdocs.diagnostics.problem import Phrase, Problem
from pmdocs.site.records import About, IdRecord, MentionRecord, Reference, SourceRecord
from pmdocs.system.codec import decoded, encoded

PROBLEM = Problem("a.md", 3, 1, "W-SMALL", Phrase('a "b"', "甲"), Phrase("c", "\u2028\n"), "x.0")
FENCE = SourceRecord(
    "a.md", "a", "a/", "en", "okr", "o", "O", host="a", digest="d", prose="", body_line=9, broken=True, named=()
)  # fmt: skip
RECORD = replace(
    FENCE, host="", broken=False, prose="2", generated=True, problems=(PROBLEM,), fences=(FENCE,),
    named=(IdRecord("a", "funnel", "A", "a/", 1, 2, "a.md"),),
    references=(Reference("b", "f", ("okr", "persona"), 1, 2, "a.md"),),
    mentions=(MentionRecord("c", "trend", embed=True, line=5, column=6),), about=About("draft", tags=("x",)),
)  # fmt: skip


def test_a_record_comes_back_with_all_that_is_in_it() -> None:
    assert decoded(SourceRecord, encoded(RECORD)) == RECORD


def test_markup_is_text() -> None:
    assert encoded([Markup("<b>")]) == '["<b>"]'


def test_what_json_does_not_know_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        encoded([object()])


def test_text_of_another_type_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        decoded(SourceRecord, encoded(PROBLEM))
