"""What follows from what, asked through back-links alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pmdocs.incremental.tracing import TracedLookup
from pmdocs.pipeline import Project, load
from pmdocs.sdk import Lookup
from pmdocs.sdk.trace import serving

PLAN = """---
kind: roadmap
id: plan-{n}
title: Plan {n}
vision: V
items:
  - {{id: rm-{n}-a, title: A, horizon: now, objective: obj-habit}}
  - {{id: rm-{n}-b, title: B, horizon: next, depends: [rm-{n}-a], objective: obj-habit}}
  - {{id: rm-{n}-c, title: C, horizon: later}}
---
[[obj-habit]]
"""
OKR = """---
kind: okr
id: okr-a
title: A
cycle: 2026-Q2
objectives: [{id: obj-habit, title: Habit, key_results: [{title: A, target: 2}, {title: B, target: 3}]}]
---
"""
JOURNEY = """---
kind: journey-map
id: journey-{n}
title: J
persona: persona-mia
stages: [{{name: A, emotion: 1}}, {{name: B, emotion: 0}}]
---
"""
MIA = "---\nkind: persona\nid: persona-mia\ntitle: Mia\n---\n"


@pytest.fixture
def desk(tmp_path: Path) -> Callable[[], Lookup]:
    """Return a function from nothing to what a page of a small site may ask."""
    (tmp_path / "content").mkdir()
    (tmp_path / "pmdocs.yml").write_text("site_name: A\ntoday: 2026-06-24\n", encoding="utf-8")
    texts = {
        "okr": OKR,
        "mia": MIA,
        "j": JOURNEY.format(n="a"),
        "p1": PLAN.format(n="x"),
        "p2": PLAN.format(n="y"),
    }
    for name, text in texts.items():
        (tmp_path / f"content/{name}.md").write_text(text, encoding="utf-8")

    def lookup() -> Lookup:
        return TracedLookup(load(Project.open(tmp_path)).results.answers.view, "en")

    return lookup


def test_items_of_every_page_are_found_by_the_field_that_names_an_id(desk: Callable[[], Lookup]) -> None:
    lookup = desk()
    found = serving(lookup, "obj-habit", "roadmap-item", "objective")
    assert [entry.id for entry in found] == ["rm-x-a", "rm-x-b", "rm-y-a", "rm-y-b"]
    assert [entry.id for entry in serving(lookup, "rm-x-a", "roadmap-item", "depends")] == ["rm-x-b"]


def test_a_spec_that_names_an_id_is_found_by_its_kind(desk: Callable[[], Lookup]) -> None:
    assert [entry.id for entry in serving(desk(), "persona-mia", "journey-map", "persona")] == ["journey-a"]


@pytest.mark.parametrize(
    ("id_", "noun", "field"),
    [
        ("obj-habit", "roadmap-item", "depends"),
        ("obj-habit", "milestone", "objective"),
        ("rm-x-c", "roadmap-item", "depends"),
        ("nothing", "roadmap-item", "objective"),
    ],
)
def test_nothing_else_is_found(id_: str, noun: str, field: str, desk: Callable[[], Lookup]) -> None:
    assert serving(desk(), id_, noun, field) == ()
