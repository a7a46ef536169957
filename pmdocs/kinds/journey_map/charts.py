"""The curve of emotions: a strip that lies in the map's grid, and a figure of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from pmdocs.charts.builders import Mood, emotion_strip, emotions
from pmdocs.kinds.journey_map.emotion import Feeling
from pmdocs.kinds.journey_map.facts import JourneyFacts, StageFacts
from pmdocs.kinds.journey_map.model import JourneyMap, Stage
from pmdocs.kinds.journey_map.text import course, level, remark
from pmdocs.sdk import Chart, Column, Table, Words

STRIP_HEIGHT = 196
"""Height of the strip; style.css places the words of the scale beside it."""
STRIP_EDGE = 38
"""Room above and below the scale, for a face and its word."""


def column_width(stages: int) -> int:
    """Return the width of a column of the map in pixels, as in style.css: up to four stages fit the page."""
    return {2: 204, 3: 204, 4: 154}.get(stages, 168)


def charts(spec: JourneyMap, facts: JourneyFacts, words: Words) -> Iterator[Chart]:
    """Yield the strip of the map, whose data are all texts of the map, and the curve."""
    moods = [_mood(stage, one, facts, words) for stage, one in zip(spec.stages, facts.stages, strict=True)]
    said = course(facts, words)
    width = column_width(len(moods)) * len(moods)
    yield Chart(
        "map", said, emotion_strip(moods, scale=facts.scale, edge=STRIP_EDGE),
        _texts(spec, facts, words), width=width, height=STRIP_HEIGHT, narrow_height=0,
    )  # fmt: skip
    yield Chart(
        "emotion", said, emotions(moods, scale=facts.scale, y_name=words["axis"]),
        _numbers(facts, words), height=360, narrow_height=340, note=remark(facts, words),
    )  # fmt: skip


def _mood(stage: Stage, one: StageFacts, facts: JourneyFacts, words: Words) -> Mood:
    word = words[f"feeling.{one.feeling}"]
    text = word if one.exact else f"{word} {level(one.emotion, words)}"
    tip = (words("felt", word=word, level=level(one.emotion, words)), *_titles(stage.pains, facts))
    return Mood(one.name, one.emotion, _FACES[one.feeling], text, tip)


def _titles(items: Sequence[str], facts: JourneyFacts) -> list[str]:
    return [facts.names.get(item, item) for item in items]


def _numbers(facts: JourneyFacts, words: Words) -> Table:
    columns = (
        Column(words["stage"]), Column(words["emotion"], "number"), Column(words["word"]),
        Column(words["change"], "number"),
    )  # fmt: skip
    return Table(
        columns, tuple((s.name, s.emotion, words[f"feeling.{s.feeling}"], s.change) for s in facts.stages)
    )


_FACES: Mapping[Feeling, Literal[-2, -1, 0, 1, 2]] = {
    "frustrated": -2, "confused": -1, "neutral": 0, "satisfied": 1, "delighted": 2,
}  # fmt: skip
_FIELDS = (
    "goal", "actions", "touchpoints", "thoughts", "pains", "opportunities", "duration", "owner", "metric",
    "frontstage", "backstage",
)  # fmt: skip


def _texts(spec: JourneyMap, facts: JourneyFacts, words: Words) -> Table:
    """Return everything the map says, one stage a row; fields that no stage has are left out."""
    used = [field for field in _FIELDS if any(getattr(stage, field) for stage in spec.stages)]
    columns = (
        Column(words["stage"]),
        Column(words["emotion"], "number"),
        *(Column(words[f"row.{f}"]) for f in used),
    )
    rows = (
        (stage.name, one.emotion, *(_text(stage, field, facts) for field in used))
        for stage, one in zip(spec.stages, facts.stages, strict=True)
    )
    return Table(columns, tuple(rows))


def _text(stage: Stage, field: str, facts: JourneyFacts) -> str | None:
    value = getattr(stage, field) or ()
    return "; ".join(_titles((value,) if isinstance(value, str) else value, facts)) or None
