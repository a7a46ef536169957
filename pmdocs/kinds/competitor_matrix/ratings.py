"""A rating as an author writes it: a number, or a word such as full, partial, none, yes, no."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from pmdocs.diagnostics.problem import Phrase
from pmdocs.values.decimals import normal, number_or_refuse
from pmdocs.values.refusal import Parsed, refuse, shown
from pmdocs.values.suggestions import did_you_mean

Word = Literal["full", "partial", "none", "yes", "no"]

_LEVELS = MappingProxyType({"full": 1.0, "partial": 0.5, "none": 0.0, "yes": 1.0, "no": 0.0})
_WRITTEN: dict[str, Word] = {
    "full": "full", "partial": "partial", "none": "none", "yes": "yes", "no": "no", "●": "full", "◐": "partial",
    "○": "none", "✓": "yes", "✔": "yes", "✗": "no", "✘": "no", "完整": "full", "完全": "full", "部分": "partial",
    "无": "none", "没有": "none", "有": "yes", "是": "yes", "否": "no",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rating(Parsed):
    """How good a product is at something.

    ``value`` is on the spec's scale, or the part of it (0 to 1) that a ``word`` stands for. ``column`` is whether
    it was written in a column of its own rather than under ``scores``.
    """

    value: float
    word: Word | None = None
    column: bool = False

    def on(self, scale: float) -> float:
        """Return the rating as a number from 0 to ``scale``."""
        return self.value * scale if self.word else self.value

    @classmethod
    def read(cls, raw: object) -> Rating:
        """Return the rating that a text writes."""
        if isinstance(raw, Rating):
            return raw
        text = normal(raw).lower() if isinstance(raw, str) else ""
        word = _WRITTEN.get(text)
        if word is None and text[:1].isalpha():
            refuse("E-TYPE", _NO_SCORE.fill(found=shown(raw)), did_you_mean(text, _LEVELS))
        return cls(_LEVELS[word], word) if word else cls(number_or_refuse(raw, "4"))

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """Return what an editor should accept."""
        return {"type": ["number", "string"], "examples": [4, "full", "partial", "none", "yes", "no"]}


_NO_SCORE = Phrase(
    "expected a score: a number, or full, partial, none, yes or no; found {found}",
    "应为评分：数字，或 full、partial、none、yes、no（完整、部分、无、有），实际是{found}",
)
