"""How a journey is shown: finding, key figures, and the curve of emotions, in the map's grid and on its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from pmdocs.charts.builders import Mood, emotion_strip, emotions
from pmdocs.kinds.journey_map.emotion import STEPS
from pmdocs.kinds.journey_map.facts import JourneyFacts, StageFacts
from pmdocs.kinds.journey_map.model import JourneyMap, Stage
from pmdocs.sdk import Chart, Columns, Table, Tile, Words
from pmdocs.stats.comparison import above, below, same

STRIP_HEIGHT = 196
"""Height of the strip; style.css places the words of the scale beside it."""
STRIP_EDGE = 38
"""Room above and below the scale, for a face and its word."""
_NUMBERS = Columns(
    stage="name", emotion=("emotion", "number"), word=(lambda stage: f"feeling.{stage.feeling}", "label"),
    change=("change", "number"), before=("before", "number"), difference=("difference", "number"),
)  # fmt: skip
_FIELDS = (
    "goal", "actions", "touchpoints", "thoughts", "pains", "opportunities", "duration", "owner", "metric",
    "frontstage", "backstage",
)  # fmt: skip


def column_width(stages: int) -> int:
    """Return the width of a column of the map in pixels, as in style.css: five fit at 1280, eight at 1920."""
    return {2: 204, 3: 204}.get(stages, 168)


def summary(spec: JourneyMap, facts: JourneyFacts, words: Words) -> str:
    """Return the worst moment with its first pain, and how the journey ends."""
    low, last, single = facts.stages[facts.lowest[0]], facts.stages[-1], len(facts.lowest) == 1
    if facts.flat:
        return words("same", felt=_felt(low, words))
    pains = spec.stages[facts.lowest[0]].pains if single else ()
    why = words("why", pain=facts.names.get(pains[0], pains[0]).rstrip(".。")) if pains else ""
    key = ("pain" if below(low.emotion, 0) else "low") + ("_one" if single else "_many")
    sentences = [words(key, stages=_names(facts, facts.lowest, words), felt=_felt(low, words), why=why)]
    ends_low = len(facts.stages) - 1 in facts.lowest
    sentences.append(words["ends_low"] if ends_low else words("ends", felt=_felt(last, words)))
    sentences += [words["open"]] if single and low.unanswered else []
    return ("" if words.zh else " ").join(sentences)


def course(facts: JourneyFacts, words: Words) -> str:
    """Return where the curve starts and ends, and where it is lowest and highest."""
    first, last = facts.stages[0], facts.stages[-1]
    low, high = facts.stages[facts.lowest[0]], facts.stages[facts.highest[0]]
    if facts.flat:
        return words("same", felt=_felt(first, words))
    return words(
        "course", first=first.name, first_felt=_felt(first, words), last=last.name, last_felt=_felt(last, words),
        lows=_names(facts, facts.lowest, words), low=level(low.emotion, words),
        highs=_names(facts, facts.highest, words), high=level(high.emotion, words),
    )  # fmt: skip


def remark(facts: JourneyFacts, words: Words) -> str:
    """Return what memory is likely to keep: a remark, not a score; nothing where no stage stands out."""
    peak = facts.stages[facts.peaks[0]]
    if facts.flat or same(peak.emotion, 0):
        return ""
    split, ends = facts.remembered is None, facts.peaks == (len(facts.stages) - 1,)
    return words(
        "remark_split" if split else "remark_end" if ends else "remark",
        peaks=_names(facts, facts.peaks, words), felt=_felt(peak, words), end=_felt(facts.stages[-1], words),
        mean=words.signed(facts.mean), remembered=level(facts.remembered or 0, words),
    )  # fmt: skip


def _names(facts: JourneyFacts, places: Sequence[int], words: Words) -> str:
    return words.join(words("stage_name", name=facts.stages[place].name) for place in places)


def _felt(stage: StageFacts, words: Words) -> str:
    """Return "frustrated (−2)"."""
    return words("felt", word=words[f"feeling.{stage.feeling}"], level=level(stage.emotion, words))


def level(value: float, words: Words) -> str:
    """Return an emotion with its sign and only the decimals it has: +2, −1.5, 0."""
    return words.signed(value, next((d for d in (0, 1) if same(value, round(value, d))), 2))


def tiles(spec: JourneyMap, facts: JourneyFacts, words: Words) -> Iterator[Tile]:
    """Yield the key figures: the extremes, the largest drop, the mean, pains without an answer."""
    inputs = tuple((stage.name, level(stage.emotion, words)) for stage in facts.stages)
    if not facts.flat:
        value, note = _extreme(facts, facts.lowest, words)
        hurts = below(facts.stages[facts.lowest[0]].emotion, 0)
        title = words["moment_of_pain" if hurts else "lowest"]
        yield Tile(title, value, note, "bad" if hurts else "", "extremes", inputs)
        value, note = _extreme(facts, facts.highest, words)
        good = above(facts.stages[facts.highest[0]].emotion, 0)
        yield Tile(words["highest"], value, note, "good" if good else "", "extremes", inputs)
        names = [stage.name for stage in facts.stages]
        steps = [words("step", before=names[place], after=names[place + 1]) for place in facts.drops]
        note = words.some(steps, 1) if steps else words["never_falls"]
        yield Tile(words["drop"], level(-(facts.drop_size or 0), words), note, formula="drop", inputs=inputs)
    ends = words("ends_of_scale", low=level(-facts.scale, words), high=level(facts.scale, words))
    yield Tile(words["mean"], words.signed(facts.mean), ends, formula="mean", inputs=inputs)
    if facts.pains:
        yield _unanswered(facts, words)


def _extreme(facts: JourneyFacts, places: Sequence[int], words: Words) -> tuple[str, str]:
    """Return how strong the emotion is at some places, and where and what it is."""
    stage = facts.stages[places[0]]
    note = words("where", stages=_names(facts, places, words), word=words[f"feeling.{stage.feeling}"])
    return level(stage.emotion, words), note


def _unanswered(facts: JourneyFacts, words: Words) -> Tile:
    open_, pains = facts.unanswered, words.count(facts.pains)
    left = [(stage.name, words.count(len(stage.unanswered))) for stage in facts.stages if stage.unanswered]
    return Tile(
        words["unanswered"], words.count(open_), words("of_pains", n=pains) if open_ else words["all_answered"],
        "warn" if open_ else "good", "unanswered", (*left, (words["row.pains"], pains)),
    )  # fmt: skip


def charts(spec: JourneyMap, facts: JourneyFacts, words: Words) -> Iterator[Chart]:
    """Yield the strip of the map, whose data are all texts of the map, and the curve."""
    moods = [_mood(stage, one, facts, words) for stage, one in zip(spec.stages, facts.stages, strict=True)]
    said, width, before = course(facts, words), column_width(len(moods)) * len(moods), _before(facts)
    note = ("" if words.zh else " ").join(filter(None, (remark(facts, words), since(facts, words))))
    strip = emotion_strip(moods, scale=facts.scale, edge=STRIP_EDGE, before=before)
    yield Chart(
        "map", said, strip, _texts(spec, facts, words), width=width, height=STRIP_HEIGHT, narrow_height=0, note=note,
    )  # fmt: skip
    yield Chart(
        "emotion", said, emotions(moods, scale=facts.scale, y_name=words["axis"], before=before),
        _numbers(facts).table(facts.stages, words), height=360, narrow_height=340, note=note,
    )  # fmt: skip


def _before(facts: JourneyFacts) -> list[float | None]:
    """Return how the stages felt before, nothing where nobody says."""
    before = [stage.before for stage in facts.stages]
    return before if any(value is not None for value in before) else []


def _numbers(facts: JourneyFacts) -> Columns:
    return _NUMBERS if _before(facts) else _NUMBERS.without("before", "difference")


def since(facts: JourneyFacts, words: Words) -> str:
    """Return what has changed most since before: the stage and by how much; nothing without a curve of then."""
    known = [stage for stage in facts.stages if stage.difference is not None]
    if not known:
        return ""
    most = max(known, key=lambda stage: abs(stage.difference or 0))
    if same(most.difference or 0, 0):
        return words["since_same"]
    was, now = level(most.before or 0, words), level(most.emotion, words)
    key = "since_better" if above(most.difference or 0, 0) else "since_worse"
    return words(key, stage=most.name, was=was, now=now)


def _mood(stage: Stage, one: StageFacts, facts: JourneyFacts, words: Words) -> Mood:
    word = words[f"feeling.{one.feeling}"]
    text = word if one.exact else f"{word} {level(one.emotion, words)}"
    tip = (_felt(one, words), *(facts.names.get(pain, pain) for pain in stage.pains))
    return Mood(one.name, one.emotion, STEPS[one.feeling], text, tip)


def _texts(spec: JourneyMap, facts: JourneyFacts, words: Words) -> Table:
    """Return everything the map says, one stage a row; fields that no stage has are left out."""
    used = [field for field in _FIELDS if any(getattr(stage, field) for stage in spec.stages)]
    columns = Columns(
        stage="name", emotion=(lambda stage: stage.emotion.on(facts.scale), "number"),
        **{f"row.{field}": partial(_text, facts, field) for field in used},
    )  # fmt: skip
    return columns.table(spec.stages, words)


def _text(facts: JourneyFacts, field: str, stage: Stage) -> str | None:
    value = getattr(stage, field) or ()
    items = (value,) if isinstance(value, str) else value
    return "; ".join(facts.names.get(item, item) for item in items) or None
