"""All that is wrong with a spec comes at once."""

from __future__ import annotations

from pmdocs.notation.yaml_nodes import construct, read_yaml
from pmdocs.sdk.checks import both_or_none, required
from pmdocs.sdk.findings import Checks, Findings
from pmdocs.sdk.messages import shared_messages
from pmdocs.sdk.models import Model
from pmdocs.sdk.reading import read_model


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
