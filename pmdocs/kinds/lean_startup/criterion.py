"""What would prove a hypothesis: a verdict, or a value to reach."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from pydantic_core import PydanticCustomError

from pmdocs.stats.comparison import above, at_least, at_most, below
from pmdocs.values.rates import Quantity
from pmdocs.values.refusal import ParsedValue, refuse_as, require, shown

Wanted = Literal["better", "no worse"]
_WORDS: dict[str, Wanted] = {
    "better": "better", "no worse": "no worse", "not worse": "no worse", "更好": "better", "不更差": "no worse",
}  # fmt: skip
_VALUE = re.compile(r"(>=|<=|≥|≤|>|<|at least|at most|至少|至多|不低于|不高于)\s*(.+)", re.IGNORECASE)
_SIGNS = {
    ">=": "≥", "at least": "≥", "至少": "≥", "不低于": "≥", "<=": "≤", "at most": "≤", "至多": "≤", "不高于": "≤",
}  # fmt: skip
_HOLDS = {"≥": at_least, "≤": at_most, ">": above, "<": below}


@dataclass(frozen=True, slots=True)
class Success(ParsedValue):
    """``wanted`` is the verdict that an experiment must give; otherwise ``sign`` and ``value`` say what to reach."""

    wanted: Wanted | None
    sign: str = ""
    value: Quantity | None = None

    def met(self, result: Quantity) -> bool:
        """Tell whether a result reaches the value."""
        return self.value is not None and _HOLDS[self.sign](result.value, self.value.value)

    @classmethod
    def read(cls, raw: object) -> Success:
        """Return the criterion that is written."""
        if isinstance(raw, Success):
            return raw
        require(raw)
        text = " ".join(str(raw).split()) if isinstance(raw, str) else ""
        if text.lower() in _WORDS:
            return cls(_WORDS[text.lower()])
        match = _VALUE.fullmatch(text)
        if match is None:
            refuse_as("no_success", found=shown(raw))
        sign = match[1].lower()
        try:
            return cls(None, _SIGNS.get(sign, sign), Quantity.read(match[2]))
        except PydanticCustomError:
            refuse_as("no_success", found=shown(raw))

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """Return what an editor should accept."""
        return {"type": "string", "examples": ["better", "no worse", ">= 22.5%", "< 3"]}
