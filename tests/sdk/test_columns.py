"""Numbers taken from another spec: found, refused with the nearest name, never in a circle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated

import pytest

from pmdocs.notation.yaml_nodes import construct, read_yaml
from pmdocs.sdk import Backlink, Entry, Model
from pmdocs.sdk.columns import column, columns_are_there
from pmdocs.sdk.messages import shared_messages
from pmdocs.values.columns import ColumnRef, DataColumn, FromColumn
from pmdocs.values.references import Slug

Taken = Annotated[ColumnRef, FromColumn()]
OWN = DataColumn(("a", "b"), (1.0, None))


class Source(Model):
    id: Slug
    columns: Mapping[str, Taken | None] = {}
    rates: Mapping[str, Annotated[ColumnRef, FromColumn("rate")]] = {}

    def offered_columns(self) -> Mapping[str, DataColumn | ColumnRef]:
        return {**{name: one or OWN for name, one in self.columns.items()}, **self.rates}


def source(text: str) -> Source:
    node, _ = read_yaml(text, "a.yml")
    return Source.model_validate(construct(node)) if node else Source(id="none")


class Specs:
    today = dt.date(2026, 6, 24)

    def __init__(self, *texts: str) -> None:
        self.known = {one.id: one for one in map(source, texts)}

    def get(self, id_: str) -> Entry | None:
        if id_ == "broken":
            return Entry(id_, "x", "", "", "en", id_)
        one = self.known.get(id_)
        return Entry(id_, "x", "", "", "en", id_, lambda: one) if one else None

    def all(self, noun: str) -> list[Entry]:
        raise AssertionError(noun)

    def backlinks(self, id_: str) -> list[Backlink]:
        raise AssertionError(id_)


def said(text: str, *others: str) -> list[str]:
    """Return what is said of a spec among others: place, code, sentence, hint."""
    node, _ = read_yaml(text, "a.yml")
    found = columns_are_there(source(text), Specs(text, *others))
    return [shared_messages().problem(one, node).text() for one in found]


@pytest.mark.parametrize("written", ["b.x", "b", " b . x "])
def test_a_column_is_found_through_others(written: str) -> None:
    specs = Specs("{id: b, columns: {x: c.y}}", "{id: c, columns: {y: ~, z: ~}}")
    ref = source(f"{{id: a, columns: {{v: '{written}'}}}}").columns["v"]
    assert ref is not None
    assert column(specs, ref) is OWN
    assert said("{id: a, columns: {v: b.x}}", "{id: b, columns: {x: ~}}") == []


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ("b.serch", "a.yml:1:23: E-REF ‘b’ has no column ‘serch’\n    did you mean ‘search’?"),
        ("b.zzz", "a.yml:1:23: E-REF ‘b’ has no column ‘zzz’\n    there are: search, ads"),
        ("b", "a.yml:1:23: E-REF ‘b’ has several columns: which one?\n    there are: search, ads"),
        ("none.x", "a.yml:1:23: E-REF ‘none’ has no column to take values from"),
        ("broken.x", "a.yml:1:23: E-REF the values of ‘broken’ cannot be taken: it has errors itself"),
    ],
)
def test_what_is_not_there_is_named_with_the_nearest(taken: str, expected: str) -> None:
    others = "{id: b, columns: {search: ~, ads: ~}}", "{id: none}"
    assert said(f"{{id: a, columns: {{ v: {taken}}}}}", *others) == [expected]


def test_an_id_that_leads_nowhere_is_a_matter_of_linking() -> None:
    assert said("{id: a, columns: {v: nowhere.x}}") == []


def test_another_unit_is_refused() -> None:
    (one,) = said("{id: a, rates: {v: b.x}}", "{id: b, columns: {x: ~}}")
    assert one.startswith("a.yml:1:20: E-UNIT ‘b.x’ holds plain numbers, where rates are needed")


@pytest.mark.parametrize(
    ("others", "cycle"),
    [
        (["{id: b, columns: {y: a.x}}"], "a.x → b.y → a.x"),
        (["{id: b, columns: {y: c.z}}", "{id: c, columns: {z: b.y}}"], "b.y → c.z → b.y"),
    ],
)
def test_a_circle_is_refused(others: list[str], cycle: str) -> None:
    (one,) = said("{id: a, columns: {x: b.y}}", *others)
    assert one.splitlines()[0] == f"a.yml:1:22: E-CYCLE values are taken in a circle: {cycle}"
    assert column(Specs("{id: a, columns: {x: a.x}}"), ColumnRef.make("a", "x")) is None


def test_what_is_no_reference_is_refused() -> None:
    for raw in (["a"], "A b.x", ""):
        with pytest.raises(ValueError, match="E-"):
            Source(id="a", columns={"v": raw})
