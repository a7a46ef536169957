"""All that is wrong with a spec comes at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import pytest
from pydantic import Field

from pmdocs.notation.yaml_nodes import construct, read_yaml
from pmdocs.sdk.checks import both_or_none, required
from pmdocs.sdk.findings import Checks, Findings
from pmdocs.sdk.messages import messages_from, shared_messages
from pmdocs.sdk.models import Model
from pmdocs.sdk.reading import read_model
from pmdocs.values.refusal import Reads, each, refuse_as


class Span(Model):
    name: str
    first: int | None = None
    last: int | None = None


def has_both_ends(span: Span) -> Findings:
    yield from both_or_none({("first",): span.first, ("last",): span.last})


def has_a_name(_: Span) -> Findings:
    yield from required(("name",))


def said(text: str, *checks: object) -> list[str]:
    node, _ = read_yaml(text, "a.yml")
    assert node is not None
    every: Checks = {Span: checks}  # type: ignore[dict-item]
    _, found = read_model(
        Span, construct(node), "en", node=node, path="", checks=every, messages=shared_messages()
    )
    return [f"{one.code} {one.field}" for one in found]


def test_two_fields_that_are_both_missing_are_both_named() -> None:
    assert said("first: 1", has_both_ends) == ["E-REQ name", "E-REQ last"]


def test_a_field_that_has_an_error_is_not_complained_of_twice() -> None:
    assert said("first: 1\nlast: 2", has_a_name) == ["E-REQ name"]


class Board(Model):
    spans: Annotated[tuple[Span, ...], Field(min_length=2)]
    named: Annotated[Mapping[str, Span], Field(max_length=1)] = {}


def is_never_asked(board: Board) -> Findings:
    yield from required(("spans",), name=str(len(board.spans) + len(board.named)))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("spans: [{name: a, first: 1}]", ["E-LEN spans", "E-REQ spans.0.last"]),
        ("spans: [3, {name: a, first: 1}]", ["E-TYPE spans.0", "E-REQ spans.1.last"]),
        ("spans: [{name: a, first: 1}, {first: x, last: 2}, ~]",
         ["E-REQ spans.0.last", "E-REQ spans.1.name", "E-TYPE spans.1.first", "E-REQ spans.2"]),
        ("named: {b: {name: b, last: 1}, c: {name: c, first: 2, last: 4}}\nspans: {}",
         ["E-LEN named", "E-REQ named.b.first", "E-TYPE spans"]),
    ],
)  # fmt: skip
def test_a_list_that_is_refused_hides_no_fault_of_its_members(text: str, codes: list[str]) -> None:
    node, _ = read_yaml(text, "a.yml")
    assert node is not None
    _, found = read_model(
        Board, construct(node), "en", node=node, path="",
        checks={Span: (has_both_ends,), Board: (is_never_asked,)}, messages=shared_messages(),
    )  # fmt: skip
    assert sorted(f"{one.code} {one.field}" for one in found) == sorted(codes)


def _odd(raw: Any) -> int:
    number = int(raw)
    if number % 2 == 0:
        refuse_as("even", "like" if number > 9 else None, found=number)
    return number


class Odd(Model):
    one: Annotated[int, Reads(_odd)]
    more: Annotated[tuple[int, ...], Reads(lambda raw: each(raw, _odd))] = ()


LABELS = {
    "problems": {"even": {"code": "E-RANGE", "en": "{found} is even", "zh-CN": "{found} 是偶数"}},
    "hints": {
        "even": {"en": "add 1 to {found}", "zh-CN": "请给 {found} 加 1"},
        "like": {"en": "for example 3", "zh-CN": "例如 3"},
    },
}


def test_a_value_is_refused_in_the_words_of_its_kind() -> None:
    node, _ = read_yaml("one: 4\nmore: [1, 12]\n", "a.yml")
    assert node is not None
    _, found = read_model(
        Odd, construct(node), "en", node=node, path="", checks={}, messages=messages_from(LABELS)
    )
    assert [one.text() for one in found] == [
        "a.yml:1:6: E-RANGE ‘one’: 4 is even\n    add 1 to 4",
        "a.yml:2:11: E-RANGE ‘more’: 12 is even\n    for example 3",
    ]
    assert found[0].text("zh-CN") == "a.yml:1:6: E-RANGE ‘one’：4 是偶数\n    请给 4 加 1"
