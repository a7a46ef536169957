"""What no plan can be."""

from __future__ import annotations

from pmdocs.kinds.roadmap.model import Milestone, Roadmap, RoadmapItem
from pmdocs.sdk import Check, Checks, Finding, Findings, Item
from pmdocs.sdk.checks import both_or_none, known_keys, no_cycle, ordered, unique

_FIRST, _LAST = 1900, 2199
"""Years that a plan may name; a placeholder such as 9999-12-31 would empty the timeline."""


def has_its_time(item: RoadmapItem) -> Findings:
    """Refuse an end before the start, one of them without the other, and an item that comes at no time."""
    if item.start and item.end:
        first, last = item.start.first, item.end.last
        yield from ordered(("end",), first, last, start=item.start.text, end=item.end.text)
    called = item.id if "id" in item.model_fields_set else item.title
    yield from both_or_none({("start",): item.start, ("end",): item.end}, "half_time", id=called)
    if item.start is None and item.end is None and item.horizon is None:
        yield Finding(("start",), "no_time", {"id": called})


def is_on_the_calendar(field: str) -> Check:
    """Return a check that refuses a date in centuries of which nobody plans."""

    def check(item: Item) -> Findings:
        moment = getattr(item, field)
        if moment and not _FIRST <= moment.last.year <= _LAST:
            yield Finding((field,), "far_away", {"date": moment.text, "first": _FIRST, "last": _LAST})

    return check


def themes_are_listed(spec: Roadmap) -> Findings:
    """Refuse the theme of an item that the roadmap does not list."""
    items = enumerate(spec.items) if spec.themes else ()
    named = ((("items", n, "theme"), item.theme) for n, item in items if "theme" in item.model_fields_set)
    yield from known_keys(((at, theme) for at, theme in named if theme), spec.themes, "no_theme")


def themes_differ(spec: Roadmap) -> Findings:
    """Refuse a theme that is listed twice."""
    yield from unique(((("themes", place), name) for place, name in enumerate(spec.themes)), "same_theme")


def changes_are_of_the_past(spec: Roadmap) -> Findings:
    """Refuse a change after the day that the page describes."""
    for place, change in enumerate(spec.changes):
        if spec.as_of and "date" in change.model_fields_set and change.date > spec.as_of.last:
            values = {"date": change.date, "as_of": spec.as_of.text}
            yield Finding(("changes", place, "date"), "change_ahead", values)


def nothing_waits_for_itself(spec: Roadmap) -> Findings:
    """Refuse items that wait for each other."""
    waiting = [(n, item) for n, item in enumerate(spec.items) if {"id", "depends"} <= item.model_fields_set]
    places = {item.id: ("items", n, "depends") for n, item in waiting}
    yield from no_cycle({item.id: item.depends for _, item in waiting}, places, "circle")


CHECKS: Checks = {
    RoadmapItem: (has_its_time, *map(is_on_the_calendar, ("start", "end", "baseline_end"))),
    Milestone: (is_on_the_calendar("date"),),
    Roadmap: (themes_differ, changes_are_of_the_past, themes_are_listed, nothing_waits_for_itself),
}
