"""What no funnel can be."""

from __future__ import annotations

from collections.abc import Iterator

from pmdocs.kinds.funnel.model import Funnel
from pmdocs.sdk import Checks, Finding, Findings, Path
from pmdocs.sdk.checks import adds_up, at_most, known_keys, same_length, unique

MOST_BARS = 600
"""Bars of the chart of segments."""


def has_counts(funnel: Funnel) -> Findings:
    """Refuse steps that nobody has counted."""
    if not funnel.counts and not funnel.segments and any(step.count is None for step in funnel.steps):
        yield Finding(("counts",), "no_counts")


def steps_differ(funnel: Funnel) -> Findings:
    """Refuse two steps of one name, by which targets and charts know them."""
    yield from unique(
        ((("steps", place, "name"), step.name) for place, step in enumerate(funnel.steps)), "same_step"
    )


def one_count_a_step(funnel: Funnel) -> Findings:
    """Refuse more or fewer counts than steps."""
    for at, counts in _given(funnel):
        yield from same_length(at, counts, len(funnel.steps), "lengths")


def somebody_starts(funnel: Funnel) -> Findings:
    """Refuse a first step with nobody at it, whose shares cannot be computed."""
    yield from (Finding((*at, 0), "empty_start") for at, counts in _given(funnel) if counts[:1] == (0,))
    if not funnel.counts and not funnel.segments and funnel.steps[0].count == 0:
        yield Finding(("steps", 0), "empty_start")


def _given(funnel: Funnel) -> Iterator[tuple[Path, tuple[int, ...]]]:
    """Yield the counts that could be read, of all people and of each segment."""
    if "counts" in funnel.model_fields_set and funnel.counts:
        yield ("counts",), funnel.counts
    if funnel.previous and "counts" in funnel.previous.model_fields_set:
        yield ("previous", "counts"), funnel.previous.counts
    if "segments" in funnel.model_fields_set:
        yield from ((("segments", name), counts) for name, counts in funnel.segments.items())


def segments_make_the_whole(funnel: Funnel) -> Findings:
    """Refuse segments that do not add up to the counts."""
    columns = [funnel.counts, *funnel.segments.values()]
    if funnel.segments_overlap or len(columns) == 1 or {len(c) for c in columns} != {len(funnel.steps)}:
        return
    for index, (total, *parts) in enumerate(zip(*columns, strict=True)):
        yield from adds_up(("counts", index), parts, total, step=funnel.steps[index].name)


def segments_can_be_drawn(funnel: Funnel) -> Findings:
    """Refuse so many bars that nobody could tell one from the other."""
    yield from at_most(("segments",), sum(map(len, funnel.segments.values())), MOST_BARS)


def previous_came_before(funnel: Funnel) -> Findings:
    """Refuse an earlier period that has not ended before this one begins, whose people would count twice."""
    if funnel.previous and funnel.period and "period" in funnel.previous.model_fields_set:
        before, now = funnel.previous.period, funnel.period
        if before.last >= now.first:
            yield Finding(("previous", "period"), "not_before", {"before": before.text, "now": now.text})


def targets_are_of_steps(funnel: Funnel) -> Findings:
    """Refuse a target for what is no step that has one before it."""
    yield from known_keys(((("targets", name), name) for name in funnel.targets), funnel.names[1:], "no_step")


CHECKS: Checks = {
    Funnel: (
        has_counts, steps_differ, one_count_a_step, somebody_starts, segments_make_the_whole,
        segments_can_be_drawn, targets_are_of_steps, previous_came_before,
    ),
}  # fmt: skip
