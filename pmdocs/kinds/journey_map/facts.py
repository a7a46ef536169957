"""What is computed from a journey."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pmdocs.kinds.journey_map.emotion import Feeling, exact, feeling
from pmdocs.kinds.journey_map.model import JourneyMap, Stage
from pmdocs.sdk import Lookup
from pmdocs.stats.comparison import same
from pmdocs.stats.emotions import peak_end
from pmdocs.values.references import Ref


@dataclass(frozen=True)
class StageFacts:
    """One stage: its emotion, the word nearest to it, and the change from the stage before.

    ``exact`` tells whether the word says exactly the emotion; ``unanswered`` are pains of a stage without any
    opportunity.
    """

    name: str
    emotion: float
    feeling: Feeling
    exact: bool
    change: float | None
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
    curve = peak_end(emotions)
    stages = tuple(_stages(spec, emotions))
    low, high, strongest = emotions[curve.lowest], emotions[curve.highest], abs(emotions[curve.peak])
    peaks = tuple(place for place, value in enumerate(emotions) if same(abs(value), strongest))
    return JourneyFacts(
        scale=spec.scale,
        stages=stages,
        mean=curve.mean,
        flat=same(low, high),
        lowest=_places(emotions, low),
        highest=_places(emotions, high),
        peaks=peaks,
        end=curve.end,
        remembered=curve.remembered if all(same(emotions[p], emotions[curve.peak]) for p in peaks) else None,
        drops=_drops(stages, curve.drop_size),
        drop_size=curve.drop_size,
        pains=sum(len(stage.pains) for stage in spec.stages),
        unanswered=sum(len(stage.unanswered) for stage in stages),
        names={ref: entry.title for ref in _refs(spec) if (entry := lookup.get(ref))},
    )


def _stages(spec: JourneyMap, emotions: list[float]) -> Iterator[StageFacts]:
    for place, (stage, value) in enumerate(zip(spec.stages, emotions, strict=True)):
        yield StageFacts(
            name=stage.name,
            emotion=value,
            feeling=feeling(value, spec.scale),
            exact=exact(value, spec.scale),
            change=value - emotions[place - 1] if place else None,
            unanswered=() if stage.opportunities else tuple(map(str, stage.pains)),
        )


def _places(emotions: list[float], value: float) -> tuple[int, ...]:
    return tuple(place for place, other in enumerate(emotions) if same(other, value))


def _drops(stages: tuple[StageFacts, ...], size: float | None) -> tuple[int, ...]:
    changes = [stage.change for stage in stages[1:]]
    return tuple(p for p, c in enumerate(changes) if size is not None and c is not None and same(-c, size))


def _refs(spec: JourneyMap) -> Iterator[str]:
    yield str(spec.persona)
    for stage in spec.stages:
        yield from (str(one) for one in _mentions(stage) if isinstance(one, Ref))


def _mentions(stage: Stage) -> tuple[Ref | str | None, ...]:
    return (*stage.pains, *stage.opportunities, stage.metric)
