"""Tables that are declared once and filled with the rows of a spec."""

from __future__ import annotations

from dataclasses import dataclass

from pmdocs.diagnostics.problem import Phrase
from pmdocs.i18n import Words
from pmdocs.sdk import Column, Columns


@dataclass(frozen=True)
class Row:
    name: str
    low: float | None


WORDS = Words("en", {"name": Phrase("Name", "名称"), "low": Phrase("{level} from", "{level} 下限")})


def test_a_heading_is_filled_with_the_values_of_the_page() -> None:
    table = Columns(name="name", low=("low", "rate")).table(
        [Row("a", 0.1), Row("b", None)], WORDS, level="95%"
    )
    assert table.columns == (Column("Name"), Column("95% from", "rate"))
    assert table.rows == (("a", 0.1), ("b", None))
