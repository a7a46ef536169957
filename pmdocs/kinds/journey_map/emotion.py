"""How strong a feeling is: one of five words, or a number on a scale with a neutral middle."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, Literal, NoReturn, get_args

from pmdocs.diagnostics.problem import Phrase
from pmdocs.stats.comparison import TOLERANCE
from pmdocs.values.decimals import normal, scan
from pmdocs.values.refusal import Parsed, Reads, refuse, require, shown
from pmdocs.values.suggestions import did_you_mean

Feeling = Literal["frustrated", "confused", "neutral", "satisfied", "delighted"]

FEELINGS: tuple[Feeling, ...] = get_args(Feeling)
"""The five words from the worst to the best: −2 to 2."""

_STEPS = MappingProxyType({
    **{word: step - 2 for step, word in enumerate(FEELINGS)},
    "受挫": -2, "挫折": -2, "困惑": -1, "平静": 0, "满意": 1, "满意度": 1, "惊喜": 2,
})  # fmt: skip
_STEP = 2
"""The best of the five words, in steps from the middle."""

_SCALE = re.compile(r"(?:±|-([25])\s*(?:\.{2,3}|~|to|至|到)\s*\+?)?([25])")
_NOT_FINITE = {"nan", "inf", "infinity"}


@dataclass(frozen=True, slots=True)
class Emotion(Parsed):
    """An emotion as its author wrote it: a step of the five words, or a number on the journey's scale."""

    value: float
    is_word: bool

    def on(self, scale: float) -> float:
        """Return the emotion on a scale from ``-scale`` to ``scale``."""
        return self.value * scale / _STEP if self.is_word else self.value

    @classmethod
    def read(cls, raw: object) -> Emotion:
        """Return the emotion that a text writes."""
        if isinstance(raw, Emotion):
            return raw
        require(raw)
        text = normal(raw).lower() if isinstance(raw, str) else str(raw)
        if text in _STEPS:
            return cls(_STEPS[text], is_word=True)
        number = scan(text)
        if number is not None and math.isfinite(float(number)):
            return cls(float(number), is_word=False)
        return _refuse(raw, text)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """Return what an editor should accept."""
        return {"anyOf": [{"enum": list(_STEPS)}, {"type": "number", "minimum": -5, "maximum": 5}]}


def _refuse(raw: object, text: str) -> NoReturn:
    if isinstance(raw, list | dict):
        refuse("E-TYPE", _NO_EMOTION.fill(found=shown(raw)), _FORMS)
    if text.lstrip("+-.") in _NOT_FINITE:
        refuse("E-NAN", _NO_NUMBER.fill(found=shown(raw)), _FORMS)
    refuse("E-RANGE", _UNKNOWN.fill(found=shown(raw)), did_you_mean(text, _STEPS) or _FORMS)


def feeling(value: float, scale: float) -> Feeling:
    """Return the word nearest to a value; of two equally near ones the stronger."""
    steps = math.floor(abs(value) / scale * _STEP + 0.5 + TOLERANCE)
    return FEELINGS[_STEP + int(math.copysign(min(steps, _STEP), value))]


def exact(value: float, scale: float) -> bool:
    """Tell whether one of the five words says exactly this value."""
    steps = value / scale * _STEP
    return abs(steps - round(steps)) <= TOLERANCE


def read_scale(raw: object) -> int:
    """Return the upper end of the scale: 2 or 5, however the scale is written."""
    require(raw)
    match = _SCALE.fullmatch(normal(str(raw)))
    if not match or match[1] not in {None, match[2]}:
        refuse("E-RANGE", _NO_SCALE.fill(found=shown(raw)), _SCALES)
    return int(match[2])


Scale = Annotated[int, Reads(read_scale, {"enum": [2, 5, "-2..2", "-5..5"]})]
"""The upper end of the scale of emotions."""

_NO_EMOTION = Phrase("expected an emotion, found {found}", "应为情绪，实际是{found}")
_NO_NUMBER = Phrase("{found} is not a finite number", "{found}不是有限的数字")
_UNKNOWN = Phrase(
    "expected frustrated, confused, neutral, satisfied, delighted or a number, found {found}",
    "应为 受挫、困惑、平静、满意、惊喜 之一或数字，实际是{found}",
)
_FORMS = Phrase("write a word, or a number from −2 to 2", "请写一个情绪词，或 −2 到 2 的数字")
_NO_SCALE = Phrase("the scale is 2 or 5, found {found}", "量表应为 2 或 5，实际是{found}")
_SCALES = Phrase(
    "scale: 2 runs from −2 to 2, scale: 5 from −5 to 5", "scale: 2 表示 −2 到 2，scale: 5 表示 −5 到 5"
)
