"""The finding, the peak–end remark and the key figures of a journey, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from pmdocs.kinds.journey_map.facts import JourneyFacts, StageFacts
from pmdocs.kinds.journey_map.model import JourneyMap
from pmdocs.sdk import Tile, Words
from pmdocs.stats.comparison import TOLERANCE, above, below, same


def summary(spec: JourneyMap, facts: JourneyFacts, words: Words) -> str:
    """Return the worst moment with its first pain, and how the journey ends."""
    if facts.flat:
        return words("same", felt=felt(facts.stages[0], words))
    place = facts.lowest[0]
    low, last = facts.stages[place], len(facts.stages) - 1
    key = ("pain" if below(low.emotion, 0) else "low") + ("_one" if len(facts.lowest) == 1 else "_many")
    sentences = [
        words(
            key, stages=names(facts, facts.lowest, words), felt=felt(low, words), why=_why(spec, facts, words)
        )
    ]
    ends_low = last in facts.lowest
    sentences.append(words["ends_low"] if ends_low else words("ends", felt=felt(facts.stages[last], words)))
    if len(facts.lowest) == 1 and low.unanswered:
        sentences.append(words["open"])
    return ("" if words.zh else " ").join(sentences)


def _why(spec: JourneyMap, facts: JourneyFacts, words: Words) -> str:
    pains = spec.stages[facts.lowest[0]].pains if len(facts.lowest) == 1 else ()
    return words("why", pain=facts.names.get(pains[0], pains[0]).rstrip(".。")) if pains else ""


def course(facts: JourneyFacts, words: Words) -> str:
    """Return where the curve starts and ends, and where it is lowest and highest."""
    first, last = facts.stages[0], facts.stages[-1]
    if facts.flat:
        return words("same", felt=felt(first, words))
    low, high = facts.stages[facts.lowest[0]], facts.stages[facts.highest[0]]
    return words(
        "course", first=first.name, first_felt=felt(first, words), last=last.name, last_felt=felt(last, words),
        lows=names(facts, facts.lowest, words), low=level(low.emotion, words),
        highs=names(facts, facts.highest, words), high=level(high.emotion, words),
    )  # fmt: skip


def remark(facts: JourneyFacts, words: Words) -> str:
    """Return what memory is likely to keep: a remark, not a score; nothing where no stage stands out."""
    last = len(facts.stages) - 1
    peak = facts.stages[facts.peaks[0]]
    if facts.flat or same(peak.emotion, 0):
        return ""
    values = {
        "peaks": names(facts, facts.peaks, words), "felt": felt(peak, words),
        "end": felt(facts.stages[last], words), "mean": words.signed(_clean(facts.mean)),
    }  # fmt: skip
    if facts.remembered is None:
        return words("remark_split", **values)
    key = "remark_end" if facts.peaks == (last,) else "remark"
    return words(key, **values, remembered=level(facts.remembered, words))


def names(facts: JourneyFacts, places: Sequence[int], words: Words) -> str:
    """Return the names of stages as a list."""
    return words.join(words("stage_name", name=facts.stages[place].name) for place in places)


def felt(stage: StageFacts, words: Words) -> str:
    """Return "frustrated (−2)"."""
    return words("felt", word=words[f"feeling.{stage.feeling}"], level=level(stage.emotion, words))


def level(value: float, words: Words) -> str:
    """Return an emotion with its sign and only the decimals it has: +2, −1.5, 0."""
    value = _clean(value)
    digits = next((d for d in (0, 1) if same(value, round(value, d))), 2)
    return words.signed(value, digits)


def _clean(value: float) -> float:
    """Drop the dust of binary fractions around zero, which would show as a sign."""
    return 0.0 if abs(value) <= TOLERANCE else value


def tiles(spec: JourneyMap, facts: JourneyFacts, words: Words) -> Iterator[Tile]:
    """Yield the key figures: the extremes, the largest drop, the mean, pains without an answer."""
    if not facts.flat:
        yield _lowest(facts, words)
        yield _highest(facts, words)
        yield _drop(facts, words)
    ends = words("ends_of_scale", low=level(-facts.scale, words), high=level(facts.scale, words))
    yield Tile(words["mean"], words.signed(_clean(facts.mean)), ends, "", "mean", _emotions(facts, words))
    if facts.pains:
        yield _unanswered(facts, words)


def _lowest(facts: JourneyFacts, words: Words) -> Tile:
    value, note = _extreme(facts, facts.lowest, words)
    if below(facts.stages[facts.lowest[0]].emotion, 0):
        return Tile(words["moment_of_pain"], value, note, "bad", "extremes", _emotions(facts, words))
    return Tile(words["lowest"], value, note, "", "extremes", _emotions(facts, words))


def _highest(facts: JourneyFacts, words: Words) -> Tile:
    value, note = _extreme(facts, facts.highest, words)
    good = above(facts.stages[facts.highest[0]].emotion, 0)
    tone: Literal["", "good"] = "good" if good else ""
    return Tile(words["highest"], value, note, tone, "extremes", _emotions(facts, words))


def _emotions(facts: JourneyFacts, words: Words) -> tuple[tuple[str, str], ...]:
    return tuple((stage.name, level(stage.emotion, words)) for stage in facts.stages)


def _extreme(facts: JourneyFacts, places: Sequence[int], words: Words) -> tuple[str, str]:
    stage = facts.stages[places[0]]
    note = words("where", stages=names(facts, places, words), word=words[f"feeling.{stage.feeling}"])
    return level(stage.emotion, words), note


def _drop(facts: JourneyFacts, words: Words) -> Tile:
    if facts.drop_size is None:
        return Tile(words["drop"], level(0, words), words["never_falls"], "", "drop", _emotions(facts, words))
    steps = [words("step", before=facts.stages[p].name, after=facts.stages[p + 1].name) for p in facts.drops]
    return Tile(
        words["drop"], level(-facts.drop_size, words), words.join(steps), "", "drop", _emotions(facts, words)
    )


def _unanswered(facts: JourneyFacts, words: Words) -> Tile:
    label, value = words["unanswered"], words.count(facts.unanswered)
    open_ = [(stage.name, words.count(len(stage.unanswered))) for stage in facts.stages if stage.unanswered]
    inputs = (*open_, (words["row.pains"], words.count(facts.pains)))
    if facts.unanswered:
        note = words("of_pains", n=words.count(facts.pains))
        return Tile(label, value, note, "warn", "unanswered", inputs)
    return Tile(label, value, words["all_answered"], "good", "unanswered", inputs)
