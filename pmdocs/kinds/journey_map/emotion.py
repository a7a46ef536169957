"""How strong a feeling is: one of five words, or a number on a scale with a neutral middle."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pmdocs.stats.comparison import TOLERANCE
from pmdocs.values.decimals import normal, scan
from pmdocs.values.refusal import ParsedValue, Reads, refuse_as, require, shown
from pmdocs.values.suggestions import did_you_mean

Feeling = Literal["frustrated", "confused", "neutral", "satisfied", "delighted"]

STEPS: Mapping[Feeling, Literal[-2, -1, 0, 1, 2]] = MappingProxyType({
    "frustrated": -2, "confused": -1, "neutral": 0, "satisfied": 1, "delighted": 2,
})  # fmt: skip
"""The five words from the worst to the best, and how far each is from the middle."""
FEELINGS: tuple[Feeling, ...] = tuple(STEPS)
WIDEST = 5
"""The end of the wider scale."""

_BEST = 2
_WORDS: Mapping[str, int] = MappingProxyType({
    **{str(word): step for word, step in STEPS.items()},
    "受挫": -2, "挫折": -2, "困惑": -1, "平静": 0, "满意": 1, "满意度": 1, "惊喜": 2,
    "angry": -2, "annoyed": -2, "sad": -2, "desperate": -2, "anxious": -1, "worried": -1, "unsure": -1, "unhappy": -1,
    "ok": 0, "okay": 0, "calm": 0, "indifferent": 0, "happy": 1, "pleased": 1, "relieved": 1, "content": 1,
    "excited": 2, "joyful": 2, "very happy": 2, "生气": -2, "愤怒": -2, "沮丧": -2, "焦虑": -1, "担心": -1, "失望": -1,
    "不满": -1, "一般": 0, "中性": 0, "开心": 1, "高兴": 1, "放心": 1, "兴奋": 2, "非常满意": 2,
    "😡": -2, "😠": -2, "😤": -2, "😢": -2, "😭": -2, "😖": -2, "😩": -2, "🙁": -1, "☹": -1, "😕": -1, "😟": -1, "😞": -1,
    "😐": 0, "😶": 0, "🙂": 1, "😊": 1, "☺": 1, "😀": 1, "😃": 1, "😄": 1, "👍": 1, "👎": -1, "😍": 2, "🤩": 2, "🥳": 2,
})  # fmt: skip
_SCALE = re.compile(r"(?:±|-([25])\s*(?:\.{2,3}|~|to|至|到)\s*\+?)?([25])")
_NOT_FINITE = {"nan", "inf", "infinity"}


@dataclass(frozen=True, slots=True)
class Emotion(ParsedValue):
    """An emotion as its author wrote it: a step of the five words, or a number on the journey's scale."""

    value: float
    is_word: bool

    def on(self, scale: float) -> float:
        """Return the emotion on a scale from ``-scale`` to ``scale``."""
        return self.value * scale / _BEST if self.is_word else self.value

    @classmethod
    def read(cls, raw: object) -> Emotion:
        """Return the emotion that a text writes."""
        if isinstance(raw, Emotion):
            return raw
        require(raw)
        text = normal(raw).lower() if isinstance(raw, str) else str(raw)
        word = text.replace("\ufe0f", "")
        if word in _WORDS:
            return cls(_WORDS[word], is_word=True)
        number = scan(text)
        if number is not None and math.isfinite(float(number)):
            return cls(float(number), is_word=False)
        if isinstance(raw, list | dict):
            refuse_as("no_emotion", found=shown(raw))
        if text.lstrip("+-.") in _NOT_FINITE:
            refuse_as("no_number", found=shown(raw))
        return refuse_as("no_feeling", did_you_mean(text, _WORDS) or "forms", found=shown(raw))

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """Return what an editor should accept."""
        return {"anyOf": [{"enum": list(_WORDS)}, {"type": "number", "minimum": -WIDEST, "maximum": WIDEST}]}


def feeling(value: float, scale: float) -> Feeling:
    """Return the word nearest to a value; of two equally near ones the stronger."""
    steps = math.floor(abs(value) / scale * _BEST + 0.5 + TOLERANCE)
    return FEELINGS[_BEST + int(math.copysign(min(steps, _BEST), value))]


def read_scale(raw: object) -> int:
    """Return the upper end of the scale: 2 or 5, however the scale is written."""
    require(raw)
    match = _SCALE.fullmatch(normal(str(raw)))
    if not match or match[1] not in {None, match[2]}:
        refuse_as("no_scale", found=shown(raw))
    return int(match[2])


Scale = Annotated[int, Reads(read_scale, {"enum": [2, 5, "-2..2", "-5..5"]})]
"""The upper end of the scale of emotions."""
