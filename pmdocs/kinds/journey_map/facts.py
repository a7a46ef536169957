"""What is computed from a journey, and what a reader of it should be warned of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from pmdocs.kinds.journey_map.emotion import STEPS, Emotion, Feeling, feeling
from pmdocs.kinds.journey_map.model import JourneyMap
from pmdocs.sdk import Finding, Lookup
from pmdocs.stats.comparison import same
from pmdocs.stats.emotions import peak_end
from pmdocs.values.references import Ref

_MOST_READ = 8
"""A reader loses the thread after so many stages."""


@dataclass(frozen=True)
class StageFacts:
    """One stage: its emotion, the word nearest to it, and the change from the stage before.

    ``before`` is how it felt before the last change, ``difference`` what is better now.
    ``exact`` tells whether the word says exactly the emotion; ``unanswered`` are pains of a stage without any
    opportunity.
    """

    name: str
    emotion: float
    feeling: Feeling
    exact: bool
    change: float | None
    before: float | None
    difference: float | None
    unanswered: tuple[str, ...]


@dataclass(frozen=True)
class JourneyFacts:
    """Everything computed; places count from 0.

    ``lowest``, ``highest`` and ``peaks`` are all places that share the extreme: a peak is an emotion farthest
    from neutral. ``remembered`` is the mean of peak and end, ``None`` where peaks of both signs are equally
    strong. ``drops`` are the places after which the emotion falls most, by ``drop_size``; none if it never
    falls. ``names`` are the titles of what the journey refers to.
    """

    scale: int
    stages: tuple[StageFacts, ...]
    mean: float
    flat: bool
    lowest: tuple[int, ...]
    highest: tuple[int, ...]
    peaks: tuple[int, ...]
    end: float
    remembered: float | None
    drops: tuple[int, ...]
    drop_size: float | None
    pains: int
    unanswered: int
    names: Mapping[str, str]


def facts(spec: JourneyMap, lookup: Lookup) -> JourneyFacts:
    """Compute a journey's facts."""
    emotions = [stage.emotion.on(spec.scale) for stage in spec.stages]
    falls = [before - after for before, after in pairwise(emotions)]
    curve, stages = peak_end(emotions), tuple(_stages(spec, emotions))
    peaks = _places(map(abs, emotions), abs(emotions[curve.peak]))
    return JourneyFacts(
        scale=spec.scale,
        stages=stages,
        mean=curve.mean,
        flat=same(min(emotions), max(emotions)),
        lowest=_places(emotions, min(emotions)),
        highest=_places(emotions, max(emotions)),
        peaks=peaks,
        end=curve.end,
        remembered=curve.remembered if all(same(emotions[p], emotions[curve.peak]) for p in peaks) else None,
        drops=_places(falls, curve.drop_size) if curve.drop_size is not None else (),
        drop_size=curve.drop_size,
        pains=sum(len(stage.pains) for stage in spec.stages),
        unanswered=sum(len(stage.unanswered) for stage in stages),
        names={str(ref): entry.title for ref in _refs(spec) if (entry := lookup.get(ref))},
    )


def _stages(spec: JourneyMap, emotions: list[float]) -> Iterator[StageFacts]:
    for place, (stage, value) in enumerate(zip(spec.stages, emotions, strict=True)):
        change = value - emotions[place - 1] if place else None
        unanswered = () if stage.opportunities else tuple(map(str, stage.pains))
        word = feeling(value, spec.scale)
        exact = same(Emotion(STEPS[word], is_word=True).on(spec.scale), value)
        before = stage.before.on(spec.scale) if stage.before else None
        difference = None if before is None else value - before
        yield StageFacts(stage.name, value, word, exact, change, before, difference, unanswered)


def _places(values: Iterable[float], value: float) -> tuple[int, ...]:
    return tuple(place for place, other in enumerate(values) if same(other, value))


def _refs(spec: JourneyMap) -> Iterator[Ref]:
    yield spec.persona
    for stage in spec.stages:
        mentions = (*stage.pains, *stage.opportunities, stage.metric)
        yield from (one for one in mentions if isinstance(one, Ref))


def problems(spec: JourneyMap, facts: JourneyFacts, _lookup: Lookup) -> Iterator[Finding]:
    """Yield what is doubtful about a valid journey."""
    if len(spec.stages) > _MOST_READ:
        yield Finding(("stages",), "crowd", {"n": len(spec.stages), "most": _MOST_READ})
    if facts.flat:
        yield Finding(("stages",), "flat")
    for place, stage in enumerate(spec.stages):
        if not stage.actions:
            yield Finding(("stages", place), "actions", {"stage": stage.name})
        if place in facts.lowest and not facts.flat and not stage.opportunities:
            yield Finding(("stages", place), "opportunity", {"stage": stage.name})
